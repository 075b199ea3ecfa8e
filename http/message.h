// An HTTP request and its reply, as plain data: everything here but the
// listener and its connections works on these and sees no sockets.
#ifndef CMMM_HTTP_MESSAGE_H_
#define CMMM_HTTP_MESSAGE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "service/caller.h"

namespace cmmm::http {

// Names in any case, values without blanks around them.
struct Header {
  std::string name;
  std::string value;
};

// `body` is whole; a body that comes piece by piece (batch_stream.h) is not in
// it.
struct Request {
  std::string method;  // `POST`
  std::string path;    // as sent, up to the first `?`
  std::string query;   // what follows it
  std::vector<Header> headers;
  std::string body;
  // By what it is found again; its id goes back with the reply.
  service::CallHead call;

  // The value of the first header of this name, in any case; empty: none.
  absl::string_view Find(absl::string_view name) const {
    for (const Header& header : headers) {
      if (absl::EqualsIgnoreCase(header.name, name)) return header.value;
    }
    return {};
  }
  // The same of the only header of this name; empty: there are two.
  absl::string_view FindOnly(absl::string_view name) const {
    absl::string_view value;
    int count = 0;
    for (const Header& header : headers) {
      if (!absl::EqualsIgnoreCase(header.name, name)) continue;
      value = header.value;
      ++count;
    }
    return count == 1 ? value : absl::string_view();
  }
};

// Its length is added when it is sent, as are Date and Connection.
struct Reply {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  // The connection ends after it.
  bool close = false;
  // Of an error, for the log: `INVALID_ARGUMENT`, `BAD_HTTP`.
  std::string code = "OK";
  std::string reason;
  // Of an error, its google.rpc.Status, for gRPC-Web.
  std::string rpc_status;
  // Kept until the reply has gone: what it holds of the limits, for example.
  std::shared_ptr<const void> held;

  // Adds a header, for chains; one of the same name stays.
  Reply& With(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
};

// A request on its way to its reply. Whoever handles it calls SendReply once,
// from any thread.
// Made by Connections::Begin, which counts it until the last owner lets go.
struct Exchange {
  Request request;
  // The other end, as gRPC writes it: `ipv4:192.0.2.1:4711` (service/peer.h).
  std::string transport;
  // The certificate that the client showed by TLS; null: none.
  std::shared_ptr<const service::ShownCertificate> certificate;
  // The connection's; holds it.
  std::function<void(std::shared_ptr<Exchange>, Reply)> reply;
  // Set when nobody waits for the reply any longer.
  std::atomic<bool> gone{false};
};

// Returns at once; the connection's own threads write.
inline void SendReply(const std::shared_ptr<Exchange>& exchange, Reply reply) {
  exchange->reply(exchange, std::move(reply));
}

}  // namespace cmmm::http

#endif  // CMMM_HTTP_MESSAGE_H_
