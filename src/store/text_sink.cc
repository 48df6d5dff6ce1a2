// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <utility>

#include "store/sink.h"

namespace carkeys::store {
namespace {

class TextSink final : public RecordSink {
 public:
  TextSink(TextFormat format, const TextOptions& options, ByteWriter writer)
      : format_(format), options_(options), writer_(std::move(writer)) {}

  Result<void> write(const Article& article, const Coding& coding) override {
    const std::string text = format_text(format_, options_, article, coding);
    return text.empty() ? Result<void>{} : writer_(text);
  }

  Result<void> finish() override { return {}; }

 private:
  TextFormat format_;
  TextOptions options_;
  ByteWriter writer_;
};

}  // namespace

std::string format_text(TextFormat format,
                        const TextOptions& options,
                        const Article& article,
                        const Coding& coding) {
  return format == TextFormat::jsonl ? jsonl(article, coding) : pretty(article, coding, options);
}

std::unique_ptr<RecordSink> text_sink(TextFormat format,
                                      const TextOptions& options,
                                      ByteWriter writer) {
  return std::make_unique<TextSink>(format, options, std::move(writer));
}

}  // namespace carkeys::store
