// Laws of open questions: whatever they are answered with, every number that is
// shown lies within the range that was shown before.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <functional>
#include <string>

#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "tests/laws/two_versions.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

void Law(const char* text,
         const std::function<void(const Catalog& catalog)>& property) {
  for (const Catalog* catalog : {&TwoVersions(), &TinyModels()}) {
    EXPECT_TRUE(rc::check(text, [&] { property(*catalog); }));
  }
}

// A complete assessment, and the same with some of its grades taken out.
struct Partial {
  v1::ScoreRequest complete;
  v1::ScoreRequest open;
};

Partial AnyPartial(const Catalog& catalog) {
  Partial partial{*AnyAssessment(catalog), {}};
  partial.complete.set_view(v1::VIEW_FULL);
  partial.open = partial.complete;
  partial.open.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
  std::string* grades = partial.open.mutable_packed()->mutable_grades();
  const int taken = *rc::gen::inRange(1, 60);
  for (int i = 0; i < taken; ++i) {
    char& grade = (*grades)[*rc::gen::inRange<size_t>(0, grades->size())];
    if (grade >= v1::GRADE_NOT && grade <= v1::GRADE_FULLY) grade = 0;
  }
  return partial;
}

v1::ScoreResponse Score(const Catalog& catalog,
                        const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  const auto refusal = Evaluate(catalog, request, &response);
  RC_PRE(!refusal.has_value());
  return response;
}

void CheckNode(const v1::NodeScore& open, const v1::NodeScore& truth) {
  int items = 0;
  for (int k = 0; k < open.levels_size(); ++k) {
    const v1::NodeLevelScore& level = open.levels(k);
    RC_ASSERT(level.items() == truth.levels(k).items());
    RC_ASSERT(level.has_best_score() == (level.open() > 0));
    items += level.open();
    if (!level.has_score()) continue;
    RC_ASSERT(level.score() <= truth.levels(k).score());
    RC_ASSERT(truth.levels(k).score() <=
              (level.open() > 0 ? level.best_score() : level.score()));
  }
  RC_ASSERT(open.open().items() == items);
  RC_ASSERT(open.has_open() == (items > 0));
  RC_ASSERT(open.maturity() <= truth.maturity());
  RC_ASSERT(truth.maturity() <=
            (open.has_open() ? open.open().best_maturity() : open.maturity()));
}

using Nodes = google::protobuf::RepeatedPtrField<v1::NodeScore>;

void CheckNodes(const Nodes& open, const Nodes& truth) {
  RC_ASSERT(open.size() == truth.size());
  for (int i = 0; i < open.size(); ++i) CheckNode(open[i], truth[i]);
}

TEST(OpenLaws, ScoresOfNodesLieInTheirRanges) {
  Law("scores of nodes lie in their ranges", [](const Catalog& catalog) {
    const Partial partial = AnyPartial(catalog);
    const v1::ScoreResponse open = Score(catalog, partial.open);
    const v1::ScoreResponse truth = Score(catalog, partial.complete);
    CheckNodes(open.scorecard().elements(), truth.scorecard().elements());
    CheckNodes(open.scorecard().domains(), truth.scorecard().domains());
    CheckNodes(open.scorecard().subdomains(), truth.scorecard().subdomains());
  });
}

// What was answered alone: the mean of those items at every level, and levels
// without any left out.
void CheckAnswered(const v1::NodeScore& row, int satisfied_at_percent) {
  int highest = 0;
  bool satisfied = true;
  double maturity = 0;
  for (const v1::NodeLevelScore& level : row.levels()) {
    const int answered = level.items() - level.open();
    if (answered == 0) continue;
    highest = level.level();
    if (!satisfied) continue;
    const auto tenths = std::llround(level.score() * level.items() * 10);
    satisfied = tenths * 100 >= satisfied_at_percent * answered * 10;
    maturity = satisfied ? level.level()
                         : level.level() - 1 +
                               static_cast<double>(tenths) / (answered * 10.0);
  }
  RC_ASSERT(row.open().answered_up_to_level() == highest);
  RC_ASSERT(row.open().has_answered_maturity() == (highest > 0));
  RC_ASSERT(std::abs(row.open().answered_maturity() - maturity) < 1e-12);
}

TEST(OpenLaws, AnsweredMaturityIsThatOfWhatWasAnswered) {
  Law("answered maturity", [](const Catalog& catalog) {
    const v1::ScoreResponse open = Score(catalog, AnyPartial(catalog).open);
    const auto entry = catalog.Find(open.model().id(), open.model().version());
    for (const v1::NodeScore& row : open.scorecard().subdomains()) {
      if (!row.has_open()) continue;
      CheckAnswered(row, entry.value()->definition->satisfied_at_percent());
    }
  });
}

TEST(OpenLaws, PlansCostWhatTheRangeSays) {
  Law("plans cost what the range says", [](const Catalog& catalog) {
    const Partial partial = AnyPartial(catalog);
    v1::PlanUpgradeRequest request;
    *request.mutable_assessment() = partial.open;
    v1::PlanUpgradeResponse open;
    RC_PRE(!PlanUpgrade(catalog, request, &open).has_value());
    *request.mutable_assessment() = partial.complete;
    request.set_target_level(open.target_level());
    v1::PlanUpgradeResponse truth;
    RC_PRE(!PlanUpgrade(catalog, request, &truth).has_value());
    if (!truth.has_cheapest_cost()) {
      RC_ASSERT(!open.has_cheapest_cost());
      return;
    }
    if (open.has_cheapest_cost()) {
      RC_ASSERT(truth.cheapest_cost() <= open.cheapest_cost());
    }
    if (!open.has_open()) return;
    RC_ASSERT(open.open().has_cheapest_cost());
    RC_ASSERT(open.open().cheapest_cost() <= truth.cheapest_cost());
    RC_ASSERT(open.before().level() <= truth.before().level());
    RC_ASSERT(truth.before().level() <= open.open().level());
  });
}

TEST(OpenLaws, MarginsAreWhatTheRangeSays) {
  Law("margins are what the range says", [](const Catalog& catalog) {
    const Partial partial = AnyPartial(catalog);
    v1::AnalyzeMarginRequest request;
    *request.mutable_assessment() = partial.open;
    v1::AnalyzeMarginResponse open;
    RC_PRE(!AnalyzeMargin(catalog, request, &open).has_value());
    *request.mutable_assessment() = partial.complete;
    v1::AnalyzeMarginResponse truth;
    RC_PRE(!AnalyzeMargin(catalog, request, &truth).has_value());
    for (int k = 0; k < open.levels_size(); ++k) {
      const v1::LevelMargin& low = open.levels(k);
      const v1::LevelMargin& real = truth.levels(k);
      RC_ASSERT(low.has_open() == (open.open() > 0));
      const v1::OpenMargin& high = low.open();
      if (low.cannot_be_lost()) RC_ASSERT(real.cannot_be_lost());
      if (real.cannot_be_lost()) {
        if (low.has_open()) RC_ASSERT(high.cannot_be_lost());
        continue;
      }
      RC_ASSERT(low.size() <= real.size());
      RC_ASSERT(low.reserve().value() <= real.reserve().value());
      if (!low.has_open()) continue;
      RC_ASSERT(high.cannot_be_lost() || real.size() <= high.size());
      RC_ASSERT(real.reserve().value() <= high.reserve().value());
    }
  });
}

}  // namespace
}  // namespace cmmm::test
