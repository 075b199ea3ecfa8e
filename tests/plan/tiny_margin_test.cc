// Margins on the tiny models against every way to fall.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "tests/oracle/check_answer.h"
#include "tests/oracle/check_proof.h"
#include "tests/oracle/compare.h"
#include "tests/plan/brute_force.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using oracle::Question;

std::vector<std::string> CriticalIds(const Question& question) {
  std::vector<std::string> ids;
  for (size_t i = 0; i < question.items.size(); ++i) {
    std::string codes = question.codes;
    --codes[question.items[i].index];
    if (ScoreWith(question, codes).level < question.now.level) {
      ids.push_back(question.IdOf(static_cast<int>(i)));
    }
  }
  return ids;
}

void CheckCase(const Question& question,
               const v1::AnalyzeMarginResponse& response, int* unlosable) {
  EXPECT_EQ(CheckMargin(question, response), "");
  for (const v1::LevelMargin& margin : response.levels()) {
    const auto least = LeastFall(question, margin.level());
    EXPECT_EQ(margin.cannot_be_lost(), !least.has_value());
    EXPECT_EQ(margin.size(), least.value_or(0));
    if (!least.has_value()) ++*unlosable;
  }
  if (question.progressive()) {
    EXPECT_EQ(CheckMarginProof(question, response), "");
  }
  const std::vector<std::string> critical(
      response.critical_requirement_ids().begin(),
      response.critical_requirement_ids().end());
  EXPECT_EQ(critical, CriticalIds(question));
}

class TinyMarginTest : public ::testing::TestWithParam<const char*> {};

TEST_P(TinyMarginTest, EveryMarginIsTheLeastOfAllFalls) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  std::mt19937_64 random(TestSeed());
  int unlosable = 0;
  int held = 0;
  const int64_t samples = TestSamples(600);
  for (int64_t i = 0; i < samples && !HasFailure(); ++i) {
    const auto request = RandomMarginRequest(catalog, &random);
    v1::AnalyzeMarginResponse response;
    const auto refusal = AnalyzeMargin(catalog, request, &response);
    if (refusal.has_value()) {
      ASSERT_EQ(refusal->violations.listed().front().rule_id,
                "answer.level_without_items")
          << request.ShortDebugString();
      continue;
    }
    CheckCase(oracle::ReadMargin(model, request), response, &unlosable);
    held += response.levels_size();
    if (HasFailure()) {
      ADD_FAILURE() << request.DebugString() << response.DebugString();
    }
  }
  std::cout << samples << " cases: " << held << " levels held, " << unlosable
            << " cannot be lost\n";
  EXPECT_GT(held, samples / 2);
  // Only where an empty cell counts as met.
  if (model.policies().empty_cell() != v1::EMPTY_CELL_POLICY_MET) {
    EXPECT_EQ(unlosable, 0);
  } else if (samples >= 100) {
    EXPECT_GT(unlosable, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Models, TinyMarginTest,
                         ::testing::Values("tests/conformance/models/tiny",
                                           "tests/conformance/models/tiny-met",
                                           "tests/conformance/models/"
                                           "tiny-strict"));

}  // namespace
}  // namespace cmmm::test
