#include "service/peer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cmmm::test {
namespace {

using service::FindPeer;
using service::ParseAddress;
using service::TrustedProxies;

TrustedProxies Trusting(const std::vector<std::string>& texts) {
  TrustedProxies proxies;
  for (const std::string& text : texts) EXPECT_TRUE(proxies.Add(text)) << text;
  return proxies;
}

struct Case {
  const char* transport;
  std::vector<absl::string_view> forwarded;
  const char* name;
};

TEST(PeerTest, TheCallerIsTheNearestAddressThatIsNoProxy) {
  const TrustedProxies proxies =
      Trusting({"10.0.0.0/8", "2001:db8::/32", "unix"});
  const std::vector<Case> cases = {
      {"ipv4:203.0.113.9:4711", {"10.1.1.1"}, "203.0.113.9"},
      {"ipv4:10.0.0.1:4711", {"6.6.6.6, 198.51.100.7"}, "198.51.100.7"},
      {"ipv4:10.0.0.1:4711", {"198.51.100.7, 10.0.0.2"}, "198.51.100.7"},
      {"ipv4:10.0.0.1:4711", {"6.6.6.6", "198.51.100.7"}, "198.51.100.7"},
      {"ipv4:10.0.0.1:4711", {"198.51.100.7:9999"}, "198.51.100.7"},
      {"ipv4:10.0.0.1:4711", {"6.6.6.6, hidden"}, "unknown"},
      {"ipv4:10.0.0.1:4711", {"6.6.6.6,"}, "unknown"},
      {"ipv6:%5B2001:db8::5%5D:4711", {"::ffff:192.0.2.1"}, "192.0.2.1"},
      {"ipv6:%5B2001:db9:1:2:3:4:5:6%5D:4711", {}, "2001:db9:1:2::/64"},
      {"ipv6:%5B::1%5D:4711", {}, "::/64"},
      {"unix:", {"192.0.2.3"}, "192.0.2.3"},
  };
  for (const Case& one : cases) {
    const auto peer = FindPeer(one.transport, one.forwarded, proxies);
    EXPECT_EQ(peer.name, one.name) << one.transport;
    EXPECT_FALSE(peer.is_proxy) << one.transport;
  }
}

TEST(PeerTest, AProxyOnItsOwnBehalfIsNoCaller) {
  const TrustedProxies proxies = Trusting({"10.0.0.0/8"});
  EXPECT_TRUE(FindPeer("ipv4:10.0.0.1:4711", {}, proxies).is_proxy);
  EXPECT_TRUE(FindPeer("ipv4:10.0.0.1:4711", {"10.9.9.9"}, proxies).is_proxy);
}

TEST(PeerTest, WithoutProxiesNobodyIsBelieved) {
  const TrustedProxies none;
  EXPECT_EQ(FindPeer("ipv4:127.0.0.1:1", {"192.0.2.1"}, none).name,
            "127.0.0.1");
  EXPECT_EQ(FindPeer("unix:", {"192.0.2.1"}, none).name, "unix");
}

TEST(PeerTest, RangesCountTheirBits) {
  const TrustedProxies proxies = Trusting({"192.0.2.128/25", "fe80::/10"});
  EXPECT_TRUE(proxies.Contains(*ParseAddress("192.0.2.200")));
  EXPECT_FALSE(proxies.Contains(*ParseAddress("192.0.2.100")));
  EXPECT_TRUE(proxies.Contains(*ParseAddress("febf::1")));
  EXPECT_FALSE(proxies.Contains(*ParseAddress("fec0::1")));
  EXPECT_TRUE(Trusting({"0.0.0.0/0"}).Contains(*ParseAddress("1.2.3.4")));
  EXPECT_FALSE(Trusting({"0.0.0.0/0"}).Contains(*ParseAddress("::1")));
}

TEST(PeerTest, WhatIsNoAddressOrRangeIsRefused) {
  for (const char* text :
       {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0", "::1/129", "10.0.0.0/8/8",
        "proxy.example", "10.0.0.0/x"}) {
    EXPECT_FALSE(TrustedProxies().Add(text)) << text;
  }
}

}  // namespace
}  // namespace cmmm::test
