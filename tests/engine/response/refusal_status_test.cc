#include "engine/response/refusal_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "google/rpc/error_details.pb.h"
#include "tests/support/repeat.h"

namespace cmmm {
namespace {

using google::rpc::BadRequest;
using google::rpc::ErrorInfo;
using google::rpc::RetryInfo;
using google::rpc::Status;
using test::Repeat;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr size_t kMostBytes = 4 << 10;

// The one detail of the type, or an empty message; a second one fails.
template <typename Detail>
Detail DetailOf(const Status& status) {
  Detail detail;
  int found = 0;
  for (const auto& any : status.details()) {
    if (any.UnpackTo(&detail)) ++found;
  }
  EXPECT_LE(found, 1);
  return detail;
}

template <typename Detail>
bool Has(const Status& status) {
  for (const auto& any : status.details()) {
    if (any.Is<Detail>()) return true;
  }
  return false;
}

Refusal ManyViolations(int count, const std::string& message) {
  Violations violations;
  for (int i = 0; i < count; ++i) {
    violations.Add(absl::StrCat("list.answers[", i, "].grade"),
                   "answer.grade_range", "9", message);
  }
  return RefuseInvalid("the assessment is refused", std::move(violations));
}

TEST(RefusalStatusTest, CarriesCodeMessageAndReason) {
  const Status status = ToRpcStatus(
      Refuse(absl::StatusCode::kNotFound, "MODEL_NOT_FOUND", "no such model"));
  EXPECT_EQ(status.code(), 5);
  EXPECT_EQ(status.message(), "no such model");
  const auto info = DetailOf<ErrorInfo>(status);
  EXPECT_EQ(info.reason(), "MODEL_NOT_FOUND");
  EXPECT_EQ(info.domain(), "cmmm");
  EXPECT_EQ(status.details_size(), 1);
}

TEST(RefusalStatusTest, CarriesMetadata) {
  Refusal refusal = Refuse(absl::StatusCode::kNotFound, "R", "m");
  refusal.metadata["models"] = "a@1, b@2";
  const auto info = DetailOf<ErrorInfo>(ToRpcStatus(refusal));
  EXPECT_EQ(info.metadata().at("models"), "a@1, b@2");
  EXPECT_EQ(info.metadata().size(), 1u);
}

TEST(RefusalStatusTest, ListsViolations) {
  const Status status = ToRpcStatus(ManyViolations(2, "must be 0 to 4"));
  EXPECT_EQ(status.code(), 3);
  EXPECT_EQ(status.message(), "the assessment is refused: 2 violations");
  const auto list = DetailOf<BadRequest>(status);
  ASSERT_EQ(list.field_violations_size(), 2);
  EXPECT_EQ(list.field_violations(1).field(), "list.answers[1].grade");
  EXPECT_EQ(list.field_violations(1).description(),
            "answer.grade_range: must be 0 to 4");
  const auto info = DetailOf<ErrorInfo>(status);
  EXPECT_EQ(info.metadata().at("violations"), "2");
  EXPECT_EQ(info.metadata().at("violations_listed"), "2");
}

TEST(RefusalStatusTest, CountsOneViolationInTheSingular) {
  EXPECT_THAT(ToRpcStatus(ManyViolations(1, "m")).message(),
              EndsWith(": 1 violation"));
}

TEST(RefusalStatusTest, StaysSmallWithAThousandLongChineseViolations) {
  for (const int length : {1, 20, 100, 300}) {
    const Status status =
        ToRpcStatus(ManyViolations(1000, Repeat("必须是数字", length)));
    EXPECT_LT(status.ByteSizeLong(), kMostBytes) << length;
    EXPECT_TRUE(IsUtf8(status.message()));
  }
}

TEST(RefusalStatusTest, SaysInChineseWhatItCan) {
  const Status status = ToRpcStatus(
      ManyViolations(2, "must be 0 to 4"), [](const Violation& violation) {
        return violation.field_path == "list.answers[1].grade" ? "应为 0 到 4"
                                                               : "";
      });
  const auto list = DetailOf<BadRequest>(status);
  ASSERT_EQ(list.field_violations_size(), 2);
  EXPECT_FALSE(list.field_violations(0).has_localized_message());
  EXPECT_EQ(list.field_violations(1).localized_message().locale(), "zh-CN");
  EXPECT_EQ(list.field_violations(1).localized_message().message(),
            "应为 0 到 4");
}

// What does not fit is counted, in the message and for machines.
TEST(RefusalStatusTest, SaysHowManyThereAreAndHowManyAreListed) {
  const Status status =
      ToRpcStatus(ManyViolations(1500, Repeat("超出范围", 10)));
  const auto list = DetailOf<BadRequest>(status);
  const int listed = list.field_violations_size();
  EXPECT_GT(listed, 10);
  EXPECT_LT(listed, 1000);
  EXPECT_EQ(status.message(),
            absl::StrCat("the assessment is refused: 1500 violations; the "
                         "first ",
                         listed, " are listed"));
  const auto info = DetailOf<ErrorInfo>(status);
  EXPECT_EQ(info.metadata().at("violations"), "1500");
  EXPECT_EQ(info.metadata().at("violations_listed"), absl::StrCat(listed));
  EXPECT_EQ(list.field_violations(listed - 1).field(),
            absl::StrCat("list.answers[", listed - 1, "].grade"));
}

TEST(RefusalStatusTest, UsesTheRoomThereIs) {
  const Status status = ToRpcStatus(ManyViolations(1000, "out of range"));
  EXPECT_GT(status.ByteSizeLong(), kMostBytes - 1024);
}

TEST(RefusalStatusTest, SurvivesAViolationLargerThanTheRoom) {
  const Status status = ToRpcStatus(ManyViolations(3, Repeat("长", 10000)));
  EXPECT_LT(status.ByteSizeLong(), kMostBytes);
  EXPECT_FALSE(Has<BadRequest>(status));
  EXPECT_EQ(DetailOf<ErrorInfo>(status).metadata().at("violations_listed"),
            "0");
}

TEST(RefusalStatusTest, CutsALongMessageAtACharacterBoundary) {
  for (int shift = 0; shift < 4; ++shift) {
    const Status status =
        ToRpcStatus(Refuse(absl::StatusCode::kNotFound, "R",
                           std::string(shift, 'x') + Repeat("模型", 2000)));
    EXPECT_TRUE(IsUtf8(status.message())) << shift;
    EXPECT_THAT(status.message(), EndsWith("…"));
    EXPECT_THAT(status.message(), StartsWith(std::string(shift, 'x') + "模"));
    EXPECT_LE(status.message().size(), (1u << 10) + 3);
    EXPECT_LT(status.ByteSizeLong(), kMostBytes);
  }
}

// Text has a boundary; bytes that nobody checked may have none.
TEST(RefusalStatusTest, LeavesNothingOfBytesWithoutABoundary) {
  const Status status = ToRpcStatus(
      Refuse(absl::StatusCode::kNotFound, "R", std::string(1000, '\x80')));
  EXPECT_EQ(status.message(), "…");
}

TEST(RefusalStatusTest, CutsLongMetadataAtACharacterBoundary) {
  for (int shift = 0; shift < 4; ++shift) {
    Refusal refusal = Refuse(absl::StatusCode::kNotFound, "R", "m");
    refusal.metadata["models"] = std::string(shift, 'x') + Repeat("𠮷", 100000);
    const Status status = ToRpcStatus(refusal);
    const std::string value =
        DetailOf<ErrorInfo>(status).metadata().at("models");
    EXPECT_TRUE(IsUtf8(value)) << shift;
    EXPECT_THAT(value, EndsWith("…"));
    EXPECT_LT(status.ByteSizeLong(), kMostBytes);
  }
}

TEST(RefusalStatusTest, StaysSmallWithMuchMetadata) {
  Refusal refusal = ManyViolations(1000, "out of range");
  refusal.message = Repeat("长", 1000);
  for (int i = 0; i < 12; ++i) {
    refusal.metadata[absl::StrCat("key", i)] = Repeat("值", 1000);
  }
  EXPECT_LT(ToRpcStatus(refusal).ByteSizeLong(), kMostBytes);
}

// All of it takes 1,024 bytes, an entry twelve beside its texts.
TEST(RefusalStatusTest, MetadataThatJustFitsIsThere) {
  Refusal refusal = Refuse(absl::StatusCode::kNotFound, "R", "m");
  refusal.metadata["a"] = std::string(499, 'x');
  refusal.metadata["b"] = std::string(499, 'x');
  EXPECT_EQ(DetailOf<ErrorInfo>(ToRpcStatus(refusal)).metadata().size(), 2u);
  refusal.metadata["b"] += 'x';
  EXPECT_EQ(DetailOf<ErrorInfo>(ToRpcStatus(refusal)).metadata().size(), 1u);
}

TEST(RefusalStatusTest, SaysWhenToTryAgain) {
  Refusal refusal =
      Refuse(absl::StatusCode::kResourceExhausted, "SERVER_FULL", "full");
  EXPECT_FALSE(Has<RetryInfo>(ToRpcStatus(refusal)));
  refusal.retry_after_seconds = 2;
  const Status status = ToRpcStatus(refusal);
  EXPECT_EQ(status.code(), 8);
  EXPECT_EQ(DetailOf<RetryInfo>(status).retry_delay().seconds(), 2);
  EXPECT_EQ(DetailOf<ErrorInfo>(status).reason(), "SERVER_FULL");
}

TEST(RefusalStatusTest, SurvivesTheWire) {
  const Status sent = ToRpcStatus(ManyViolations(1000, Repeat("中", 30)));
  Status received;
  ASSERT_TRUE(received.ParseFromString(sent.SerializeAsString()));
  EXPECT_EQ(DetailOf<BadRequest>(received).SerializeAsString(),
            DetailOf<BadRequest>(sent).SerializeAsString());
  EXPECT_THAT(received.message(), HasSubstr("1000 violations"));
}

TEST(RefusalStatusTest, SaysTheSameEveryTime) {
  const Refusal refusal = ManyViolations(30, "m");
  EXPECT_EQ(ToRpcStatus(refusal).message(), ToRpcStatus(refusal).message());
  EXPECT_THAT(ToRpcStatus(refusal).message(), Not(HasSubstr("listed")));
}

}  // namespace
}  // namespace cmmm
