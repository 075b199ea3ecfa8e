// Programmes beside models in one folder, and those the project ships.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/model/catalog.h"
#include "engine/model/digest.h"
#include "tests/engine/model/smallest_programme.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

using test::Finding;
using test::FindingsOf;
using test::SmallestProgrammeText;
using test::SmallestText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

std::string Renamed(const std::string& id) {
  return absl::StrReplaceAll(SmallestProgrammeText(),
                             {{"id: \"prize\"", "id: \"" + id + "\""}});
}

std::vector<std::string> Ids(const Catalog& catalog) {
  std::vector<std::string> ids;
  for (const ProgrammeEntry& entry : catalog.programmes()) {
    ids.push_back(entry.definition->id());
  }
  return ids;
}

TEST(CatalogProgrammesTest, AreReadBesideModelsAndSortedById) {
  const test::TempFolder folder;
  folder.Write("a/zebra.textproto", Renamed("aardvark"));
  const std::string file = folder.Write("b.textproto", SmallestProgrammeText());
  folder.Write("c/m.textproto", SmallestText());
  Violations findings;
  const Catalog catalog = Catalog::Load(folder.path(), &findings);
  EXPECT_THAT(FindingsOf(findings), IsEmpty());
  EXPECT_EQ(catalog.entries().size(), 1u);
  EXPECT_THAT(Ids(catalog), ElementsAre("aardvark", "prize"));
  const ProgrammeEntry& entry = catalog.programmes()[1];
  EXPECT_EQ(entry.file, file);
  EXPECT_EQ(entry.digest, ProgrammeDigest(test::SmallestProgramme()));
}

TEST(CatalogProgrammesTest, SaysWhatExists) {
  const test::TempFolder folder;
  folder.Write("m.textproto", SmallestText());
  folder.Write("p.textproto", SmallestProgrammeText());
  folder.Write("q.textproto", Renamed("aardvark"));
  Violations findings;
  const Catalog catalog = Catalog::Load(folder.path(), &findings);
  ASSERT_TRUE(catalog.FindProgramme("prize").ok());
  EXPECT_EQ(catalog.FindProgramme("prize").value()->definition->id(), "prize");
  for (const char* id : {"", "priz", "PRIZE"}) {
    const auto found = catalog.FindProgramme(id);
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.refusal().code, absl::StatusCode::kNotFound);
    EXPECT_EQ(found.refusal().reason, "PROGRAMME_NOT_FOUND");
    EXPECT_EQ(found.refusal().metadata.at("programmes"), "aardvark, prize");
    EXPECT_THAT(found.refusal().message, HasSubstr("aardvark, prize"));
  }
  EXPECT_THAT(Catalog().FindProgramme("x").refusal().message,
              HasSubstr("there is: none"));
}

TEST(CatalogProgrammesTest, RejectsTheSameIdTwice) {
  const test::TempFolder folder;
  folder.Write("m.textproto", SmallestText());
  folder.Write("p.textproto", SmallestProgrammeText());
  const std::string second =
      folder.Write("q.textproto", SmallestProgrammeText());
  Violations findings;
  EXPECT_THAT(Ids(Catalog::Load(folder.path(), &findings)),
              ElementsAre("prize"));
  EXPECT_THAT(FindingsOf(findings),
              ElementsAre(Finding(second, "programme.duplicate")));
}

TEST(CatalogProgrammesTest, ProgrammesAreNoModels) {
  const test::TempFolder folder;
  const std::string file = folder.Write("p.textproto", SmallestProgrammeText());
  Violations findings;
  EXPECT_THAT(Ids(Catalog::Load(folder.path(), &findings)), IsEmpty());
  EXPECT_THAT(
      FindingsOf(findings),
      ElementsAre(Finding(folder.path(), "model.none"),
                  Finding(file + ":7:1: model_id", "reference.unknown")));
}

TEST(CatalogProgrammesTest, TheLevelsAreThoseEveryVersionHas) {
  const test::TempFolder folder;
  folder.Write("1.textproto", SmallestText());
  folder.Write("2.textproto",
               absl::StrCat(absl::StrReplaceAll(
                                SmallestText(),
                                {{"version: \"1\"", "version: \"2\""},
                                 {"to_percent: 100", "to_percent: 180"}}),
                            R"(levels { level: 2 name { zh: "二" en: "2" } }
                               bands { level: 2 from_percent: 180
                                       to_percent: 200 }
                               requirements {
                                 id: "till.2.a" subdomain_id: "till" level: 2
                                 statement { zh: "有" en: "is" }
                                 evidence { zh: "有" en: "is" } })"));
  Violations findings;
  const Catalog catalog = Catalog::Load(folder.path(), &findings);
  EXPECT_THAT(FindingsOf(findings), IsEmpty());
  EXPECT_EQ(catalog.entries().size(), 2u);
  EXPECT_THAT(catalog.Levels(), ElementsAre(Pair("smallest", 1)));
}

// Nobody should apply by the notice of a year that is past.
TEST(ShippedProgrammesTest, SayWhenTheirCallEnds) {
  for (const ProgrammeEntry& entry : test::RealCatalog().programmes()) {
    EXPECT_THAT(entry.definition->last_day(), Not(IsEmpty()))
        << entry.definition->id();
  }
}

// The level each track of each shipped programme asks for; 0: none.
TEST(ShippedProgrammesTest, DemandTheLevelsTheirSourcesState) {
  std::map<std::string, int> levels;
  for (const ProgrammeEntry& entry : test::RealCatalog().programmes()) {
    const v1::ProgrammeDefinition& programme = *entry.definition;
    EXPECT_THAT(entry.file, HasSubstr("/" + programme.id() + ".textproto"));
    for (const v1::Track& track : programme.tracks()) {
      int& level = levels[absl::StrCat(programme.id(), "/", track.id())];
      for (const std::string& id : track.condition_ids()) {
        for (const v1::Condition& condition : programme.conditions()) {
          if (condition.id() != id) continue;
          level = std::max(level, condition.level_at_least().level());
        }
      }
    }
  }
  const std::map<std::string, int> expected = {
      {"beijing-2026/excellent", 3},
      {"beijing-2026/leading", 4},
      {"changsha-2025/advanced", 0},
      {"changsha-2025/basic", 0},
      {"heilongjiang-2025/smart-factory", 3},
      {"heilongjiang-2025/workshop-advanced", 2},
      {"heilongjiang-2025/workshop-basic", 1},
      {"jiangsu-2026/advanced", 2},
      {"liaoning-2026/advanced", 2},
      {"liaoning-2026/basic", 2},
      {"national-pilot-2021/demonstration-factory", 2},
      {"national-pilot-2022/demonstration-factory", 2},
      {"national-pilot-2022/excellent-scenario", 0},
      {"national-pilot-2023/demonstration-factory", 2},
      {"qingdao-2026/advanced", 2},
      {"shandong-2025/advanced", 2},
      {"shandong-2025/basic", 2},
      {"shenzhen-2024/excellent", 3},
      {"smart-factory-2025/advanced", 2},
      {"smart-factory-2025/basic", 2},
      {"smart-factory-2025/excellent", 3},
      {"smart-factory-2025/leading", 4},
      {"smart-factory-2026/advanced", 2},
      {"smart-factory-2026/basic", 2},
      {"smart-factory-2026/excellent", 3},
      {"smart-factory-2026/leading", 4},
      {"tianjin-2025/smart-factory", 0},
  };
  EXPECT_EQ(levels, expected);
}

// A report in one language has no line in the other.
TEST(CatalogProgrammesTest, EverySourceIsNamedInBothLanguages) {
  for (const ProgrammeEntry& entry : test::RealCatalog().programmes()) {
    for (const v1::SourceDocument& source : entry.definition->sources()) {
      SCOPED_TRACE(entry.definition->id());
      EXPECT_THAT(source.document(), Not(testing::ContainsRegex("[A-Za-z]")));
      EXPECT_THAT(source.document_en(), Not(IsEmpty()));
      for (const char byte : source.document_en()) {
        EXPECT_LT(static_cast<unsigned char>(byte), 0x80)
            << source.document_en();
      }
    }
  }
}

}  // namespace
}  // namespace cmmm
