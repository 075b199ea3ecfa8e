// What the format of cases promises about defaults, `without` and `packed`.
#include <gtest/gtest.h>

#include <string>

#include "cmmm/testing/v1/conformance.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/conformance/expand_case.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::ConformanceSuite;
using google::protobuf::util::MessageDifferencer;

// The suite's first case over its defaults is its second case.
void ExpectWhole(const std::string& text) {
  const auto suite = ParseTextOrDie<ConformanceSuite>(text);
  ASSERT_EQ(suite.cases_size(), 2);
  const auto whole = WithDefaults(suite.defaults(), suite.cases(0));
  EXPECT_TRUE(MessageDifferencer::Equals(whole, suite.cases(1)))
      << whole.DebugString();
}

TEST(DefaultsTest, ACaseReplacesWhatItSets) {
  ExpectWhole(R"(
    defaults {
      request { profile { weight_set: "a" excluded_domain_ids: ["x", "y"] } }
      fills { grade: "fully" }
      expected { level: 5 level_scores: ["1", "1"] answered: 3 }
    }
    cases {
      name: "n"
      request { profile { excluded_domain_ids: "z" } }
      fills { grade: "not" }
      expected { level: 0 level_scores: "0" }
    }
    cases {
      name: "n"
      request { profile { weight_set: "a" excluded_domain_ids: "z" } }
      fills { grade: "fully" } fills { grade: "not" }
      expected { level: 0 level_scores: "0" answered: 3 }
    })");
}

TEST(DefaultsTest, ACaseDoesWithoutFields) {
  ExpectWhole(R"(
    defaults {
      fills { grade: "fully" }
      expected { level: 5 notices: "n" bounds { open: 2 settled: true } }
    }
    cases { without: ["fills", "expected.notices", "expected.bounds.settled"] }
    cases { expected { level: 5 bounds { open: 2 } } })");
}

TEST(DefaultsTest, ARefusalTakesThePlaceOfWhatIsExpected) {
  ExpectWhole(R"(
    defaults { request { target_level: 2 } expected { level: 5 } }
    cases { refused { code: "NOT_FOUND" } }
    cases { request { target_level: 2 } refused { code: "NOT_FOUND" } })");
}

TEST(DefaultsTest, PackedFillsAreTheListInModelOrder) {
  auto test = ParseTextOrDie<ConformanceSuite>(R"pb(
                cases {
                  fills { grade: "fully" }
                  fills { prefix: "dough" grade: "open" }
                  fills { level: 2 grade: "n/a" }
                })pb")
                  .cases(0);
  const auto listed = ExpandCase(TinyCatalog(), test).list();
  test.set_packed(true);
  const auto packed = ExpandCase(TinyCatalog(), test).packed();
  EXPECT_EQ(packed.model_digest(),
            TinyCatalog().entries().front().compiled->digest);
  const auto& items = TinyDefinition().requirements();
  ASSERT_EQ(static_cast<int>(packed.grades().size()), items.size());
  int answered = 0;
  for (int i = 0; i < items.size(); ++i) {
    const int code = packed.grades()[i];
    if (code == 0) continue;
    ASSERT_LT(answered, listed.answers_size());
    const auto& answer = listed.answers(answered++);
    EXPECT_EQ(answer.requirement_id(), items[i].id());
    EXPECT_EQ(code, answer.has_not_applicable() ? 5 : answer.grade());
  }
  EXPECT_EQ(answered, listed.answers_size());
}

}  // namespace
}  // namespace cmmm::test
