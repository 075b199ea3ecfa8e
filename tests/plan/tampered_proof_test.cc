// Proofs with something changed: the checker must refuse every one of them.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "tests/oracle/check_proof.h"
#include "tests/oracle/compare.h"
#include "tests/plan/proof_changes.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

class TamperedProofTest : public ::testing::TestWithParam<const char*> {
 protected:
  // Tries all changes on the proofs of random plans, with up to `most_hold`
  // steps down to survive. `untried`: a change that may find nothing.
  void ExpectRefused(const std::vector<PlanChange>& changes, int most_hold,
                     const std::string& untried) {
    const Catalog catalog = LoadCatalogOrDie(GetParam());
    const v1::ModelDefinition& model = *catalog.entries().front().definition;
    std::mt19937_64 random(TestSeed());
    std::vector<int> tried(changes.size(), 0);
    PlanWishes wishes;
    wishes.raisable = 8;
    wishes.prerequisites = true;
    const int64_t samples = TestSamples(300);
    for (int64_t i = 0; i < samples; ++i) {
      auto request = RandomPlanRequest(catalog, wishes, &random);
      if (most_hold > 0) request.set_hold(1 + Below(most_hold, &random));
      v1::PlanUpgradeResponse response;
      if (PlanUpgrade(catalog, request, &response).has_value() ||
          !response.has_proof()) {
        continue;
      }
      const auto question = oracle::ReadPlan(model, request);
      ASSERT_EQ(CheckPlanProof(question, response), "");
      for (size_t c = 0; c < changes.size(); ++c) {
        v1::PlanUpgradeResponse tampered = response;
        if (!changes[c].change(&tampered)) continue;
        ++tried[c];
        ASSERT_NE(CheckPlanProof(question, tampered), "")
            << changes[c].name << "\n"
            << request.DebugString() << response.DebugString();
      }
    }
    for (size_t c = 0; c < changes.size() && samples >= 100; ++c) {
      if (changes[c].name == untried) continue;
      EXPECT_GT(tried[c], 0) << changes[c].name;
    }
  }
};

TEST_P(TamperedProofTest, OfAPlanIsRefused) {
  ExpectRefused(PlanChanges(), 0, "");
}

TEST_P(TamperedProofTest, OfAPlanThatHoldsIsRefused) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  if (model.policies().accumulation() == v1::ACCUMULATION_CUMULATIVE) return;
  // What is impossible has no stages, which could prove anything else.
  ExpectRefused(HeldPlanChanges(), 3, "call it possible");
}

TEST_P(TamperedProofTest, OfAMarginIsRefused) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  if (model.policies().accumulation() == v1::ACCUMULATION_CUMULATIVE) return;
  std::mt19937_64 random(TestSeed());
  std::vector<int> tried(CoverChanges().size(), 0);
  const int64_t samples = TestSamples(300);
  for (int64_t i = 0; i < samples; ++i) {
    const auto request = RandomMarginRequest(catalog, &random);
    v1::AnalyzeMarginResponse response;
    if (AnalyzeMargin(catalog, request, &response).has_value() ||
        response.levels_size() == 0) {
      continue;
    }
    const auto question = oracle::ReadMargin(model, request);
    ASSERT_EQ(CheckMarginProof(question, response), "");
    for (size_t c = 0; c < tried.size(); ++c) {
      v1::AnalyzeMarginResponse tampered = response;
      auto* covers = tampered.mutable_levels(0)->mutable_proofs();
      if (!CoverChanges()[c].change(covers->Mutable(0))) continue;
      ++tried[c];
      ASSERT_NE(CheckMarginProof(question, tampered), "")
          << CoverChanges()[c].name << "\n"
          << request.DebugString() << response.DebugString();
    }
    v1::AnalyzeMarginResponse larger = response;
    larger.mutable_levels(0)->set_size(response.levels(0).size() + 1);
    ASSERT_NE(CheckMarginProof(question, larger), "");
    larger = response;
    larger.mutable_levels(0)->mutable_proofs()->RemoveLast();
    ASSERT_NE(CheckMarginProof(question, larger), "");
  }
  for (size_t c = 0; c < tried.size() && samples >= 100; ++c) {
    // Every level of these models can be lost.
    if (CoverChanges()[c].name == std::string("call it possible")) continue;
    EXPECT_GT(tried[c], 0) << CoverChanges()[c].name;
  }
}

INSTANTIATE_TEST_SUITE_P(Models, TamperedProofTest,
                         ::testing::Values("tests/conformance/models/tiny",
                                           "tests/conformance/models/"
                                           "tiny-met"));

}  // namespace
}  // namespace cmmm::test
