// One small document from an address: the keys that an issuer of tokens
// publishes.
#ifndef CMMM_HTTP_FETCH_H_
#define CMMM_HTTP_FETCH_H_

#include <chrono>
#include <cstddef>
#include <string>

#include "engine/base/failure.h"

namespace cmmm::http {

// Asks `url` (`https://HOST[:PORT]/PATH`, or `http://…`) by GET, in the thread
// that calls. By https the other side must be who it says, by the CAs of the
// system (or of SSL_CERT_FILE). No redirects are followed. Fails (kUnavailable)
// when there is no 200 with at most `most` bytes within `longest`.
// TLS 1.2 and above. Both messages of the failure begin with the address. No
// name and no password in the address.
MaybeFailure Fetch(const std::string& url, size_t most,
                   std::chrono::seconds longest, std::string* body);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_FETCH_H_
