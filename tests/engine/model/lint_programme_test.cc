// One test per rule of programme files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/model/lint.h"
#include "engine/model/validate.h"
#include "tests/engine/model/smallest_programme.h"
#include "tests/engine/model/temp_folder.h"

namespace cmmm {
namespace {

using test::Finding;
using test::FindingsOf;
using test::LintProgramme;
using test::SmallestProgramme;
using test::SmallestProgrammeText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Positions in the text of SmallestProgramme.
enum { kLevel, kGuidance, kSafety, kPapers, kStory, kHeld, kScope };
enum { kBronze, kGold };

TEST(LintProgrammeTest, SmallestIsValid) {
  EXPECT_THAT(LintProgramme(SmallestProgramme()), IsEmpty());
}

TEST(LintProgrammeTest, AnEmptyOneLacksEverything) {
  EXPECT_THAT(LintProgramme(v1::ProgrammeDefinition()),
              ElementsAre(Finding("id", "id.format"),
                          Finding("edition", "edition.missing"),
                          Finding("title.zh", "text.zh_missing"),
                          Finding("title.en", "text.en_missing"),
                          Finding("summary.zh", "text.zh_missing"),
                          Finding("summary.en", "text.en_missing"),
                          Finding("model_id", "reference.unknown"),
                          Finding("conditions", "structure.empty"),
                          Finding("tracks", "structure.empty"),
                          Finding("sources", "source.missing")));
}

TEST(LintProgrammeTest, RejectsAnIdOfTheWrongForm) {
  auto programme = SmallestProgramme();
  programme.set_id("Prize_1");
  programme.mutable_sources(0)->set_id("the notice");
  programme.mutable_tracks(kGold)->set_id("");
  EXPECT_THAT(LintProgramme(programme),
              testing::IsSupersetOf({Finding("id", "id.format"),
                                     Finding("sources[0].id", "id.format"),
                                     Finding("tracks[1].id", "id.format")}));
}

TEST(LintProgrammeTest, RejectsAnIdUsedTwice) {
  auto programme = SmallestProgramme();
  *programme.add_conditions() = programme.conditions(kSafety);
  *programme.add_tracks() = programme.tracks(kGold);
  *programme.add_sources() = programme.sources(0);
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("sources[1].id", "id.duplicate"),
                          Finding("conditions[7].id", "id.duplicate"),
                          Finding("tracks[2].id", "id.duplicate")));
}

TEST(LintProgrammeTest, RejectsAMissingEdition) {
  auto programme = SmallestProgramme();
  programme.set_edition("  ");
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("edition", "edition.missing")));
}

TEST(LintProgrammeTest, RejectsALastDayThatDoesNotExist) {
  auto programme = SmallestProgramme();
  programme.set_last_day("2024-02-29");
  EXPECT_THAT(LintProgramme(programme), IsEmpty());
  for (const char* day : {"2023-02-29", "2024-2-9", "2024", "next year"}) {
    programme.set_last_day(day);
    EXPECT_THAT(LintProgramme(programme),
                ElementsAre(Finding("last_day", "programme.last_day")));
  }
}

TEST(LintProgrammeTest, RejectsAMissingLanguage) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kSafety)->mutable_text()->clear_zh();
  programme.mutable_conditions(kScope)
      ->mutable_construction_scope()
      ->mutable_areas(0)
      ->clear_en();
  programme.mutable_tracks(kBronze)->mutable_name()->clear_en();
  programme.mutable_tracks(kGold)->mutable_note()->set_zh("注");
  EXPECT_THAT(
      LintProgramme(programme),
      ElementsAre(Finding("tracks[0].name.en", "text.en_missing"),
                  Finding("tracks[1].note.en", "text.en_missing"),
                  Finding("conditions[2].text.zh", "text.zh_missing"),
                  Finding("conditions[6].construction_scope.areas[0].en",
                          "text.en_missing")));
}

TEST(LintProgrammeTest, RejectsTextThatIsNoGoodText) {
  auto programme = SmallestProgramme();
  programme.mutable_title()->set_en("two\nlines");
  programme.mutable_summary()->set_en(std::string(kMaxTextBytes + 1, 'x'));
  programme.mutable_sources(0)->set_document("No.\x01");
  EXPECT_THAT(
      LintProgramme(programme),
      ElementsAre(Finding("title.en", "text.control_character"),
                  Finding("summary.en", "text.too_long"),
                  Finding("sources[0].document", "text.control_character")));
}

TEST(LintProgrammeTest, RejectsAModelThatIsNotThere) {
  auto programme = SmallestProgramme();
  programme.set_model_id("smaller");
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("model_id", "reference.unknown")));
}

TEST(LintProgrammeTest, RejectsAMissingSource) {
  auto programme = SmallestProgramme();
  programme.mutable_sources(0)->clear_document();
  programme.mutable_conditions(kSafety)->clear_source_id();
  EXPECT_THAT(
      LintProgramme(programme),
      ElementsAre(Finding("sources[0].document", "source.missing"),
                  Finding("conditions[2].source_id", "source.missing")));
}

TEST(LintProgrammeTest, RejectsNamesOfNothing) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kSafety)->set_source_id("rumour");
  programme.mutable_conditions(kHeld)->mutable_tier_held()->set_track_id("tin");
  programme.mutable_tracks(kGold)->add_condition_ids("luck");
  EXPECT_THAT(
      LintProgramme(programme),
      ElementsAre(
          Finding("tracks[1].condition_ids[2]", "reference.unknown"),
          Finding("conditions[2].source_id", "reference.unknown"),
          Finding("conditions[5].tier_held.track_id", "reference.unknown")));
}

TEST(LintProgrammeTest, RejectsAMissingProvenance) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kSafety)->clear_provenance();
  programme.mutable_conditions(kStory)->set_provenance(
      static_cast<v1::Provenance>(7));
  EXPECT_THAT(
      LintProgramme(programme),
      ElementsAre(
          Finding("conditions[2].provenance", "provenance.unspecified"),
          Finding("conditions[4].provenance", "provenance.unspecified")));
}

TEST(LintProgrammeTest, RejectsAConditionWithoutAKind) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kSafety)->clear_kind();
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("conditions[2]", "condition.kind_missing")));
}

TEST(LintProgrammeTest, RejectsALevelOutsideTheModel) {
  auto programme = SmallestProgramme();
  for (const int level : {-1, 0, 2}) {
    programme.mutable_conditions(kLevel)->mutable_level_at_least()->set_level(
        level);
    EXPECT_THAT(LintProgramme(programme),
                ElementsAre(Finding("conditions[0].level_at_least.level",
                                    "condition.level")));
  }
}

TEST(LintProgrammeTest, RejectsADayThatDoesNotExist) {
  auto programme = SmallestProgramme();
  for (const char* day : {"", "2023-02-29", "2024-2-9", "soon"}) {
    programme.mutable_conditions(kPapers)->mutable_deadline()->set_last_day(
        day);
    EXPECT_THAT(LintProgramme(programme),
                ElementsAre(Finding("conditions[3].deadline.last_day",
                                    "condition.date")));
  }
}

TEST(LintProgrammeTest, RejectsALengthBelowOne) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kStory)->mutable_text_at_most()->set_characters(
      0);
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("conditions[4].text_at_most.characters",
                                  "condition.characters")));
}

TEST(LintProgrammeTest, RejectsAScopeWithoutAreas) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kScope)
      ->mutable_construction_scope()
      ->clear_areas();
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("conditions[6].construction_scope.areas",
                                  "condition.areas_missing")));
}

TEST(LintProgrammeTest, RejectsAlternativesThatAreNone) {
  auto programme = SmallestProgramme();
  auto* level = programme.mutable_conditions(kLevel)->mutable_level_at_least();
  level->add_alternative_ids("luck");
  level->add_alternative_ids("papers");
  level->add_alternative_ids("guidance");
  const std::string path = "conditions[0].level_at_least.alternative_ids";
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding(path + "[1]", "alternative.unknown"),
                          Finding(path + "[2]", "alternative.kind"),
                          Finding(path + "[3]", "alternative.duplicate")));
}

TEST(LintProgrammeTest, RejectsAnEmptyTrack) {
  auto programme = SmallestProgramme();
  auto* track = programme.add_tracks();
  track->set_id("silver");
  *track->mutable_name() = programme.title();
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("tracks[2]", "track.empty")));
}

TEST(LintProgrammeTest, RejectsAConditionNamedTwiceByATrack) {
  auto programme = SmallestProgramme();
  programme.mutable_tracks(kGold)->add_condition_ids("scope");
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("tracks[1].condition_ids[2]",
                                  "track.duplicate_condition")));
}

TEST(LintProgrammeTest, RejectsATrackThatDemandsItself) {
  auto programme = SmallestProgramme();
  programme.mutable_tracks(kBronze)->add_condition_ids("held");
  EXPECT_THAT(
      LintProgramme(programme),
      ElementsAre(Finding("tracks[0].condition_ids[4]", "track.own_tier")));
}

TEST(LintProgrammeTest, RejectsAConditionNobodyAsksFor) {
  auto programme = SmallestProgramme();
  programme.mutable_conditions(kLevel)
      ->mutable_level_at_least()
      ->clear_alternative_ids();
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("conditions[1]", "condition.unused")));
}

TEST(LintProgrammeTest, RejectsWhatIsTooLargeAndLooksNoFurther) {
  auto programme = SmallestProgramme();
  programme.set_id("NOT AN ID");
  while (programme.conditions_size() <= kMaxConditions) {
    *programme.add_conditions() = programme.conditions(kSafety);
  }
  while (programme.tracks_size() <= kMaxTracks) programme.add_tracks();
  while (programme.sources_size() <= kMaxSources) programme.add_sources();
  EXPECT_THAT(LintProgramme(programme),
              ElementsAre(Finding("sources", "size.too_many"),
                          Finding("conditions", "size.too_many"),
                          Finding("tracks", "size.too_many")));
}

// Files.

Violations LintText(const std::string& text) {
  const test::TempFolder folder;
  Violations found;
  LintProgrammeFile(folder.Write("p.textproto", text), {{"smallest", 1}},
                    &found);
  return found;
}

TEST(LintProgrammeFileTest, AnUnknownKindOfConditionIsNamedWithItsPlace) {
  const Violations found = LintText(absl::StrReplaceAll(
      SmallestProgrammeText(),
      {{"deadline { last_day: \"2024-02-29\" }", "revenue_at_least: 5"}}));
  ASSERT_EQ(found.total(), 1u);
  EXPECT_EQ(found.listed()[0].rule_id, "programme.syntax");
  EXPECT_THAT(found.listed()[0].field_path, HasSubstr("p.textproto:35:"));
  EXPECT_THAT(found.listed()[0].message, HasSubstr("revenue_at_least"));
}

TEST(LintProgrammeFileTest, AFindingHasFilePositionAndField) {
  const Violations found = LintText(absl::StrReplaceAll(
      SmallestProgrammeText(), {{"2024-02-29", "2023-02-29"}}));
  ASSERT_EQ(found.total(), 1u);
  EXPECT_THAT(
      found.listed()[0].field_path,
      testing::EndsWith("p.textproto:35:14: conditions[3].deadline.last_day"));
  EXPECT_EQ(found.listed()[0].rule_id, "condition.date");
  EXPECT_EQ(found.listed()[0].value, "2023-02-29");
}

TEST(LintProgrammeFileTest, RejectsAFileThatIsNotThere) {
  Violations found;
  LintProgrammeFile("/nowhere/p.textproto", {}, &found);
  EXPECT_THAT(FindingsOf(found),
              ElementsAre(Finding("/nowhere/p.textproto", "programme.file")));
}

TEST(IsProgrammeFileTest, ReadsTheHeaderAndNothingElse) {
  const test::TempFolder folder;
  const auto is = [&](const std::string& text) {
    return IsProgrammeFile(folder.Write("f.textproto", text));
  };
  const std::string header = "# proto-message: cmmm.v1.ProgrammeDefinition";
  EXPECT_TRUE(is(SmallestProgrammeText()));
  EXPECT_TRUE(is(header));
  EXPECT_TRUE(is("# a\n# b\n" + header + " \r\nid: \"x\"\n"));
  EXPECT_FALSE(is("id: \"x\"\n" + header + "\n"));
  EXPECT_FALSE(is(test::SmallestText()));
  EXPECT_FALSE(is(""));
  EXPECT_FALSE(is("#" + std::string(10000, 'x') + "\n" + header));
  EXPECT_FALSE(IsProgrammeFile("/nowhere/at/all"));
  EXPECT_FALSE(IsProgrammeFile(folder.path()));
}

}  // namespace
}  // namespace cmmm
