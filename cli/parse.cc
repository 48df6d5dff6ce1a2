// SPDX-License-Identifier: Apache-2.0
// car-keys parse: language analysis as CoNLL-U, of texts or of given tokens.
#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

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
  std::string model;  // file of the only model; empty: that of each language
};

int parse_texts(const Arguments& arguments, const Pipeline& pipeline) {
  RunOptions options;
  options.any_language = !arguments.model.empty();
  options.work = [&](const Article& article, analysis::Workspace& workspace) -> Result<Product> {
    CARKEYS_TRY(const Document document, pipeline.analyse(article, workspace));
    return Product{conllu::write(document, article.citation), {}, document.sentences.size()};
  };
  options.deliver = [](const Article& /*article*/, const Product& product) {
    return write_output(product.text);
  };
  return run_articles(arguments.run, pipeline, options, [] { return Result<void>(); });
}

// Workspaces that threads borrow, so that what they have learnt about the language is kept.
class Workspaces {
 public:
  std::unique_ptr<analysis::Workspace> borrow() {
    const std::scoped_lock lock(mutex_);
    if (free_.empty()) {
      return std::make_unique<analysis::Workspace>();
    }
    auto workspace = std::move(free_.back());
    free_.pop_back();
    return workspace;
  }

  void give_back(std::unique_ptr<analysis::Workspace> workspace) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(workspace));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<analysis::Workspace>> free_;
};

// Annotates given tokens in batches, some of them at once, and writes them in order. Holds a
// bounded number of batches.
class GivenParser {
 public:
  // `any_language`: the pipeline has one model for all.
  GivenParser(const Pipeline& pipeline, Language language, bool any_language, Reporter& reporter)
      : pipeline_(pipeline),
        language_(language),
        any_language_(any_language),
        reporter_(reporter) {}

  void use_threads(unsigned jobs) { jobs_ = jobs; }

  // Reads one source to its end. Errors: cannot_write, bad_resource; what is wrong with the input
  // is reported and counted.
  Result<void> parse(const std::string& source, const std::atomic<bool>* stop);

  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  void take(Result<std::optional<conllu::Sentence>> sentence, const std::string& source);
  Result<void> take_lines(conllu::SentenceReader& reader,
                          std::string& buffer,
                          const std::string& source);
  // What is written for a batch. Errors: bad_usage, bad_resource.
  [[nodiscard]] Result<std::string> annotate(std::vector<conllu::Sentence> batch,
                                             const std::string& source);
  Result<void> flush(const std::string& source);
  // Writes batches that are done, the first ones first, until at most so many are under way.
  Result<void> deliver(std::size_t left);
  void note(Error error, const std::string& source);

  const Pipeline& pipeline_;
  Language language_;
  bool any_language_;
  unsigned jobs_ = 1;
  Reporter& reporter_;
  Workspaces workspaces_;
  std::vector<conllu::Sentence> batch_;
  std::deque<std::future<Result<std::string>>> under_way_;
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

Result<std::string> GivenParser::annotate(std::vector<conllu::Sentence> batch,
                                          const std::string& source) {
  Language language = language_;
  if (language == Language::unknown && !any_language_) {
    RawItem item;
    item.decoded = true;
    for (const conllu::Sentence& sentence : batch) {
      item.bytes += sentence.text();
    }
    language = pipeline_.find(std::move(item), {}).article.language;
  }
  if (language == Language::unknown && !any_language_) {
    return failure(ErrorCode::bad_usage,
                   "neither German nor English as far as one can tell; --lang decides",
                   source);
  }
  CARKEYS_TRY(const analysis::Analyser* analyser, pipeline_.analyser(language));
  language = analyser->language();
  conllu::GivenTokens tokens(std::move(batch), language);
  auto workspace = workspaces_.borrow();
  analyser->annotate(tokens.document(), *workspace);
  workspaces_.give_back(std::move(workspace));
  return tokens.write(conllu::SplitWords::load(pipeline_.lexicon(), language));
}

Result<void> GivenParser::deliver(std::size_t left) {
  while (under_way_.size() > left) {
    const Result<std::string> text = under_way_.front().get();
    under_way_.pop_front();
    if (!text) {
      return tl::unexpected<Error>(text.error());
    }
    if (Result<void> written = write_output(*text); !written) {
      return written;
    }
  }
  return {};
}

Result<void> GivenParser::flush(const std::string& source) {
  if (batch_.empty()) {
    return {};
  }
  counters_.sentences += batch_.size();
  const auto policy = jobs_ == 1 ? std::launch::deferred : std::launch::async;
  under_way_.push_back(
      std::async(policy, [this, source, batch = std::exchange(batch_, {})]() mutable {
        return annotate(std::move(batch), source);
      }));
  return deliver(jobs_ == 1 ? 0 : jobs_);
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
  if (Result<void> flushed = flush(name); !flushed) {
    return flushed;
  }
  return deliver(0);
}

int parse_given(const Arguments& all, const Pipeline& pipeline) {
  const RunArguments& arguments = all.run;
  const Result<std::vector<std::string>> sources = arguments.sources_or_stdin();
  if (!sources) {
    return fail(sources.error());
  }
  const std::atomic<bool>* stop = watch_interrupts();
  StderrReporter reporter(arguments.quiet, arguments.progress);
  GivenParser parser(pipeline, language_of(arguments.language), !all.model.empty(), reporter);
  parser.use_threads(arguments.jobs > 0 ? arguments.jobs
                                        : std::max(1U, std::thread::hardware_concurrency()));
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
  PipelineOptions options = arguments.run.resources.options();
  options.model_file = arguments.model;
  const Result<Pipeline> pipeline = Pipeline::load(options);
  if (!pipeline) {
    return fail(pipeline.error());
  }
  return arguments.input == "conllu" ? parse_given(arguments, *pipeline)
                                     : parse_texts(arguments, *pipeline);
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
      .option("--model",
              arguments->model,
              "FILE",
              "model for all texts, of whatever language; else that of each text's own")
      .action([arguments] { return run(*arguments); });
}

}  // namespace carkeys::cli
