// SPDX-License-Identifier: Apache-2.0
// Public interface: Record, what car-keys is for, and Coding, the records of one article.
#pragma once

#include "records/record.h"
