// SPDX-License-Identifier: Apache-2.0
// car-keys eval: figures of predicted records, or of trees, against gold ones.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "base/files.h"
#include "commands.h"
#include "exit_code.h"
#include "store/conllu_evaluation.h"
#include "store/evaluation.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  std::string gold;
  std::string predictions;
  std::string documents;
  std::string name;
  bool errors = false;
  bool trees = false;
};

int print(const std::string& text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  return written ? exit_done
                 : fail({ErrorCode::cannot_write, "figures cannot be written", "standard output"});
}

Result<store::ConlluText> load_trees(const std::string& path) {
  CARKEYS_TRY(const std::string text, read_file(path));
  return store::ConlluText::parse(text, path);
}

int eval_trees(const Arguments& arguments) {
  const auto gold = load_trees(arguments.gold);
  if (!gold) {
    return fail(gold.error());
  }
  const auto predictions = load_trees(arguments.predictions);
  if (!predictions) {
    return fail(predictions.error());
  }
  const auto scores = store::evaluate_conllu(*gold, *predictions);
  return scores ? print(store::report(*scores)) : fail(scores.error());
}

int eval(const Arguments& arguments) {
  if (arguments.trees) {
    return eval_trees(arguments);
  }
  std::optional<store::EvaluationDocuments> documents;
  if (!arguments.documents.empty()) {
    auto loaded = store::EvaluationDocuments::load(arguments.documents);
    if (!loaded) {
      return fail(loaded.error());
    }
    documents = std::move(*loaded);
  }
  const store::EvaluationDocuments* known = documents ? &*documents : nullptr;
  const auto gold = store::load_rows(arguments.gold, known);
  if (!gold) {
    return fail(gold.error());
  }
  const auto predictions = store::load_rows(arguments.predictions, known);
  if (!predictions) {
    return fail(predictions.error());
  }
  const store::Evaluation evaluation = store::evaluate(*gold, *predictions);
  std::string text = store::report(evaluation, arguments.name);
  if (arguments.errors) {
    text += store::list_errors(evaluation, *gold, *predictions, known);
  }
  return print(text);
}

}  // namespace

void register_eval(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  line.command("eval", "Compares predicted records or trees with gold ones")
      .required_positional("GOLD", arguments->gold, "gold rows, JSON Lines")
      .required_positional(
          "PRED", arguments->predictions, "predictions: rows like GOLD, or output of car-keys code")
      .option("--docs",
              arguments->documents,
              "FILE",
              "documents with their sentences, JSON Lines; needed for output of car-keys code")
      .option("--name", arguments->name, "NAME", "what to put at the start of each line")
      .flag("--conllu",
            arguments->trees,
            "GOLD and PRED are CoNLL-U: the measures of the CoNLL 2018 shared task")
      .flag("--errors", arguments->errors, "list what is missing, wrong or not in GOLD")
      .footer("Example: car-keys eval gold.jsonl records.jsonl --docs docs.jsonl --errors")
      .action([arguments] { return eval(*arguments); });
}

}  // namespace carkeys::cli
