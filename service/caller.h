// Who calls, as far as a call's head says: what limits, keys, log and audit
// need of it.
//
//   x-request-id: 7f3a…                       taken, or made when there is none
//   traceparent: 00-4bf92f35…-00f067aa…-01    trace and span (W3C)
//   user-agent: grpc-python/1.51.1            its first 128 bytes
//
// Every door reads these by the same rules, and sends the id of the call back
// as `x-request-id`.
#ifndef CMMM_SERVICE_CALLER_H_
#define CMMM_SERVICE_CALLER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/peer.h"
#include "service/roles.h"

namespace cmmm::service {

struct ShownCertificate;

inline constexpr char kRequestIdHeader[] = "x-request-id";
inline constexpr char kTraceHeader[] = "traceparent";
inline constexpr char kUserAgentHeader[] = "user-agent";

// By what a call can be found again.
struct CallHead {
  std::string request_id;
  std::string trace_id;    // 32 hex digits; empty: none
  std::string span_id;     // 16 hex digits; empty: none
  std::string user_agent;  // printable ASCII; empty: none
};

// The head that these headers give; a header that is missing or there twice is
// empty. An id is taken when it has 1 to 128 signs, each a letter, a digit or
// one of `._:/+=@-`; else one of 32 hex digits is made. A `traceparent` that
// is none is as if it were missing.
CallHead ReadCallHead(absl::string_view request_id,
                      absl::string_view traceparent,
                      absl::string_view user_agent);

// Made as a call begins and kept to its end; what LetIn finds is added.
struct Caller {
  // The other end, or who stands behind the proxies there.
  Peer peer;
  CallHead head;
  // What he says to be let in, `Bearer cmmm_…`; only while the call begins.
  absl::string_view authorization = {};
  // The certificate that he showed (certificate.h); null: none.
  std::shared_ptr<const ShownCertificate> certificate = {};
  // Who he is, once let in (LetIn, Principal of access.h); else empty.
  std::string tenant = {};
  std::string key_id = {};
  // The models that there are for him, by id; null: all.
  std::shared_ptr<const ModelNames> models = {};

  // What limits count him by: all keys of a tenant are one caller.
  Peer Counted() const;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CALLER_H_
