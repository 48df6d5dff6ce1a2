// SPDX-License-Identifier: Apache-2.0
// Public interface: Result<T> and Error. A function that may fail returns a Result; the library
// throws nothing, prints nothing and never exits.
#pragma once

#include "base/result.h"
