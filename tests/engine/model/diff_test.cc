#include "engine/model/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/model/smallest_model.h"
#include "tests/support/test_files.h"

namespace cmmm {

// Comparable and readable in the tests' output.
static bool operator==(const ModelChange& a, const ModelChange& b) {
  return a.kind == b.kind && a.path == b.path && a.before == b.before &&
         a.after == b.after;
}

static void PrintTo(const ModelChange& change, std::ostream* out) {
  *out << "{" << static_cast<int>(change.kind) << ", " << change.path << ", "
       << change.before << ", " << change.after << "}";
}

namespace {

using test::SmallestValid;
using testing::ElementsAre;
using testing::IsEmpty;
using v1::ModelDefinition;
using Kind = ModelChange::Kind;

// What DiffModels says after `edit` of the smallest model.
template <typename Edit>
std::vector<ModelChange> DiffAfter(const Edit& edit) {
  ModelDefinition after = SmallestValid();
  edit(&after);
  return DiffModels(SmallestValid(), after);
}

TEST(DiffTest, OfEqualModelsIsEmpty) {
  EXPECT_THAT(DiffModels(SmallestValid(), SmallestValid()), IsEmpty());
  EXPECT_THAT(DiffModels({}, {}), IsEmpty());
  EXPECT_THAT(DiffModels(test::RealDefinition(), test::RealDefinition()),
              IsEmpty());
}

TEST(DiffTest, NamesAChangedWord) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        model->mutable_requirements(1)->mutable_statement()->set_zh("有马。");
      }),
      ElementsAre(ModelChange{Kind::kChanged,
                              "requirements[bike.1.a].statement.zh",
                              "\"有车。\"", "\"有马。\""}));
}

TEST(DiffTest, NamesAChangedWeightByItsGroup) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        auto* groups = model->mutable_weight_sets(0)->mutable_groups();
        groups->Mutable(1)->mutable_weights(0)->set_percent(55);
        groups->Mutable(1)->mutable_weights(1)->set_percent(45);
      }),
      ElementsAre(
          ModelChange{Kind::kChanged,
                      "weight_sets[all].groups[DOMAIN:shop].weights[counter]"
                      ".percent",
                      "60", "55"},
          ModelChange{Kind::kChanged,
                      "weight_sets[all].groups[DOMAIN:shop].weights[delivery]"
                      ".percent",
                      "40", "45"}));
}

TEST(DiffTest, NamesTheGroupOfTheElementsByItsTier) {
  EXPECT_THAT(DiffAfter([](ModelDefinition* model) {
                model->mutable_weight_sets(0)->mutable_groups(0)->set_note("n");
              }),
              ElementsAre(ModelChange{Kind::kChanged,
                                      "weight_sets[all].groups[ELEMENT].note",
                                      "\"\"", "\"n\""}));
}

TEST(DiffTest, NamesGradesAndLevelsByWhatTheyAre) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        model->mutable_grades(1)->set_tenths(4);
        model->mutable_levels(0)->mutable_name()->set_en("one");
        model->mutable_bands(0)->set_from_percent(75);
      }),
      ElementsAre(
          ModelChange{Kind::kChanged, "grades[GRADE_PARTLY].tenths", "5", "4"},
          ModelChange{Kind::kChanged, "levels[1].name.en", "\"first\"",
                      "\"one\""},
          ModelChange{Kind::kChanged, "bands[1].from_percent", "80", "75"}));
}

TEST(DiffTest, NamesChoicesAndSwitches) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        model->mutable_policies()->set_accumulation(
            v1::ACCUMULATION_CUMULATIVE);
        model->mutable_elements(0)->mutable_domains(1)->set_excludable(false);
      }),
      ElementsAre(
          ModelChange{Kind::kChanged, "policies.accumulation",
                      "ACCUMULATION_PROGRESSIVE", "ACCUMULATION_CUMULATIVE"},
          ModelChange{Kind::kChanged,
                      "elements[shop].domains[delivery].excludable", "true",
                      "false"}));
}

TEST(DiffTest, ShowsAddedAndRemovedThingsWhole) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        auto* subdomains = model->mutable_elements(0)
                               ->mutable_domains(1)
                               ->mutable_subdomains();
        subdomains->Mutable(0)->set_id("cart");
        subdomains->Mutable(0)->clear_name();
      }),
      ElementsAre(
          ModelChange{Kind::kRemoved,
                      "elements[shop].domains[delivery].subdomains[bike]",
                      "id: \"bike\" name { zh: \"车\" en: \"Wheels\" } ", ""},
          ModelChange{Kind::kAdded,
                      "elements[shop].domains[delivery].subdomains[cart]", "",
                      "id: \"cart\" "}));
}

TEST(DiffTest, TakesAnotherOrderForOneMove) {
  EXPECT_THAT(DiffAfter([](ModelDefinition* model) {
                model->mutable_requirements()->SwapElements(0, 1);
              }),
              ElementsAre(ModelChange{Kind::kMoved, "requirements", "till.1.a",
                                      "bike.1.a"}));
}

TEST(DiffTest, DoesNotTakeAnInsertionForAMove) {
  EXPECT_THAT(DiffAfter([](ModelDefinition* model) {
                model->add_requirements()->set_id("till.1.b");
                model->mutable_requirements()->SwapElements(0, 2);
                model->mutable_requirements()->SwapElements(1, 2);
              }),
              ElementsAre(ModelChange{Kind::kAdded, "requirements[till.1.b]",
                                      "", "id: \"till.1.b\" "}));
}

TEST(DiffTest, ComparesWhatMovedAndChanged) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        model->mutable_requirements()->SwapElements(0, 1);
        model->mutable_requirements(0)->set_may_be_not_applicable(false);
      }),
      ElementsAre(
          ModelChange{Kind::kChanged,
                      "requirements[bike.1.a].may_be_not_applicable", "true",
                      "false"},
          ModelChange{Kind::kMoved, "requirements", "till.1.a", "bike.1.a"}));
}

TEST(DiffTest, FollowsTheOrderOfTheFormat) {
  EXPECT_THAT(
      DiffAfter([](ModelDefinition* model) {
        model->mutable_requirements_note()->set_en("n");
        model->set_satisfied_at_percent(79);
        model->set_version("2");
        model->clear_summary();
      }),
      ElementsAre(
          ModelChange{Kind::kChanged, "version", "\"1\"", "\"2\""},
          ModelChange{Kind::kChanged, "summary.zh", "\"只用于测试。\"", "\"\""},
          ModelChange{Kind::kChanged, "summary.en", "\"For tests only.\"",
                      "\"\""},
          ModelChange{Kind::kChanged, "satisfied_at_percent", "80", "79"},
          ModelChange{Kind::kChanged, "requirements_note.en", "\"Made up.\"",
                      "\"n\""}));
}

// Models are compared before they are linted: ids may stand there twice.
TEST(DiffTest, TellsThingsOfTheSameIdApart) {
  ModelDefinition before;
  before.add_requirements()->set_id("a");
  before.add_requirements()->set_id("a");
  ModelDefinition after = before;
  EXPECT_THAT(DiffModels(before, after), IsEmpty());
  after.mutable_requirements(1)->set_level(2);
  EXPECT_THAT(DiffModels(before, after),
              ElementsAre(ModelChange{Kind::kChanged, "requirements[a#1].level",
                                      "0", "2"}));
}

// An id that looks like the name given to the second thing of the same id.
TEST(DiffTest, IsNotConfusedByHostileIds) {
  ModelDefinition before;
  before.add_requirements()->set_id("a");
  before.add_requirements()->set_id("a#2");
  before.add_requirements()->set_id("a");
  EXPECT_THAT(DiffModels(before, before), IsEmpty());
  ModelDefinition after = before;
  after.mutable_requirements()->RemoveLast();
  const std::vector<ModelChange> changes = DiffModels(before, after);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, Kind::kRemoved);
}

}  // namespace
}  // namespace cmmm
