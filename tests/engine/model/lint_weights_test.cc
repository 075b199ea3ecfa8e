// Rules weight.*, check.*, references to groups and children, and the rules
// about the whole: level.unattainable and size.arithmetic.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/model/validate.h"
#include "tests/engine/model/smallest_model.h"

namespace cmmm {
namespace {

using test::Finding;
using test::Lint;
using test::SmallestValid;
using testing::ElementsAre;
using testing::IsEmpty;
using v1::ModelDefinition;

// Groups of the only set: 0 elements, 1 domains of shop, 2 and 3 sub-domains.
v1::WeightGroup* Group(ModelDefinition* model, int index) {
  return model->mutable_weight_sets(0)->mutable_groups(index);
}

TEST(LintWeightsTest, RejectsUnknownGroup) {
  ModelDefinition model = SmallestValid();
  *model.mutable_weight_sets(0)->add_groups() = model.weight_sets(0).groups(3);
  Group(&model, 4)->set_parent_id("cellar");
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0].groups[4].parent_id",
                                  "reference.unknown")));
}

TEST(LintWeightsTest, RejectsGroupOfNoTier) {
  ModelDefinition model = SmallestValid();
  Group(&model, 3)->clear_tier();
  EXPECT_THAT(
      Lint(model),
      ElementsAre(
          Finding("weight_sets[0].groups[3].parent_id", "reference.unknown"),
          Finding("weight_sets[0].groups", "weight.missing_group")));
}

TEST(LintWeightsTest, RejectsUnknownChild) {
  ModelDefinition model = SmallestValid();
  Group(&model, 1)->add_weights()->set_child_id("cellar");
  EXPECT_THAT(Lint(model), ElementsAre(Finding(
                               "weight_sets[0].groups[1].weights[2].child_id",
                               "reference.unknown")));
}

TEST(LintWeightsTest, RejectsChildOfAnotherParent) {
  ModelDefinition model = SmallestValid();
  Group(&model, 2)->add_weights()->set_child_id("bike");
  EXPECT_THAT(Lint(model), ElementsAre(Finding(
                               "weight_sets[0].groups[2].weights[1].child_id",
                               "reference.unknown")));
}

TEST(LintWeightsTest, RejectsDuplicateGroup) {
  ModelDefinition model = SmallestValid();
  *model.mutable_weight_sets(0)->add_groups() = model.weight_sets(0).groups(3);
  EXPECT_THAT(Lint(model), ElementsAre(Finding("weight_sets[0].groups[4]",
                                               "weight.duplicate_group")));
}

TEST(LintWeightsTest, RejectsMissingGroup) {
  ModelDefinition model = SmallestValid();
  model.mutable_weight_sets(0)->mutable_groups()->RemoveLast();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("weight_sets[0].groups",
                                               "weight.missing_group")));
}

TEST(LintWeightsTest, RejectsMissingChild) {
  ModelDefinition model = SmallestValid();
  Group(&model, 1)->mutable_weights()->RemoveLast();
  Group(&model, 1)->mutable_weights(0)->set_percent(100);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0].groups[1].weights",
                                  "weight.missing_child")));
}

TEST(LintWeightsTest, RejectsDuplicateChild) {
  ModelDefinition model = SmallestValid();
  Group(&model, 1)->add_weights()->set_child_id("counter");
  EXPECT_THAT(Lint(model), ElementsAre(Finding(
                               "weight_sets[0].groups[1].weights[2].child_id",
                               "weight.duplicate_child")));
}

TEST(LintWeightsTest, RejectsSum) {
  ModelDefinition model = SmallestValid();
  Group(&model, 1)->mutable_weights(1)->set_percent(39);
  EXPECT_THAT(
      Lint(model),
      ElementsAre(Finding("weight_sets[0].groups[1].weights", "weight.sum")));
}

TEST(LintWeightsTest, RejectsRange) {
  ModelDefinition model = SmallestValid();
  Group(&model, 1)->mutable_weights(0)->set_percent(101);
  Group(&model, 1)->mutable_weights(1)->set_percent(-1);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0].groups[1].weights[0].percent",
                                  "weight.range"),
                          Finding("weight_sets[0].groups[1].weights[1].percent",
                                  "weight.range")));
}

// Twice 2^31 - 1 and 102 would be 100 in 32 bits.
TEST(LintWeightsTest, RejectsSumThatWouldWrapAround) {
  ModelDefinition model = SmallestValid();
  const int most = std::numeric_limits<int>::max();
  Group(&model, 1)->mutable_weights(0)->set_percent(most);
  Group(&model, 1)->mutable_weights(1)->set_percent(most);
  auto* weight = Group(&model, 1)->add_weights();
  weight->set_child_id("counter");
  weight->set_percent(102);
  const std::string weights = "weight_sets[0].groups[1].weights";
  EXPECT_THAT(
      Lint(model),
      ElementsAre(Finding(weights + "[0].percent", "weight.range"),
                  Finding(weights + "[1].percent", "weight.range"),
                  Finding(weights + "[2].child_id", "weight.duplicate_child"),
                  Finding(weights + "[2].percent", "weight.range"),
                  Finding(weights, "weight.sum")));
}

TEST(LintWeightsTest, RejectsUnspecifiedProvenance) {
  ModelDefinition model = SmallestValid();
  Group(&model, 2)->clear_provenance();
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0].groups[2].provenance",
                                  "provenance.unspecified")));
}

TEST(LintChecksTest, ACheckHasANameADayAndProvenanceA) {
  ModelDefinition model = SmallestValid();
  Group(&model, 0)->mutable_checked()->set_by("张三");
  Group(&model, 0)->mutable_checked()->set_on("2026-11-29");
  EXPECT_THAT(Lint(model), IsEmpty());
  Group(&model, 0)->mutable_checked()->set_by(" ");
  Group(&model, 0)->mutable_checked()->set_on("2026-02-30");
  *Group(&model, 1)->mutable_checked() = Group(&model, 0)->checked();
  Group(&model, 1)->mutable_checked()->set_by("张三");
  Group(&model, 1)->mutable_checked()->set_on("2026-11-29");
  const std::string first = "weight_sets[0].groups[0].checked";
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding(first + ".by", "check.by_missing"),
                          Finding(first + ".on", "check.date"),
                          Finding("weight_sets[0].groups[1].provenance",
                                  "check.provenance")));
}

TEST(LintChecksTest, ItemsAreAWhenEveryOneWasCompared) {
  ModelDefinition model = SmallestValid();
  model.set_requirements_provenance(v1::PROVENANCE_C);
  for (auto& item : *model.mutable_requirements()) {
    EXPECT_THAT(Lint(model), IsEmpty());
    item.mutable_checked()->set_by("张三");
    item.mutable_checked()->set_on("2026-11-29");
  }
  EXPECT_THAT(Lint(model), ElementsAre(Finding("requirements_provenance",
                                               "check.provenance")));
  model.set_requirements_provenance(v1::PROVENANCE_A);
  EXPECT_THAT(Lint(model), IsEmpty());
}

TEST(LintAttainableTest, RejectsLevelWithoutItemsOnceDomainsAreDropped) {
  ModelDefinition model = SmallestValid();
  model.mutable_requirements()->DeleteSubrange(0, 1);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0]", "level.unattainable")));
}

TEST(LintAttainableTest, RejectsLevelWhoseItemsHaveNoWeight) {
  ModelDefinition model = SmallestValid();
  Group(&model, 1)->mutable_weights(0)->set_percent(0);
  Group(&model, 1)->mutable_weights(1)->set_percent(100);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0]", "level.unattainable")));
}

// A second element of weight 0, with an item on level 2 that nobody is asked.
TEST(LintAttainableTest, LeavesOutElementsWithoutWeight) {
  ModelDefinition model = test::SmallestWithTwoLevels();
  *model.add_elements() = model.elements(0);
  auto* element = model.mutable_elements(1);
  element->set_id("attic");
  element->mutable_domains()->DeleteSubrange(1, 1);
  element->mutable_domains(0)->set_id("boxes");
  element->mutable_domains(0)->mutable_subdomains(0)->set_id("crate");
  Group(&model, 0)->add_weights()->set_child_id("attic");
  auto* set = model.mutable_weight_sets(0);
  *set->add_groups() = set->groups(2);
  Group(&model, 4)->set_parent_id("boxes");
  Group(&model, 4)->mutable_weights(0)->set_child_id("crate");
  *set->add_groups() = set->groups(4);
  Group(&model, 5)->set_tier(v1::TIER_DOMAIN);
  Group(&model, 5)->set_parent_id("attic");
  Group(&model, 5)->mutable_weights(0)->set_child_id("boxes");
  EXPECT_THAT(Lint(model), IsEmpty());
  model.mutable_requirements(2)->set_subdomain_id("crate");
  model.mutable_requirements(2)->set_id("crate.2.a");
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0]", "level.unattainable")));
}

TEST(LintAttainableTest, NamesTheWeightSetAndTheLevel) {
  ModelDefinition model = test::SmallestWithTwoLevels();
  model.mutable_requirements()->RemoveLast();
  *model.add_weight_sets() = model.weight_sets(0);
  model.mutable_weight_sets(1)->set_id("other");
  Violations violations;
  ValidateModel(model, &violations);
  EXPECT_THAT(test::FindingsOf(violations),
              ElementsAre(Finding("weight_sets[0]", "level.unattainable"),
                          Finding("weight_sets[1]", "level.unattainable")));
  EXPECT_EQ(violations.listed()[0].value, "2");
}

// A cell of n items that all may be not applicable needs lcm(1..n) parts:
// 27 still fit into 63 bits, 60 do not.
ModelDefinition WithItemsThatMayVanish(int count) {
  ModelDefinition model = SmallestValid();
  for (int i = 1; i < count; ++i) {
    auto* item = model.add_requirements();
    *item = model.requirements(1);
    item->set_id(std::string("bike.1.") + static_cast<char>('a' + i / 26) +
                 static_cast<char>('a' + i % 26));
  }
  return model;
}

TEST(LintAttainableTest, RejectsArithmeticThatWouldOverflow) {
  EXPECT_THAT(Lint(WithItemsThatMayVanish(27)), IsEmpty());
  EXPECT_THAT(Lint(WithItemsThatMayVanish(60)),
              ElementsAre(Finding("weight_sets[0]", "size.arithmetic")));
}

// 16 domains, 8 of them excludable, of 12 sub-domains each, on 10 levels; every
// item may be not applicable but one a level: 2^8 scopes, 2^12 ways for a
// domain to lose sub-domains.
ModelDefinition WithManyWaysToVanish() {
  ModelDefinition model = SmallestValid();
  const v1::DomainDefinition domain = model.elements(0).domains(0);
  const v1::RequirementDefinition item = model.requirements(0);
  model.mutable_elements(0)->clear_domains();
  model.clear_requirements();
  auto* set = model.mutable_weight_sets(0);
  set->mutable_groups()->DeleteSubrange(1, 3);
  set->mutable_groups(0)->mutable_weights(0)->set_child_id("shop");
  for (int d = 0; d < 16; ++d) {
    auto* added = model.mutable_elements(0)->add_domains();
    *added = domain;
    added->set_id(absl::StrCat("d", d));
    added->set_excludable(d >= 8);
    added->clear_subdomains();
    for (int s = 0; s < 12; ++s) {
      *added->add_subdomains() = domain.subdomains(0);
      added->mutable_subdomains(s)->set_id(absl::StrCat("d", d, "s", s));
    }
  }
  const auto weigh = [&](v1::Tier tier, const std::string& parent,
                         const auto& children) {
    auto* group = set->add_groups();
    group->set_tier(tier);
    group->set_parent_id(parent);
    group->set_provenance(v1::PROVENANCE_A);
    for (const auto& child : children) {
      auto* weight = group->add_weights();
      weight->set_child_id(child.id());
      weight->set_percent(100 / children.size());
    }
    auto* first = group->mutable_weights(0);
    first->set_percent(first->percent() + 100 % children.size());
  };
  weigh(v1::TIER_DOMAIN, "shop", model.elements(0).domains());
  for (const auto& added : model.elements(0).domains()) {
    weigh(v1::TIER_SUBDOMAIN, added.id(), added.subdomains());
    for (const auto& subdomain : added.subdomains()) {
      for (int level = 1; level <= 10; ++level) {
        auto* asked = model.add_requirements();
        *asked = item;
        asked->set_subdomain_id(subdomain.id());
        asked->set_level(level);
        asked->set_id(absl::StrCat(subdomain.id(), ".", level, ".a"));
        asked->set_may_be_not_applicable(subdomain.id() != "d0s0");
      }
    }
  }
  for (int level = 2; level <= 10; ++level) {
    *model.add_levels() = model.levels(0);
    model.mutable_levels(level - 1)->set_level(level);
    *model.add_bands() = model.bands(0);
    model.mutable_bands(level - 1)->set_level(level);
    model.mutable_bands(level - 1)->set_from_percent(level * 100 - 20);
    model.mutable_bands(level - 2)->set_to_percent(level * 100 - 20);
  }
  model.mutable_bands(9)->set_to_percent(1000);
  return model;
}

TEST(LintAttainableTest, LooksAtTheLargestModelsQuickly) {
  const ModelDefinition model = WithManyWaysToVanish();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[0]", "size.arithmetic")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
}

}  // namespace
}  // namespace cmmm
