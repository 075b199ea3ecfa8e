// Where a server listens, as it is written on the command line.
//
//   127.0.0.1:50051   0.0.0.0:0   [::1]:50051   localhost:50051   unix:/run/x
//
// A port is 0 (a free one) to 65535. Everything else is refused here, as gRPC
// would take a missing port for 443 and 99999 for 34463.
#ifndef CMMM_SERVICE_LISTEN_ADDRESS_H_
#define CMMM_SERVICE_LISTEN_ADDRESS_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::service {

struct ListenAddress {
  std::string host;  // as written, `[::1]` with its brackets; empty for unix
  int port = 0;
  std::string path;  // of a Unix socket; else empty

  bool is_unix() const { return !path.empty(); }
  // As it is written, with the port that was bound.
  std::string ToString() const;
};

// Nothing, with `why` in words, when `text` is no address.
// A host is a name of letters, digits, `-` and `.`, or an address; the path of
// a Unix socket has 107 bytes at most.
std::optional<ListenAddress> ParseListenAddress(absl::string_view text,
                                                std::string* why);

// Whether only this machine reaches it: 127.0.0.0/8, ::1, `localhost`, unix.
bool IsLoopback(const ListenAddress& address);

// Whether a server answers at the Unix socket `path`. gRPC would remove the
// socket and leave that server deaf.
// Never waits.
bool IsLiveSocket(const std::string& path);

// Removes the Unix socket that a server left at `path`; never anything else.
void RemoveDeadSocket(const std::string& path);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_LISTEN_ADDRESS_H_
