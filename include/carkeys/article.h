// SPDX-License-Identifier: Apache-2.0
// Public interface: Article, Language, Date. An Article's text is valid UTF-8; carkeys::Coder makes
// one from bytes. Offsets inside the library are bytes of that text.
#pragma once

#include "records/article.h"
