// The engine against the independent oracle: random on the real model,
// exhaustive on the tiny one.
#include "tests/oracle/oracle.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/base/grade_code.h"
#include "tests/oracle/compare.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

TEST(OracleTest, SameDecisionsOnRandomAssessments) {
  std::mt19937_64 random(TestSeed());
  const int64_t samples = TestSamples(20000);
  for (int64_t i = 0; i < samples && !HasFailure(); ++i) {
    ExpectSameDecision(RealCatalog(), RandomSample(RealDefinition(), &random));
  }
  std::cout << samples << " assessments compared\n";
}

TEST(OracleTest, SameScorecardsAndGapsOnRandomAssessments) {
  std::mt19937_64 random(TestSeed());
  const int64_t samples = TestSamples(20000) / 10;
  for (int64_t i = 0; i < samples && !HasFailure(); ++i) {
    ExpectSameResult(RealCatalog(), RandomSample(RealDefinition(), &random));
  }
}

// Every assessment of the tiny models, for each of these sets of grades; `not
// applicable` joins them where the model allows it.
class TinyTest : public ::testing::TestWithParam<const char*> {
 protected:
  // Compares every `stride`-th assessment, counting through them like an
  // odometer.
  static void CompareAll(const Catalog& catalog, const std::string& grades,
                         int64_t stride) {
    const v1::ModelDefinition& model = *catalog.entries().front().definition;
    std::vector<std::string> choices;
    for (const auto& item : model.requirements()) {
      const bool allowed = item.may_be_not_applicable() &&
                           model.policies().not_applicable() ==
                               v1::NOT_APPLICABLE_POLICY_LEAVE_MEAN;
      choices.push_back(allowed ? grades + std::string(1, 5) : grades);
    }
    std::vector<size_t> digit(choices.size(), 0);
    std::string codes(choices.size(), 0);
    int64_t compared = 0;
    int64_t carry = 0;
    while (carry == 0 && !HasFailure()) {
      for (size_t i = 0; i < codes.size(); ++i) codes[i] = choices[i][digit[i]];
      for (const auto& set : model.weight_sets()) {
        ExpectSameResult(catalog, {set.id(), {}, 0, codes});
        ++compared;
      }
      carry = stride;
      for (size_t i = 0; i < codes.size() && carry > 0; ++i) {
        const int64_t sum = static_cast<int64_t>(digit[i]) + carry;
        const auto base = static_cast<int64_t>(choices[i].size());
        digit[i] = static_cast<size_t>(sum % base);
        carry = sum / base;
      }
    }
    std::cout << compared << " assessments compared\n";
  }

  // Sanitizer runs look at fewer.
  static int64_t Slower(int64_t stride) {
    return TestSamples(1000) < 1000 ? stride * 23 : stride;
  }
};

TEST_P(TinyTest, SameResultOnEveryAssessmentOfTwoGrades) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  CompareAll(catalog, {kPartly, kFully}, Slower(1));
}

TEST_P(TinyTest, SameResultOnASpreadOfAllGrades) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  CompareAll(catalog, {kNot, kPartly, kMostly, kFully}, Slower(8191));
}

INSTANTIATE_TEST_SUITE_P(Models, TinyTest,
                         ::testing::Values("tests/conformance/models/tiny",
                                           "tests/conformance/models/tiny-met",
                                           "tests/conformance/models/"
                                           "tiny-strict"));

TEST(TailoringTest, EveryTailoringOfEveryTinyModel) {
  std::mt19937_64 random(TestSeed());
  for (const char* models :
       {"tests/conformance/models/tiny", "tests/conformance/models/tiny-met",
        "tests/conformance/models/tiny-strict"}) {
    const Catalog catalog = LoadCatalogOrDie(models);
    const v1::ModelDefinition& model = *catalog.entries().front().definition;
    for (int64_t i = 0; i < TestSamples(3000); ++i) {
      Sample sample = RandomSample(model, &random);
      if (model.policies().not_applicable() ==
          v1::NOT_APPLICABLE_POLICY_REFUSE) {
        for (char& code : sample.codes) code = code == 5 ? 4 : code;
      }
      ExpectSameResult(catalog, sample);
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace cmmm::test
