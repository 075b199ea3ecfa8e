// `cmmm model`: lint, list, show, diff.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kTinyFile[] = "tests/conformance/models/tiny/tiny.textproto";

std::string TinyText() { return ReadFile(SourcePath(kTinyFile)); }

ProcessResult Lint(const std::string& content) {
  const TempFile file(content);
  return RunCmmm({"model", "lint", file.path()});
}

// `cmmm model diff` of the tiny model and this content.
ProcessResult DiffTinyWith(const std::string& content) {
  const TempFile file(content);
  return RunCmmm({"model", "diff", kTinyFile, file.path()});
}

TEST(ModelLintTest, PassesEveryModelOfTheRepository) {
  for (const char* folder : {"models", "tests/conformance/models"}) {
    const ProcessResult result = RunCmmm({"model", "lint", folder});
    EXPECT_EQ(result.exit_code, 0) << result.out;
    EXPECT_THAT(result.err, IsEmpty());
    for (const std::string& file : FilesBelow(folder, ".textproto")) {
      const std::string name = file.substr(SourcePath("").size());
      EXPECT_THAT(result.out, HasSubstr(name + ": ok"));
    }
  }
}

TEST(ModelLintTest, ShowsNameDigestAndProvenance) {
  const ProcessResult result = RunCmmm({"model", "lint", "models"});
  EXPECT_THAT(result.out, HasSubstr("gbt39116-2020@2020.1"));
  EXPECT_THAT(result.out,
              HasSubstr(RealCatalog().entries().front().compiled->digest));
  EXPECT_THAT(result.out, HasSubstr("208 requirements"));
}

TEST(ModelLintTest, AFindingHasFilePositionFieldAndRule) {
  const TempFile file(Replaced(TinyText(), "child_id: \"kitchen\" percent: 60",
                               "child_id: \"kitchen\" percent: 57"));
  const ProcessResult result = RunCmmm({"model", "lint", file.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, StartsWith(file.path() + ":"));
  EXPECT_THAT(result.out,
              ContainsRegex(":[0-9]+:[0-9]+: weight_sets\\[0\\].groups\\[0\\]"
                            "[^ ]*: [a-z_.]+: .*97"));
  EXPECT_THAT(result.out, HasSubstr(file.path() + ": 1 finding\n"));
}

TEST(ModelLintTest, ListsEveryFindingOfEveryFileAtOnce) {
  const TempFile weights(Replaced(TinyText(), "child_id: \"shop\" percent: 40",
                                  "child_id: \"shop\" percent: 41"));
  const TempFile syntax("id: \"tiny\"\nversion 1.0\n");
  const ProcessResult result =
      RunCmmm({"model", "lint", weights.path(), "models", syntax.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, HasSubstr(weights.path() + ": 1 finding\n"));
  EXPECT_THAT(result.out, HasSubstr(": ok  gbt39116-2020@2020.1"));
  EXPECT_THAT(result.out, HasSubstr(syntax.path() + ":2:"));
  EXPECT_THAT(result.out, HasSubstr("model.syntax"));
}

TEST(ModelLintTest, RefusesWhatIsNoModel) {
  EXPECT_EQ(Lint("").exit_code, 65);
  EXPECT_EQ(Lint("nonsense").exit_code, 65);
  EXPECT_EQ(Lint("{}").exit_code, 65);
  EXPECT_EQ(Lint("id: \"\xff\"").exit_code, 65);
  EXPECT_EQ(RunCmmm({"model", "lint", "datasets/readings-disagree.textproto"})
                .exit_code,
            65);
}

TEST(ModelLintTest, AFileThatIsTooLargeIsAFinding) {
  const ProcessResult result = Lint(std::string(17 << 20, '#'));
  EXPECT_NE(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("larger than"));
}

TEST(ModelLintTest, TheSameModelTwiceIsAFinding) {
  const TempFile copy(TinyText());
  const ProcessResult result =
      RunCmmm({"model", "lint", kTinyFile, copy.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, HasSubstr("model.duplicate"));
}

TEST(ModelLintTest, AFolderWithoutModelsIsAFinding) {
  const TempFolder folder;
  const ProcessResult result = RunCmmm({"model", "lint", folder.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, HasSubstr("model.none"));
}

TEST(ModelLintTest, LintsProgrammesBesideTheModelsNamed) {
  constexpr char kFile[] = "models/programmes/national-pilot-2022.textproto";
  const std::string text = ReadFile(SourcePath(kFile));
  EXPECT_EQ(RunCmmm({"model", "lint", kFile}).exit_code, 0);
  // The tiny model is no model of this programme.
  const ProcessResult other = RunCmmm(
      {"model", "lint", kFile, "--models", "tests/conformance/models/tiny"});
  EXPECT_EQ(other.exit_code, 65);
  EXPECT_THAT(other.out, HasSubstr(": model_id: reference.unknown: "));
  const TempFile file(Replaced(Replaced(text, "level: 2", "level: 6"),
                               "2022-10-24\"", "2022-02-30\""));
  const ProcessResult result = RunCmmm({"model", "lint", file.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out,
              AllOf(ContainsRegex(":[0-9]+:[0-9]+: conditions\\[5\\]"
                                  ".level_at_least.level: condition.level: "),
                    HasSubstr("must be 1 to 5, got 6"),
                    ContainsRegex(".deadline.last_day: condition.date: "),
                    HasSubstr(file.path() + ": 2 findings\n")));
  const TempFile copy(text);
  EXPECT_THAT(RunCmmm({"model", "lint", kFile, copy.path()}).out,
              HasSubstr("programme.duplicate"));
}

TEST(ModelListTest, ListsEveryModelNewestVersionFirst) {
  const std::string out =
      RunCmmm({"model", "list", "--models", "tests/conformance/models/many"})
          .out;
  const size_t newer = out.find("1.10");
  const size_t older = out.find("1.9 ");
  ASSERT_NE(newer, std::string::npos);
  ASSERT_NE(older, std::string::npos);
  EXPECT_LT(out.find("other"), newer);
  EXPECT_LT(newer, older);
}

TEST(ModelListTest, SpeaksBothLanguages) {
  EXPECT_THAT(RunCmmm({"model", "list", "--lang", "en"}).out,
              AllOf(HasSubstr("requirements"),
                    HasSubstr(RealDefinition().title().en())));
  EXPECT_THAT(RunCmmm({"model", "list", "--lang", "zh"}).out,
              HasSubstr(RealDefinition().title().zh()));
}

TEST(ModelShowTest, ShowsEveryNodeAndRequirement) {
  for (const char* language : {"zh", "en"}) {
    const ProcessResult result =
        RunCmmm({"model", "show", "gbt39116-2020", "--lang", language});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    for (const auto& element : RealDefinition().elements()) {
      EXPECT_THAT(result.out, HasSubstr("(" + element.id() + ")"));
      for (const auto& domain : element.domains()) {
        for (const auto& subdomain : domain.subdomains()) {
          EXPECT_THAT(result.out, HasSubstr("(" + subdomain.id() + ")"));
        }
      }
    }
    for (const auto& item : RealDefinition().requirements()) {
      EXPECT_THAT(result.out, HasSubstr("  " + item.id() + "  "));
    }
  }
}

TEST(ModelShowTest, TakesIdWithVersionAndNamesWhatExists) {
  const std::string models = "tests/conformance/models/many";
  EXPECT_THAT(RunCmmm({"model", "show", "versions", "--models", models}).out,
              HasSubstr("versions@1.10"));
  EXPECT_THAT(
      RunCmmm({"model", "show", "versions@1.9", "--models", models}).out,
      HasSubstr("versions@1.9"));
  for (const char* name : {"", "nope", "versions@2"}) {
    const ProcessResult result =
        RunCmmm({"model", "show", name, "--models", models});
    EXPECT_EQ(result.exit_code, 65) << name;
    EXPECT_THAT(result.err,
                HasSubstr("other@2.0, versions@1.10, versions@1.9"));
  }
}

TEST(ModelDiffTest, TheSameModelIsZeroAndSilent) {
  const ProcessResult result = DiffTinyWith("# a comment\n" + TinyText());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(ModelDiffTest, ShowsAChangedWeight) {
  const ProcessResult result =
      DiffTinyWith(Replaced(TinyText(), "child_id: \"kitchen\" percent: 60",
                            "child_id: \"kitchen\" percent: 55"));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out,
            "~ weight_sets[bakery].groups[ELEMENT].weights[kitchen].percent: "
            "60 -> 55\n");
}

TEST(ModelDiffTest, ShowsAChangedWording) {
  const ProcessResult result = DiffTinyWith(
      Replaced(TinyText(), "The daily check sheet.", "The check sheet."));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out,
            "~ requirements[oven.1.a].evidence.en: \"The daily check "
            "sheet.\" -> \"The check sheet.\"\n");
}

TEST(ModelDiffTest, ShowsRemovedAndAddedItems) {
  const ProcessResult result = DiffTinyWith(
      Replaced(TinyText(), "id: \"dough.1.b\"", "id: \"dough.1.c\""));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("- requirements[dough.1.b]: id: "));
  EXPECT_THAT(result.out, HasSubstr("+ requirements[dough.1.c]: id: "));
  EXPECT_THAT(result.out, HasSubstr("面粉、水和酵母"));
}

TEST(ModelDiffTest, ShowsAChangedOrderOnce) {
  const ProcessResult result = DiffTinyWith(
      Replaced(TinyText(),
               "    weights { child_id: \"kitchen\" percent: 60 }\n"
               "    weights { child_id: \"shop\" percent: 40 }\n",
               "    weights { child_id: \"shop\" percent: 40 }\n"
               "    weights { child_id: \"kitchen\" percent: 60 }\n"));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              StartsWith("> weight_sets[bakery].groups[ELEMENT].weights: "));
  EXPECT_THAT(result.out, Not(HasSubstr("~")));
}

TEST(ModelDiffTest, AModelThatCannotBeParsedIsData) {
  const ProcessResult result = DiffTinyWith("nonsense");
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("model.syntax"));
}

}  // namespace
}  // namespace cmmm::test
