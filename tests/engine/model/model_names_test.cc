// Names are read in one place, by id, in both languages, and never guessed.
#include "engine/model/model_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/model/read_names.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const CompiledModel& Shipped() {
  return *RealCatalog().entries().front().compiled;
}

// The same text as keyboards and programs may write it.
std::vector<std::string> Variants(const std::string& text) {
  return {text,
          absl::StrCat("  ", text, "\t"),
          absl::StrCat("\xEF\xBB\xBF", text),
          absl::StrCat(text, "\xE2\x80\x8E"),
          absl::StrCat("　", text, "\xC2\xA0"),
          absl::AsciiStrToUpper(text)};
}

TEST(ModelNamesTest, EveryPartIsNamedByIdAndInBothLanguages) {
  const ModelNames& names = Shipped().names;
  for (const CompiledWeightSet& set : Shipped().weight_sets) {
    for (const std::string& name : {set.id, set.name.zh, set.name.en}) {
      for (const std::string& text : Variants(name)) {
        EXPECT_EQ(names.WeightSet(text), set.id) << text;
      }
    }
  }
  for (const ModelNode& node : Shipped().nodes) {
    if (node.tier == ModelTier::kElement) continue;
    for (const std::string& name : {node.id, node.name.zh, node.name.en}) {
      for (const std::string& text : Variants(name)) {
        EXPECT_EQ(node.tier == ModelTier::kDomain ? names.Domain(text)
                                                  : names.Subdomain(text),
                  node.id)
            << text;
      }
    }
  }
}

TEST(ModelNamesTest, EveryRequirementHasItsShortNames) {
  const CompiledModel& model = Shipped();
  for (const ModelRequirement& item : model.requirements) {
    const ModelNode& subdomain = model.subdomain(item.subdomain);
    const std::string letter(1, item.id.back());
    const int level = item.level_index + 1;
    for (const std::string& name : {subdomain.name.zh, subdomain.name.en}) {
      for (const std::string& text :
           {item.id, absl::StrCat(name, " ", level, "-", letter),
            absl::StrCat(name, level, letter),
            absl::StrCat(name, ".", level, ".", letter),
            absl::StrCat(subdomain.id, "_", level, "_", letter),
            item.statement.zh, item.statement.en}) {
        EXPECT_EQ(model.names.Requirement(text), item.id) << text;
      }
      const std::string slip =
          absl::StrCat(name, " ", level, "-", letter, " (2)");
      EXPECT_EQ(model.names.Requirement(slip), "") << slip;
      EXPECT_TRUE(model.names.LooksLikeRequirement(slip)) << slip;
    }
    EXPECT_TRUE(
        model.names.LooksLikeRequirement(absl::StrCat(item.id, "_score")));
  }
}

TEST(ModelNamesTest, WhatIsNoRequirementDoesNotLookLikeOne) {
  const ModelNames& names = Shipped().names;
  const std::string zh = Shipped().subdomain(0).name.zh;
  for (const std::string& text :
       {std::string(), std::string("city"), std::string("3a"), zh,
        zh + "2021年支出", zh + "经理", std::string("score_1"),
        std::string("maturity_data")}) {
    EXPECT_FALSE(names.LooksLikeRequirement(text)) << text;
    EXPECT_EQ(names.Requirement(text), "") << text;
  }
}

TEST(ModelNamesTest, TheBeginningOfOneWeightSetWillDo) {
  const ModelNames& names = Shipped().names;
  for (const CompiledWeightSet& set : Shipped().weight_sets) {
    EXPECT_EQ(names.WeightSet(set.name.zh.substr(0, 6)), set.id);
    EXPECT_EQ(names.WeightSet(set.name.zh.substr(0, 3)), "");
  }
  EXPECT_EQ(names.WeightSet(""), "");
  EXPECT_EQ(names.WeightSet("no such"), "");
}

TEST(ModelNamesTest, LevelsAreNumbersWordsAndNames) {
  const ModelNames& names = Shipped().names;
  for (const char* text : {"3", "3.0", "３", "三级", "3级", "三 级", "第三级",
                           "Level 3", "level3", "L3", " 3\xE2\x80\x8B"}) {
    EXPECT_EQ(names.Level(text), 3) << text;
  }
  const Text& third = Shipped().levels[2].name;
  EXPECT_EQ(names.Level(third.zh), 3);
  EXPECT_EQ(names.Level(third.en), 3);
  EXPECT_EQ(names.Level(absl::StrCat("三级（", third.zh, "）")), 3);
  EXPECT_EQ(names.Level(absl::StrCat("3 ", third.en)), 3);
  EXPECT_EQ(names.Level("全部"), 0);
  EXPECT_EQ(names.Level("0"), 0);
  EXPECT_EQ(names.Level("6"), 6) << "a number, whether it is allowed or not";
  EXPECT_EQ(names.Level("-1"), -1);
  for (const char* text : {"", "3.5", "三十级", "nan", "1e9", "x"}) {
    EXPECT_FALSE(names.Level(text).has_value()) << text;
  }
}

TEST(ModelNamesTest, WhatNamesTwoPartsNamesNone) {
  ModelNames names;
  const NamedPart a{"a", {"同名", "Same"}};
  const NamedPart b{"b", {"同名", "Same"}};
  names.AddDomain(a, true);
  names.AddDomain(b, false);
  names.AddSubdomain(a);
  names.AddSubdomain(b);
  names.AddRequirement({"a.1.a", {"一句", "Sentence"}}, a);
  names.AddRequirement({"b.1.a", {"一句", "Sentence"}}, b);
  EXPECT_EQ(names.Domain("同名"), "");
  EXPECT_EQ(names.Domain("A"), "a");
  EXPECT_EQ(names.Requirement("同名 1-a"), "");
  EXPECT_EQ(names.Requirement("sentence"), "");
  EXPECT_EQ(names.Requirement("B 1 a"), "b.1.a");
  EXPECT_EQ(names.excludable_domains().zh, "a (同名)");
  EXPECT_EQ(names.excludable_domains().en, "a (Same)");
}

TEST(ModelNamesTest, WordsOfNoneAreNoneUnlessADomainHasThem) {
  ModelNames names;
  names.AddDomain({"a", {"物流", "Logistics"}}, true);
  for (const char* text : {"无", " 没有 ", "None", "ｎｏｎｅ", "nothing", "-",
                           "－", "——", "/", "N/A", "没有裁剪", "无\u200b"}) {
    EXPECT_TRUE(names.SaysNoDomain(text)) << text;
  }
  for (const char* text :
       {"", " ", "物流", "a", "无物流", "nonesuch", "0", "."}) {
    EXPECT_FALSE(names.SaysNoDomain(text)) << text;
  }
  names.AddDomain({"none", {"无", "Nothing"}}, true);
  for (const char* text : {"none", "无", "nothing"}) {
    EXPECT_FALSE(names.SaysNoDomain(text)) << text;
  }
  EXPECT_TRUE(names.SaysNoDomain("-"));
}

TEST(ModelNamesTest, ListsOfNamesAreSplitAsPeopleWriteThem) {
  for (const char* text : {"物流;销售", "物流,销售", "物流、销售", "物流；销售",
                           " 物流 ， 销售 ;", "物流\n销售", "物流|销售"}) {
    EXPECT_THAT(SplitNames(text), ElementsAre("物流", "销售")) << text;
  }
  EXPECT_THAT(SplitNames(" ; "), IsEmpty());
}

}  // namespace
}  // namespace cmmm::test
