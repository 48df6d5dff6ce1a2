// SPDX-License-Identifier: Apache-2.0
// Where: place names of a document resolved by name and country (gazetteer world/places, country
// table), with coordinates where known. A name that fits several places is decided by the countries
// the document speaks of, then by population.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "records/document.h"
#include "records/record.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

struct PlaceMention {
  TokenIndex begin = no_token;  // half-open range of tokens of the name
  TokenIndex end = no_token;
  TokenIndex head = no_token;  // token of the name that its phrase hangs on
  Place place;
  bool whither = false;  // told as where somebody goes ("nach Kairo", "in den Irak")
  bool where = false;    // told as the place where something happens ("in Kairo"), not as an actor
};

class PlaceResolver {
 public:
  PlaceResolver(PlaceResolver&&) noexcept;
  PlaceResolver& operator=(PlaceResolver&&) noexcept;
  ~PlaceResolver();

  static Result<PlaceResolver> load(const resources::Lexicon& lexicon);

  // All places named in the document, in text order.
  [[nodiscard]] std::vector<PlaceMention> find(const Document& document) const;

 private:
  struct Tables;
  explicit PlaceResolver(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace carkeys::coding
