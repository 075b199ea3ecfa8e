// The HTTP door: the same methods as over gRPC, and the page's files.
//
//   auto http = http::Server::Start(grpc->tools(), options, &why);
//   …
//   http->Drain(std::chrono::steady_clock::now() + std::chrono::seconds(10));
//
// HTTP/1.1 with keep-alive; a few threads serve all connections, none of which
// ever waits for a costly method. Limits, pool and log are those of all doors
// (service/unary_call.h).
#ifndef CMMM_HTTP_SERVER_H_
#define CMMM_HTTP_SERVER_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "http/connect_call.h"
#include "http/page.h"
#include "service/certificate.h"
#include "service/connection_counts.h"
#include "service/listen_address.h"
#include "service/unary_call.h"

namespace cmmm::http {

// Plain values, whole before the server is made; service/settings.h has their
// names, ranges and defaults as people set them.
struct ServerOptions {
  service::ListenAddress listen;
  // Served at `/`; empty: none.
  Page page;
  // When it is there, `/metrics` answers with it, and neither the methods nor a
  // page are served: figures have an address of their own.
  std::function<std::string()> metrics;
  // What can be called.
  Calls calls;
  // Pages of these origins may call, too; `*`: of any.
  std::vector<std::string> cors_origins;
  // Open connections, over all callers and of one; a trusted proxy has no
  // limit of its own. Never more than half of the process's descriptors
  // (service/acceptor.h): the other half is gRPC's.
  int max_connections = 2048;
  int max_connections_per_peer = 256;
  // Spoken by TLS then, unless over a Unix socket; it outlives the server.
  const service::LiveCertificate* certificate = nullptr;
};

// At most 4 threads. Thread-safe but for its end.
class Server {
 public:
  // Binds and serves; nullptr, with `why`, when the address cannot be bound.
  // `tools` must outlive the server. Serves when this returns. A socket file
  // that a dead process left behind is removed first.
  static std::unique_ptr<Server> Start(const service::CallTools& tools,
                                       ServerOptions options, Text* why);
  // As Drain without grace.
  ~Server();

  // Of its connections.
  service::ConnectionCounts connection_counts() const;

  // The address, with the port that was bound.
  const service::ListenAddress& address() const;

  // Says so at /readyz and to connections that are open; call it before Drain.
  void StopReadiness();

  // Takes no new connections, lets running calls end until `end` and stops the
  // rest. Blocks until done; after that nothing of it uses `tools`.
  void Drain(std::chrono::steady_clock::time_point end);

  // Ends a Drain that another thread is in, or will be: what is left is
  // stopped.
  void Hurry();

 private:
  struct State;  // keeps Boost out of this header
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_SERVER_H_
