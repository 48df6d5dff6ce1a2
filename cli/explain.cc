// SPDX-License-Identifier: Apache-2.0
// car-keys explain: tree, clauses, frames and records of a text, with the words behind each.
#include "pipeline/explain.h"

#include <memory>
#include <utility>

#include <sys/stat.h>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "pipeline/feature_lines.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

struct ExplainArguments : RunArguments {
  bool features = false;
  bool phrases = false;

  [[nodiscard]] std::string show(const pipeline::Explanation& explanation) const {
    return features  ? pipeline::feature_lines(explanation)
           : phrases ? pipeline::phrases_lines(explanation)
                     : pipeline::explain_text(explanation);
  }
};

Result<Product> explain_article(const Pipeline& pipeline,
                                const Article& article,
                                analysis::Workspace& workspace,
                                const ExplainArguments& arguments) {
  coding::Trace trace;
  CARKEYS_TRY(const CodedArticle coded, pipeline.code(article, workspace, &trace));
  Product product;
  const pipeline::Explanation explanation{
      article, coded.document, coded.graph, coded.coding, trace};
  product.text = arguments.show(explanation);
  product.sentences = coded.document.sentences.size();
  return product;
}

int explain_files(const ExplainArguments& arguments, const Pipeline& pipeline) {
  RunOptions options;
  options.work = [&](const Article& article, analysis::Workspace& workspace) {
    return explain_article(pipeline, article, workspace, arguments);
  };
  options.deliver = [](const Article& /*article*/, const Product& product) {
    return write_output(product.text);
  };
  return run_articles(arguments, pipeline, options, [] { return Result<void>(); });
}

// A sentence given on the command line.
int explain_words(const ExplainArguments& arguments,
                  const Pipeline& pipeline,
                  const std::string& text) {
  auto defaults = arguments.defaults();
  if (!defaults) {
    return fail(defaults.error());
  }
  RawItem item;
  item.citation = "text";
  item.bytes = text;
  const auto finding = pipeline.find(std::move(item), *defaults);
  if (finding.outcome != article::Outcome::found) {
    return fail({ErrorCode::bad_input, "no German or English text", "text"});
  }
  analysis::Workspace workspace;
  const auto product = explain_article(pipeline, finding.article, workspace, arguments);
  if (!product) {
    return fail(product.error());
  }
  const auto written = write_output(product->text);
  return written ? exit_done : fail(written.error());
}

// An existing path is a file; anything else is text.
bool is_path(const std::string& source) {
  struct stat status = {};
  return source == "-" || stat(source.c_str(), &status) == 0;
}

int explain(const ExplainArguments& arguments) {
  const auto options = arguments.pipeline_options();
  if (!options) {
    return fail(options.error());
  }
  const auto pipeline = Pipeline::load(*options);
  if (!pipeline) {
    return fail(pipeline.error());
  }
  const bool words = arguments.sources.size() == 1 && !is_path(arguments.sources.front());
  return words ? explain_words(arguments, *pipeline, arguments.sources.front())
               : explain_files(arguments, *pipeline);
}

}  // namespace

void register_explain(CommandLine& line) {
  auto arguments = std::make_shared<ExplainArguments>();
  Command& command = line.command(
      "explain", "Shows tokens, tree, clauses, frames and the words behind each record");
  arguments->add_to(command);
  arguments->add_confidence_to(command);
  command.flag("--features",
               arguments->features,
               "print only what the learned parts saw and decided, as JSON Lines");
  command.flag(
      "--phrases", arguments->phrases, "print only what each phrase denotes, as JSON Lines");
  command
      .footer(
          "Example: car-keys explain \"Washington hat den Iran beschuldigt, Drohnen an Russland "
          "geliefert zu haben.\"")
      .action([arguments] { return explain(*arguments); });
}

}  // namespace carkeys::cli
