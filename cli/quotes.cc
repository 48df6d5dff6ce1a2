// SPDX-License-Identifier: Apache-2.0
// car-keys quotes: who is said to have said what, as JSON Lines.
#include <memory>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "pipeline/quotations.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

int quotes(const RunArguments& arguments) {
  const auto pipeline = Pipeline::load(arguments.resources.options());
  if (!pipeline) {
    return fail(pipeline.error());
  }
  RunOptions options;
  options.work = [&](const Article& article, analysis::Workspace& workspace) -> Result<Product> {
    CARKEYS_TRY(const CodedArticle coded, pipeline->code(article, workspace, nullptr));
    return Product{pipeline::quotation_lines(article, coded.document, coded.graph),
                   {},
                   coded.document.sentences.size()};
  };
  options.deliver = [](const Article& /*article*/, const Product& product) {
    return write_output(product.text);
  };
  return run_articles(arguments, *pipeline, options, [] { return Result<void>(); });
}

}  // namespace

void register_quotes(CommandLine& line) {
  auto arguments = std::make_shared<RunArguments>();
  Command& command =
      line.command("quotes", "Finds quotations and reported speech with speaker, cue and message");
  arguments->add_to(command);
  command.footer("Example: car-keys quotes article.txt").action([arguments] {
    return quotes(*arguments);
  });
}

}  // namespace carkeys::cli
