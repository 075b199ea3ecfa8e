#include "engine/model/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/model/digest.h"
#include "tests/engine/model/smallest_model.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

using test::Finding;
using test::FindingsOf;
using test::SmallestText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// versions@1.9, versions@1.10 and other@2.0.
Catalog Many() {
  return test::LoadCatalogOrDie("tests/conformance/models/many");
}

std::vector<std::string> Names(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const CatalogEntry& entry : catalog.entries()) {
    names.push_back(
        absl::StrCat(entry.compiled->id, "@", entry.compiled->version));
  }
  return names;
}

std::string NameOf(const Outcome<const CatalogEntry*>& found) {
  if (!found.ok()) return found.refusal().reason;
  return absl::StrCat(found.value()->compiled->id, "@",
                      found.value()->compiled->version);
}

TEST(CatalogTest, IsOrderedByIdThenNewestFirst) {
  EXPECT_THAT(Names(Many()),
              ElementsAre("other@2.0", "versions@1.10", "versions@1.9"));
}

TEST(CatalogTest, FindsTheVersionNamed) {
  const Catalog catalog = Many();
  EXPECT_EQ(NameOf(catalog.Find("versions", "1.9")), "versions@1.9");
  EXPECT_EQ(NameOf(catalog.Find("versions", "1.10")), "versions@1.10");
}

TEST(CatalogTest, TakesTheNewestVersionByNumberWhenNoneIsNamed) {
  EXPECT_EQ(NameOf(Many().Find("versions", "")), "versions@1.10");
}

TEST(CatalogTest, SaysWhatExistsWhenThereIsNoSuchModel) {
  const Catalog catalog = Many();
  const std::string all = "other@2.0, versions@1.10, versions@1.9";
  const auto found = catalog.Find("nothing", "");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.refusal().code, absl::StatusCode::kNotFound);
  EXPECT_EQ(found.refusal().reason, "MODEL_NOT_FOUND");
  EXPECT_THAT(found.refusal().message, HasSubstr("`nothing`"));
  EXPECT_THAT(found.refusal().message, HasSubstr(all));
  EXPECT_EQ(found.refusal().metadata.at("models"), all);
  EXPECT_TRUE(found.refusal().violations.empty());
}

TEST(CatalogTest, SaysWhatExistsWhenThereIsNoSuchVersion) {
  const Catalog catalog = Many();
  const auto found = catalog.Find("versions", "1.11");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.refusal().code, absl::StatusCode::kNotFound);
  EXPECT_THAT(found.refusal().message, HasSubstr("`versions@1.11`"));
  EXPECT_THAT(found.refusal().message, HasSubstr("versions@1.10"));
}

TEST(CatalogTest, DoesNotGuessAmongSeveralModels) {
  const Catalog catalog = Many();
  const auto found = catalog.Find("", "");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.refusal().reason, "MODEL_NOT_FOUND");
  EXPECT_THAT(found.refusal().message, HasSubstr("name one of the models"));
}

TEST(CatalogTest, DoesNotTakeAVersionForAModel) {
  EXPECT_EQ(NameOf(Many().Find("", "1.9")), "MODEL_NOT_FOUND");
}

TEST(CatalogTest, TakesTheOnlyModelWhenNoneIsNamed) {
  const test::TempFolder folder;
  folder.Write("1.textproto", SmallestText());
  folder.Write("2.textproto",
               absl::StrReplaceAll(SmallestText(),
                                   {{"version: \"1\"", "version: \"2\""}}));
  Violations findings;
  const Catalog catalog = Catalog::Load(folder.path(), &findings);
  EXPECT_THAT(FindingsOf(findings), IsEmpty());
  EXPECT_EQ(NameOf(catalog.Find("", "")), "smallest@2");
  EXPECT_EQ(NameOf(catalog.Find("", "1")), "smallest@1");
  EXPECT_EQ(NameOf(catalog.Find("", "3")), "MODEL_NOT_FOUND");
}

TEST(CatalogTest, MakesHostileNamesPrintable) {
  const Catalog catalog = Many();
  const auto found = catalog.Find("\x1b[31m\xff", std::string(500, '9'));
  ASSERT_FALSE(found.ok());
  EXPECT_THAT(found.refusal().message, HasSubstr("`?[31m?@999"));
  EXPECT_LT(found.refusal().message.size(), 400u);
}

TEST(CatalogTest, KeepsTheDefinitionBesideTheCompiledModel) {
  const test::TempFolder folder;
  const std::string file = folder.Write("m.textproto", SmallestText());
  Violations findings;
  const Catalog catalog = Catalog::Load(file, &findings);
  ASSERT_EQ(catalog.entries().size(), 1u);
  const CatalogEntry& entry = catalog.entries()[0];
  EXPECT_EQ(entry.file, file);
  EXPECT_EQ(entry.compiled->digest, ModelDigest(*entry.definition));
  EXPECT_EQ(entry.definition->requirements_size(),
            entry.compiled->requirement_count());
}

TEST(CatalogTest, LoadsFoldersWithinFolders) {
  const test::TempFolder folder;
  folder.Write("a/b/m.textproto", SmallestText());
  folder.Write("a/readme.md", "no model");
  Violations findings;
  EXPECT_THAT(Names(Catalog::Load(folder.path(), &findings)),
              ElementsAre("smallest@1"));
  EXPECT_TRUE(findings.empty());
}

TEST(CatalogTest, RejectsAFolderWithoutModels) {
  const test::TempFolder folder;
  folder.Write("readme.md", "no model");
  Violations findings;
  EXPECT_THAT(Names(Catalog::Load(folder.path(), &findings)), IsEmpty());
  EXPECT_THAT(FindingsOf(findings),
              ElementsAre(Finding(folder.path(), "model.none")));
}

TEST(CatalogTest, RejectsAPathThatIsNotThere) {
  Violations findings;
  EXPECT_THAT(Names(Catalog::Load("/nowhere/at/all", &findings)), IsEmpty());
  EXPECT_THAT(FindingsOf(findings),
              ElementsAre(Finding("/nowhere/at/all", "model.file")));
}

TEST(CatalogTest, RejectsTheSameIdAndVersionTwice) {
  const test::TempFolder folder;
  const std::string first = folder.Write("1.textproto", SmallestText());
  const std::string second = folder.Write("2.textproto", SmallestText());
  Violations findings;
  EXPECT_THAT(Names(Catalog::Load(folder.path(), &findings)),
              ElementsAre("smallest@1"));
  ASSERT_THAT(FindingsOf(findings),
              ElementsAre(Finding(second, "model.duplicate")));
  EXPECT_EQ(findings.listed()[0].value, "smallest@1");
  EXPECT_THAT(findings.listed()[0].message, HasSubstr(first));
}

TEST(CatalogTest, LeavesOutAModelWithFindings) {
  const test::TempFolder folder;
  const std::string bad = folder.Write("bad.textproto", "id: \"bad\"");
  folder.Write("good.textproto", SmallestText());
  Violations findings;
  EXPECT_THAT(Names(Catalog::Load(folder.path(), &findings)),
              ElementsAre("smallest@1"));
  ASSERT_FALSE(findings.empty());
  for (const Violation& found : findings.listed()) {
    EXPECT_THAT(found.field_path, testing::StartsWith(bad));
  }
}

TEST(CatalogTest, AnEmptyOneSaysSo) {
  const auto found = Catalog().Find("", "");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.refusal().reason, "MODEL_NOT_FOUND");
  EXPECT_EQ(found.refusal().metadata.at("models"), "");
}

TEST(FindModelFilesTest, AreSortedWhateverTheFolderSays) {
  const test::TempFolder folder;
  for (const char* name : {"c", "a/z", "b", "a"}) {
    folder.Write(absl::StrCat(name, ".textproto"), "");
  }
  const std::vector<std::string> files = FindModelFiles(folder.path());
  EXPECT_EQ(files.size(), 4u);
  EXPECT_TRUE(std::is_sorted(files.begin(), files.end()));
}

}  // namespace
}  // namespace cmmm
