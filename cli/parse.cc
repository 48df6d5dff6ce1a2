// SPDX-License-Identifier: Apache-2.0
// car-keys parse: language analysis as CoNLL-U, of texts or of given tokens.
#include <memory>
#include <utility>

#include "base/files.h"
#include "base/utf8.h"
#include "commands.h"
#include "exit_code.h"
#include "interrupt.h"
#include "output.h"
#include "pipeline/conllu.h"
#include "pipeline/given_tokens.h"
#include "reporter.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  RunArguments run;
  std::string input = "text";
};

int parse_texts(const RunArguments& arguments, const Pipeline& pipeline) {
  RunOptions options;
  options.work = [&](const Article& article, analysis::Workspace& workspace) -> Result<Product> {
    CARKEYS_TRY(const Document document, pipeline.analyse(article, workspace));
    return Product{conllu::write(document, article.citation), {}, document.sentences.size()};
  };
  options.deliver = [](const Article& /*article*/, const Product& product) {
    return write_output(product.text);
  };
  return run_articles(arguments, pipeline, options, [] { return Result<void>(); });
}

// Annotates given tokens in batches; keeps what it has learnt about the language.
class GivenParser {
 public:
  GivenParser(const Pipeline& pipeline, Language language, Reporter& reporter)
      : pipeline_(pipeline), language_(language), reporter_(reporter) {}

  // Reads one source to its end. Errors: cannot_write, bad_resource; what is wrong with the input
  // is reported and counted.
  Result<void> parse(const std::string& source, const std::atomic<bool>* stop);

  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  void take(Result<std::optional<conllu::Sentence>> sentence, const std::string& source);
  Result<void> take_lines(conllu::SentenceReader& reader,
                          std::string& buffer,
                          const std::string& source);
  Result<void> flush(const std::string& source);
  void note(Error error, const std::string& source);

  const Pipeline& pipeline_;
  Language language_;
  Reporter& reporter_;
  analysis::Workspace workspace_;
  std::vector<conllu::Sentence> batch_;
  Counters counters_;
};

void GivenParser::note(Error error, const std::string& source) {
  error.origin = source;
  ++counters_.failed;
  reporter_.failed(error);
}

void GivenParser::take(Result<std::optional<conllu::Sentence>> sentence,
                       const std::string& source) {
  if (!sentence) {
    note(std::move(sentence.error()), source);
  } else if (*sentence) {
    batch_.push_back(std::move(**sentence));
  }
}

Result<void> GivenParser::flush(const std::string& source) {
  if (batch_.empty()) {
    return {};
  }
  Language language = language_;
  if (language == Language::unknown) {
    RawItem item;
    item.decoded = true;
    for (const conllu::Sentence& sentence : batch_) {
      item.bytes += sentence.text();
    }
    language = pipeline_.find(std::move(item), {}).article.language;
  }
  if (language == Language::unknown) {
    return failure(ErrorCode::bad_usage,
                   "neither German nor English as far as one can tell; --lang decides",
                   source);
  }
  CARKEYS_TRY(const analysis::Analyser* analyser, pipeline_.analyser(language));
  counters_.sentences += batch_.size();
  conllu::GivenTokens tokens(std::exchange(batch_, {}), language);
  analyser->annotate(tokens.document(), workspace_);
  return write_output(tokens.write(conllu::SplitWords::load(pipeline_.lexicon(), language)));
}

// The whole lines at the beginning of `buffer`, which are taken out of it.
Result<void> GivenParser::take_lines(conllu::SentenceReader& reader,
                                     std::string& buffer,
                                     const std::string& source) {
  constexpr std::size_t batch_sentences = 500;
  std::size_t used = 0;
  for (std::size_t end = 0; (end = buffer.find('\n', used)) != std::string::npos; used = end + 1) {
    take(reader.take(utf8::decode(std::string_view(buffer).substr(used, end - used))), source);
    if (batch_.size() < batch_sentences) {
      continue;
    }
    if (Result<void> flushed = flush(source); !flushed) {
      return flushed;
    }
  }
  buffer.erase(0, used);
  return {};
}

Result<void> GivenParser::parse(const std::string& source, const std::atomic<bool>* stop) {
  const std::string name = source == "-" ? "stdin" : source;
  Result<FileReader> file = FileReader::open(source, stop);
  if (!file) {
    note(std::move(file.error()), name);
    return {};
  }
  conllu::SentenceReader reader;
  std::string buffer;
  while (!counters_.interrupted) {
    const Result<std::size_t> got = file->read_some(buffer);
    if (!got && got.error().code == ErrorCode::interrupted) {
      counters_.interrupted = true;
    } else if (!got) {
      note(got.error(), name);
    }
    if (got.value_or(0) == 0) {
      break;
    }
    if (Result<void> taken = take_lines(reader, buffer, name); !taken) {
      return taken;
    }
    counters_.interrupted = stop->load();
  }
  if (!buffer.empty()) {
    take(reader.take(utf8::decode(buffer)), name);
  }
  take(reader.finish(), name);
  return flush(name);
}

int parse_given(const RunArguments& arguments, const Pipeline& pipeline) {
  const Result<std::vector<std::string>> sources = arguments.sources_or_stdin();
  if (!sources) {
    return fail(sources.error());
  }
  const std::atomic<bool>* stop = watch_interrupts();
  StderrReporter reporter(arguments.quiet, arguments.progress);
  GivenParser parser(pipeline, language_of(arguments.language), reporter);
  for (const std::string& source : *sources) {
    if (const Result<void> parsed = parser.parse(source, stop); !parsed) {
      return fail(parsed.error());
    }
  }
  reporter.summary(parser.counters());
  const Counters& counters = parser.counters();
  if (counters.interrupted) {
    return exit_interrupted;
  }
  if (counters.failed > 0) {
    return counters.sentences > 0 ? exit_some_failed : exit_nothing_read;
  }
  return exit_done;
}

int run(const Arguments& arguments) {
  const Result<Pipeline> pipeline = Pipeline::load(arguments.run.resources.options());
  if (!pipeline) {
    return fail(pipeline.error());
  }
  return arguments.input == "conllu" ? parse_given(arguments.run, *pipeline)
                                     : parse_texts(arguments.run, *pipeline);
}

}  // namespace

void register_parse(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command = line.command("parse", "Analyses the language of texts and prints CoNLL-U");
  arguments->run.add_to(command);
  command
      .choice("--input",
              arguments->input,
              {"text", "conllu"},
              "what FILES hold; of conllu the tokens are kept one to one")
      .action([arguments] { return run(*arguments); });
}

}  // namespace carkeys::cli
