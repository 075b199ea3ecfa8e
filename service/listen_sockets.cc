#include "service/listen_sockets.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/file_failure.h"

namespace cmmm::service {
namespace {

Failure CannotListen(const ListenAddress& address, const Text& why) {
  return {FailureKind::kUnavailable,
          absl::StrCat("cannot listen on ", address.ToString(), ": ", why.en),
          absl::StrCat("无法监听 ", address.ToString(), "：", why.zh)};
}

Text LastError() { return SystemErrorText(errno); }

void TurnOn(int socket, int level, int option) {
  const int on = 1;
  setsockopt(socket, level, option, &on, sizeof(on));
}

// Binds one socket; false, with errno, when that fails.
bool BindOne(const sockaddr* address, socklen_t length, OwnedFd* bound) {
  OwnedFd opened(socket(address->sa_family,
                        SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!opened.is_open()) return false;
  if (address->sa_family != AF_UNIX) {
    // A restart need not wait for the connections of the server before it.
    TurnOn(opened.number(), SOL_SOCKET, SO_REUSEADDR);
  }
  if (bind(opened.number(), address, length) != 0 ||
      listen(opened.number(), SOMAXCONN) != 0) {
    return false;
  }
  *bound = std::move(opened);
  return true;
}

int PortOf(int socket) {
  sockaddr_storage bound{};
  socklen_t length = sizeof(bound);
  getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &length);
  if (bound.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6&>(bound).sin6_port);
  }
  return ntohs(reinterpret_cast<const sockaddr_in&>(bound).sin_port);
}

MaybeFailure OpenUnix(const ListenAddress& address, ListenSockets* sockets) {
  if (IsLiveSocket(address.path)) {
    return CannotListen(
        address, {"另一个服务器正在那里应答", "another server answers there"});
  }
  RemoveDeadSocket(address.path);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (address.path.size() >= sizeof(name.sun_path)) {
    return CannotListen(address, {"路径过长", "the path is too long"});
  }
  std::memcpy(name.sun_path, address.path.data(), address.path.size());
  OwnedFd bound;
  if (!BindOne(reinterpret_cast<const sockaddr*>(&name), sizeof(name),
               &bound)) {
    return CannotListen(address, LastError());
  }
  sockets->sockets.push_back(std::move(bound));
  sockets->path = address.path;
  return std::nullopt;
}

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

// What the host stands for; empty, with `why`, when that is nothing.
AddressList Resolve(const ListenAddress& address, Text* why) {
  absl::string_view host = address.host;
  absl::ConsumePrefix(&host, "[");
  absl::ConsumeSuffix(&host, "]");
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(std::string(host).c_str(),
                  std::to_string(address.port).c_str(), &hints, &found);
  if (error != 0) *why = {"没有这一地址", gai_strerror(error)};
  return {found, &freeaddrinfo};
}

}  // namespace

MaybeFailure OpenListenSockets(const ListenAddress& address,
                               ListenSockets* sockets) {
  *sockets = {};
  if (address.is_unix()) return OpenUnix(address, sockets);
  Text why = {"没有这一地址", "no address"};
  const AddressList list = Resolve(address, &why);
  for (const addrinfo* at = list.get(); at != nullptr; at = at->ai_next) {
    // Port 0: what the first socket got is asked of the others.
    if (sockets->port != 0) {
      // The port stands at the same place in both families.
      reinterpret_cast<sockaddr_in*>(at->ai_addr)->sin_port =
          htons(static_cast<uint16_t>(sockets->port));
    }
    OwnedFd bound;
    if (!BindOne(at->ai_addr, at->ai_addrlen, &bound)) {
      why = LastError();
      // A machine without IPv6 has `localhost` all the same.
      if (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) continue;
      *sockets = {};
      return CannotListen(address, why);
    }
    sockets->port = PortOf(bound.number());
    sockets->sockets.push_back(std::move(bound));
  }
  if (sockets->sockets.empty()) return CannotListen(address, why);
  return std::nullopt;
}

}  // namespace cmmm::service
