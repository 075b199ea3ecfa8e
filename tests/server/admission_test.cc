#include "server/admission.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace cmmm::test {
namespace {

std::chrono::system_clock::time_point InAnHour() {
  return std::chrono::system_clock::now() + std::chrono::hours(1);
}

TEST(AdmissionTest, TakesStreamsUpToTheirNumber) {
  server::Admission admission(2);
  EXPECT_FALSE(admission.EnterStream().has_value());
  EXPECT_FALSE(admission.EnterStream().has_value());
  const auto refused = admission.EnterStream();
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->code, absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(refused->reason, "SERVER_FULL");
  EXPECT_GT(refused->retry_after_seconds, 0);
  EXPECT_FALSE(admission.RefuseCall().has_value());
  admission.LeaveStream();
  EXPECT_FALSE(admission.EnterStream().has_value());
}

TEST(AdmissionTest, DrainingRefusesEveryNewCall) {
  server::Admission admission(2);
  admission.Drain(InAnHour());  // nothing is open, so it does not wait
  for (const auto& refused :
       {admission.RefuseCall(), admission.EnterStream()}) {
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->code, absl::StatusCode::kUnavailable);
    EXPECT_EQ(refused->reason, "DRAINING");
    EXPECT_GT(refused->retry_after_seconds, 0);
  }
}

TEST(AdmissionTest, DrainingWaitsForTheLastStream) {
  server::Admission admission(2);
  admission.EnterStream();
  admission.EnterStream();
  std::thread streams([&] {
    admission.LeaveStream();
    admission.LeaveStream();
  });
  admission.Drain(InAnHour());
  streams.join();
}

TEST(AdmissionTest, DrainingEndsAtItsDeadline) {
  server::Admission admission(2);
  admission.EnterStream();
  admission.Drain(std::chrono::system_clock::now());
  EXPECT_TRUE(admission.RefuseCall().has_value());
  admission.LeaveStream();
}

}  // namespace
}  // namespace cmmm::test
