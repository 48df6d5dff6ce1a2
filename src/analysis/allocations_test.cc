// SPDX-License-Identifier: Apache-2.0
// A text analysed once more with the same workspace asks for no memory but its document's own.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include <doctest/doctest.h>

#include "analysis/analyser.h"

namespace {

std::atomic<std::size_t> allocations = 0;  // NOLINT: counted by the operators below

void* counted(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(size);
}

void* operator new[](std::size_t size) {
  return counted(size);
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete[](void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace carkeys::analysis {
namespace {

constexpr const char* paragraph =
    "Die Verteidigungsministerin von Litauen reiste am 3. Oktober nach Kiew ab. „Wir werden die "
    "Ukraine nicht im Stich lassen“, sagte sie (wie schon Dr. Weber am Vortag) der Nachrichten"
    "agentur. Die Oppositionspolitikerinnen lehnten das Abrüstungsabkommen mit 5.000 Soldaten ab!\n"
    "Wen, so fragte der Abgeordnete, habe man denn gestern noch gesehen?\n\n";

std::size_t allocations_for(const Analyser& analyser, const Article& article, Workspace& space) {
  const std::size_t before = allocations;
  const auto document = analyser.analyse(article, space);
  CHECK(document.tokens.size() > 50);
  return allocations - before;
}

TEST_CASE("memory is asked for by the document, not by the word") {
  const auto analyser = Analyser::load(std::string(CARKEYS_SOURCE_DIR) + "/models/de.model");
  REQUIRE(analyser);
  Article once;
  Article often;
  once.text = paragraph;
  for (int i = 0; i < 64; ++i) {
    often.text += paragraph;
  }
  Workspace workspace;
  allocations_for(*analyser, often, workspace);
  const std::size_t few = allocations_for(*analyser, once, workspace);
  const std::size_t more = allocations_for(*analyser, often, workspace);
  // Arrays of tokens and sentences double six times more.
  CHECK(few < 40);
  CHECK(more <= few + 12);
}

}  // namespace
}  // namespace carkeys::analysis
