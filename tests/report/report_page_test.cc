// The pages `cmmm report` writes, for every dataset and in both languages:
// well-formed, without anything from outside, with the numbers of the other
// commands. And small ones byte for byte; to take over a new wording:
//
//   CMMM_UPDATE_GOLDEN=1 build/dev/tests/report_test --gtest_filter='*Golden*'
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cmmm/v1/analysis_service.pb.h"
#include "engine/base/utf8.h"
#include "engine/base/version.h"
#include "tests/cli/cli_files.h"
#include "tests/report/page_reader.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"
#include "texts/text_names.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Html(const std::string& file, const std::string& language,
                 const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {
      "report", file,           "-o",     "-",      "--lang",
      language, "--unanswered", "bounds", "--date", "2022-10-20"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const ProcessResult result = RunCmmm(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return result.out;
}

// What a command prints with `--format json`.
template <typename Message>
Message Printed(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(),
                   {"--unanswered", "bounds", "--format", "json"});
  const ProcessResult result = RunCmmm(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  Message message;
  EXPECT_TRUE(
      google::protobuf::util::JsonStringToMessage(result.out, &message).ok());
  return message;
}

std::string Exact(const v1::Score& score) {
  return score.denominator() == 1
             ? absl::StrCat(score.numerator())
             : absl::StrCat(score.numerator(), "/", score.denominator());
}

std::string ShortName(const std::string& requirement_id) {
  const texts::TextNames names(texts::Language::kEn, RealDefinition());
  return names.ShortName(requirement_id);
}

// As a cell of its own.
std::string Cell(const std::string& text) {
  return absl::StrCat("|", text, "|");
}

void ExpectNothingFromOutside(const Page& page) {
  for (const std::string& element : page.elements) {
    for (const char* loader : {"script", "link", "img", "iframe", "object",
                               "embed", "base", "form", "use", "image"}) {
      EXPECT_NE(element, loader);
    }
  }
  for (const auto& [name, value] : page.attributes) {
    EXPECT_NE(name, "src");
    // Links lead to parts of the page itself.
    if (name == "href") {
      EXPECT_TRUE(absl::StartsWith(value, "#")) << value;
    }
    EXPECT_FALSE(absl::StartsWith(name, "on")) << name;
    EXPECT_THAT(value, Not(HasSubstr("url(")));
  }
  EXPECT_THAT(page.style, Not(HasSubstr("url(")));
  EXPECT_THAT(page.style, Not(HasSubstr("@import")));
}

TEST(ReportPageTest, StandsAlone) {
  for (const std::string& file : DatasetPaths()) {
    for (const char* language : {"zh", "en"}) {
      SCOPED_TRACE(absl::StrCat(file, " ", language));
      const std::string html = Html(file, language);
      EXPECT_TRUE(absl::StartsWith(html, "<!DOCTYPE html>\n<html lang="));
      EXPECT_THAT(html, HasSubstr("default-src 'none'"));
      EXPECT_THAT(html, Not(HasSubstr("://")));
      const Page page = ReadPage(html);
      EXPECT_EQ(page.error, "");
      ExpectNothingFromOutside(page);
    }
  }
}

TEST(ReportPageTest, HasTheNumbersOfTheScore) {
  for (const std::string& file : DatasetPaths()) {
    SCOPED_TRACE(file);
    const auto score =
        Printed<v1::ScoreResponse>({"score", file, "--view", "full"});
    const std::string text = ReadPage(Html(file, "en")).text;
    EXPECT_THAT(text, HasSubstr(Cell(Exact(score.decision().total()))));
    for (const v1::LevelScore& level : score.decision().levels()) {
      EXPECT_THAT(text, HasSubstr(Cell(Exact(level.score()))));
    }
    // While questions are open, every number is a range, exact ones as well.
    EXPECT_EQ(absl::StrContains(text, "|At best|"), score.bounds().open() > 0);
    for (const v1::LevelScore& level : score.bounds().best().levels()) {
      EXPECT_THAT(text, HasSubstr(Cell(Exact(level.score()))));
    }
    EXPECT_THAT(text, HasSubstr(score.model().digest()));
    EXPECT_THAT(text, HasSubstr("cmmm " + score.model().engine_version()));
    for (const v1::Notice& notice : score.notices()) {
      EXPECT_THAT(text, HasSubstr(Cell(notice.text().en())));
    }
    const std::string badge =
        score.decision().level() == 0
            ? "no level"
            : absl::StrCat("level ", score.decision().level());
    EXPECT_THAT(text, HasSubstr(Cell(badge)));
  }
}

// A client is told what is missing in words, not only by an id.
TEST(ReportPageTest, SaysEveryMissingRequirementInFull) {
  const std::string file = DatasetPath("furniture-maker-level-1");
  const auto score =
      Printed<v1::ScoreResponse>({"score", file, "--view", "full"});
  const std::string page = ReadPage(Html(file, "zh")).text;
  const size_t begin = page.rfind("|差距|");
  const size_t end = page.rfind("|提升路线|");
  ASSERT_LT(begin, end);
  const std::string text = page.substr(begin, end - begin);
  std::map<std::string, std::string> statements;
  for (const auto& item : RealDefinition().requirements()) {
    statements[item.id()] = item.statement().zh();
  }
  size_t at = 0;
  int listed = 0;
  for (const v1::LevelGap& level : score.gaps().levels()) {
    if (level.shortfall().numerator() == 0) continue;
    for (const v1::RequirementGap& gap : level.requirements()) {
      at = text.find(Cell(statements.at(gap.requirement_id())), at);
      ASSERT_NE(at, std::string::npos) << gap.requirement_id();
      ++listed;
    }
  }
  EXPECT_GT(listed, 20);
}

TEST(ReportPageTest, HasTheStepsOfThePlanAndTheMargin) {
  for (const std::string& file : DatasetPaths()) {
    SCOPED_TRACE(file);
    const auto plan = Printed<v1::PlanUpgradeResponse>({"plan", file});
    const auto margin = Printed<v1::AnalyzeMarginResponse>({"margin", file});
    const std::string text = ReadPage(Html(file, "en")).text;
    const size_t way_up = text.rfind("|The way up|");
    const size_t safe = text.rfind("|How safe the level is|");
    ASSERT_LT(way_up, safe);
    const std::string steps = text.substr(way_up, safe - way_up);
    size_t at = 0;
    for (const v1::Raise& raise : plan.raises()) {
      at = steps.find(Cell(ShortName(raise.requirement_id())), at);
      ASSERT_NE(at, std::string::npos) << raise.requirement_id();
    }
    const std::string risks = text.substr(safe);
    for (const v1::Downgrade& row : margin.downgrades()) {
      EXPECT_THAT(risks, HasSubstr(Cell(ShortName(row.requirement_id()))));
    }
    for (const v1::LevelMargin& level : margin.levels()) {
      EXPECT_THAT(risks, HasSubstr(Cell(Exact(level.reserve()))));
    }
    for (const std::string& id : margin.critical_requirement_ids()) {
      const std::string name = ShortName(id);
      EXPECT_THAT(risks, HasSubstr(name.substr(name.rfind(' '))));
    }
  }
}

TEST(ReportPageTest, PlansToTheTarget) {
  const std::string file = DatasetPath("furniture-maker-level-1");
  const auto plan =
      Printed<v1::PlanUpgradeResponse>({"plan", file, "--target", "3"});
  const std::string text = ReadPage(Html(file, "en", {"--target", "3"})).text;
  EXPECT_THAT(text, HasSubstr(absl::StrCat(plan.total_cost(), " grades")));
  EXPECT_THAT(text, HasSubstr("Here the enterprise reaches level 2"));
  EXPECT_THAT(text, HasSubstr("Here the enterprise reaches level 3"));
}

TEST(ReportPageTest, ShowsReadinessWhenAProgrammeIsNamed) {
  const std::string file =
      DatasetPath("hunan-equipment-maker-just-misses-level-2");
  const TempFile declarations(
      "declarations { condition_id: \"registered\" declared: DECLARED_YES }\n"
      "declarations { condition_id: \"finances\" declared: DECLARED_NO }\n");
  const Page page =
      ReadPage(Html(file, "en",
                    {"--programme", "national-pilot-2022/demonstration-factory",
                     "--declarations", declarations.path()}));
  EXPECT_EQ(page.error, "");
  EXPECT_THAT(page.text, HasSubstr("✗ Not met: 1 condition."));
  EXPECT_THAT(page.text, HasSubstr("The first deadline is in 4 days."));
  EXPECT_THAT(page.text, HasSubstr("declared yes"));
  EXPECT_THAT(page.text, HasSubstr("2022-10-24"));
}

// A programme whose conditions are met is of no use once its year is past.
TEST(ReportPageTest, SaysWhatReadySays) {
  const std::string file = DatasetPath("hunan-equipment-maker-just-level-2");
  const auto answer = Printed<v1::CheckReadinessResponse>(
      {"ready", "national-pilot-2021", file, "--date", "2026-11-30"});
  ASSERT_GT(answer.notices_size(), 0);
  ASSERT_EQ(answer.notices(0).id(), "programme_past");
  for (const char* language : {"zh", "en"}) {
    SCOPED_TRACE(language);
    const ProcessResult result =
        RunCmmm({"report", file, "-o", "-", "--lang", language, "--programme",
                 "national-pilot-2021", "--date", "2026-11-30"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const std::string text = ReadPage(result.out).text;
    const auto in = [&](const v1::Notice& notice) -> const std::string& {
      return *language == 'z' ? notice.text().zh() : notice.text().en();
    };
    for (const v1::Notice& notice : answer.notices()) {
      EXPECT_THAT(text, HasSubstr(Cell(in(notice))));
    }
    // On the first page, too, beside the verdict.
    const std::string& past_year = in(answer.notices(0));
    EXPECT_NE(text.find(past_year), text.rfind(past_year));
  }
}

// What nobody answered is never shown as a zero, nor among the weakest.
TEST(ReportPageTest, OpenIsNotZero) {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set("discrete");
  for (const auto& item : RealDefinition().requirements()) {
    if (item.subdomain_id() != "sales" && item.subdomain_id() != "data") {
      continue;
    }
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(item.id());
    answer->set_grade(item.subdomain_id() == "data" ? v1::GRADE_PARTLY
                                                    : v1::GRADE_FULLY);
  }
  const TempFile file(request.DebugString());
  const std::string text = ReadPage(Html(file.path(), "en")).text;
  const size_t weakest = text.find("|Weakest, of what was answered|");
  ASSERT_NE(weakest, std::string::npos);
  const std::string listed = text.substr(weakest, 400);
  EXPECT_THAT(listed, HasSubstr("|Data|"));
  for (const char* name : {"|Network|", "|Logistics|", "|Sales|"}) {
    EXPECT_THAT(listed.substr(0, listed.find("Score by")),
                Not(HasSubstr(name)));
  }
  EXPECT_THAT(text, HasSubstr("|open|"));
  EXPECT_THAT(text, Not(HasSubstr("|✗|0.00|")));
  const std::string score =
      RunCmmm({"score", file.path(), "--unanswered", "bounds", "--lang", "en"})
          .out;
  EXPECT_THAT(score, HasSubstr("of what was answered"));
  EXPECT_THAT(score, Not(HasSubstr("Network")));
}

// Counted as not satisfied, it is the worst case, and said to be that.
TEST(ReportPageTest, TheWorstCaseIsNoBareFact) {
  const std::string file = DatasetPath("half-filled-questionnaire");
  const ProcessResult asked = RunCmmm(
      {"score", file, "--unanswered", "not-satisfied", "--format", "json"});
  v1::ScoreResponse score;
  ASSERT_TRUE(
      google::protobuf::util::JsonStringToMessage(asked.out, &score).ok());
  const int open = score.coverage().unanswered();
  ASSERT_GT(open, 0);
  for (const char* language : {"zh", "en"}) {
    SCOPED_TRACE(language);
    const bool zh = *language == 'z';
    const ProcessResult result =
        RunCmmm({"report", file, "-o", "-", "--lang", language, "--unanswered",
                 "not-satisfied"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const std::string text = ReadPage(result.out).text;
    // The first page begins with it; the matrix has it in its last row.
    EXPECT_THAT(text, HasSubstr(absl::StrCat(
                          zh ? "|有 " : "|", open,
                          zh ? " 条未作答，这里按“不满足”计：企业"
                             : " requirements are not answered and counted as "
                               "not satisfied here: ")));
    const size_t last_row =
        text.find(absl::StrCat(zh ? "|企业（有 " : "|The enterprise (", open,
                               zh ? " 条未作答" : " open, "));
    ASSERT_NE(last_row, std::string::npos);
    EXPECT_THAT(text.substr(last_row, 250), HasSubstr("|?|0.00|"));
    EXPECT_THAT(text, HasSubstr(zh ? "|? 未达标|" : "|? not satisfied|"));
    EXPECT_THAT(text, Not(HasSubstr(zh ? "|✗ 未达标|" : "|✗ not satisfied|")));
  }
}

// The styles of the bars' hatched parts in the first table of levels.
std::vector<std::string> HatchesOf(const Page& page, size_t levels) {
  std::vector<std::string> styles;
  for (size_t i = 0; i + 1 < page.attributes.size(); ++i) {
    if (page.attributes[i].second != "bar-open") continue;
    styles.push_back(page.attributes[i + 1].second);
    if (styles.size() == levels) break;
  }
  return styles;
}

// What is open is hatched whether it makes ranges or counts as not satisfied,
// from the same score to the same score.
TEST(ReportPageTest, BarsAreHatchedWhereSomethingIsOpen) {
  const std::string file = DatasetPath("half-filled-questionnaire");
  const auto page = [&](const char* policy, const char* language) {
    return ReadPage(RunCmmm({"report", file, "-o", "-", "--lang", language,
                             "--unanswered", policy})
                        .out);
  };
  for (const char* language : {"zh", "en"}) {
    const Page ranges = page("bounds", language);
    const Page counted = page("not-satisfied", language);
    const size_t levels = static_cast<size_t>(RealDefinition().levels_size());
    const std::vector<std::string> hatches = HatchesOf(ranges, levels);
    ASSERT_EQ(hatches.size(), levels);
    EXPECT_EQ(HatchesOf(counted, levels), hatches);
    for (const Page* one : {&ranges, &counted}) {
      EXPECT_THAT(one->text, HasSubstr(*language == 'z' ? "|斜线：未作答的条款"
                                                        : "|Hatched: what"));
    }
    const Page whole =
        ReadPage(Html(DatasetPath("furniture-maker-level-1"), language));
    EXPECT_TRUE(HatchesOf(whole, levels).empty());
    EXPECT_THAT(whole.text,
                Not(HasSubstr(*language == 'z' ? "|斜线：" : "|Hatched:")));
  }
}

// Names with ranges are cut at the edge of the drawing when they are too wide.
TEST(ReportPageTest, NamesAroundTheRadarFitIntoIt) {
  static const std::regex label(
      "text-anchor=\"(?:end|start)\">([^<]*)<tspan>([^<]*)<");
  for (const char* language : {"zh", "en"}) {
    const std::string html =
        Html(DatasetPath("half-filled-questionnaire"), language);
    int labels = 0;
    for (std::sregex_iterator at(html.begin(), html.end(), label), end;
         at != end; ++at, ++labels) {
      EXPECT_LE(DisplayWidth((*at)[1].str() + (*at)[2].str()), 23)
          << (*at)[0].str();
    }
    EXPECT_GT(labels, 10);
  }
}

TEST(ReportPageTest, HostileNamesAreOnlyNames) {
  const std::string name =
      "<script>alert(1)</script> \"O'Neil\" & Söhne ]]> \x01\x7f &lt; 公司";
  const Page page =
      ReadPage(Html(DatasetPath("furniture-maker-level-1"), "zh",
                    {"--label", name, "--about", "</style><b>\xFF"}));
  EXPECT_EQ(page.error, "");
  ExpectNothingFromOutside(page);
  EXPECT_THAT(page.text,
              HasSubstr("|<script>alert(1)</script> \"O'Neil\" & Söhne ]]> "
                        "\xEF\xBF\xBD\xEF\xBF\xBD &lt; 公司|"));
  EXPECT_THAT(page.text, HasSubstr("|</style><b>\xEF\xBF\xBD|"));
}

// Signs beside every colour: the words survive without the style sheet.
TEST(ReportPageTest, SaysInWordsWhatColoursSay) {
  const std::string text =
      ReadPage(Html(DatasetPath("half-filled-questionnaire"), "zh")).text;
  for (const char* words : {"✓ 达标", "? 未定", "|✓|", "|?|", "|未作答|"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
}

TEST(ReportPageTest, GoldenOfASmallModel) {
  const TempFile file(
      "profile { weight_set: \"kiosk\" }\n"
      "list {\n"
      "  answers { requirement_id: \"dough.1.a\" grade: GRADE_FULLY }\n"
      "  answers { requirement_id: \"oven.1.a\" grade: GRADE_MOSTLY }\n"
      "}\n");
  for (const char* language : {"zh", "en"}) {
    // Not the version, which changes with every release.
    const std::string html = absl::StrReplaceAll(
        Html(file.path(), language,
             {"--models", "tests/conformance/models/tiny", "--label",
              "Kiosk & Co."}),
        {{absl::StrCat("cmmm ", kEngineVersion), "cmmm VERSION"}});
    const std::string golden = SourcePath(
        absl::StrCat("tests/golden/report-tiny.", language, ".html"));
    if (std::getenv("CMMM_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(golden, std::ios::binary) << html;
    }
    EXPECT_EQ(html, ReadFile(golden)) << golden;
  }
}

}  // namespace
}  // namespace cmmm::test
