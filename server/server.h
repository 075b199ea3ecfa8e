// A running gRPC server over the models in service.
#ifndef CMMM_SERVER_SERVER_H_
#define CMMM_SERVER_SERVER_H_

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/failure.h"
#include "service/acceptor.h"
#include "service/admission.h"
#include "service/certificate.h"
#include "service/connection_counts.h"
#include "service/live_catalog.h"
#include "service/peer.h"
#include "service/pool.h"
#include "service/unary_call.h"

namespace cmmm::server {

// Plain values; service/settings.h has their names, ranges and defaults as
// people set them.
struct ServerOptions {
  // HOST:PORT, [IPV6]:PORT or unix:PATH. Port 0 takes a free one. Loopback
  // unless told otherwise.
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
  // Connections at once, of all peers and of each.
  service::ConnectionLimits connections;
  // A connection without calls is closed after this; 0: never.
  std::chrono::seconds max_idle{300};
  // A connection is closed after this, once its calls have ended; 0: never.
  std::chrono::seconds max_age{0};
  // Calls at once on one connection.
  int max_calls_per_connection = 1024;
  // One line per call on standard error.
  bool log_calls = true;
  // The keys that are let in, which outlive the server; null: everybody is.
  const service::LiveAccess* access = nullptr;
  // The audit trail, likewise; null: there is none.
  service::Audit* audit = nullptr;
  // What tenants may ask, likewise; null: they have no quotas.
  service::Quotas* quotas = nullptr;
  // Spoken by TLS then, unless over a Unix socket; it outlives the server.
  const service::LiveCertificate* certificate = nullptr;
};

// What a process does once, before its first call; Server::Start does it.
void PrepareToServe();

// Serves ScoringService, ModelService, health and reflection until Drain.
class Server {
 public:
  // Binds and serves; nullptr, with `why`, when the address cannot be bound.
  // The models must outlive the server; they may be replaced while it runs.
  // Failures: kUsage for what is no address; else as opening the sockets fails
  // (service/listen_sockets.h).
  static std::unique_ptr<Server> Start(const service::LiveCatalog* models,
                                       const ServerOptions& options,
                                       Failure* why);
  ~Server();

  // The port bound.
  int port() const;

  // The next connection from this port of this machine is this process's own
  // (service/self_probe.h): no limit of connections stops it.
  void ExpectOwn(int port);

  // What its calls share with those of another door; lives as long as this.
  const service::CallTools& tools() const;

  // All its figures, in the text form of Prometheus, and those of the
  // connections of another door beside. At any time.
  std::string Metrics(std::optional<service::DoorCounts> other = {}) const;

  // Reports NOT_SERVING to whoever asks for health, and serves on: the first
  // step of a stop, so that proxies look elsewhere before calls are refused.
  // Thread-safe, and no harm when it is called twice.
  void ReportNotServing();

  // Stops: refuses new calls with UNAVAILABLE, lets the calls in flight end,
  // closes the port and every connection without an open stream, and says
  // GOAWAY to the others; their streams may go on until `grace` is over and are
  // cancelled then. Blocks until all is done.
  void Drain(std::chrono::milliseconds grace);

  // Ends a Drain that another thread is in: what is left is cut off.
  void Hurry();

 private:
  struct State;  // keeps gRPC out of this header
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_SERVER_H_
