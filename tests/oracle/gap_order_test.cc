// Gaps listed by precomputed places against gaps collected and sorted: the
// same list, item by item, for every weight set and tailoring.
#include "engine/model/gap_order.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/gaps/find_gaps.h"
#include "tests/oracle/compare.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Random grades; with `open`, some items are open.
BoundAnswers RandomAnswers(const CompiledModel& model, bool open,
                           std::mt19937_64* random) {
  BoundAnswers answers;
  for (int i = 0; i < model.requirement_count(); ++i) {
    answers.codes.push_back(static_cast<GradeCode>(
        open ? (*random)() % 5 : 1 + (*random)() % kFully));
    answers.unanswered += answers.codes.back() == kOpen ? 1 : 0;
  }
  return answers;
}

Gaps AllGaps(const QuestionScope& questions, const BoundAnswers& answers) {
  const LevelScores scores = ScoreLevels(questions, answers);
  return FindGaps(questions, answers, scores, DecideLevel(questions, scores),
                  questions.assessed_levels);
}

void ExpectSameGaps(const Gaps& a, const Gaps& b) {
  ASSERT_EQ(a.levels.size(), b.levels.size());
  for (size_t k = 0; k < a.levels.size(); ++k) {
    const auto& [listed, sorted] = std::pair(a.levels[k], b.levels[k]);
    ASSERT_EQ(listed.missing, sorted.missing);
    ASSERT_EQ(listed.items.size(), sorted.items.size());
    for (size_t i = 0; i < listed.items.size(); ++i) {
      ASSERT_EQ(listed.items[i].item, sorted.items[i].item) << "place " << i;
      ASSERT_EQ(listed.items[i].code, sorted.items[i].code);
      ASSERT_EQ(listed.items[i].gain, sorted.items[i].gain);
    }
    ASSERT_EQ(listed.subdomains.size(), sorted.subdomains.size());
    for (size_t s = 0; s < listed.subdomains.size(); ++s) {
      ASSERT_EQ(listed.subdomains[s].subdomain, sorted.subdomains[s].subdomain);
      ASSERT_EQ(listed.subdomains[s].gain, sorted.subdomains[s].gain);
    }
  }
}

void CompareEveryScope(const CompiledModel& model, int64_t samples,
                       std::mt19937_64* random) {
  for (const CompiledWeightSet& set : model.weight_sets) {
    for (const Scope& scope : set.scopes) {
      ASSERT_EQ(scope.gap_orders.size(), model.levels.size());
      Scope without = scope;
      without.gap_orders.clear();
      for (int64_t i = 0; i < samples; ++i) {
        const BoundAnswers answers = RandomAnswers(model, i % 2 == 1, random);
        const int levels =
            1 + static_cast<int>((*random)() % model.level_count());
        ExpectSameGaps(AllGaps({&model, &scope, levels}, answers),
                       AllGaps({&model, &without, levels}, answers));
        if (::testing::Test::HasFatalFailure()) return;
      }
    }
  }
}

TEST(GapOrderTest, ListsWhatSortingLists) {
  std::mt19937_64 random(TestSeed());
  CompareEveryScope(*RealCatalog().entries().front().compiled,
                    TestSamples(20000) / 200, &random);
  for (const char* models :
       {"tests/conformance/models/tiny", "tests/conformance/models/tiny-met",
        "tests/conformance/models/tiny-strict"}) {
    SCOPED_TRACE(models);
    const Catalog catalog = LoadCatalogOrDie(models);
    CompareEveryScope(*catalog.entries().front().compiled,
                      TestSamples(20000) / 200, &random);
  }
}

}  // namespace
}  // namespace cmmm::test
