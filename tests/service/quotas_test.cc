// Quotas of tenants: how much they let through, by a clock of the test, and
// what a hundred thousand tenants cost.
#include "service/quotas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"

namespace cmmm::test {
namespace {

using service::CallKind;
using service::QuotaAsk;
using service::QuotaBook;
using service::Quotas;
using service::QuotaTicket;
using service::QuotaTime;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

QuotaBook BookOf(const std::string& text) {
  QuotaBook book;
  const auto failure = book.Read(text);
  EXPECT_FALSE(failure.has_value()) << text;
  return book;
}

// A noon in China, and `seconds` later.
QuotaTime At(double seconds) {
  static const auto kStart = std::chrono::steady_clock::now();
  constexpr int64_t kNoon = int64_t{20'000} * 86400 + 43200;
  return {
      kStart + std::chrono::nanoseconds(static_cast<int64_t>(seconds * 1e9)),
      kNoon + static_cast<int64_t>(seconds)};
}

// The quota that refuses a call of `ask`, which is over at once; empty: it is
// let in, and answered with `reply` bytes.
std::string Ask(Quotas* quotas, const std::string& tenant, double seconds,
                const QuotaAsk& ask = {}, int64_t reply = 0) {
  QuotaTicket ticket;
  const auto refusal = quotas->Enter(tenant, ask, At(seconds), &ticket);
  if (!refusal.has_value()) {
    ticket.Confirm(reply);
    return "";
  }
  EXPECT_EQ(refusal->code, absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(refusal->reason, "QUOTA_EXCEEDED");
  EXPECT_GT(refusal->retry_after_seconds, 0);
  return refusal->metadata.at("quota");
}

TEST(QuotasTest, ATenantAtTenTimesItsRateGetsItsRate) {
  for (const double rate : {0.5, 1.0, 20.0, 500.0}) {
    Quotas quotas(
        BookOf(absl::StrCat("everybody { calls_per_second: ", rate, " }")));
    const double seconds = 40 + 40 / rate;
    int let_in = 0;
    for (double t = 0; t < seconds; t += 0.1 / rate) {
      let_in += Ask(&quotas, "a", t).empty() ? 1 : 0;
    }
    EXPECT_NEAR(let_in / seconds, rate, 0.05 * rate) << rate;
  }
}

TEST(QuotasTest, WhoWaitsAsLongAsHeIsToldIsLetIn) {
  Quotas quotas(BookOf("everybody { calls_per_second: 0.25 }"));
  EXPECT_EQ(Ask(&quotas, "a", 0), "");
  QuotaTicket ticket;
  const auto refusal = quotas.Enter("a", {}, At(0.5), &ticket);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->metadata.at("value"), "0.25");
  EXPECT_EQ(Ask(&quotas, "a", 0.5 + refusal->retry_after_seconds), "");
}

TEST(QuotasTest, BytesAreOwedAndOverTimeAreThoseOfTheQuota) {
  Quotas quotas(BookOf("everybody { bytes_per_second: 1000 }"));
  // One message of ten seconds' worth is taken, and paid for by waiting.
  EXPECT_EQ(Ask(&quotas, "a", 0, {CallKind::kUnary, 4000}, 6000), "");
  EXPECT_EQ(Ask(&quotas, "a", 8.9, {CallKind::kUnary, 1}), "bytes_per_second");
  EXPECT_EQ(Ask(&quotas, "a", 9.1, {CallKind::kUnary, 1}), "");
  int64_t bytes = 0;
  for (double t = 100; t < 200; t += 0.01) {
    if (Ask(&quotas, "b", t, {CallKind::kUnary, 30}, 70).empty()) bytes += 100;
  }
  EXPECT_NEAR(static_cast<double>(bytes) / 100, 1000, 50);
}

TEST(QuotasTest, ScoringsAreThoseOfADayOfChina) {
  Quotas quotas(BookOf("everybody { scorings_per_day: 3 }"));
  const QuotaAsk score{CallKind::kUnary, 0, 1};
  EXPECT_EQ(Ask(&quotas, "a", 0), "");  // scores nothing
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Ask(&quotas, "a", i, score), "");
  EXPECT_EQ(Ask(&quotas, "a", 3, score), "scorings_per_day");
  EXPECT_EQ(Ask(&quotas, "b", 3, score), "");
  QuotaTicket ticket;
  const auto refusal = quotas.Enter("a", score, At(10), &ticket);
  EXPECT_EQ(refusal->retry_after_seconds, 43200 - 10);  // until midnight
  EXPECT_EQ(refusal->metadata.at("left"), "0");
  EXPECT_EQ(Ask(&quotas, "a", 43199, score), "scorings_per_day");
  EXPECT_EQ(Ask(&quotas, "a", 43200, score), "");
}

TEST(QuotasTest, ScoringsThatWereRefusedAreGivenBack) {
  Quotas quotas(BookOf("everybody { scorings_per_day: 1 }"));
  const QuotaAsk score{CallKind::kUnary, 0, 1};
  {
    QuotaTicket refused;  // no Confirm
    EXPECT_FALSE(quotas.Enter("a", score, At(0), &refused).has_value());
    // While it is in work, it counts.
    EXPECT_EQ(Ask(&quotas, "a", 0, score), "scorings_per_day");
  }
  EXPECT_EQ(Ask(&quotas, "a", 0, score), "");
  EXPECT_EQ(Ask(&quotas, "a", 0, score), "scorings_per_day");
}

TEST(QuotasTest, CallsAndStreamsAreThoseInFlight) {
  Quotas quotas(BookOf("everybody { calls: 3 streams: 1 }"));
  {
    QuotaTicket stream;
    QuotaTicket one;
    QuotaTicket two;
    const QuotaAsk of_stream{CallKind::kStream};
    EXPECT_FALSE(quotas.Enter("a", of_stream, At(0), &stream).has_value());
    EXPECT_EQ(Ask(&quotas, "a", 0, of_stream), "streams");
    EXPECT_FALSE(quotas.Enter("a", {}, At(0), &one).has_value());
    EXPECT_FALSE(quotas.Enter("a", {}, At(0), &two).has_value());
    EXPECT_EQ(Ask(&quotas, "a", 0), "calls");
    EXPECT_EQ(Ask(&quotas, "b", 0, of_stream), "");
  }
  EXPECT_EQ(Ask(&quotas, "a", 0, {CallKind::kStream}), "");
  EXPECT_THAT(quotas.counts().refused, ElementsAre(0, 1, 1, 0, 0));
}

TEST(QuotasTest, ABlockOfAStreamIsTakenWholeOrNotAtAll) {
  Quotas quotas(
      BookOf("everybody { scorings_per_day: 100 bytes_per_second: 1000 }"));
  QuotaTicket stream;
  ASSERT_FALSE(
      quotas.Enter("a", {CallKind::kStream}, At(0), &stream).has_value());
  EXPECT_FALSE(stream.Take(900, 60, At(0)).has_value());
  const auto many = stream.Take(0, 60, At(0));
  ASSERT_TRUE(many.has_value());
  EXPECT_EQ(many->metadata.at("left"), "40");
  EXPECT_FALSE(stream.Take(0, 40, At(0)).has_value());
  stream.Confirm(5000);
  EXPECT_EQ(stream.Take(1, 0, At(1))->metadata.at("quota"), "bytes_per_second");
  EXPECT_FALSE(stream.Take(1, 0, At(6)).has_value());
}

TEST(QuotasTest, ATenantsOwnQuotaGoesBeforeThatOfEverybody) {
  const std::string text =
      "everybody { calls_per_second: 1 scorings_per_day: 5 }"
      "tenants { tenant: 'a' quota { scorings_per_day: 0 } }"
      "tenants { tenant: 'b' quota { calls_per_second: 2 } }";
  const QuotaBook book = BookOf(text);
  EXPECT_EQ(book.Of("a").scorings_per_day, 0);
  EXPECT_EQ(book.Of("a").calls_per_second, 1);
  EXPECT_EQ(book.Of("b").calls_per_second, 2);
  EXPECT_EQ(book.Of("b").scorings_per_day, 5);
  EXPECT_EQ(book.Of("c").calls_per_second, 1);
  Quotas quotas(BookOf(text));
  EXPECT_EQ(Ask(&quotas, "c", 0), "");
  EXPECT_EQ(Ask(&quotas, "c", 0), "calls_per_second");
  EXPECT_EQ(Ask(&quotas, "", 0), "");  // no tenant
  // Other quotas hold at once, and what was used stays used.
  quotas.Replace(BookOf("everybody { calls_per_second: 0 }"));
  EXPECT_EQ(Ask(&quotas, "c", 0), "");
  quotas.Replace(BookOf(text));
  EXPECT_EQ(Ask(&quotas, "c", 0), "calls_per_second");
}

TEST(QuotasTest, WhatIsWrongWithAFileIsNamed) {
  QuotaBook book;
  const auto failure = book.Read(
      "everybody { calls: -1 calls_per_second: nan } tenants {} "
      "tenants { tenant: 'a' } tenants { tenant: 'a' quota { "
      "scorings_per_day: -5 } }");
  ASSERT_TRUE(failure.has_value());
  std::vector<std::string> wrong;
  for (const Violation& one : failure->violations.listed()) {
    wrong.push_back(absl::StrCat(one.field_path, " ", one.rule_id));
  }
  EXPECT_THAT(wrong,
              UnorderedElementsAre("everybody.calls quota.range",
                                   "everybody.calls_per_second quota.range",
                                   "tenants[0].tenant quota.tenant",
                                   "tenants[2].tenant quota.tenant",
                                   "tenants[2].quota.scorings_per_day "
                                   "quota.range"));
  QuotaBook none;
  EXPECT_TRUE(none.Read("calls: many").has_value());
}

TEST(QuotasTest, WhoIsIdleIsForgottenAndBeginsAsAnew) {
  Quotas quotas(BookOf("everybody { calls_per_second: 2 }"));
  for (int i = 0; i < 5000; ++i) Ask(&quotas, absl::StrCat("t", i), i * 0.01);
  EXPECT_LT(quotas.counts().tenants, 2500);
  // Who has scored today is not: his count would be lost.
  Quotas scored(BookOf("everybody { scorings_per_day: 1 }"));
  for (int i = 0; i < 5000; ++i) {
    Ask(&scored, absl::StrCat("t", i), i * 0.01, {CallKind::kUnary, 0, 1});
  }
  EXPECT_EQ(scored.counts().tenants, 5000);
  EXPECT_EQ(Ask(&scored, "t0", 60, {CallKind::kUnary, 0, 1}),
            "scorings_per_day");
  // The next day they are.
  for (int i = 0; i < 10'000; ++i) Ask(&scored, absl::StrCat("n", i), 90'000);
  EXPECT_LT(scored.counts().tenants, 10'000);
}

TEST(QuotasTest, ManyTenantsAtOnceAreCountedApart) {
  Quotas quotas(BookOf("everybody { scorings_per_day: 1000 }"));
  std::vector<std::thread> threads;
  std::vector<int> let_in(4);
  for (size_t t = 0; t < let_in.size(); ++t) {
    threads.emplace_back([&quotas, &let_in, t] {
      const std::string tenant = absl::StrCat("tenant", t / 2);
      for (int i = 0; i < 900; ++i) {
        let_in[t] +=
            Ask(&quotas, tenant, 0, {CallKind::kUnary, 0, 1}).empty() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(let_in[0] + let_in[1], 1000);
  EXPECT_EQ(let_in[2] + let_in[3], 1000);
}

// 64 MiB for a hundred thousand, each with a quota of its own, all in use.
TEST(QuotasTest, AHundredThousandTenantsFitInto64MiB) {
  constexpr int kTenants = 100'000;
  const auto name = [](int i) {
    return absl::StrCat("tenant-with-a-long-name-", i);
  };
  const auto used = [] {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
  };
  const size_t before = used();
  if (before == 0) GTEST_SKIP() << "sanitizers count for themselves";
  std::string text = "everybody { calls_per_second: 5 scorings_per_day: 9 }";
  for (int i = 0; i < kTenants; ++i) {
    absl::StrAppend(&text, "tenants { tenant: '", name(i),
                    "' quota { calls_per_second: 7 } }");
  }
  Quotas quotas(BookOf(text));
  text.clear();
  text.shrink_to_fit();
  for (int i = 0; i < kTenants; ++i) {
    ASSERT_EQ(Ask(&quotas, name(i), 0, {CallKind::kUnary, 100, 1}), "");
  }
  EXPECT_EQ(quotas.counts().tenants, kTenants);
  const size_t bytes = used() - before;
  RecordProperty("bytes_per_tenant", static_cast<int>(bytes / kTenants));
  EXPECT_LE(bytes, size_t{64} << 20);
  EXPECT_GT(bytes, size_t{1} << 20);  // the figure is one
}

}  // namespace
}  // namespace cmmm::test
