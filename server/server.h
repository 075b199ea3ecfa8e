// A running gRPC server over a catalog.
#ifndef CMMM_SERVER_SERVER_H_
#define CMMM_SERVER_SERVER_H_

#include <chrono>
#include <memory>
#include <string>

#include "engine/model/catalog.h"
#include "service/admission.h"
#include "service/peer.h"
#include "service/pool.h"

namespace cmmm::server {

struct ServerOptions {
  // HOST:PORT. Port 0 takes a free one. Loopback unless told otherwise.
  std::string listen = "127.0.0.1:50051";
  // Largest message either way.
  int max_message_bytes = 4 << 20;
  // For all callers, and for each of them.
  service::Limits limits;
  // The threads of methods that search.
  service::PoolOptions pool;
  // Longest time that one call may work there; the engine's bound on steps
  // comes first on any machine of today.
  std::chrono::milliseconds max_work{10'000};
  // Who stands between the callers and this server.
  service::TrustedProxies proxies;
  // What gRPC may hold in buffers, over all connections.
  int64_t max_buffer_bytes = int64_t{192} << 20;
  // Calls at once on one connection.
  int max_calls_per_connection = 1024;
  // One line per call on standard error.
  bool log_calls = true;
};

// What a process does once, before its first call; Server::Start does it.
void PrepareToServe();

// Serves ScoringService, ModelService, health and reflection until Drain.
class Server {
 public:
  // Binds and serves; nullptr when the address cannot be bound. The catalog
  // must outlive the server.
  static std::unique_ptr<Server> Start(const Catalog* catalog,
                                       const ServerOptions& options);
  ~Server();

  // The port bound.
  int port() const;

  // Reports NOT_SERVING, refuses new calls with UNAVAILABLE, lets running
  // ones end until `grace` is over and cancels the rest. Blocks until done.
  void Drain(std::chrono::milliseconds grace);

 private:
  struct State;  // keeps gRPC out of this header
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_SERVER_H_
