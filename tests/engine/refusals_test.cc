// Refusals that no conformance case brings about: of models made for it, and of
// numbers that an enum does not have and the command line has no word for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using testing::ElementsAre;

// `field_path rule_id` of all that is refused.
std::vector<std::string> Rules(const std::optional<Refusal>& refusal) {
  std::vector<std::string> rules;
  if (!refusal.has_value()) return rules;
  for (const Violation& violation : refusal->violations.listed()) {
    rules.push_back(absl::StrCat(violation.field_path, " ", violation.rule_id));
  }
  return rules;
}

// `a`, `b`, …, `z`, `aa`, `ab`, …
std::string Letters(int number) {
  std::string letters(1, static_cast<char>('a' + number % 26));
  if (number < 26) return letters;
  return absl::StrCat(std::string(1, static_cast<char>('a' + number / 26 - 1)),
                      letters);
}

// The bakery, with so many items at a level in these sub-domains.
v1::ModelDefinition Bakery(
    const std::string& id,
    const std::vector<std::pair<std::string, int>>& counts, int level = 1) {
  v1::ModelDefinition model = TinyDefinition();
  model.set_id(id);
  for (const auto& [subdomain, count] : counts) {
    int there = 0;
    v1::RequirementDefinition item;
    for (auto& requirement : *model.mutable_requirements()) {
      if (requirement.subdomain_id() != subdomain ||
          requirement.level() != level) {
        continue;
      }
      requirement.set_may_be_not_applicable(false);
      item = requirement;
      ++there;
    }
    for (; there < count; ++there) {
      item.set_id(absl::StrCat(subdomain, ".", level, ".", Letters(there)));
      *model.add_requirements() = item;
    }
  }
  return model;
}

// An assessment in which everything has `grade`.
v1::ScoreRequest All(const Catalog& catalog, const std::string& model,
                     char grade) {
  const auto entry = catalog.Find(model, "");
  EXPECT_TRUE(entry.ok());
  v1::ScoreRequest request;
  request.mutable_model()->set_id(model);
  request.mutable_profile()->set_weight_set("bakery");
  request.mutable_packed()->set_model_digest(entry.value()->compiled->digest);
  request.mutable_packed()->set_grades(std::string(
      static_cast<size_t>(entry.value()->compiled->requirement_count()),
      grade));
  return request;
}

TEST(RefusalsTest, ALevelIsHeldOnlyWhereTheTotalIsProgressive) {
  v1::ModelDefinition model = Bakery("cumulative", {});
  model.mutable_policies()->set_accumulation(v1::ACCUMULATION_CUMULATIVE);
  const Catalog catalog = CatalogOf({model});
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() = All(catalog, "cumulative", 1);
  request.set_hold(1);
  v1::PlanUpgradeResponse response;
  EXPECT_THAT(Rules(PlanUpgrade(catalog, request, &response)),
              ElementsAre("hold plan.hold_cumulative"));
}

TEST(RefusalsTest, AllRaisesTogetherCostNoMoreThanANumberHolds) {
  const Catalog catalog = CatalogOf({Bakery("large", {{"dough", 702}})});
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() = All(catalog, "large", 1);
  v1::RaiseCost* cost = request.add_costs();
  cost->set_not_to_partly(1'000'000);
  cost->set_partly_to_mostly(1'000'000);
  cost->set_mostly_to_fully(1'000'000);
  // Nothing may be raised, so nothing is searched; it is summed up all the
  // same.
  for (const char* id : {"dough", "oven", "counter", "delivery"}) {
    request.add_frozen_ids(id);
  }
  // 3 million for each of the 713 is less than 2^31, for each of 717 more.
  v1::PlanUpgradeResponse response;
  EXPECT_FALSE(PlanUpgrade(catalog, request, &response).has_value());
  response.Clear();
  const Catalog larger =
      CatalogOf({Bakery("large", {{"dough", 702}, {"oven", 5}})});
  *request.mutable_assessment() = All(larger, "large", 1);
  EXPECT_THAT(Rules(PlanUpgrade(larger, request, &response)),
              ElementsAre("costs plan.costs_too_large"));
}

TEST(RefusalsTest, APrerequisiteWaitsForAGradeThereIs) {
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() = All(TinyCatalog(), "tiny-model", 1);
  v1::Prerequisite* rule = request.add_prerequisites();
  rule->set_requirement_id("dough.1.a");
  rule->set_needs_id("dough.1.b");
  for (const int grade : {-1, 5}) {
    rule->set_at_least(static_cast<v1::Grade>(grade));
    v1::PlanUpgradeResponse response;
    EXPECT_THAT(Rules(PlanUpgrade(TinyCatalog(), request, &response)),
                ElementsAre("prerequisites[0].at_least plan.grade_range"));
  }
}

TEST(RefusalsTest, BothOfAPrerequisiteAreRequirements) {
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() = All(TinyCatalog(), "tiny-model", 1);
  for (const bool first : {true, false}) {
    v1::Prerequisite* rule = request.add_prerequisites();
    rule->set_requirement_id(first ? "none.1.a" : "dough.1.a");
    rule->set_needs_id(first ? "dough.1.b" : "none.1.a");
  }
  v1::PlanUpgradeResponse response;
  EXPECT_THAT(Rules(PlanUpgrade(TinyCatalog(), request, &response)),
              ElementsAre("prerequisites[0].requirement_id plan.unknown_id",
                          "prerequisites[1].needs_id plan.unknown_id"));
}

// Means of 701, 691, 683 and 677 items on one side and of 673, 661, 659 and 653
// on the other have no common denominator of 63 bits.
TEST(RefusalsTest, AChangeHasADenominatorThatANumberHolds) {
  const Catalog catalog = CatalogOf({Bakery("one", {{"dough", 701},
                                                    {"oven", 691},
                                                    {"counter", 683},
                                                    {"delivery", 677}}),
                                     Bakery("other", {{"dough", 673},
                                                      {"oven", 661},
                                                      {"counter", 659},
                                                      {"delivery", 653}})});
  v1::CompareRequest request;
  *request.mutable_a() = All(catalog, "one", 1);
  *request.mutable_b() = All(catalog, "other", 1);
  for (v1::ScoreRequest* side : {request.mutable_a(), request.mutable_b()}) {
    // One item fully in each sub-domain, those the bakery has.
    for (int i = 0; i < 13; ++i)
      (*side->mutable_packed()->mutable_grades())[i] = 4;
  }
  v1::CompareResponse response;
  const auto refusal = Compare(catalog, request, &response);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, "CHANGE_TOO_FINE");
  EXPECT_EQ(refusal->code, absl::StatusCode::kFailedPrecondition);
}

// Of answers of level 2 while the totals are 0; and of a range, where B's total
// is 0 and may become what A's cannot be taken from.
TEST(RefusalsTest, RangesAndHigherLevelsHaveADenominatorThatANumberHolds) {
  for (const int level : {1, 2}) {
    const Catalog catalog = CatalogOf({Bakery("one",
                                              {{"dough", 701},
                                               {"oven", 691},
                                               {"counter", 683},
                                               {"delivery", 677}},
                                              level),
                                       Bakery("other",
                                              {{"dough", 673},
                                               {"oven", 661},
                                               {"counter", 659},
                                               {"delivery", 653}},
                                              level)});
    v1::CompareRequest request;
    *request.mutable_a() = All(catalog, "one", 1);
    *request.mutable_b() = All(catalog, "other", 1);
    for (v1::ScoreRequest* side : {request.mutable_a(), request.mutable_b()}) {
      side->set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
      for (int i = 0; i < TinyDefinition().requirements_size(); ++i) {
        if (TinyDefinition().requirements(i).level() != level) continue;
        const bool is_open = level == 1 && side == request.mutable_b();
        (*side->mutable_packed()->mutable_grades())[i] = is_open ? 0 : 4;
      }
    }
    v1::CompareResponse response;
    const auto refusal = Compare(catalog, request, &response);
    ASSERT_TRUE(refusal.has_value()) << level;
    EXPECT_EQ(refusal->reason, "CHANGE_TOO_FINE");
  }
}

TEST(RefusalsTest, AMarginIsMeasuredByAChoiceThereIs) {
  v1::AnalyzeMarginRequest request;
  *request.mutable_assessment() = All(TinyCatalog(), "tiny-model", 4);
  request.set_measure(static_cast<v1::DowngradeMeasure>(9));
  v1::AnalyzeMarginResponse response;
  EXPECT_THAT(Rules(AnalyzeMargin(TinyCatalog(), request, &response)),
              ElementsAre("measure request.unknown_choice"));
}

TEST(RefusalsTest, WhatIsSaidOfAnAssessmentHasALimit) {
  v1::ScoreRequest request = All(TinyCatalog(), "tiny-model", 4);
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "好";
  request.mutable_info()->set_region(text);
  v1::ScoreResponse response;
  EXPECT_THAT(Rules(Evaluate(TinyCatalog(), request, &response)),
              ElementsAre());
  response.Clear();
  request.mutable_info()->set_remarks(text + "。");
  EXPECT_THAT(Rules(Evaluate(TinyCatalog(), request, &response)),
              ElementsAre("info.remarks info.too_long"));
}

TEST(RefusalsTest, TextsAreAskedForByAChoiceThereIs) {
  v1::GetModelRequest request;
  request.set_texts(static_cast<v1::ModelTexts>(9));
  v1::GetModelResponse model;
  const auto refusal = DescribeModel(TinyCatalog(), request, &model);
  EXPECT_THAT(Rules(refusal), ElementsAre("texts request.unknown_choice"));
  EXPECT_EQ(refusal->reason, "INVALID_REQUEST");
  v1::GetProgrammeRequest about;
  about.set_programme_id(TinyCatalog().programmes().front().definition->id());
  about.set_texts(static_cast<v1::ModelTexts>(9));
  v1::GetProgrammeResponse programme;
  EXPECT_THAT(Rules(DescribeProgramme(TinyCatalog(), about, &programme)),
              ElementsAre("texts request.unknown_choice"));
}

// What `answer`, a question of one assessment, says of a model there is not.
template <typename Request, typename Response, typename Answer>
std::string ReasonWithoutModel(const Answer& answer) {
  Request request;
  request.mutable_assessment()->mutable_model()->set_id("none-such");
  Response response;
  const std::optional<Refusal> refusal =
      answer(TinyCatalog(), request, &response);
  EXPECT_EQ(response.ByteSizeLong(), 0u);
  return refusal.has_value() ? refusal->reason : "";
}

TEST(RefusalsTest, EveryQuestionNeedsAModelThereIs) {
  const auto ask = [](auto method) {
    return [method](const auto&... arguments) { return method(arguments...); };
  };
  EXPECT_EQ(
      (ReasonWithoutModel<v1::AnalyzeBoundsRequest, v1::AnalyzeBoundsResponse>(
          ask(AnalyzeBounds))),
      "MODEL_NOT_FOUND");
  EXPECT_EQ(
      (ReasonWithoutModel<v1::NextQuestionsRequest, v1::NextQuestionsResponse>(
          ask(NextQuestions))),
      "MODEL_NOT_FOUND");
  EXPECT_EQ((ReasonWithoutModel<v1::ExplainRequest, v1::ExplainResponse>(
                ask(Explain))),
            "MODEL_NOT_FOUND");
  EXPECT_EQ(
      (ReasonWithoutModel<v1::AnalyzeMarginRequest, v1::AnalyzeMarginResponse>(
          [](const auto& catalog, const auto& request, auto* response) {
            return AnalyzeMargin(catalog, request, response);
          })),
      "MODEL_NOT_FOUND");
  EXPECT_EQ(
      (ReasonWithoutModel<v1::PlanUpgradeRequest, v1::PlanUpgradeResponse>(
          [](const auto& catalog, const auto& request, auto* response) {
            return PlanUpgrade(catalog, request, response);
          })),
      "MODEL_NOT_FOUND");
}

TEST(RefusalsTest, AComparisonSaysWhichSideHasNoModel) {
  v1::CompareRequest request;
  *request.mutable_a() = All(TinyCatalog(), "tiny-model", 1);
  *request.mutable_b() = request.a();
  for (v1::ScoreRequest* side : {request.mutable_b(), request.mutable_a()}) {
    side->mutable_model()->set_id("none-such");
    v1::CompareResponse response;
    const auto refusal = Compare(TinyCatalog(), request, &response);
    ASSERT_TRUE(refusal.has_value());
    EXPECT_EQ(refusal->reason, "MODEL_NOT_FOUND");
    EXPECT_EQ(refusal->message.substr(0, 3),
              side == request.mutable_a() ? "a: " : "b: ");
  }
}

TEST(RefusalsTest, NumbersOfAPlanAreNotNegative) {
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() = All(TinyCatalog(), "tiny-model", 1);
  request.set_target_level(-1);
  request.set_budget(-1);
  request.set_hold(-1);
  request.set_alternatives(-1);
  v1::RaiseCost* cost = request.add_costs();
  cost->set_not_to_partly(-1);
  v1::PlanUpgradeResponse response;
  EXPECT_THAT(Rules(PlanUpgrade(TinyCatalog(), request, &response)),
              ElementsAre("target_level plan.target_range",
                          "budget plan.budget_negative", "hold plan.hold_range",
                          "alternatives plan.alternatives_range",
                          "costs[0].not_to_partly plan.cost_range"));
}

TEST(RefusalsTest, ADoubtIsBetweenTwoGrades) {
  v1::AnalyzeBoundsRequest request;
  *request.mutable_assessment() = All(TinyCatalog(), "tiny-model", 1);
  v1::DoubtfulAnswer* doubt = request.add_doubts();
  doubt->set_requirement_id("dough.1.a");
  for (const auto& [lowest, highest] : std::vector<std::pair<int, int>>{
           {0, 2}, {5, 5}, {1, 0}, {1, 5}, {-1, 2}, {3, 2}}) {
    doubt->set_lowest(static_cast<v1::Grade>(lowest));
    doubt->set_highest(static_cast<v1::Grade>(highest));
    v1::AnalyzeBoundsResponse response;
    EXPECT_THAT(Rules(AnalyzeBounds(TinyCatalog(), request, &response)),
                ElementsAre("doubts[0].highest doubt.grade_range"))
        << lowest << " to " << highest;
  }
}

TEST(RefusalsTest, OnlyWhatIsAskedForIsExplained) {
  v1::ExplainRequest request;
  *request.mutable_assessment() = All(TinyCatalog(), "tiny-model", 1);
  request.mutable_assessment()->mutable_profile()->set_assess_up_to_level(1);
  request.mutable_subject()->set_quantity(v1::QUANTITY_GAIN);
  request.mutable_subject()->set_id("dough.2.a");
  v1::ExplainResponse response;
  EXPECT_THAT(Rules(Explain(TinyCatalog(), request, &response)),
              ElementsAre("subject.id explain.out_of_scope"));
  request.mutable_subject()->set_quantity(v1::QUANTITY_LEVEL);
  for (const int level : {-1, 0, 2}) {
    request.mutable_subject()->set_level(level);
    EXPECT_THAT(Rules(Explain(TinyCatalog(), request, &response)),
                ElementsAre("subject.level explain.level_range"));
  }
}

}  // namespace
}  // namespace cmmm::test
