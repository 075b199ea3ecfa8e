#include "service/admission.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <thread>

namespace cmmm::test {
namespace {

using service::Admission;
using service::CallKind;
using service::Limits;
using service::Peer;
using service::Ticket;

const Peer kAnn{"192.0.2.1", false};
const Peer kBob{"192.0.2.2", false};
const Peer kProxy{"proxy", true};

std::chrono::steady_clock::time_point InAnHour() {
  return std::chrono::steady_clock::now() + std::chrono::hours(1);
}

// `REASON limit=value`; empty when the call was let in.
std::string Told(const std::optional<Refusal>& refusal) {
  if (!refusal.has_value()) return "";
  EXPECT_GT(refusal->retry_after_seconds, 0);
  if (refusal->reason == "DRAINING") {
    EXPECT_EQ(refusal->code, absl::StatusCode::kUnavailable);
    return refusal->reason;
  }
  EXPECT_EQ(refusal->code, absl::StatusCode::kResourceExhausted);
  return refusal->reason + " " + refusal->metadata.at("limit") + "=" +
         refusal->metadata.at("value");
}

TEST(AdmissionTest, TakesStreamsUpToTheirNumber) {
  Limits limits;
  limits.max_streams = 2;
  Admission admission(limits);
  Ticket kept;
  std::array<Ticket, 3> tickets;
  EXPECT_EQ(Told(admission.Enter(kAnn, CallKind::kStream, &kept)), "");
  {
    Ticket left;
    EXPECT_EQ(Told(admission.Enter(kBob, CallKind::kStream, &left)), "");
    EXPECT_EQ(Told(admission.Enter(kBob, CallKind::kStream, &tickets[0])),
              "SERVER_FULL max-streams=2");
    EXPECT_EQ(Told(admission.Enter(kBob, CallKind::kUnary, &tickets[1])), "");
  }
  EXPECT_EQ(Told(admission.Enter(kBob, CallKind::kStream, &tickets[2])), "");
}

TEST(AdmissionTest, OneCallerLeavesRoomForTheOthers) {
  Limits limits;
  limits.max_calls_per_peer = 1;
  limits.max_streams_per_peer = 1;
  limits.max_calls = 3;
  Admission admission(limits);
  std::array<Ticket, 5> tickets;
  EXPECT_EQ(Told(admission.Enter(kAnn, CallKind::kUnary, &tickets[0])), "");
  EXPECT_EQ(Told(admission.Enter(kAnn, CallKind::kUnary, &tickets[1])),
            "CALLER_LIMIT max-calls-per-peer=1");
  EXPECT_EQ(Told(admission.Enter(kBob, CallKind::kStream, &tickets[1])), "");
  // What a proxy asks for itself counts for all, but for no caller.
  EXPECT_EQ(Told(admission.Enter(kProxy, CallKind::kUnary, &tickets[2])), "");
  EXPECT_EQ(Told(admission.Enter(kProxy, CallKind::kUnary, &tickets[3])),
            "SERVER_FULL max-calls=3");
}

TEST(AdmissionTest, RepliesThatWaitAreBounded) {
  Limits limits;
  limits.max_reply_bytes = 100;
  limits.max_reply_bytes_per_peer = 60;
  Admission admission(limits);
  Ticket ann;
  Ticket bob;
  ASSERT_EQ(Told(admission.Enter(kAnn, CallKind::kUnary, &ann)), "");
  EXPECT_EQ(Told(ann.Hold(60)), "");
  EXPECT_EQ(Told(ann.Hold(61)), "CALLER_LIMIT max-reply-bytes-per-peer=60");
  EXPECT_EQ(Told(ann.Hold(60)), "");
  ASSERT_EQ(Told(admission.Enter(kBob, CallKind::kUnary, &bob)), "");
  EXPECT_EQ(Told(bob.Hold(41)), "SERVER_FULL max-reply-bytes=100");
  EXPECT_EQ(Told(bob.Hold(40)), "");
  EXPECT_EQ(Told(ann.Hold(0)), "");
  EXPECT_EQ(Told(bob.Hold(60)), "");
}

TEST(AdmissionTest, CallsOfASecondComeFromABucket) {
  Limits limits;
  limits.rate.peer_calls_per_second = 2;
  limits.rate.calls_per_second = 3;
  Admission admission(limits);
  const auto call = [&](const Peer& peer) {
    Ticket ticket;
    return Told(admission.Enter(peer, CallKind::kUnary, &ticket));
  };
  // The bucket of all begins full as that of each caller does.
  std::string told;
  for (int i = 0; i < 3 && told.empty(); ++i) told = call(kAnn);
  EXPECT_EQ(told, "CALLER_LIMIT calls-per-second-per-peer=2");
  told.clear();
  for (int i = 0; i < 4 && told.empty(); ++i) told = call(kProxy);
  EXPECT_EQ(told, "SERVER_FULL calls-per-second=3");
}

TEST(AdmissionTest, ABucketRefillsWithTime) {
  const std::chrono::steady_clock::time_point start;
  service::Bucket bucket{2, start};
  EXPECT_TRUE(bucket.Take(2, start));
  EXPECT_TRUE(bucket.Take(2, start));
  EXPECT_FALSE(bucket.Take(2, start));
  EXPECT_FALSE(bucket.Take(2, start + std::chrono::milliseconds(400)));
  EXPECT_TRUE(bucket.Take(2, start + std::chrono::milliseconds(600)));
  EXPECT_FALSE(bucket.Take(2, start + std::chrono::milliseconds(600)));
  // Never more than those of a second.
  const auto later = start + std::chrono::hours(1);
  EXPECT_TRUE(bucket.Take(2, later));
  EXPECT_TRUE(bucket.Take(2, later));
  EXPECT_FALSE(bucket.Take(2, later));
}

TEST(AdmissionTest, DrainingRefusesEveryNewCall) {
  Admission admission{Limits()};
  admission.Drain(InAnHour());  // nothing is open, so it does not wait
  Ticket ticket;
  EXPECT_EQ(Told(admission.Enter(kAnn, CallKind::kUnary, &ticket)), "DRAINING");
  EXPECT_EQ(Told(admission.Enter(kProxy, CallKind::kStream, &ticket)),
            "DRAINING");
}

TEST(AdmissionTest, DrainingWaitsForTheLastCall) {
  Admission admission{Limits()};
  std::optional<std::array<Ticket, 2>> tickets(std::in_place);
  admission.Enter(kAnn, CallKind::kUnary, &tickets->front());
  admission.Enter(kAnn, CallKind::kUnary, &tickets->back());
  std::thread calls([&] { tickets.reset(); });
  admission.Drain(InAnHour());
  calls.join();
  EXPECT_EQ(admission.InUse().calls, 0);
}

TEST(AdmissionTest, DrainingLeavesStreamsToTheTransport) {
  Admission admission{Limits()};
  {
    Ticket open;
    admission.Enter({"ann", false, "ipv4:192.0.2.1:1"}, CallKind::kStream,
                    &open);
    admission.Drain(InAnHour());  // does not wait
    EXPECT_TRUE(admission.HasStream("ipv4:192.0.2.1:1"));
    EXPECT_FALSE(admission.HasStream("ipv4:192.0.2.1:2"));
  }
  EXPECT_FALSE(admission.HasStream("ipv4:192.0.2.1:1"));
}

TEST(AdmissionTest, DrainingEndsAtItsDeadlineOrInAHurry) {
  Admission admission{Limits()};
  Ticket open;
  admission.Enter(kAnn, CallKind::kUnary, &open);
  admission.Drain(std::chrono::steady_clock::now());
  Ticket ticket;
  EXPECT_EQ(Told(admission.Enter(kAnn, CallKind::kUnary, &ticket)), "DRAINING");
  admission.Hurry();
  admission.Drain(InAnHour());
}

}  // namespace
}  // namespace cmmm::test
