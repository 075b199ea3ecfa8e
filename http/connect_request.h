// What a request of the Connect protocol says around its message.
#ifndef CMMM_HTTP_CONNECT_REQUEST_H_
#define CMMM_HTTP_CONNECT_REQUEST_H_

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "http/message.h"

namespace cmmm::http {

// `message` is still compressed when `is_gzip` holds.
struct ConnectRequest {
  // The message's form, and the answer's: JSON, or Protocol Buffers' own.
  bool is_json = true;
  bool is_gzip = false;
  // How long somebody waits; nothing: as long as it takes.
  std::optional<std::chrono::milliseconds> timeout;
  // Of GET, decoded from the query; of POST the body.
  std::string message;
};

// The form that `Content-Type: type` names: true is JSON, false binary, nothing
// neither of them. The types of gRPC-Web are among them (web_frames.h).
// Case and parameters (`; charset=utf-8`) do not matter.
std::optional<bool> IsJsonType(absl::string_view type);

// Whether a message of this encoding is compressed by gzip. UNIMPLEMENTED,
// UNKNOWN_ENCODING, for any other.
// Empty and `identity` mean that it is not.
std::optional<Refusal> ReadEncoding(absl::string_view encoding, bool* is_gzip);

// The parameters of a query (`a=1&b=%E4%BD%A0`); nothing when it cannot be read
// or names one twice.
// `+` is a blank, `%XX` a byte. A name without `=` has an empty value.
std::optional<std::map<std::string, std::string>> ReadQuery(
    absl::string_view query);

// Reads a request by POST or GET; takes its body. Refusals: INVALID_ARGUMENT,
// BAD_CONNECT_REQUEST; UNIMPLEMENTED, UNKNOWN_ENCODING, for a compression that
// is not gzip.
// Of GET `encoding` and `message` are demanded, `connect`, `base64` and
// `compression` are not. A timeout is 1 to 10 digits.
Outcome<ConnectRequest> ReadConnectRequest(Request* request);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_CONNECT_REQUEST_H_
