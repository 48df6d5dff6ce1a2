// SPDX-License-Identifier: Apache-2.0
#include "checkpoint.h"

#include <algorithm>
#include <cstdio>

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

void write_weights(Trainer& trainer, torch::serialize::OutputArchive& archive) {
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
}

// What a run has beside its weights, by name; loading fills the same tensors.
std::vector<std::pair<std::string, Tensor>> state_tensors(Trainer& trainer) {
  std::vector<std::pair<std::string, Tensor>> all;
  int number = 0;
  for (const auto& average : trainer.average().averages()) {
    all.emplace_back(fmt::format("average.{}", number++), average);
  }
  for (auto& [name, table] : tables(trainer)) {
    const auto moments = table->moments();
    all.emplace_back("first." + name, moments[0]);
    all.emplace_back("second." + name, moments[1]);
  }
  return all;
}

// Numbers of a run in a fixed order, as pointers: read and written alike.
Tensor numbers_of(Trainer& trainer) {
  const auto& progress = trainer.progress();
  std::vector<double> values = {static_cast<double>(progress.passes),
                                progress.steps,
                                progress.seconds,
                                trainer.average().updates()};
  for (auto& [name, table] : tables(trainer)) {
    values.push_back(static_cast<double>(table->steps()));
  }
  return torch::tensor(values, torch::kDouble);
}

void set_numbers(Trainer& trainer, const Tensor& numbers) {
  const auto* value = numbers.data_ptr<double>();
  auto& progress = trainer.progress();
  progress.passes = static_cast<int>(*value++);
  progress.steps = *value++;
  progress.seconds = *value++;
  trainer.average().updates() = *value++;
  for (auto& [name, table] : tables(trainer)) {
    table->steps() = static_cast<std::int64_t>(*value++);
  }
}

bool same_classes(Trainer& trainer, torch::serialize::InputArchive& archive) {
  return text(archive, "scripts") == joined(trainer.classes().scripts.names()) &&
         text(archive, "relations") == joined(trainer.classes().relations.names());
}

Result<void> write_archive(torch::serialize::OutputArchive& archive, const std::string& path) {
  // The old checkpoint stays whole until the new one is.
  const auto unfinished = path + ".unfinished";
  try {
    archive.save_to(unfinished);
  } catch (const c10::Error& error) {
    return failure(ErrorCode::cannot_write, error.what_without_backtrace(), path);
  }
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) {
    return failure(ErrorCode::cannot_write, "cannot be renamed", unfinished);
  }
  return {};
}

}  // namespace

Result<void> save_checkpoint(Trainer& trainer, const std::string& path) {
  torch::serialize::OutputArchive archive;
  write_weights(trainer, archive);
  return write_archive(archive, path);
}

Result<void> load_checkpoint(Trainer& trainer, const std::string& path) {
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(path);
    load(trainer, archive);
  } catch (const c10::Error& error) {
    return failure(ErrorCode::bad_resource, error.what_without_backtrace(), path);
  }
  trainer.average().restart();
  return {};
}

Result<void> save_run(Trainer& trainer, const std::string& path) {
  torch::serialize::OutputArchive archive;
  write_weights(trainer, archive);
  for (const auto& [name, tensor] : state_tensors(trainer)) {
    archive.write("run." + name, tensor);
  }
  archive.write("run.numbers", numbers_of(trainer));
  torch::serialize::OutputArchive optimiser;
  trainer.optimiser().save(optimiser);
  archive.write("run.optimiser", optimiser);
  return write_archive(archive, path);
}

Result<void> resume_run(Trainer& trainer, const std::string& path) {
  try {
    torch::NoGradGuard guard;
    torch::serialize::InputArchive archive;
    archive.load_from(path);
    Tensor numbers;
    if (!archive.try_read("run.numbers", numbers)) {
      return failure(ErrorCode::bad_resource, "no interrupted run: it has weights only", path);
    }
    if (!same_classes(trainer, archive)) {
      return failure(ErrorCode::bad_resource, "made from other data: its classes differ", path);
    }
    load(trainer, archive);
    for (auto& [name, tensor] : state_tensors(trainer)) {
      Tensor kept;
      archive.read("run." + name, kept);
      tensor.copy_(kept);
    }
    torch::serialize::InputArchive optimiser;
    archive.read("run.optimiser", optimiser);
    trainer.optimiser().load(optimiser);
    set_numbers(trainer, numbers);
  } catch (const c10::Error& error) {
    return failure(ErrorCode::bad_resource, error.what_without_backtrace(), path);
  }
  return {};
}

}  // namespace carkeys::train
