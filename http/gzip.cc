#include "http/gzip.h"

#include <zlib.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace cmmm::http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way to say gzip
constexpr int kFastLevel = 1;
constexpr int kMemoryLevel = 8;
constexpr size_t kFirstRoom = 16 << 10;

// zlib takes pointers without const.
Bytef* In(absl::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT
}

Bytef* Out(std::string* bytes, size_t at) {
  return reinterpret_cast<Bytef*>(&(*bytes)[at]);
}

// Unpacks as much as fits into `most`; the result of the last call of zlib.
int InflateInto(z_stream* stream, size_t most, std::string* bytes) {
  size_t used = 0;
  while (true) {
    if (used == bytes->size()) {
      if (used == most) return Z_BUF_ERROR;
      bytes->resize(std::min(most, std::max(kFirstRoom, 2 * used)));
    }
    stream->next_out = Out(bytes, used);
    stream->avail_out = static_cast<uInt>(bytes->size() - used);
    const int result = inflate(stream, Z_NO_FLUSH);
    used = bytes->size() - stream->avail_out;
    if (result == Z_STREAM_END && stream->avail_in > 0 &&
        inflateReset(stream) == Z_OK) {
      continue;
    }
    if (result == Z_OK && (stream->avail_in > 0 || stream->avail_out == 0)) {
      continue;
    }
    bytes->resize(used);
    return result;
  }
}

}  // namespace

std::string Compress(absl::string_view bytes, Effort effort) {
  z_stream stream{};
  deflateInit2(&stream,
               effort == Effort::kBest ? Z_BEST_COMPRESSION : kFastLevel,
               Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY);
  std::string gzip;
  gzip.resize(deflateBound(&stream, bytes.size()));
  stream.next_in = In(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = Out(&gzip, 0);
  stream.avail_out = static_cast<uInt>(gzip.size());
  deflate(&stream, Z_FINISH);
  gzip.resize(stream.total_out);
  deflateEnd(&stream);
  return gzip;
}

Inflated Decompress(absl::string_view gzip, size_t most, std::string* bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return Inflated::kNoGzip;
  stream.next_in = In(gzip);
  stream.avail_in = static_cast<uInt>(gzip.size());
  bytes->clear();
  // One byte more than may come tells what just fits from what does not.
  const int result = InflateInto(&stream, most + 1, bytes);
  inflateEnd(&stream);
  if (bytes->size() > most) return Inflated::kTooLarge;
  return result == Z_STREAM_END ? Inflated::kWhole : Inflated::kNoGzip;
}

bool TakesGzip(absl::string_view accepted) {
  for (const absl::string_view entry : absl::StrSplit(accepted, ',')) {
    const std::vector<absl::string_view> parts = absl::StrSplit(entry, ';');
    const absl::string_view name = absl::StripAsciiWhitespace(parts[0]);
    if (!absl::EqualsIgnoreCase(name, "gzip") && name != "*") continue;
    double weight = 1;
    for (size_t i = 1; i < parts.size(); ++i) {
      absl::string_view part = absl::StripAsciiWhitespace(parts[i]);
      if (absl::StartsWithIgnoreCase(part, "q=") &&
          !absl::SimpleAtod(part.substr(2), &weight)) {
        weight = 0;
      }
    }
    return weight > 0;
  }
  return false;
}

}  // namespace cmmm::http
