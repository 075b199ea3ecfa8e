#include "service/acceptor.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace cmmm::service {
namespace {

// Descriptors that stay for everything else.
constexpr int64_t kReserved = 64;
// How long a listener rests when not even the spare descriptor helps.
constexpr std::chrono::milliseconds kRest{100};
// A peer that does not acknowledge what was sent is gone after this.
constexpr int kUserTimeoutMs = 20'000;

ConnectionLimits WithinDescriptors(ConnectionLimits limits) {
  const int64_t fit = DescriptorsFor(limits.doors) / 2;
  limits.max_connections =
      static_cast<int>(std::min<int64_t>(limits.max_connections, fit));
  return limits;
}

bool NoDescriptor(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS ||
         error == ENOMEM;
}

OwnedFd OpenSpare() { return OwnedFd(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

// The other end forgets the connection at once, without a wait in our kernel.
void Drop(OwnedFd socket) {
  const linger at_once{1, 0};
  setsockopt(socket.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

void SetUp(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &kUserTimeoutMs,
             sizeof(kUserTimeoutMs));
}

}  // namespace

int64_t RaiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  return static_cast<int64_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 30));
}

int64_t DescriptorsFor(int doors) {
  return std::max<int64_t>(2, (RaiseDescriptorLimit() - kReserved) / doors);
}

Acceptor::Acceptor(ListenSockets sockets, const ConnectionLimits& limits,
                   const TrustedProxies* proxies, Take take)
    : limits_(WithinDescriptors(limits)),
      proxies_(proxies),
      take_(std::move(take)),
      port_(sockets.port),
      path_(std::move(sockets.path)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      spare_(OpenSpare()),
      listeners_(std::move(sockets.sockets)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_.number();
  epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, wake_.number(), &event);
  for (const OwnedFd& listener : listeners_) {
    event.data.fd = listener.number();
    epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, listener.number(), &event);
  }
  thread_ = std::thread([this] { Watch(); });
}

Acceptor::~Acceptor() {
  StopListening();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  eventfd_write(wake_.number(), 1);
  thread_.join();
}

void Acceptor::StopListening() {
  std::unique_lock<std::mutex> lock(mutex_);
  stopping_ = true;
  eventfd_write(wake_.number(), 1);
  changed_.wait(lock, [this] { return listeners_.empty(); });
}

void Acceptor::Close(const Keep& keep,
                     std::chrono::steady_clock::time_point deadline) {
  std::unique_lock<std::mutex> lock(mutex_);
  size_t kept = 0;
  for (const auto& [number, connection] : connections_) {
    if (keep(connection.transport)) {
      ++kept;
    } else {
      shutdown(number, SHUT_WR);
    }
  }
  changed_.wait_until(lock, deadline,
                      [&] { return connections_.size() <= kept; });
}

void Acceptor::CutOff() {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [number, connection] : connections_) {
    shutdown(number, SHUT_RDWR);
  }
}

ConnectionCounts Acceptor::counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  ConnectionCounts counts = counts_;
  counts.open = static_cast<int>(connections_.size());
  return counts;
}

void Acceptor::Watch() {
  std::array<epoll_event, 64> events;
  while (true) {
    const int count =
        epoll_wait(epoll_.number(), events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      const int number = events[static_cast<size_t>(i)].data.fd;
      eventfd_t ignored = 0;
      if (number == wake_.number()) {
        eventfd_read(number, &ignored);
      } else if (events[static_cast<size_t>(i)].events & EPOLLIN) {
        AcceptAll(number);
      } else {
        Forget(number);
      }
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_ && !listeners_.empty()) {
      if (!path_.empty()) unlink(path_.c_str());
      listeners_.clear();
      changed_.notify_all();
    }
    if (ending_) return;
  }
}

void Acceptor::AcceptAll(int listener) {
  // Level-triggered: what is left is told again.
  constexpr int kAtOnce = 64;
  for (int i = 0; i < kAtOnce; ++i) {
    if (AcceptOne(listener)) continue;
    if (NoDescriptor(errno)) ShedOne(listener);
    return;
  }
}

bool Acceptor::AcceptOne(int listener) {
  sockaddr_storage from{};
  socklen_t length = sizeof(from);
  OwnedFd socket(accept4(listener, reinterpret_cast<sockaddr*>(&from), &length,
                         SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!socket.is_open()) return errno == ECONNABORTED || errno == EINTR;
  const std::string transport =
      TransportOf(reinterpret_cast<const sockaddr*>(&from));
  const bool is_own = IsOwn(socket.number(), transport);
  Admit(std::move(socket), transport, is_own);
  return true;
}

bool Acceptor::IsOwn(int socket, const std::string& transport) {
  if (absl::StartsWith(transport, "unix")) {
    ucred peer{};
    socklen_t length = sizeof(peer);
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
           peer.pid == getpid();
  }
  const int own = own_port_;
  if (own == 0 || !absl::EndsWith(transport, absl::StrCat(":", own))) {
    return false;
  }
  own_port_ = 0;
  return true;
}

// Out of descriptors: the first in the queue is let in by the spare one, and
// closed.
void Acceptor::ShedOne(int listener) {
  spare_.Close();
  OwnedFd socket(accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
  const bool shed = socket.is_open();
  if (shed) {
    // Counted before whoever is refused knows of it.
    const std::lock_guard<std::mutex> lock(mutex_);
    ++counts_.refused_no_descriptor;
    Drop(std::move(socket));
  }
  spare_ = OpenSpare();
  if (!shed) std::this_thread::sleep_for(kRest);
}

void Acceptor::Admit(OwnedFd socket, const std::string& transport,
                     bool is_own) {
  const Peer peer = FindPeer(transport, {}, *proxies_);
  const std::string counted_as = is_own || peer.is_proxy ? "" : peer.name;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!is_own &&
      connections_.size() >= static_cast<size_t>(limits_.max_connections)) {
    ++counts_.refused_server_full;
    return Drop(std::move(socket));
  }
  if (!counted_as.empty()) {
    const auto at = of_peer_.find(counted_as);
    if (at != of_peer_.end() &&
        at->second >= limits_.max_connections_per_peer) {
      ++counts_.refused_caller_limit;
      return Drop(std::move(socket));
    }
  }
  OwnedFd duplicate(fcntl(socket.number(), F_DUPFD_CLOEXEC, 0));
  if (!duplicate.is_open()) {
    ++counts_.refused_no_descriptor;
    return Drop(std::move(socket));
  }
  SetUp(socket.number());
  if (!counted_as.empty()) ++of_peer_[counted_as];
  ++counts_.accepted;
  const int number = duplicate.number();
  connections_[number] = {std::move(duplicate), counted_as, transport};
  // The end of both directions is always told.
  epoll_event event{};
  event.data.fd = number;
  epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, number, &event);
  take_(socket.Release());
}

void Acceptor::Forget(int duplicate) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto at = connections_.find(duplicate);
  if (at == connections_.end()) return;
  const auto of_peer = of_peer_.find(at->second.peer);
  if (of_peer != of_peer_.end() && --of_peer->second == 0) {
    of_peer_.erase(of_peer);
  }
  connections_.erase(at);
  changed_.notify_all();
}

}  // namespace cmmm::service
