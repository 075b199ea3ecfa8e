#include "service/listen_address.h"

#include <gtest/gtest.h>

#include <string>

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

TEST(ListenAddressTest, NobodyAnswersAtAPathThatIsNotThere) {
  EXPECT_FALSE(service::IsLiveSocket("/no/such/socket"));
}

}  // namespace
}  // namespace cmmm::test
