// Rules grade.*, level.*, band.* and policy.*.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "engine/model/validate.h"
#include "tests/engine/model/smallest_model.h"

namespace cmmm {
namespace {

using test::Finding;
using test::Lint;
using test::SmallestValid;
using test::SmallestWithTwoLevels;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using v1::ModelDefinition;

TEST(LintGradesTest, RejectsUnspecifiedGrade) {
  for (const int grade : {0, 5, -1, 2147483647}) {
    ModelDefinition model = SmallestValid();
    *model.add_grades() = model.grades(0);
    model.mutable_grades(4)->set_grade(static_cast<v1::Grade>(grade));
    EXPECT_THAT(Lint(model),
                ElementsAre(Finding("grades[4].grade", "grade.unspecified")));
  }
}

TEST(LintGradesTest, RejectsRange) {
  ModelDefinition model = SmallestValid();
  model.mutable_grades(3)->set_tenths(11);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("grades[3].tenths", "grade.range"),
                          Finding("grades", "grade.order")));
}

// A grade of a negative worth is out of range; it is not missing.
TEST(LintGradesTest, RejectsNegativeRange) {
  ModelDefinition model = SmallestValid();
  model.mutable_grades(1)->set_tenths(-1);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("grades[1].tenths", "grade.range"),
                          Finding("grades", "grade.order")));
}

TEST(LintGradesTest, RejectsDuplicate) {
  ModelDefinition model = SmallestValid();
  *model.add_grades() = model.grades(3);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("grades[4].grade", "grade.duplicate")));
}

TEST(LintGradesTest, RejectsMissing) {
  ModelDefinition model = SmallestValid();
  model.mutable_grades()->RemoveLast();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("grades", "grade.missing")));
}

TEST(LintGradesTest, NamesEveryGradeThatIsMissing) {
  ModelDefinition model = SmallestValid();
  model.clear_grades();
  Violations violations;
  ValidateScale(model, &violations);
  ASSERT_EQ(violations.total(), 4u);
  for (int g = v1::GRADE_NOT; g <= v1::GRADE_FULLY; ++g) {
    const Violation& found = violations.listed()[g - v1::GRADE_NOT];
    EXPECT_EQ(found.rule_id, "grade.missing");
    EXPECT_EQ(found.value, v1::Grade_Name(static_cast<v1::Grade>(g)));
  }
}

TEST(LintGradesTest, RejectsOrder) {
  ModelDefinition model = SmallestValid();
  model.mutable_grades(1)->set_tenths(8);
  EXPECT_THAT(Lint(model), ElementsAre(Finding("grades", "grade.order")));
}

TEST(LintGradesTest, RejectsScaleThatDoesNotEndAtZeroAndTen) {
  ModelDefinition model = SmallestValid();
  model.mutable_grades(0)->set_tenths(1);
  EXPECT_THAT(Lint(model), ElementsAre(Finding("grades", "grade.order")));
  model = SmallestValid();
  model.mutable_grades(3)->set_tenths(9);
  EXPECT_THAT(Lint(model), ElementsAre(Finding("grades", "grade.order")));
}

TEST(LintLevelsTest, RejectsMissing) {
  ModelDefinition model = SmallestValid();
  model.clear_levels();
  model.clear_bands();
  EXPECT_THAT(
      Lint(model),
      ElementsAre(Finding("levels", "level.missing"),
                  Finding("requirements[0].level", "requirement.level"),
                  Finding("requirements[1].level", "requirement.level")));
}

TEST(LintLevelsTest, RejectsSequence) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.mutable_levels(1)->set_level(3);
  Violations violations;
  ValidateModel(model, &violations);
  ASSERT_THAT(test::FindingsOf(violations),
              ElementsAre(Finding("levels[1].level", "level.sequence")));
  EXPECT_EQ(violations.listed()[0].message, "must be 2, got 3");
}

TEST(LintLevelsTest, RejectsThreshold) {
  ModelDefinition model = SmallestValid();
  model.set_satisfied_at_percent(0);
  model.mutable_bands(0)->set_from_percent(0);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("satisfied_at_percent", "level.threshold")));
}

// At 100 the last band is a single point, which it includes.
TEST(LintLevelsTest, AcceptsAnyThresholdFromOneToTheWhole) {
  for (const int threshold : {1, 50, 100}) {
    ModelDefinition model = SmallestWithTwoLevels();
    model.set_satisfied_at_percent(threshold);
    model.mutable_bands(0)->set_from_percent(threshold);
    model.mutable_bands(0)->set_to_percent(100 + threshold);
    model.mutable_bands(1)->set_from_percent(100 + threshold);
    EXPECT_THAT(Lint(model), IsEmpty()) << threshold;
  }
}

TEST(LintLevelsTest, RejectsThresholdAboveTheWhole) {
  ModelDefinition model = SmallestValid();
  model.set_satisfied_at_percent(101);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("satisfied_at_percent", "level.threshold"),
                          Finding("bands[0].from_percent", "band.threshold")));
}

// The bands are compared with the threshold even when it makes no sense.
TEST(LintLevelsTest, RejectsHugeThresholdWithoutOverflow) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.set_satisfied_at_percent(std::numeric_limits<int>::max());
  Violations violations;
  ValidateModel(model, &violations);
  EXPECT_THAT(test::FindingsOf(violations),
              ElementsAre(Finding("satisfied_at_percent", "level.threshold"),
                          Finding("bands[0].from_percent", "band.threshold"),
                          Finding("bands[1].from_percent", "band.threshold")));
  EXPECT_THAT(violations.listed()[2].message, HasSubstr("2147483747"));
}

TEST(LintBandsTest, RejectsCount) {
  ModelDefinition model = SmallestValid();
  model.clear_bands();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("bands", "band.count")));
  model = SmallestValid();
  *model.add_bands() = model.bands(0);
  EXPECT_THAT(Lint(model), ElementsAre(Finding("bands", "band.count")));
}

TEST(LintBandsTest, RejectsSequence) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.mutable_bands(0)->set_level(2);
  model.mutable_bands(1)->set_level(1);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[0].level", "band.sequence"),
                          Finding("bands[1].level", "band.sequence")));
}

// The second band begins at 180.
TEST(LintBandsTest, RejectsHole) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.mutable_bands(0)->set_to_percent(179);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[1].from_percent", "band.hole")));
}

TEST(LintBandsTest, RejectsOverlap) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.mutable_bands(0)->set_to_percent(181);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[1].from_percent", "band.overlap")));
}

TEST(LintBandsTest, RejectsThreshold) {
  ModelDefinition model = SmallestValid();
  model.mutable_bands(0)->set_from_percent(79);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[0].from_percent", "band.threshold")));
}

TEST(LintBandsTest, RejectsEmpty) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.mutable_bands(0)->set_to_percent(80);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[0].to_percent", "band.empty"),
                          Finding("bands[1].from_percent", "band.hole")));
}

TEST(LintBandsTest, RejectsALastBandThatEndsBeforeItBegins) {
  ModelDefinition model = SmallestValid();
  model.mutable_bands(0)->set_to_percent(79);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[0].to_percent", "band.empty"),
                          Finding("bands[0].to_percent", "band.end")));
}

TEST(LintBandsTest, RejectsHugeBoundsWithoutOverflow) {
  ModelDefinition model = SmallestWithTwoLevels();
  model.mutable_bands(0)->set_from_percent(std::numeric_limits<int>::max());
  model.mutable_bands(1)->set_from_percent(std::numeric_limits<int>::min());
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[0].from_percent", "band.threshold"),
                          Finding("bands[0].to_percent", "band.empty"),
                          Finding("bands[1].from_percent", "band.overlap"),
                          Finding("bands[1].from_percent", "band.threshold")));
}

TEST(LintBandsTest, RejectsEnd) {
  ModelDefinition model = SmallestValid();
  model.mutable_bands(0)->set_to_percent(99);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("bands[0].to_percent", "band.end")));
}

TEST(LintPoliciesTest, RejectsUnspecified) {
  ModelDefinition model = SmallestValid();
  model.clear_policies();
  EXPECT_THAT(
      Lint(model),
      ElementsAre(Finding("policies.accumulation", "policy.unspecified"),
                  Finding("policies.empty_cell", "policy.unspecified"),
                  Finding("policies.not_applicable", "policy.unspecified")));
}

TEST(LintPoliciesTest, RejectsPolicyOfANewerFormat) {
  ModelDefinition model = SmallestValid();
  model.mutable_policies()->set_empty_cell(static_cast<v1::EmptyCellPolicy>(9));
  EXPECT_THAT(Lint(model), ElementsAre(Finding("policies.empty_cell",
                                               "policy.unspecified")));
}

}  // namespace
}  // namespace cmmm
