// A running gRPC server over a catalog.
#ifndef CMMM_SERVER_SERVER_H_
#define CMMM_SERVER_SERVER_H_

#include <chrono>
#include <memory>
#include <string>

#include "engine/model/catalog.h"

namespace cmmm::server {

struct ServerOptions {
  // HOST:PORT. Port 0 takes a free one. Loopback unless told otherwise.
  std::string listen = "127.0.0.1:50051";
  // Largest message either way.
  int max_message_bytes = 4 << 20;
  // ScoreStream calls at once, over all connections.
  int max_streams = 64;
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
