// Gaps listed by precomputed places against gaps collected and sorted: the
// same list, item by item, for every weight set and tailoring.
#include "engine/model/gap_order.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

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

void ExpectSameItems(absl::Span<const ItemGap> listed,
                     absl::Span<const ItemGap> sorted) {
  ASSERT_EQ(listed.size(), sorted.size());
  for (size_t i = 0; i < listed.size(); ++i) {
    ASSERT_EQ(listed[i].item, sorted[i].item) << "place " << i;
    ASSERT_EQ(listed[i].code, sorted[i].code);
    ASSERT_EQ(listed[i].gain, sorted[i].gain);
  }
}

// What the items would add adds up to what the sub-domains lack.
void ExpectSum(const LevelGaps& level, absl::Span<const ItemGap> items) {
  int64_t by_item = 0;
  for (const ItemGap& item : items) by_item += item.gain;
  int64_t by_subdomain = 0;
  for (const SubdomainGap& gap : level.subdomains) by_subdomain += gap.gain;
  ASSERT_EQ(by_item, level.missing);
  ASSERT_EQ(by_subdomain, level.missing);
}

void ExpectSameGaps(const Gaps& listed, const Gaps& sorted) {
  ASSERT_EQ(listed.levels.size(), sorted.levels.size());
  for (size_t k = 0; k < listed.levels.size(); ++k) {
    const auto items = listed.ItemsOf(listed.levels[k]);
    ExpectSameItems(items, sorted.ItemsOf(sorted.levels[k]));
    ExpectSum(listed.levels[k], items);
  }
}

void CompareEveryScope(const CompiledModel& model, int64_t samples,
                       std::mt19937_64* random) {
  for (const CompiledWeightSet& set : model.weight_sets) {
    for (size_t e = 0; e < set.scopes.size(); ++e) {
      const Scope& scope = set.scopes[e];
      ASSERT_TRUE(scope.gap_order.has_value());
      Scope without = scope;
      without.gap_order.reset();
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
