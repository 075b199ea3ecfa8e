// Connections over loopback, with this test as the transport that owns them.
#include "service/acceptor.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "service/listen_address.h"

namespace cmmm::test {
namespace {

using service::Acceptor;
using service::ConnectionLimits;
using service::ListenSockets;
using service::OwnedFd;
using service::TrustedProxies;

std::chrono::steady_clock::time_point InAMinute() {
  return std::chrono::steady_clock::now() + std::chrono::minutes(1);
}

// Waits until `is_so`, for a minute at most.
bool Eventually(const std::function<bool()>& is_so) {
  const auto end = InAMinute();
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

// An acceptor on a free port, and the sockets that it gave away.
class Door {
 public:
  explicit Door(const ConnectionLimits& limits, const std::string& proxy = "") {
    if (!proxy.empty()) {
      EXPECT_TRUE(proxies_.Add(proxy));
    }
    ListenSockets sockets;
    const auto failure =
        service::OpenListenSockets({"127.0.0.1", 0, ""}, &sockets);
    EXPECT_FALSE(failure.has_value()) << failure->message;
    acceptor_ = std::make_unique<Acceptor>(
        std::move(sockets), limits, &proxies_, [this](int socket) {
          const std::lock_guard<std::mutex> lock(mutex_);
          taken_.emplace_back(socket);
        });
  }

  Acceptor& acceptor() { return *acceptor_; }
  void WaitFor(size_t connections) {
    EXPECT_TRUE(Eventually([&] {
      const std::lock_guard<std::mutex> lock(mutex_);
      return taken_.size() == connections;
    }));
  }
  // As a transport ends a connection.
  void End(size_t index) {
    const std::lock_guard<std::mutex> lock(mutex_);
    shutdown(taken_[index].number(), SHUT_RDWR);
    taken_[index].Close();
  }

 private:
  TrustedProxies proxies_;
  std::mutex mutex_;
  std::vector<OwnedFd> taken_;
  std::unique_ptr<Acceptor> acceptor_;
};

OwnedFd NewSocket() {
  return OwnedFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

bool ConnectTo(int port, const OwnedFd& socket) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<uint16_t>(port));
  return connect(socket.number(), reinterpret_cast<sockaddr*>(&to),
                 sizeof(to)) == 0;
}

OwnedFd Client(const Acceptor& acceptor) {
  OwnedFd client = NewSocket();
  EXPECT_TRUE(ConnectTo(acceptor.port(), client));
  return client;
}

// Whether the other side has closed, within a minute.
bool IsClosed(const OwnedFd& client) {
  pollfd wait{client.number(), POLLIN, 0};
  char byte = 0;
  return poll(&wait, 1, 60'000) == 1 && read(client.number(), &byte, 1) <= 0;
}

int PortOf(const OwnedFd& client) {
  sockaddr_in own{};
  socklen_t length = sizeof(own);
  getsockname(client.number(), reinterpret_cast<sockaddr*>(&own), &length);
  return ntohs(own.sin_port);
}

TEST(AcceptorTest, CountsConnectionsUntilTheirOwnerEndsThem) {
  Door door({});
  const OwnedFd one = Client(door.acceptor());
  const OwnedFd two = Client(door.acceptor());
  door.WaitFor(2);
  EXPECT_EQ(door.acceptor().counts().open, 2);
  door.End(0);
  EXPECT_TRUE(Eventually([&] { return door.acceptor().counts().open == 1; }));
  EXPECT_EQ(door.acceptor().counts().accepted, 2);
}

TEST(AcceptorTest, PastTheLimitOfAllAConnectionIsClosedAtOnce) {
  Door door({.max_connections = 2});
  const OwnedFd one = Client(door.acceptor());
  const OwnedFd two = Client(door.acceptor());
  door.WaitFor(2);
  EXPECT_TRUE(IsClosed(Client(door.acceptor())));
  EXPECT_EQ(door.acceptor().counts().refused_server_full, 1);
  door.End(0);
  EXPECT_TRUE(Eventually([&] { return door.acceptor().counts().open == 1; }));
  const OwnedFd next = Client(door.acceptor());
  door.WaitFor(3);
}

TEST(AcceptorTest, PastTheLimitOfAPeerOnlyThatPeerIsRefused) {
  Door door({.max_connections = 10, .max_connections_per_peer = 1});
  const OwnedFd one = Client(door.acceptor());
  door.WaitFor(1);
  EXPECT_TRUE(IsClosed(Client(door.acceptor())));
  EXPECT_EQ(door.acceptor().counts().refused_caller_limit, 1);
  // Another peer of the same machine.
  OwnedFd other = NewSocket();
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
  ASSERT_EQ(
      bind(other.number(), reinterpret_cast<sockaddr*>(&from), sizeof(from)),
      0);
  EXPECT_TRUE(ConnectTo(door.acceptor().port(), other));
  door.WaitFor(2);
}

TEST(AcceptorTest, ATrustedProxyHasNoLimitOfItsOwn) {
  Door door({.max_connections = 10, .max_connections_per_peer = 1},
            "127.0.0.0/8");
  const OwnedFd one = Client(door.acceptor());
  const OwnedFd two = Client(door.acceptor());
  door.WaitFor(2);
}

TEST(AcceptorTest, TheProcessItselfIsLetInPastEveryLimit) {
  Door door({.max_connections = 1, .max_connections_per_peer = 1});
  const OwnedFd one = Client(door.acceptor());
  door.WaitFor(1);
  OwnedFd own = NewSocket();
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(
      bind(own.number(), reinterpret_cast<sockaddr*>(&from), sizeof(from)), 0);
  door.acceptor().ExpectOwn(PortOf(own));
  EXPECT_TRUE(ConnectTo(door.acceptor().port(), own));
  door.WaitFor(2);
  // Once only.
  EXPECT_TRUE(IsClosed(Client(door.acceptor())));
}

// How many descriptors are open: the next one's number.
rlim_t NextDescriptor() { return static_cast<rlim_t>(NewSocket().number()); }

TEST(AcceptorTest, OutOfDescriptorsItRefusesAndGoesOnAfterwards) {
  Door door({});
  std::vector<OwnedFd> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(NewSocket());
  const OwnedFd later = NewSocket();
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const rlimit whole = limit;
  limit.rlim_cur = NextDescriptor();
  setrlimit(RLIMIT_NOFILE, &limit);
  for (const OwnedFd& client : clients) {
    EXPECT_TRUE(ConnectTo(door.acceptor().port(), client));
    EXPECT_TRUE(IsClosed(client));
  }
  setrlimit(RLIMIT_NOFILE, &whole);
  EXPECT_EQ(door.acceptor().counts().refused_no_descriptor, 20);
  EXPECT_TRUE(ConnectTo(door.acceptor().port(), later));
  door.WaitFor(1);
}

TEST(AcceptorTest, StoppingRefusesNewConnectionsAndKeepsOpenOnes) {
  Door door({});
  const OwnedFd one = Client(door.acceptor());
  door.WaitFor(1);
  door.acceptor().StopListening();
  EXPECT_FALSE(ConnectTo(door.acceptor().port(), NewSocket()));
  EXPECT_EQ(door.acceptor().counts().open, 1);
}

TEST(AcceptorTest, ClosingTellsAllButThoseToKeep) {
  Door door({});
  const OwnedFd kept = Client(door.acceptor());
  door.WaitFor(1);
  const OwnedFd told = Client(door.acceptor());
  door.WaitFor(2);
  const std::string name = "ipv4:127.0.0.1:" + std::to_string(PortOf(kept));
  std::thread close([&] {
    door.acceptor().Close(
        [&](const std::string& transport) { return transport == name; },
        InAMinute());
  });
  EXPECT_TRUE(IsClosed(told));
  door.End(1);
  close.join();
  EXPECT_EQ(door.acceptor().counts().open, 1);
  door.acceptor().CutOff();
  EXPECT_TRUE(IsClosed(kept));
}

TEST(ListenSocketsTest, ATakenPortIsAFailureThatNamesIt) {
  ListenSockets first;
  ASSERT_FALSE(service::OpenListenSockets({"127.0.0.1", 0, ""}, &first));
  ListenSockets second;
  const auto failure =
      service::OpenListenSockets({"127.0.0.1", first.port, ""}, &second);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->kind, FailureKind::kUnavailable);
  EXPECT_NE(failure->message.find(std::to_string(first.port)),
            std::string::npos);
  EXPECT_TRUE(second.sockets.empty());
}

TEST(ListenSocketsTest, EveryAddressOfANameHasTheSamePort) {
  ListenSockets sockets;
  ASSERT_FALSE(service::OpenListenSockets({"localhost", 0, ""}, &sockets));
  EXPECT_GE(sockets.sockets.size(), 1u);
  EXPECT_NE(sockets.port, 0);
}

}  // namespace
}  // namespace cmmm::test
