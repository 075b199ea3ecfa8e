// Answers to questions about models that no conformance case has.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "google/protobuf/text_format.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Everything `fully`, for this model alone.
v1::ScoreRequest AllFully(const v1::ModelDefinition& model) {
  v1::ScoreRequest request;
  request.mutable_model()->set_id(model.id());
  request.mutable_profile()->set_weight_set("bakery");
  for (const auto& item : model.requirements()) {
    v1::Answer* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(item.id());
    answer->set_grade(v1::GRADE_FULLY);
  }
  return request;
}

// The tiny model, in which the sub-domain delivery is called courier.
v1::ModelDefinition WithCourier() {
  std::string text;
  google::protobuf::TextFormat::PrintToString(TinyDefinition(), &text);
  auto other = ParseTextOrDie<v1::ModelDefinition>(
      absl::StrReplaceAll(text, {{"\"delivery", "\"courier"}}));
  other.set_id("other");
  return other;
}

// The sub-domain delivery (0.10) is called courier in the other model: its part
// of a level goes, and comes as another.
TEST(QuestionsTest, ComparesSubdomainsThatOneModelAloneHas) {
  const v1::ModelDefinition other = WithCourier();
  const Catalog catalog = CatalogOf({TinyDefinition(), other});
  v1::CompareRequest request;
  *request.mutable_a() = AllFully(TinyDefinition());
  *request.mutable_b() = AllFully(other);
  v1::CompareResponse response;
  ASSERT_FALSE(Compare(catalog, request, &response).has_value());
  const v1::LevelChange& level = response.comparison().levels(0);
  EXPECT_EQ(level.attribution().change().numerator(), 0);
  ASSERT_EQ(level.subdomains_size(), 5);
  const auto structure = [&](int i) {
    const v1::Change& change = level.subdomains(i).attribution().structure();
    return std::make_pair(change.numerator(), change.denominator());
  };
  EXPECT_EQ(level.subdomains(3).subdomain_id(), "delivery");
  EXPECT_EQ(structure(3), std::make_pair(int64_t{-1}, int64_t{10}));
  EXPECT_EQ(level.subdomains(4).subdomain_id(), "courier");
  EXPECT_EQ(structure(4), std::make_pair(int64_t{1}, int64_t{10}));
  ASSERT_GT(response.comparison().only_a_size(), 0);
  EXPECT_EQ(response.comparison().only_a(0).requirement_id(), "delivery.1.a");
  EXPECT_EQ(response.comparison().only_a(0).absence(),
            v1::ABSENCE_NOT_IN_MODEL);
}

// Level 2 of dough is emptied, level 3 is not: it counts as satisfied between.
TEST(QuestionsTest, ExplainsAMaturityOverALevelWithoutItems) {
  v1::ModelDefinition model = TinyDefinition();
  for (auto& item : *model.mutable_requirements()) {
    if (item.id() == "dough.2.a") item.set_may_be_not_applicable(true);
  }
  const Catalog catalog = CatalogOf({model});
  v1::ExplainRequest request;
  *request.mutable_assessment() = AllFully(model);
  for (v1::Answer& answer :
       *request.mutable_assessment()->mutable_list()->mutable_answers()) {
    if (answer.requirement_id() != "dough.2.a") continue;
    answer.mutable_not_applicable()->set_reason("there is no dough");
  }
  request.mutable_subject()->set_quantity(v1::QUANTITY_MATURITY);
  request.mutable_subject()->set_id("dough");
  v1::ExplainResponse response;
  ASSERT_FALSE(Explain(catalog, request, &response).has_value());
  const v1::Derivation& maturity = response.derivation();
  EXPECT_EQ(maturity.value().numerator(), 3);
  EXPECT_EQ(maturity.value().denominator(), 1);
  ASSERT_EQ(maturity.children_size(), 3);
  EXPECT_EQ(maturity.children(0).operation(), v1::OPERATION_CREDIT);
  EXPECT_EQ(maturity.children(1).operation(), v1::OPERATION_MET);
  EXPECT_EQ(maturity.children(1).value().numerator(), 1);
  EXPECT_EQ(maturity.children(2).operation(), v1::OPERATION_CREDIT);
}

// delivery.1.a is open in A and unknown to B, and the other way round: either
// may still make the level of its own side higher.
TEST(QuestionsTest, ComparesOpenQuestionsThatOneSideAloneHas) {
  const v1::ModelDefinition other = WithCourier();
  const Catalog catalog = CatalogOf({TinyDefinition(), other});
  v1::CompareRequest request;
  *request.mutable_a() = AllFully(TinyDefinition());
  *request.mutable_b() = AllFully(other);
  for (v1::ScoreRequest* side : {request.mutable_a(), request.mutable_b()}) {
    side->set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
    for (v1::Answer& answer : *side->mutable_list()->mutable_answers()) {
      if (answer.requirement_id() == "delivery.1.a" ||
          answer.requirement_id() == "courier.1.a") {
        answer.clear_grade();
      }
    }
  }
  v1::CompareResponse response;
  ASSERT_FALSE(Compare(catalog, request, &response).has_value());
  const auto& subdomains = response.comparison().levels(0).subdomains();
  ASSERT_EQ(subdomains.size(), 5);
  // What is open adds to the side that has it: A's takes from the change.
  EXPECT_EQ(subdomains[3].subdomain_id(), "delivery");
  const v1::OpenChange& only_a = subdomains[3].attribution().open().structure();
  EXPECT_LT(only_a.lowest().value(), only_a.highest().value());
  EXPECT_EQ(subdomains[4].subdomain_id(), "courier");
  const v1::OpenChange& only_b = subdomains[4].attribution().open().structure();
  EXPECT_EQ(only_b.lowest().value(), -only_a.highest().value());
  EXPECT_EQ(only_b.highest().value(), -only_a.lowest().value());
}

// Level 3 of the kitchen is emptied, so that the counter's is all of level 3.
TEST(QuestionsTest, ExplainsALevelOfOneSubdomain) {
  v1::ExplainRequest request;
  *request.mutable_assessment() = AllFully(TinyDefinition());
  for (v1::Answer& answer :
       *request.mutable_assessment()->mutable_list()->mutable_answers()) {
    if (answer.requirement_id() == "counter.3.a") {
      answer.set_grade(v1::GRADE_MOSTLY);
    } else if (answer.requirement_id() == "dough.3.a") {
      answer.mutable_not_applicable()->set_reason("there is no dough");
    }
  }
  request.mutable_subject()->set_quantity(v1::QUANTITY_LEVEL);
  request.mutable_subject()->set_level(3);
  v1::ExplainResponse response;
  ASSERT_FALSE(Explain(TinyCatalog(), request, &response).has_value());
  const v1::Derivation& level = response.derivation();
  EXPECT_EQ(level.value().numerator(), 7);
  EXPECT_EQ(level.value().denominator(), 10);
  ASSERT_EQ(level.children_size(), 2);
  EXPECT_EQ(level.children(0).left_out(), v1::LEFT_OUT_NO_ITEMS);
  EXPECT_EQ(level.children(1).left_out(), v1::LEFT_OUT_UNSPECIFIED);
  EXPECT_EQ(level.children(1).weight().value(), 1.0);

  v1::ScoreResponse score;
  ASSERT_FALSE(
      Evaluate(TinyCatalog(), request.assessment(), &score).has_value());
  const v1::NodeScore& counter = score.scorecard().subdomains(2);
  EXPECT_EQ(counter.id(), "counter");
  EXPECT_EQ(counter.levels(2).weight(), 1.0);

  request.mutable_subject()->set_quantity(v1::QUANTITY_NODE);
  request.mutable_subject()->set_id("kitchen");
  const auto refusal = Explain(TinyCatalog(), request, &response);
  ASSERT_TRUE(refusal.has_value());
  ASSERT_EQ(refusal->violations.total(), 1u);
  EXPECT_EQ(refusal->violations.listed().front().rule_id, "explain.no_items");
}

// 0.30 * (0.5 + 0 + 0) / 3 of the counter is 0.25 less than all of level 2: at
// 0.75 it is satisfied.
TEST(QuestionsTest, ExplainsALevelThatIsJustSatisfied) {
  v1::ExplainRequest request;
  *request.mutable_assessment() = AllFully(TinyDefinition());
  for (v1::Answer& answer :
       *request.mutable_assessment()->mutable_list()->mutable_answers()) {
    if (answer.requirement_id() == "counter.2.a") {
      answer.set_grade(v1::GRADE_PARTLY);
    } else if (answer.requirement_id() == "counter.2.b" ||
               answer.requirement_id() == "counter.2.c") {
      answer.set_grade(v1::GRADE_NOT);
    }
  }
  request.mutable_subject()->set_quantity(v1::QUANTITY_TOTAL);
  v1::ExplainResponse response;
  ASSERT_FALSE(Explain(TinyCatalog(), request, &response).has_value());
  const v1::Derivation& total = response.derivation();
  EXPECT_EQ(total.value().value(), 3.0);
  ASSERT_EQ(total.children_size(), 3);
  EXPECT_EQ(total.children(1).value().value(), 1.0);
  EXPECT_EQ(total.children(1).children(0).value().value(), 0.75);
  EXPECT_EQ(total.children(2).value().value(), 1.0);
}

// No item of the oven applies: nothing is claimed of it.
TEST(QuestionsTest, ExplainsTheMaturityOfWhatHasNoItems) {
  v1::ModelDefinition model = TinyDefinition();
  for (auto& item : *model.mutable_requirements()) {
    if (item.subdomain_id() == "oven") item.set_may_be_not_applicable(true);
  }
  const Catalog catalog = CatalogOf({model});
  v1::ExplainRequest request;
  *request.mutable_assessment() = AllFully(model);
  for (v1::Answer& answer :
       *request.mutable_assessment()->mutable_list()->mutable_answers()) {
    if (answer.requirement_id().substr(0, 5) != "oven.") continue;
    answer.mutable_not_applicable()->set_reason("there is no oven");
  }
  request.mutable_subject()->set_quantity(v1::QUANTITY_MATURITY);
  request.mutable_subject()->set_id("烤炉");  // its name
  v1::ExplainResponse response;
  ASSERT_FALSE(Explain(catalog, request, &response).has_value());
  EXPECT_EQ(response.derivation().subject().id(), "oven");
  EXPECT_EQ(response.derivation().value().numerator(), 0);
  EXPECT_EQ(response.derivation().children_size(), 0);
}

// dough.3.a does not apply, whatever delivery.1.a will be; level 3 is not
// reached before that is answered, and then is.
TEST(QuestionsTest, ExplainsWhatIsLeftOutWhileQuestionsAreOpen) {
  v1::ExplainRequest request;
  v1::ScoreRequest* assessment = request.mutable_assessment();
  *assessment = AllFully(TinyDefinition());
  assessment->set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  for (v1::Answer& answer : *assessment->mutable_list()->mutable_answers()) {
    if (answer.requirement_id() == "dough.3.a") {
      answer.mutable_not_applicable()->set_reason("there is no dough");
    } else if (answer.requirement_id().substr(0, 9) == "counter.1") {
      answer.clear_grade();
    }
  }
  v1::ExplainResponse response;
  request.mutable_subject()->set_quantity(v1::QUANTITY_LEVEL);
  request.mutable_subject()->set_level(3);
  ASSERT_FALSE(Explain(TinyCatalog(), request, &response).has_value());
  EXPECT_FALSE(response.derivation().has_best_value());
  EXPECT_FALSE(response.derivation().children(0).has_best_value());
  response.Clear();
  request.mutable_subject()->Clear();
  request.mutable_subject()->set_quantity(v1::QUANTITY_TOTAL);
  ASSERT_FALSE(Explain(TinyCatalog(), request, &response).has_value());
  const v1::Derivation& level_3 = response.derivation().children(2);
  EXPECT_EQ(level_3.left_out(), v1::LEFT_OUT_NOT_REACHED);
  EXPECT_EQ(level_3.best_value().value(), 1.0);
}

TEST(QuestionsTest, NothingIsSaidTwiceOfASubject) {
  const auto rules = [](const v1::ExplainRequest& request) {
    v1::ExplainResponse response;
    const auto refusal = Explain(TinyCatalog(), request, &response);
    std::string said;
    for (const Violation& one : refusal->violations.listed()) {
      said += one.rule_id + " ";
    }
    return said;
  };
  v1::ExplainRequest request;
  *request.mutable_assessment() = AllFully(TinyDefinition());
  request.mutable_subject()->set_quantity(v1::QUANTITY_NODE);
  request.mutable_subject()->set_id("cellar");
  request.mutable_subject()->set_level(1);
  EXPECT_EQ(rules(request), "explain.unknown_node ");
  request.mutable_subject()->set_id("oven");
  request.mutable_subject()->set_level(9);
  EXPECT_EQ(rules(request), "explain.level_range ");
  // Without answers nobody knows whether it has items at level 3.
  request.mutable_subject()->set_level(3);
  EXPECT_EQ(rules(request), "explain.no_items ");
  request.mutable_assessment()->mutable_list()->mutable_answers(0)->set_grade(
      static_cast<v1::Grade>(9));
  EXPECT_EQ(rules(request), "answer.grade_range ");
}

// The prize asks for a loaf until 1 March, and for papers a day before that.
TEST(QuestionsTest, TheEarliestDeadlineIsThatOfAll) {
  const std::string tiny = "tests/conformance/models/tiny/";
  const TempFolder folder;
  folder.Write("tiny.textproto", ReadFile(SourcePath(tiny + "tiny.textproto")));
  folder.Write(
      "programmes/bread-prize.textproto",
      absl::StrReplaceAll(
          ReadFile(SourcePath(tiny + "programmes/bread-prize.textproto")),
          {{"condition_ids: \"papers\"\n  condition_ids: \"loaf\"",
            "condition_ids: \"loaf\"\n  condition_ids: \"papers\""}}));
  Violations findings;
  const Catalog catalog = Catalog::Load(folder.path(), &findings);
  ASSERT_TRUE(findings.empty());
  v1::CheckReadinessRequest request;
  request.set_programme_id("bread-prize");
  request.set_track_id("crust");
  request.set_date("2024-02-01");
  *request.mutable_assessment() = AllFully(TinyDefinition());
  v1::CheckReadinessResponse response;
  ASSERT_FALSE(CheckReadiness(catalog, request, &response).has_value());
  std::vector<int> days;
  for (const v1::ConditionVerdict& row : response.conditions()) {
    if (row.has_days_left()) days.push_back(row.days_left());
  }
  EXPECT_EQ(days, (std::vector<int>{29, 28}));
  EXPECT_EQ(response.days_left(), 28);
}

TEST(QuestionsTest, NoDomainIsExcludedByAWordForNone) {
  v1::ScoreRequest request = AllFully(TinyDefinition());
  request.mutable_profile()->add_excluded_domain_ids("none");
  v1::ScoreResponse response;
  ASSERT_FALSE(Evaluate(TinyCatalog(), request, &response).has_value());
  EXPECT_EQ(response.coverage().in_scope(),
            TinyDefinition().requirements_size());
}

TEST(QuestionsTest, SaysWhatWasComparedWithTheStandard) {
  v1::ModelDefinition model = TinyDefinition();
  v1::Check check;
  check.set_by("张三");
  check.set_on("2026-11-29");
  *model.mutable_requirements(0)->mutable_checked() = check;
  for (v1::WeightSet& set : *model.mutable_weight_sets()) {
    *set.mutable_groups(0)->mutable_checked() = check;
  }
  v1::ScoreResponse response;
  ASSERT_FALSE(
      Evaluate(CatalogOf({model}), AllFully(model), &response).has_value());
  std::string ids;
  for (const v1::Notice& notice : response.notices()) ids += notice.id() + " ";
  EXPECT_EQ(ids, "weights_checked requirements_checked ");
}

}  // namespace
}  // namespace cmmm::test
