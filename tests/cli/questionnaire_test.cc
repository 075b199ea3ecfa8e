// `cmmm questionnaire`: empty assessments that can be filled in and scored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kTinyModels[] = "tests/conformance/models/tiny";

std::string Questionnaire(const std::vector<std::string>& options) {
  std::vector<std::string> args = {"questionnaire"};
  args.insert(args.end(), options.begin(), options.end());
  const ProcessResult result = RunCmmm(args);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, IsEmpty());
  return result.out;
}

// Every open question answered with `grade`.
std::string Filled(std::string text, const std::string& grade) {
  const std::string open = "grade: GRADE_UNSPECIFIED";
  for (size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
    text.replace(at, open.size(), "grade: " + grade);
  }
  return text;
}

std::vector<std::string> IdsOf(const std::string& questionnaire) {
  std::vector<std::string> ids;
  const auto request = ParseTextOrDie<v1::ScoreRequest>(questionnaire);
  for (const v1::Answer& answer : request.list().answers()) {
    EXPECT_EQ(answer.grade(), v1::GRADE_UNSPECIFIED);
    ids.push_back(answer.requirement_id());
  }
  return ids;
}

v1::ScoreResponse Score(const std::string& assessment,
                        const std::string& models) {
  const TempFile file(assessment);
  const ProcessResult result = RunCmmm(
      {"score", "--format", "textproto", "--models", models, file.path()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return ParseTextOrDie<v1::ScoreResponse>(result.out);
}

// Options of questionnaires for the shipped model.
const std::vector<std::vector<std::string>>& Variants() {
  static const auto* variants = new std::vector<std::vector<std::string>>{
      {"--weights", "discrete", "--lang", "zh"},
      {"--weights", "discrete", "--lang", "en"},
      {"--weights", "process", "--lang", "zh"},
      {"--weights", "process", "--lang", "en"},
      {"--weights", "discrete", "--exclude", "logistics,sales"},
      {"--weights", "process", "--exclude", "sales"},
      {"--weights", "discrete", "--up-to", "2"},
      {"--weights", "discrete", "--up-to", "0"},
      {"--weights", "process", "--exclude", "logistics", "--up-to", "1"},
      {"--weights", "discrete", "--model", "gbt39116-2020@2020.3"}};
  return *variants;
}

TEST(QuestionnaireTest, UnfilledIsRefusedNamingEveryQuestion) {
  for (const std::vector<std::string>& options : Variants()) {
    SCOPED_TRACE(::testing::PrintToString(options));
    const std::string text = Questionnaire(options);
    const std::vector<std::string> ids = IdsOf(text);
    ASSERT_THAT(ids, Not(IsEmpty()));
    const TempFile file(text);
    const ProcessResult result = RunCmmm({"score", file.path()});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err,
                HasSubstr(std::to_string(ids.size()) + " violations"));
    for (const std::string& id : ids) {
      EXPECT_THAT(result.err, HasSubstr("`" + id + "` is not answered"));
    }
  }
}

TEST(QuestionnaireTest, MostlyEverywhereIsTheHighestLevelAsked) {
  for (const std::vector<std::string>& options : Variants()) {
    SCOPED_TRACE(::testing::PrintToString(options));
    const std::string text = Questionnaire(options);
    const int up_to =
        ParseTextOrDie<v1::ScoreRequest>(text).profile().assess_up_to_level();
    const int highest = up_to == 0 ? 5 : up_to;
    const v1::ScoreResponse response =
        Score(Filled(text, "GRADE_MOSTLY"), "models");
    EXPECT_EQ(response.decision().level(), highest);
    EXPECT_EQ(response.decision().total().numerator(), highest);
    EXPECT_EQ(response.decision().total().denominator(), 1);
    // Nothing is asked that does not count, and everything that does.
    EXPECT_EQ(response.coverage().out_of_scope(), 0);
    EXPECT_EQ(response.coverage().answered(),
              static_cast<int>(IdsOf(text).size()));
  }
}

TEST(QuestionnaireTest, AsksEveryRequirementOfTheModelInItsOrder) {
  std::vector<std::string> expected;
  for (const auto& item : RealDefinition().requirements()) {
    expected.push_back(item.id());
  }
  EXPECT_EQ(IdsOf(Questionnaire({"--weights", "discrete"})), expected);
}

TEST(QuestionnaireTest, ShowsStatementAndEvidenceInItsLanguage) {
  const std::string zh =
      Questionnaire({"--weights", "discrete", "--lang", "zh"});
  const std::string en =
      Questionnaire({"--weights", "discrete", "--lang", "en"});
  for (const auto& item : RealDefinition().requirements()) {
    EXPECT_THAT(zh, HasSubstr(item.statement().zh()));
    EXPECT_THAT(zh, HasSubstr(item.evidence().zh()));
    EXPECT_THAT(en, HasSubstr(item.statement().en()));
    EXPECT_THAT(en, HasSubstr(item.evidence().en()));
  }
}

TEST(QuestionnaireTest, LeavesOutWhatTheWeightSetDoesNotWeigh) {
  // The kiosk of the tiny model has no oven, the bakery has one.
  const std::string kiosk =
      Questionnaire({"--models", kTinyModels, "--weights", "kiosk"});
  EXPECT_THAT(kiosk, Not(HasSubstr("oven.1.a")));
  EXPECT_EQ(Score(Filled(kiosk, "GRADE_FULLY"), kTinyModels).decision().level(),
            3);
  EXPECT_THAT(Questionnaire({"--models", kTinyModels, "--weights", "bakery"}),
              HasSubstr("oven.1.a"));
}

TEST(QuestionnaireTest, SaysWhereNotApplicableIsAllowed) {
  const std::string text =
      Questionnaire({"--models", kTinyModels, "--weights", "bakery"});
  size_t said = 0;
  for (size_t at = 0;
       (at = text.find("# May be not applicable\n", at)) != std::string::npos;
       ++at) {
    ++said;
  }
  size_t allowed = 0;
  for (const auto& item : TinyDefinition().requirements()) {
    allowed += item.may_be_not_applicable() ? 1 : 0;
  }
  EXPECT_EQ(said, allowed);
}

TEST(QuestionnaireTest, TheOnlyWeightSetNeedsNoName) {
  const std::string text = Questionnaire(
      {"--models", "tests/conformance/models/many", "--model", "other"});
  EXPECT_THAT(text, HasSubstr("weight_set: \"standard\""));
}

TEST(QuestionnaireTest, WrongOptionsAreUsageAndSayWhatThereIs) {
  for (const auto& [options, says] :
       std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{}, "process, discrete"},
           {{"--weights", "nope"}, "there are: process ("},
           {{"--weights", "discrete", "--exclude", "nope"}, "logistics ("},
           {{"--weights", "discrete", "--exclude", "production"},
            "`production`"},
           {{"--weights", "discrete", "--up-to", "6"}, "0 to 5"},
           {{"--weights", "discrete", "--up-to", "-1"}, "0 to 5"}}) {
    SCOPED_TRACE(::testing::PrintToString(options));
    std::vector<std::string> args = {"questionnaire"};
    args.insert(args.end(), options.begin(), options.end());
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, 64);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr(says));
  }
}

TEST(QuestionnaireTest, AnUnknownModelIsAWrongOption) {
  const ProcessResult result = RunCmmm({"questionnaire", "--model", "nope"});
  EXPECT_EQ(result.exit_code, 64);
  EXPECT_THAT(result.err, HasSubstr("gbt39116-2020@2020.1"));
}

}  // namespace
}  // namespace cmmm::test
