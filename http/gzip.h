// gzip (RFC 1952) by zlib, of whole bodies, within bounds.
#ifndef CMMM_HTTP_GZIP_H_
#define CMMM_HTTP_GZIP_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::http {

enum class Effort { kFast, kBest };

std::string Compress(absl::string_view bytes, Effort effort);

enum class Inflated { kWhole, kTooLarge, kNoGzip };

// Unpacks into `bytes`, which never grows beyond `most` bytes and one, whatever
// the input claims. Several members follow each other; anything else behind the
// last is kNoGzip.
Inflated Decompress(absl::string_view gzip, size_t most, std::string* bytes);

// Whether a header `Accept-Encoding: accepted` takes gzip.
bool TakesGzip(absl::string_view accepted);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_GZIP_H_
