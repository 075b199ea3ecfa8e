// Answers to questions about models that no conformance case has.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "absl/strings/str_replace.h"
#include "engine/analyze.h"
#include "google/protobuf/text_format.h"
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

}  // namespace
}  // namespace cmmm::test
