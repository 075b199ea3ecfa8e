// The sockets behind a listening address.
//
//   ListenSockets sockets;
//   if (auto failure = OpenListenSockets(address, &sockets)) return failure;
//   sockets.port   // the one that was bound, where the address says 0
//
// A name may stand for several addresses (`localhost`: 127.0.0.1 and ::1); each
// gets a socket, all of them the same port. `[::]` takes IPv4 as well.
#ifndef CMMM_SERVICE_LISTEN_SOCKETS_H_
#define CMMM_SERVICE_LISTEN_SOCKETS_H_

#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "service/listen_address.h"
#include "service/owned_fd.h"

namespace cmmm::service {

// Whoever has them closes them, and removes the file of a Unix socket.
struct ListenSockets {
  std::vector<OwnedFd> sockets;
  int port = 0;      // 0 for a Unix socket
  std::string path;  // of a Unix socket, to be removed at the end; else empty
};

// Binds and listens; nothing is accepted yet. A Unix socket that a server left
// behind is replaced, one at which a server answers is not. The failure is
// kUnavailable and names the address and the system's reason; `sockets` is
// empty then.
MaybeFailure OpenListenSockets(const ListenAddress& address,
                               ListenSockets* sockets);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_LISTEN_SOCKETS_H_
