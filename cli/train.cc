// SPDX-License-Identifier: Apache-2.0
// car-keys train: hands over to the trainer, which is built on demand because it needs libtorch.
#include <cerrno>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"

namespace carkeys::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* trainer_name = "carkeys-train";

// Takes the place of this program. Returns where it cannot.
void become(const std::string& program, const std::vector<std::string>& words) {
  std::vector<char*> arguments = {const_cast<char*>(trainer_name)};
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  execvp(program.c_str(), arguments.data());
}

int run(const std::vector<std::string>& words) {
  std::error_code ignored;
  const fs::path here = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  // Beside the program, along PATH, in the build folder of the trainer.
  const std::vector<std::string> places = {
      (here / trainer_name).string(),
      trainer_name,
      (here.parent_path() / "train" / "train" / trainer_name).string()};
  for (const std::string& place : places) {
    become(place, words);
    if (errno != ENOENT) {
      break;
    }
  }
  return fail({ErrorCode::bad_resource,
               "the trainer is not built: cmake -S . -B build/train -DCARKEYS_TRAIN=ON && "
               "cmake --build build/train --target carkeys-train (train/README.md)",
               trainer_name});
}

}  // namespace

void register_train(CommandLine& line) {
  auto words = std::make_shared<std::vector<std::string>>();
  line.command("train", "Trains a language model from CoNLL-U and name files (built on demand)")
      .everything(*words)
      .footer(
          "car-keys train nl nl.model --conllu train.conllu --dev dev.conllu --passes 40\n"
          "Everything behind \"train\" is handed to the trainer; all options stand in "
          "train/README.md.")
      .action([words] { return run(*words); });
}

}  // namespace carkeys::cli
