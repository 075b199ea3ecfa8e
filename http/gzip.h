// gzip (RFC 1952) by zlib, of whole bodies, within bounds.
#ifndef CMMM_HTTP_GZIP_H_
#define CMMM_HTTP_GZIP_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::http {

// kFast is zlib's level 1, for answers; kBest its level 9, for files that are
// compressed once.
enum class Effort { kFast, kBest };

// Whole in memory, as one member.
std::string Compress(absl::string_view bytes, Effort effort);

// kTooLarge: more than was allowed would come out, however small it came in.
enum class Inflated { kWhole, kTooLarge, kNoGzip };

// Unpacks into `bytes`, which never grows beyond `most` bytes and one, whatever
// the input claims. Several members follow each other; anything else behind the
// last is kNoGzip.
Inflated Decompress(absl::string_view gzip, size_t most, std::string* bytes);

// Whether a header `Accept-Encoding: accepted` takes gzip.
// By name or as `*`, unless its weight is 0 (`gzip;q=0`).
bool TakesGzip(absl::string_view accepted);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_GZIP_H_
