#include "engine/model/arithmetic_bound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/engine/model/smallest_model.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

using test::SmallestValid;
using v1::ModelDefinition;

constexpr int64_t kTooLarge = std::numeric_limits<int64_t>::max();

int64_t Bound(const ModelDefinition& model) {
  return ArithmeticBound(model, model.weight_sets(0));
}

// Adds items `<subdomain>.<level>.ba`, `.bb`, ... to a cell.
void AddItems(const std::string& subdomain, int level, int count,
              bool may_be_not_applicable, ModelDefinition* model) {
  for (int i = 0; i < count; ++i) {
    v1::RequirementDefinition* item = model->add_requirements();
    *item = model->requirements(0);
    item->set_subdomain_id(subdomain);
    item->set_level(level);
    item->set_id(absl::StrCat(subdomain, ".", level, ".",
                              std::string{static_cast<char>('b' + i / 26),
                                          static_cast<char>('a' + i % 26)}));
    item->set_may_be_not_applicable(may_be_not_applicable);
  }
}

// The smallest model with two more sub-domains beside `bike`, one item each:
// bike 50, cart 30, boat 20 percent of `delivery`. `bike` always applies.
ModelDefinition ThreeSubdomains() {
  ModelDefinition model = SmallestValid();
  model.mutable_requirements(1)->set_may_be_not_applicable(false);
  auto* domain = model.mutable_elements(0)->mutable_domains(1);
  auto* group = model.mutable_weight_sets(0)->mutable_groups(3);
  group->mutable_weights(0)->set_percent(50);
  for (const auto& [id, percent] :
       std::vector<std::pair<std::string, int>>{{"cart", 30}, {"boat", 20}}) {
    *domain->add_subdomains() = domain->subdomains(0);
    domain->mutable_subdomains(domain->subdomains_size() - 1)->set_id(id);
    group->add_weights()->set_child_id(id);
    group->mutable_weights(group->weights_size() - 1)->set_percent(percent);
    AddItems(id, 1, 1, false, &model);
  }
  return model;
}

TEST(MeanScaleTest, IsOneForOneItemACell) {
  EXPECT_EQ(MeanScale(SmallestValid()), 1);
}

// A cell of 3 is divided by 3, one of 4 by 4: lcm(3, 4).
TEST(MeanScaleTest, IsAMultipleOfEveryNumberOfItems) {
  ModelDefinition model = SmallestValid();
  AddItems("till", 1, 2, false, &model);
  EXPECT_EQ(MeanScale(model), 3);
  AddItems("bike", 1, 3, false, &model);
  EXPECT_EQ(MeanScale(model), 12);
}

// 1 always and 4 perhaps: 1 to 5 apply. lcm(1, 2, 3, 4, 5).
TEST(MeanScaleTest, CountsTheItemsThatMayNotApply) {
  ModelDefinition model = SmallestValid();
  AddItems("till", 1, 4, true, &model);
  EXPECT_EQ(MeanScale(model), 60);
}

// 4 always and 1 perhaps: 4 or 5 apply.
TEST(MeanScaleTest, LeavesOutNumbersThatCannotOccur) {
  ModelDefinition model = SmallestValid();
  AddItems("till", 1, 3, false, &model);
  AddItems("till", 1, 0, true, &model);
  EXPECT_EQ(MeanScale(model), 4);
}

TEST(MeanScaleTest, KnowsWhenNotApplicableIsRefused) {
  ModelDefinition model = SmallestValid();
  AddItems("till", 1, 4, true, &model);
  model.mutable_policies()->set_not_applicable(
      v1::NOT_APPLICABLE_POLICY_REFUSE);
  EXPECT_EQ(MeanScale(model), 5);
}

TEST(MeanScaleTest, Saturates) {
  ModelDefinition model = SmallestValid();
  AddItems("bike", 1, 60, true, &model);
  EXPECT_EQ(MeanScale(model), kTooLarge);
}

// Domains 60 and 40 are 3/5 and 2/5; without `bike` counter is all: lcm(5, 1).
// Every other group has one child. 100 * 1 * 5.
TEST(ArithmeticBoundTest, OfTheSmallestModel) {
  EXPECT_EQ(Bound(SmallestValid()), 500);
}

TEST(ArithmeticBoundTest, TakesWeightsInLowestTerms) {
  ModelDefinition model = SmallestValid();
  auto* group = model.mutable_weight_sets(0)->mutable_groups(1);
  group->mutable_weights(0)->set_percent(50);
  group->mutable_weights(1)->set_percent(50);
  EXPECT_EQ(Bound(model), 200);
  group->mutable_weights(0)->set_percent(61);
  group->mutable_weights(1)->set_percent(39);
  EXPECT_EQ(Bound(model), 10000);
  group->mutable_weights(0)->set_percent(1);
  group->mutable_weights(1)->set_percent(99);
  EXPECT_EQ(Bound(model), 10000);
}

// Means over up to 5 items: 100 * 60 * 5.
TEST(ArithmeticBoundTest, MultipliesByTheMeanScale) {
  ModelDefinition model = SmallestValid();
  AddItems("till", 1, 4, true, &model);
  EXPECT_EQ(Bound(model), 30000);
}

// 5 + 3 + 2 = 10 parts below delivery, 5 among the domains.
TEST(ArithmeticBoundTest, MultipliesTheGroups) {
  EXPECT_EQ(Bound(ThreeSubdomains()), 100 * 10 * 5);
}

// Level 2 has items in bike and cart alone: 5 + 3 = 8 parts. lcm(10, 8) = 40.
TEST(ArithmeticBoundTest, CoversTheSumOverLevels) {
  ModelDefinition model = ThreeSubdomains();
  *model.add_levels() = model.levels(0);
  model.mutable_levels(1)->set_level(2);
  AddItems("till", 2, 1, false, &model);
  AddItems("bike", 2, 1, false, &model);
  AddItems("cart", 2, 1, false, &model);
  EXPECT_EQ(Bound(model), 100 * 40 * 5);
}

// boat may vanish: 10 parts with it, 8 without: lcm 40.
TEST(ArithmeticBoundTest, CoversCellsThatNotApplicableEmpties) {
  ModelDefinition model = ThreeSubdomains();
  model.mutable_requirements(3)->set_may_be_not_applicable(true);
  EXPECT_EQ(Bound(model), 100 * 40 * 5);
}

// Under `met` an empty cell keeps its weight.
TEST(ArithmeticBoundTest, KnowsWhenEmptyCellsKeepTheirWeight) {
  ModelDefinition model = ThreeSubdomains();
  model.mutable_requirements(3)->set_may_be_not_applicable(true);
  model.mutable_policies()->set_empty_cell(v1::EMPTY_CELL_POLICY_MET);
  EXPECT_EQ(Bound(model), 100 * 10 * 5);
}

// 70 % of till, 30 % of a third domain that always counts, once delivery is
// dropped: domains 35/40/25 are 7 + 8 + 5 = 20 parts, 35/25 are 7 + 5 = 12.
TEST(ArithmeticBoundTest, IsTheLargestOverTheExclusions) {
  ModelDefinition model = SmallestValid();
  model.mutable_requirements(1)->set_may_be_not_applicable(false);
  auto* element = model.mutable_elements(0);
  *element->add_domains() = element->domains(0);
  element->mutable_domains(2)->set_id("yard");
  element->mutable_domains(2)->mutable_subdomains(0)->set_id("gate");
  auto* set = model.mutable_weight_sets(0);
  set->mutable_groups(1)->mutable_weights(0)->set_percent(35);
  set->mutable_groups(1)->add_weights()->set_child_id("yard");
  set->mutable_groups(1)->mutable_weights(2)->set_percent(25);
  *set->add_groups() = set->groups(2);
  set->mutable_groups(4)->set_parent_id("yard");
  set->mutable_groups(4)->mutable_weights(0)->set_child_id("gate");
  AddItems("gate", 1, 1, false, &model);
  EXPECT_EQ(Bound(model), 100 * 20);
  set->mutable_groups(1)->mutable_weights(0)->set_percent(41);
  set->mutable_groups(1)->mutable_weights(1)->set_percent(30);
  set->mutable_groups(1)->mutable_weights(2)->set_percent(29);
  EXPECT_EQ(Bound(model), 100 * 100);  // 41 + 29 = 70 when dropped
  set->mutable_groups(1)->mutable_weights(0)->set_percent(38);
  set->mutable_groups(1)->mutable_weights(1)->set_percent(50);
  set->mutable_groups(1)->mutable_weights(2)->set_percent(12);
  EXPECT_EQ(Bound(model), 100 * 50);  // 19 + 6 = 25 when dropped
}

// 13 siblings that may each vanish leave too many sums to look at.
TEST(ArithmeticBoundTest, GivesUpOnVeryManyVanishingSiblings) {
  ModelDefinition model = SmallestValid();
  auto* domain = model.mutable_elements(0)->mutable_domains(1);
  auto* group = model.mutable_weight_sets(0)->mutable_groups(3);
  for (int i = 1; i < 12; ++i) {
    const std::string id = absl::StrCat("bike", i);
    domain->add_subdomains()->set_id(id);
    group->add_weights()->set_child_id(id);
    group->mutable_weights(i)->set_percent(100);
    AddItems(id, 1, 1, true, &model);
  }
  // Equal weights: 1 to 12 parts, lcm 27720; and 5 among the domains.
  EXPECT_EQ(Bound(model), int64_t{100} * 27720 * 5);
  domain->add_subdomains()->set_id("bike12");
  group->add_weights()->set_child_id("bike12");
  group->mutable_weights(12)->set_percent(100);
  AddItems("bike12", 1, 1, true, &model);
  EXPECT_EQ(Bound(model), kTooLarge);
  // What has no weight does not count.
  group->mutable_weights(12)->set_percent(0);
  EXPECT_EQ(Bound(model), int64_t{100} * 27720 * 5);
}

TEST(ArithmeticBoundTest, CoversEveryDenominatorOfTheShippedModel) {
  const CompiledModel& model = *test::RealCatalog().entries()[0].compiled;
  for (size_t w = 0; w < model.weight_sets.size(); ++w) {
    const int64_t bound = ArithmeticBound(
        test::RealDefinition(),
        test::RealDefinition().weight_sets(static_cast<int>(w)));
    EXPECT_LE(bound, kTooLarge / model.level_count());
    for (const Scope& scope : model.weight_sets[w].scopes) {
      EXPECT_LE(scope.weights.whole.maxCoeff(),
                bound / (100 * model.mean_scale));
    }
  }
}

}  // namespace
}  // namespace cmmm
