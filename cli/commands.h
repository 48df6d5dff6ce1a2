// SPDX-License-Identifier: Apache-2.0
// The subcommands, one file each.
#pragma once

#include "args.h"

namespace carkeys::cli {

void register_code(CommandLine& line);
void register_explain(CommandLine& line);
void register_diff(CommandLine& line);
void register_extract(CommandLine& line);
void register_eval(CommandLine& line);
void register_export(CommandLine& line);
void register_ingest(CommandLine& line);
void register_lexicon(CommandLine& line);
void register_panel(CommandLine& line);
void register_parse(CommandLine& line);
void register_query(CommandLine& line);
void register_quotes(CommandLine& line);
void register_relate(CommandLine& line);
void register_train(CommandLine& line);
void register_serve(CommandLine& line);

}  // namespace carkeys::cli
