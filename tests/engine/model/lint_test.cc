// From a file to findings: model.file, model.syntax, positions, hostile input.
#include "engine/model/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/utf8.h"
#include "tests/engine/model/smallest_model.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

using test::Finding;
using test::FindingsOf;
using test::SmallestText;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Violations LintText(const std::string& text, const std::string& file) {
  const test::TempFolder folder;
  Violations violations;
  LintModelFile(folder.Write(file, text), &violations);
  // The folder has another name each time: show what is after it.
  Violations relative;
  for (const Violation& found : violations.listed()) {
    std::string path = found.field_path;
    if (path.rfind(folder.path() + "/", 0) == 0) {
      path = path.substr(folder.path().size() + 1);
    }
    relative.Add(path, found.rule_id, found.value, found.message);
  }
  return relative;
}

std::vector<Finding> FindingsIn(const std::string& text) {
  return FindingsOf(LintText(text, "m.textproto"));
}

std::string SmallestButFor(const std::string& from, const std::string& to) {
  return absl::StrReplaceAll(SmallestText(), {{from, to}});
}

// `line:column` of the first `needle` in `text`.
std::string PositionIn(const std::string& text, const std::string& needle) {
  const size_t at = text.find(needle);
  EXPECT_NE(at, std::string::npos) << needle;
  const std::string before = text.substr(0, at);
  const size_t line_start = before.rfind('\n') + 1;
  return absl::StrCat(std::count(before.begin(), before.end(), '\n') + 1, ":",
                      at - line_start + 1);
}

TEST(LintFileTest, SmallestIsValid) {
  EXPECT_THAT(FindingsIn(SmallestText()), IsEmpty());
}

TEST(LintFileTest, RejectsAFileThatIsNotThere) {
  Violations violations;
  const std::string file = "/nowhere/at/all.textproto";
  LintModelFile(file, &violations);
  EXPECT_THAT(FindingsOf(violations), ElementsAre(Finding(file, "model.file")));
}

TEST(LintFileTest, RejectsAFolder) {
  const test::TempFolder folder;
  Violations violations;
  LintModelFile(folder.path(), &violations);
  EXPECT_THAT(FindingsOf(violations),
              ElementsAre(Finding(folder.path(), "model.file")));
}

TEST(LintFileTest, RejectsAFileThatIsTooLarge) {
  const std::string comment(kMaxModelFileBytes - SmallestText().size(), '#');
  EXPECT_THAT(FindingsIn(SmallestText() + comment), IsEmpty());
  EXPECT_THAT(FindingsIn(SmallestText() + comment + "#"),
              ElementsAre(Finding("m.textproto", "model.file")));
}

TEST(LintFileTest, RejectsAnUnknownField) {
  const std::string text = SmallestButFor("satisfied_at_percent", "satisfied");
  const Violations violations = LintText(text, "m.textproto");
  ASSERT_EQ(violations.total(), 1u);
  const Violation& found = violations.listed()[0];
  EXPECT_EQ(found.rule_id, "model.syntax");
  // The parser stands behind the name it does not know.
  EXPECT_EQ(found.field_path, "m.textproto:" + PositionIn(text, ": 80\nbands"));
  EXPECT_THAT(found.message, HasSubstr("satisfied"));
}

TEST(LintFileTest, RejectsAValueOfTheWrongType) {
  const std::string text = SmallestButFor("percent: 60", "percent: sixty");
  EXPECT_THAT(FindingsIn(text),
              ElementsAre(Finding("m.textproto:" + PositionIn(text, "sixty"),
                                  "model.syntax")));
}

TEST(LintFileTest, RejectsANumberThatDoesNotFit) {
  const std::string text = SmallestButFor("percent: 60", "percent: 2147483648");
  EXPECT_THAT(
      FindingsIn(text),
      ElementsAre(Finding("m.textproto:" + PositionIn(text, "2147483648"),
                          "model.syntax")));
}

TEST(LintFileTest, RejectsAFieldGivenTwice) {
  EXPECT_THAT(FindingsIn(SmallestText() + "id: \"again\"\n"),
              ElementsAre(Field(&Finding::second, "model.syntax")));
}

TEST(LintFileTest, SaysNothingAboutTheMeaningOfAFileThatDoesNotParse) {
  EXPECT_THAT(FindingsIn("id: \"Not An Id\"\nbogus: 1\n"),
              ElementsAre(Finding("m.textproto:2:6", "model.syntax")));
}

TEST(LintFileTest, NamesTheLineThatIsNoUtf8) {
  EXPECT_THAT(FindingsIn("# 中\n# ok\n# \xE4\xB8 cut\n# \xff\n"),
              ElementsAre(Finding("m.textproto:3:1", "model.syntax")));
}

TEST(LintFileTest, SyntaxErrorsArePrintable) {
  const Violations violations =
      LintText("id \x1b[31m\x01 \"\x1b[2J\x7f\" { }", "m.textproto");
  ASSERT_FALSE(violations.empty());
  for (const Violation& found : violations.listed()) {
    EXPECT_EQ(std::count_if(found.message.begin(), found.message.end(),
                            [](unsigned char c) { return c < 0x20; }),
              0)
        << found.message;
  }
}

TEST(LintFileTest, SyntaxErrorsAreShort) {
  const Violations violations =
      LintText(std::string(1 << 20, 'x') + ": 1", "m.textproto");
  ASSERT_FALSE(violations.empty());
  EXPECT_LT(violations.listed()[0].message.size(), 1000u);
}

TEST(LintPositionTest, IsThatOfTheFieldItself) {
  const std::string text = SmallestButFor("percent: 40", "percent: 140");
  const Violations violations = LintText(text, "m.textproto");
  const std::string path = "weight_sets[0].groups[1].weights";
  EXPECT_THAT(
      FindingsOf(violations),
      ElementsAre(
          Finding("m.textproto:" + PositionIn(text, "percent: 140") + ": " +
                      path + "[1].percent",
                  "weight.range"),
          Finding("m.textproto:" +
                      PositionIn(text, "weights { child_id: \"counter\"") +
                      ": " + path,
                  "weight.sum")));
}

TEST(LintPositionTest, IsThatOfTheParentWhenTheFieldIsNotThere) {
  const std::string text = SmallestButFor("name { zh: \"一级\" ", "name { ");
  EXPECT_THAT(FindingsIn(text),
              ElementsAre(Finding(
                  "m.textproto:" + PositionIn(text, "name { en: \"first\"") +
                      ": levels[0].name.zh",
                  "text.zh_missing")));
}

TEST(LintPositionTest, IsLeftOutWhenNothingOfTheFieldIsThere) {
  EXPECT_THAT(FindingsIn(SmallestButFor("version: \"1\"\n", "")),
              ElementsAre(Finding("m.textproto: version", "version.format")));
}

TEST(LintFileTest, FindsEverythingAtOnceInOrder) {
  const std::string text = absl::StrReplaceAll(
      SmallestText(), {{"id: \"smallest\"", "id: \"Smallest\""},
                       {"en: \"fully\"", "en: \"\""},
                       {"to_percent: 100", "to_percent: 90"},
                       {"percent: 60", "percent: 61"},
                       {"id: \"bike.1.a\"", "id: \"bike.1.B\""}});
  EXPECT_THAT(LintText(text, "m.textproto").listed(),
              ElementsAre(Field(&Violation::rule_id, "text.en_missing"),
                          Field(&Violation::rule_id, "band.end"),
                          Field(&Violation::rule_id, "id.format"),
                          Field(&Violation::rule_id, "requirement.id"),
                          Field(&Violation::rule_id, "weight.sum")));
}

TEST(LintFileTest, AnEmptyFileLacksEverything) {
  EXPECT_THAT(
      FindingsIn(""),
      ElementsAre(
          Finding("m.textproto: title.zh", "text.zh_missing"),
          Finding("m.textproto: title.en", "text.en_missing"),
          Finding("m.textproto: summary.zh", "text.zh_missing"),
          Finding("m.textproto: summary.en", "text.en_missing"),
          Finding("m.textproto: requirements_note.zh", "text.zh_missing"),
          Finding("m.textproto: requirements_note.en", "text.en_missing"),
          Finding("m.textproto: grades", "grade.missing"),
          Finding("m.textproto: grades", "grade.missing"),
          Finding("m.textproto: grades", "grade.missing"),
          Finding("m.textproto: grades", "grade.missing"),
          Finding("m.textproto: levels", "level.missing"),
          Finding("m.textproto: satisfied_at_percent", "level.threshold"),
          Finding("m.textproto: policies.accumulation", "policy.unspecified"),
          Finding("m.textproto: policies.empty_cell", "policy.unspecified"),
          Finding("m.textproto: policies.not_applicable", "policy.unspecified"),
          Finding("m.textproto: id", "id.format"),
          Finding("m.textproto: version", "version.format"),
          Finding("m.textproto: elements", "structure.empty"),
          Finding("m.textproto: weight_sets", "structure.empty"),
          Finding("m.textproto: requirements", "structure.empty"),
          Finding("m.textproto: requirements_provenance",
                  "provenance.unspecified")));
}

// Every bad band is a finding; those beyond the first 1,000 are counted.
TEST(LintFileTest, CountsFindingsItDoesNotList) {
  std::string text = SmallestText();
  for (int i = 0; i < 1500; ++i)
    text += "grades { name { zh: 'x' en: 'x' } }\n";
  const test::TempFolder folder;
  Violations violations;
  LintModelFile(folder.Write("m.textproto", text), &violations);
  EXPECT_EQ(violations.listed().size(), Violations::kMaxListed);
  EXPECT_EQ(violations.total(), 1500u);
}

std::string Repeat(const std::string& text, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

TEST(LintHostileTest, RefusesDeepNestingQuickly) {
  constexpr size_t kBytes = size_t{5} << 20;
  for (const char* part :
       {"{", "<", "[", "title {", "elements { domains {", "a { ", "a: [",
        "[a.b/c] {", "elements: [{domains: [{", "\"", "#", "-"}) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THAT(FindingsIn(Repeat(part, kBytes)), Not(IsEmpty())) << part;
    EXPECT_LT(std::chrono::steady_clock::now() - start,
              std::chrono::seconds(20))
        << part;
  }
}

// A cut between two requirements leaves a model of fewer requirements, which
// is one; so a cut there is moved to before the closing brace.
TEST(LintHostileTest, RefusesATruncatedModelWhereverItIsCut) {
  const std::string whole =
      test::ReadFile(test::FilesBelow("models", ".textproto").front());
  constexpr size_t kCuts = 200;
  for (size_t i = 0; i < kCuts; ++i) {
    size_t cut = whole.size() * i / kCuts;
    while (cut > 0 && (whole[cut - 1] == '\n' || whole[cut - 1] == '}')) --cut;
    EXPECT_THAT(FindingsIn(whole.substr(0, cut)), Not(IsEmpty())) << cut;
  }
}

TEST(LintHostileTest, FindingsAreUtf8WhateverTheInput) {
  const std::string& text = SmallestText();
  for (size_t at = 0; at < text.size(); at += 7) {
    std::string changed = text;
    changed[at] = '\x9b';
    const Violations violations = LintText(changed, "m.textproto");
    EXPECT_THAT(
        violations.listed(),
        Each(AllOf(
            Field(&Violation::field_path, StartsWith("m.textproto")),
            Field(&Violation::message, testing::Truly([](const std::string& s) {
              return IsUtf8(s);
            })))))
        << at;
  }
}

}  // namespace
}  // namespace cmmm
