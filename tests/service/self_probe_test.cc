// The probe against ports that do not answer, and what the manager is told.
// tests/server/lifecycle_test.cc has it against the real server.
#include "service/self_probe.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <future>
#include <string>

#include "service/listen_sockets.h"
#include "service/notify.h"
#include "service/owned_fd.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using service::ListenSockets;
using service::OwnedFd;
using service::SelfProbe;

constexpr service::ProbeOptions kFast{std::chrono::milliseconds(20), 3};

// Whether the probe of this port gives up; waits until it does.
bool GivesUp(int port) {
  std::promise<void> given_up;
  const SelfProbe probe(
      {"127.0.0.1", port, ""}, kFast, [](int) {},
      [&] { given_up.set_value(); });
  given_up.get_future().wait();
  return probe.answered() == 0;
}

TEST(SelfProbeTest, GivesUpWhereNobodyListens) {
  int port = 0;
  {
    ListenSockets sockets;
    ASSERT_FALSE(service::OpenListenSockets({"127.0.0.1", 0, ""}, &sockets));
    port = sockets.port;
  }
  EXPECT_TRUE(GivesUp(port));
}

TEST(SelfProbeTest, GivesUpOnAListenerThatHasGoneDeaf) {
  ListenSockets sockets;  // the kernel connects, nobody accepts
  ASSERT_FALSE(service::OpenListenSockets({"127.0.0.1", 0, ""}, &sockets));
  EXPECT_TRUE(GivesUp(sockets.port));
}

TEST(NotifyTest, TheManagerHearsWhatIsSaid) {
  const std::string path = TempPath(".sock");
  const OwnedFd manager(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof(name.sun_path));
  std::memcpy(name.sun_path, path.data(), path.size());
  ASSERT_EQ(
      bind(manager.number(), reinterpret_cast<sockaddr*>(&name), sizeof(name)),
      0);
  unsetenv("NOTIFY_SOCKET");
  EXPECT_FALSE(service::NotifyManager("READY=1"));
  setenv("NOTIFY_SOCKET", path.c_str(), 1);
  EXPECT_TRUE(service::NotifyManager("READY=1"));
  unsetenv("NOTIFY_SOCKET");
  std::array<char, 64> heard;
  const ssize_t size = recv(manager.number(), heard.data(), heard.size(), 0);
  EXPECT_EQ(std::string(heard.data(), static_cast<size_t>(size)), "READY=1");
  unlink(path.c_str());
}

}  // namespace
}  // namespace cmmm::test
