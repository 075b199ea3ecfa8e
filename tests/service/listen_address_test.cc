#include "service/listen_address.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "service/listen_sockets.h"
#include "service/owned_fd.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

TEST(ListenAddressTest, IsReadAndWrittenTheSame) {
  for (const char* text :
       {"127.0.0.1:50051", "0.0.0.0:0", "[::1]:65535", "[::]:1", "localhost:80",
        "my-host.example:443", "unix:/run/cmmm.sock"}) {
    std::string why;
    const auto address = service::ParseListenAddress(text, &why);
    ASSERT_TRUE(address.has_value()) << text << ": " << why;
    EXPECT_EQ(address->ToString(), text);
  }
}

TEST(ListenAddressTest, NonsenseIsRefused) {
  for (const std::string& text :
       {std::string(), std::string("127.0.0.1"), std::string("127.0.0.1:"),
        std::string("127.0.0.1:99999"), std::string("127.0.0.1:65536"),
        std::string("127.0.0.1:-1"), std::string("127.0.0.1:+80"),
        std::string("127.0.0.1:80x"), std::string("300.0.0.1:80"),
        std::string("1.2.3:80"), std::string("::1:80"), std::string("[::1]"),
        std::string("[::1:80"), std::string("[1.2.3.4]:80"), std::string(":80"),
        std::string("a b:80"), std::string("unix:"),
        "unix:/" + std::string(200, 'x')}) {
    std::string why;
    EXPECT_FALSE(service::ParseListenAddress(text, &why).has_value()) << text;
    EXPECT_FALSE(why.empty()) << text;
  }
}

TEST(ListenAddressTest, OnlyASocketIsRemoved) {
  const std::string path = TempPath(".txt");
  std::ofstream(path) << "somebody's\n";
  service::RemoveDeadSocket(path);
  EXPECT_EQ(ReadFile(path), "somebody's\n");
  EXPECT_FALSE(service::IsLiveSocket(path));
  unlink(path.c_str());

  service::ListenSockets sockets;
  ASSERT_FALSE(service::OpenListenSockets({"", 0, path}, &sockets));
  EXPECT_TRUE(service::IsLiveSocket(path));
  sockets.sockets.clear();  // as after a kill: the name stays
  EXPECT_FALSE(service::IsLiveSocket(path));
  EXPECT_EQ(access(path.c_str(), F_OK), 0);
  service::RemoveDeadSocket(path);
  EXPECT_NE(access(path.c_str(), F_OK), 0);
}

TEST(ListenAddressTest, ASocketWhoseQueueIsFullIsAliveToo) {
  const std::string path = TempPath(".sock");
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof(name.sun_path));
  std::memcpy(name.sun_path, path.data(), path.size());
  const service::OwnedFd busy(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(
      bind(busy.number(), reinterpret_cast<sockaddr*>(&name), sizeof(name)), 0);
  ASSERT_EQ(listen(busy.number(), 0), 0);
  std::vector<service::OwnedFd> waiting;
  bool is_full = false;
  while (!is_full && waiting.size() < 100) {
    waiting.emplace_back(
        socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    is_full = connect(waiting.back().number(),
                      reinterpret_cast<sockaddr*>(&name), sizeof(name)) != 0;
  }
  ASSERT_TRUE(is_full);
  EXPECT_TRUE(service::IsLiveSocket(path));
  unlink(path.c_str());
}

TEST(ListenAddressTest, NobodyAnswersAtAPathThatIsNotThere) {
  EXPECT_FALSE(service::IsLiveSocket("/no/such/socket"));
}

}  // namespace
}  // namespace cmmm::test
