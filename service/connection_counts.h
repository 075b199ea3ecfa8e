// What became of the connections of each door.
//
// A connection that is refused is accepted by the system and closed at once.
#ifndef CMMM_SERVICE_CONNECTION_COUNTS_H_
#define CMMM_SERVICE_CONNECTION_COUNTS_H_

#include <cstdint>
#include <string>

namespace cmmm::service {

// The metrics cmmm_connections_…, by door and reason.
struct ConnectionCounts {
  int open = 0;
  // Since the start: let in; closed at once, by why.
  int64_t accepted = 0;
  int64_t refused_server_full = 0;
  int64_t refused_caller_limit = 0;
  int64_t refused_no_descriptor = 0;
};

// A door: gRPC's, or HTTP's.
struct DoorCounts {
  std::string door;  // `grpc`
  ConnectionCounts connections;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CONNECTION_COUNTS_H_
