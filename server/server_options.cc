#include "server/server_options.h"

#include <chrono>
#include <string>

namespace cmmm::server {

ServerOptions OptionsOf(const config::v1::ServerConfig& config) {
  ServerOptions options;
  options.listen = config.listen();
  options.max_message_bytes = config.max_message_bytes();
  options.connections.max_connections = config.max_connections();
  options.connections.max_connections_per_peer =
      config.max_connections_per_peer();
  options.connections.doors = config.http().empty() ? 1 : 2;
  options.max_idle = std::chrono::seconds(config.max_idle());
  options.max_age = std::chrono::seconds(config.max_age());
  options.max_calls_per_connection = config.max_calls_per_connection();
  options.limits.max_calls = config.max_calls();
  options.limits.max_calls_per_peer = config.max_calls_per_peer();
  options.limits.max_streams = config.max_streams();
  options.limits.max_streams_per_peer = config.max_streams_per_peer();
  options.limits.rate.calls_per_second = config.calls_per_second();
  options.limits.rate.peer_calls_per_second =
      config.calls_per_second_per_peer();
  options.limits.rate.failed_credentials_per_minute =
      config.failed_credentials_per_minute();
  options.pool.threads = config.work_threads();
  options.pool.max_queue = config.max_queue();
  options.max_work = std::chrono::milliseconds(config.max_work_ms());
  for (const std::string& proxy : config.trusted_proxy()) {
    options.proxies.Add(proxy);
  }
  options.log_calls = !config.no_call_log();
  return options;
}

}  // namespace cmmm::server
