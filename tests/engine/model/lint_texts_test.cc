// Rules text.* and size.*.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(LintTextsTest, SmallestIsValid) {
  EXPECT_THAT(Lint(SmallestValid()), IsEmpty());
  EXPECT_THAT(Lint(test::SmallestWithTwoLevels()), IsEmpty());
}

TEST(LintTextsTest, RejectsMissingChinese) {
  ModelDefinition model = SmallestValid();
  model.mutable_title()->clear_zh();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("title.zh", "text.zh_missing")));
}

TEST(LintTextsTest, RejectsMissingEnglish) {
  ModelDefinition model = SmallestValid();
  model.mutable_requirements(1)->mutable_evidence()->clear_en();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("requirements[1].evidence.en",
                                               "text.en_missing")));
}

TEST(LintTextsTest, RejectsADefinitionInOneLanguageOnly) {
  ModelDefinition model = SmallestValid();
  model.mutable_grades(2)->mutable_definition()->set_zh("做到大部分");
  EXPECT_THAT(Lint(model), ElementsAre(Finding("grades[2].definition.en",
                                               "text.en_missing")));
  model.mutable_grades(2)->mutable_definition()->set_en("mostly done");
  EXPECT_THAT(Lint(model), IsEmpty());
}

TEST(LintTextsTest, RejectsBlankText) {
  ModelDefinition model = SmallestValid();
  model.mutable_summary()->set_en("   ");
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("summary.en", "text.en_missing")));
}

TEST(LintTextsTest, RejectsTooLongText) {
  ModelDefinition model = SmallestValid();
  model.mutable_summary()->set_en(std::string(kMaxTextBytes, 'x'));
  EXPECT_THAT(Lint(model), IsEmpty());
  model.mutable_summary()->set_en(std::string(kMaxTextBytes + 1, 'x'));
  EXPECT_THAT(Lint(model), ElementsAre(Finding("summary.en", "text.too_long")));
}

TEST(LintTextsTest, RejectsTextThatIsNoUtf8) {
  ModelDefinition model = SmallestValid();
  model.mutable_levels(0)->mutable_name()->set_zh("\xE4\xB8");
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("levels[0].name.zh", "text.not_utf8")));
}

TEST(LintTextsTest, RejectsControlCharacters) {
  for (const char* text : {"a\nb", "a\tb", "\x7f", "a\u0085b", "\u009b31m"}) {
    ModelDefinition model = SmallestValid();
    model.mutable_grades(3)->mutable_name()->set_en(text);
    EXPECT_THAT(Lint(model), ElementsAre(Finding("grades[3].name.en",
                                                 "text.control_character")));
  }
}

TEST(LintTextsTest, RejectsControlCharactersOfALineOnce) {
  ModelDefinition model = SmallestValid();
  model.mutable_title()->set_en(std::string("\0\n\0", 3));
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("title.en", "text.control_character")));
}

// Every text there is, in the order of the rules.
TEST(LintTextsTest, LooksAtEveryText) {
  ModelDefinition model = SmallestValid();
  model.mutable_title()->clear_en();
  model.mutable_summary()->clear_en();
  model.mutable_grades(2)->mutable_name()->clear_en();
  model.mutable_levels(0)->mutable_name()->clear_en();
  auto* element = model.mutable_elements(0);
  element->mutable_name()->clear_en();
  auto* domain = element->mutable_domains(1);
  domain->mutable_name()->clear_en();
  domain->mutable_subdomains(0)->mutable_name()->clear_en();
  model.mutable_weight_sets(0)->mutable_name()->clear_en();
  model.mutable_requirements(0)->mutable_statement()->clear_en();
  model.mutable_requirements(0)->mutable_evidence()->clear_en();
  model.mutable_requirements_note()->clear_en();
  const char* rule = "text.en_missing";
  EXPECT_THAT(
      Lint(model),
      ElementsAre(Finding("title.en", rule), Finding("summary.en", rule),
                  Finding("grades[2].name.en", rule),
                  Finding("levels[0].name.en", rule),
                  Finding("elements[0].name.en", rule),
                  Finding("elements[0].domains[1].name.en", rule),
                  Finding("elements[0].domains[1].subdomains[0].name.en", rule),
                  Finding("weight_sets[0].name.en", rule),
                  Finding("requirements[0].statement.en", rule),
                  Finding("requirements[0].evidence.en", rule),
                  Finding("requirements_note.en", rule)));
}

// The editor's note of a weight group travels to clients like any other text.
TEST(LintTextsTest, RejectsANoteThatCannotTravel) {
  ModelDefinition model = SmallestValid();
  auto* group = model.mutable_weight_sets(0)->mutable_groups(1);
  group->set_note("production: B");
  EXPECT_THAT(Lint(model), IsEmpty());
  const std::string path = "weight_sets[0].groups[1].note";
  group->set_note("\xff");
  EXPECT_THAT(Lint(model), ElementsAre(Finding(path, "text.not_utf8")));
  group->set_note("a\nb");
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding(path, "text.control_character")));
  group->set_note(std::string(kMaxTextBytes + 1, 'x'));
  EXPECT_THAT(Lint(model), ElementsAre(Finding(path, "text.too_long")));
}

TEST(LintSizesTest, RejectsTooManyElements) {
  ModelDefinition model = SmallestValid();
  while (model.elements_size() <= kMaxSubdomains) model.add_elements();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("elements", "size.too_many")));
}

TEST(LintSizesTest, RejectsTooManySubdomains) {
  ModelDefinition model = SmallestValid();
  auto* domain = model.mutable_elements(0)->mutable_domains(0);
  while (domain->subdomains_size() < kMaxSubdomains) domain->add_subdomains();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("elements.domains.subdomains",
                                               "size.too_many")));
}

TEST(LintSizesTest, RejectsTooManyExcludableDomains) {
  ModelDefinition model = SmallestValid();
  for (int i = 0; i < kMaxExcludableDomains; ++i) {
    model.mutable_elements(0)->add_domains()->set_excludable(true);
  }
  EXPECT_THAT(Lint(model), ElementsAre(Finding("elements.domains.excludable",
                                               "size.too_many")));
}

TEST(LintSizesTest, RejectsTooManyLevels) {
  ModelDefinition model = SmallestValid();
  while (model.levels_size() <= kMaxLevels) model.add_levels();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("levels", "size.too_many")));
}

TEST(LintSizesTest, RejectsTooManyRequirements) {
  ModelDefinition model = SmallestValid();
  while (model.requirements_size() <= kMaxRequirements) {
    model.add_requirements();
  }
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("requirements", "size.too_many")));
}

TEST(LintSizesTest, RejectsTooManyWeightSets) {
  ModelDefinition model = SmallestValid();
  while (model.weight_sets_size() < kMaxWeightSets) {
    const int next = model.weight_sets_size();
    *model.add_weight_sets() = model.weight_sets(0);
    model.mutable_weight_sets(next)->set_id(absl::StrCat("set", next));
  }
  EXPECT_THAT(Lint(model), IsEmpty());
  model.add_weight_sets();
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets", "size.too_many")));
}

TEST(LintSizesTest, LooksNoCloserAtAModelThatIsTooLarge) {
  ModelDefinition model = SmallestValid();
  model.set_id("Not An Id");
  while (model.levels_size() <= kMaxLevels) model.add_levels();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("levels", "size.too_many")));
}

}  // namespace
}  // namespace cmmm
