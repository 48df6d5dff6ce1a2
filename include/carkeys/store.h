// SPDX-License-Identifier: Apache-2.0
// Public interface: records as JSON Lines, as a readable view, and in an SQLite database.
#pragma once

#include "store/sink.h"
