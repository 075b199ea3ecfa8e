#include "service/caller.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace cmmm::test {
namespace {

using service::Caller;
using service::CallHead;
using service::ReadCallHead;
using ::testing::MatchesRegex;

constexpr char kTrace[] =
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(CallerTest, AnIdIsTakenAsItIs) {
  for (const std::string& id :
       {std::string("a"), std::string("7F3A.b_c:d/e+f=g@h-i"),
        std::string(128, 'x')}) {
    EXPECT_EQ(ReadCallHead(id, "", "").request_id, id);
  }
}

TEST(CallerTest, WhatIsNoIdIsReplaced) {
  std::set<std::string> made;
  for (const std::string& id :
       {std::string(), std::string(" "), std::string("a b"), std::string("a\n"),
        std::string("\"}"), std::string("张三"), std::string("a\0b", 3),
        std::string(129, 'x')}) {
    const std::string one = ReadCallHead(id, "", "").request_id;
    EXPECT_NE(one, id);
    EXPECT_THAT(one, MatchesRegex("[0-9a-f]{32}"));
    EXPECT_TRUE(made.insert(one).second);
  }
}

TEST(CallerTest, TraceAndSpanAreThoseOfTraceparent) {
  const CallHead head = ReadCallHead("", kTrace, "");
  EXPECT_EQ(head.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(head.span_id, "00f067aa0ba902b7");
  std::string later = std::string("01") + (kTrace + 2) + "-more";
  EXPECT_EQ(ReadCallHead("", later, "").span_id, "00f067aa0ba902b7");
}

TEST(CallerTest, WhatIsNoTraceparentIsIgnored) {
  const std::string trace = kTrace;
  for (const std::string& wrong :
       {std::string(), trace.substr(1), trace + "0", trace + "-more",
        "ff" + trace.substr(2), std::string(trace).replace(2, 1, "_"),
        std::string(trace).replace(10, 1, "G"),
        std::string(trace).replace(10, 1, "F"),
        std::string(trace).replace(3, 32, std::string(32, '0')),
        std::string(trace).replace(36, 16, std::string(16, '0')),
        std::string(5000, '0')}) {
    const CallHead head = ReadCallHead("", wrong, "");
    EXPECT_EQ(head.trace_id, "") << wrong;
    EXPECT_EQ(head.span_id, "") << wrong;
  }
}

TEST(CallerTest, AUserAgentIsShortAndPrintable) {
  EXPECT_EQ(ReadCallHead("", "", "curl/7.88.1").user_agent, "curl/7.88.1");
  EXPECT_EQ(ReadCallHead("", "", "a\n\x7f\xe5z").user_agent, "a???z");
  EXPECT_EQ(ReadCallHead("", "", std::string(5000, 'u')).user_agent,
            std::string(128, 'u'));
}

TEST(CallerTest, AllKeysOfATenantAreOneCallerWhereverItCallsFrom) {
  Caller caller;
  caller.peer = {"192.0.2.1", true, "ipv4:192.0.2.1:4711"};
  EXPECT_EQ(caller.Counted().name, "192.0.2.1");
  EXPECT_TRUE(caller.Counted().is_proxy);
  caller.tenant = "hunan";
  EXPECT_EQ(caller.Counted().name, "tenant:hunan");
  EXPECT_FALSE(caller.Counted().is_proxy);
  // A stop looks for the connections that still have streams.
  EXPECT_EQ(caller.Counted().transport, "ipv4:192.0.2.1:4711");
}

}  // namespace
}  // namespace cmmm::test
