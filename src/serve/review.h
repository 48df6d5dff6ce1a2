// SPDX-License-Identifier: Apache-2.0
// What people say of records, in a file of gold rows that `car-keys eval` reads: one line for each
// sentence that tells the record, with `record` and `verdict` beside the fields of a row. A record
// that is reviewed again has its lines replaced; lines made elsewhere stay as they are.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/reader.h"

namespace carkeys::serve {

struct Review {
  std::string record;  // id
  std::string verdict;
  std::optional<std::string> event = {};  // of a correction; what is left out stays as it is
  std::optional<std::vector<std::string>> actor = {};
  std::optional<std::vector<std::string>> recipient = {};
  std::optional<std::string> status = {};
  std::optional<std::vector<std::string>> aux = {};
  std::string note = {};
};

// From the body of a request. Errors: bad_usage saying what is wrong with it.
Result<Review> review_from(const std::string& body);

// The lines of a review, without line ends. `stored` holds the one record.
std::vector<std::string> review_lines(const Review& review, const store::StoredArticle& stored);

// Safe from several threads.
class ReviewFile {
 public:
  // Reads what is there; a file that is not there is made with the first review. Errors: bad_input
  // with the line that is no JSON object.
  Result<void> open(const std::string& path);

  // Keeps the lines of one record in place of those that it had. Errors: cannot_write; then the
  // file is as it was.
  Result<void> put(const std::string& record, const std::vector<std::string>& lines);

  struct Newest {
    std::vector<std::string> lines;
    std::size_t total = 0;
  };

  [[nodiscard]] Newest newest(std::size_t limit) const;

 private:
  struct Line {
    std::string record;  // empty: made elsewhere
    std::string text;
  };

  mutable std::mutex mutex_;
  std::string path_;
  std::vector<Line> lines_;
};

}  // namespace carkeys::serve
