// Whether what a door gave is what a case says must come.
#ifndef CMMM_TESTS_CONFORMANCE_CASE_CHECK_H_
#define CMMM_TESTS_CONFORMANCE_CASE_CHECK_H_

#include "cmmm/testing/v1/conformance.pb.h"
#include "tests/conformance/doors.h"

namespace cmmm::test {

// Adds a gtest failure for every difference.
void CheckExpected(const ::cmmm::testing::v1::Expected& expected,
                   const v1::ScoreResponse& response);

// The whole refusal, as a status.
void CheckRefused(const ::cmmm::testing::v1::Refused& refused,
                  const google::rpc::Status& status);

// The same refusal as the command line tells it: exit code and text.
void CheckRefusedText(const ::cmmm::testing::v1::Refused& refused,
                      const DoorResult& result);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_CONFORMANCE_CASE_CHECK_H_
