#include "service/notify.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "service/owned_fd.h"

namespace cmmm::service {

bool NotifyManager(absl::string_view state) {
  const char* const name = std::getenv("NOTIFY_SOCKET");
  if (name == nullptr || (*name != '/' && *name != '@')) return false;
  const size_t length = std::strlen(name);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (length >= sizeof(address.sun_path)) return false;
  std::memcpy(address.sun_path, name, length);
  // A name that begins with @ is one of the abstract namespace.
  if (*name == '@') address.sun_path[0] = '\0';
  const OwnedFd to(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  return sendto(to.number(), state.data(), state.size(), MSG_NOSIGNAL,
                reinterpret_cast<const sockaddr*>(&address),
                static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) +
                                       length)) ==
         static_cast<ssize_t>(state.size());
}

}  // namespace cmmm::service
