// SPDX-License-Identifier: Apache-2.0
// Compressed bytes as the bytes that they stand for. Damage is an error with its place in the
// compressed bytes; a file of several gzip members goes on with the next member after it. Data that
// expands more than a thousandth part is meant to do harm and ends there.
#pragma once

#include <memory>
#include <string_view>

#include "ingest/stream.h"

namespace carkeys::ingest {

enum class Compression : std::uint8_t { none, gzip, zstd };

Compression compression_of(std::string_view beginning);

// `source` is at the beginning of compressed bytes of this kind (not none).
std::unique_ptr<ByteStream> decompress(Compression kind, Input source);

// One member of a zip archive: deflate without a header, which knows its own end. `source` must
// outlive the stream and stands behind the member when the stream has ended.
std::unique_ptr<ByteStream> inflate_raw(Input& source);

}  // namespace carkeys::ingest
