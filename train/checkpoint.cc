// SPDX-License-Identifier: Apache-2.0
#include "checkpoint.h"

#include <algorithm>

#include <fmt/format.h>

#include "conllu.h"

namespace carkeys::train {
namespace {

using torch::Tensor;

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, "\n"));
}

// Copies the rows whose class both have; `first` rows before the classes are copied as they are.
void copy_classes(const Tensor& from,
                  const std::string& names,
                  const Vocabulary& classes,
                  std::int64_t first,
                  Tensor& to) {
  to.slice(0, 0, first).copy_(from.slice(0, 0, first));
  std::int64_t row = first;
  for (const auto name : split(names, '\n')) {
    const auto number = classes.find(std::string(name));
    if (number != missing) {
      to[first + number].copy_(from[row]);
    }
    ++row;
  }
}

std::vector<std::pair<std::string, SparseTable*>> tables(Trainer& trainer) {
  return {{"words", &trainer.words},
          {"affixes", &trainer.affixes},
          {"ngrams", &trainer.ngrams},
          {"readings", &trainer.readings}};
}

std::string text(torch::serialize::InputArchive& archive, const std::string& key) {
  c10::IValue value;
  archive.read(key, value);
  return value.toStringRef();
}

void load(Trainer& trainer, torch::serialize::InputArchive& archive) {
  torch::NoGradGuard guard;
  Tensor hashes;
  archive.read("hashes", hashes);
  const auto* first = reinterpret_cast<const std::uint64_t*>(hashes.data_ptr<std::int64_t>());
  trainer.features().set_words({first, first + hashes.numel()});
  for (auto& [name, table] : tables(trainer)) {
    Tensor weights;
    archive.read("table." + name, weights);
    table->weights().copy_(weights);
  }
  const auto scripts = text(archive, "scripts");
  const auto relations = text(archive, "relations");
  const auto plain = trainer.network()->word_labels() - trainer.network()->shape.scripts;
  for (auto& parameter : trainer.network()->named_parameters()) {
    Tensor weights;
    if (!archive.try_read(parameter.key(), weights)) {
      continue;
    }
    auto& to = parameter.value();
    if (parameter.key().starts_with("labels.")) {
      copy_classes(weights, scripts, trainer.classes().scripts, plain, to);
    } else if (parameter.key().starts_with("relation.")) {
      copy_classes(weights, relations, trainer.classes().relations, 0, to);
    } else if (parameter.key() == "style.weight") {
      const auto known = std::min(weights.size(0), to.size(0));
      to.slice(0, 0, known).copy_(weights.slice(0, 0, known));
    } else if (weights.sizes() == to.sizes()) {
      to.copy_(weights);
    }
  }
}

}  // namespace

Result<void> save_checkpoint(Trainer& trainer, const std::string& path) {
  torch::serialize::OutputArchive archive;
  for (const auto& parameter : trainer.network()->named_parameters()) {
    archive.write(parameter.key(), parameter.value().detach());
  }
  for (auto& [name, table] : tables(trainer)) {
    archive.write("table." + name, table->weights());
  }
  const auto& words = trainer.features().words();
  archive.write("hashes",
                torch::tensor(std::vector<std::int64_t>(words.begin(), words.end()), torch::kLong));
  archive.write("scripts", c10::IValue(joined(trainer.classes().scripts.names())));
  archive.write("relations", c10::IValue(joined(trainer.classes().relations.names())));
  try {
    archive.save_to(path);
  } catch (const c10::Error& error) {
    return failure(ErrorCode::cannot_write, error.what_without_backtrace(), path);
  }
  return {};
}

Result<void> load_checkpoint(Trainer& trainer, const std::string& path) {
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(path);
    load(trainer, archive);
  } catch (const c10::Error& error) {
    return failure(ErrorCode::bad_resource, error.what_without_backtrace(), path);
  }
  return {};
}

}  // namespace carkeys::train
