// `cmmm ready`: options, exit codes, what it prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "cli/options/china_date.h"
#include "cmmm/v1/readiness.pb.h"
#include "google/protobuf/util/json_util.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kPilot[] = "national-pilot-2022/demonstration-factory";
constexpr char kScenario[] = "national-pilot-2022/excellent-scenario";
constexpr char kBasic[] = "smart-factory-2025/basic";

std::string Hit() { return DatasetPath("hunan-equipment-maker-just-level-2"); }
std::string Miss() {
  return DatasetPath("hunan-equipment-maker-just-misses-level-2");
}

// Everything an applicant of the pilot declares.
std::vector<std::string> Declared() {
  std::vector<std::string> args;
  for (const char* id : {"registered", "finances", "no-duplicate", "leading",
                         "controllable", "cooperate", "no-secrets", "safety"}) {
    args.insert(args.end(), {"--declare", absl::StrCat(id, "=yes")});
  }
  return args;
}

ProcessResult Ready(std::vector<std::string> args) {
  args.insert(args.begin(), "ready");
  return RunCmmm(args);
}

ProcessResult ReadyPilot(const std::string& file,
                         const std::vector<std::string>& more) {
  std::vector<std::string> args = Declared();
  args.insert(args.end(), more.begin(), more.end());
  args.insert(args.end(), {kPilot, file});
  return Ready(args);
}

v1::CheckReadinessResponse Parse(const std::string& json) {
  v1::CheckReadinessResponse response;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &response).ok())
      << json;
  return response;
}

TEST(ReadyTest, SaysMetAndNotMetAndWhy) {
  const TempFile text("车间物流智能调度", "");
  const std::vector<std::string> options = {
      "--date", "2022-10-20", "--text",    "scenario-length=" + text.path(),
      "--lang", "en",         "--declare", "sector-guidance=no"};
  const ProcessResult hit = ReadyPilot(Hit(), options);
  EXPECT_EQ(hit.exit_code, 0) << hit.err;
  // What is due is to do: met only when declared.
  EXPECT_THAT(hit.out, AllOf(HasSubstr("? Undecided: paper, online.\n"),
                             HasSubstr("Level  2 "),
                             HasSubstr("now level 2, needs level 2"),
                             HasSubstr("days to the first deadline: 4"),
                             HasSubstr("to do, 8 days left"),
                             HasSubstr("longest 8 of 3000 characters"),
                             Not(HasSubstr("The cheapest way up"))));
  std::vector<std::string> handed_in = options;
  handed_in.insert(handed_in.end(),
                   {"--declare", "paper=yes", "--declare", "online=yes"});
  EXPECT_THAT(ReadyPilot(Hit(), handed_in).out, HasSubstr("✓ Met"));
  const ProcessResult miss = ReadyPilot(Miss(), options);
  EXPECT_EQ(miss.exit_code, 0) << miss.err;
  EXPECT_THAT(miss.out,
              AllOf(HasSubstr("✗ Not met: now level 1, needs level 2.\n"),
                    HasSubstr("The cheapest way up: 1 planning → 2 "),
                    HasSubstr("partly satisfied → mostly satisfied")));
}

TEST(ReadyTest, SpeaksChinese) {
  const ProcessResult miss =
      ReadyPilot(Miss(), {"--date", "2022-10-25", "--lang", "zh", "--declare",
                          "sector-guidance=no"});
  EXPECT_THAT(miss.out,
              AllOf(HasSubstr("示范工厂"),
                    HasSubstr("✗ 不满足：现为一级，要求二级；另有 paper"),
                    HasSubstr("已过 1 天"),
                    HasSubstr("最省的提升：一级（规划级） → 二级（规范级）"),
                    HasSubstr("下一步"), Not(HasSubstr("declared yes"))));
}

TEST(ReadyTest, TellsTheVerdictByExitCodeWhenAsked) {
  const std::vector<std::string> options = {"--date", "2022-10-20",
                                            "--exit-code"};
  EXPECT_EQ(Ready({kPilot, Hit(), "--exit-code"}).exit_code, 1);  // too late
  EXPECT_EQ(ReadyPilot(Hit(), options).exit_code, 2);  // no text was checked
  EXPECT_EQ(ReadyPilot(Hit(), {"--date", "2022-10-20"}).exit_code, 0);
  EXPECT_EQ(Ready({"national-pilot-2021", Hit(), "--exit-code"}).exit_code, 0);
  EXPECT_EQ(Ready({"national-pilot-2021", Miss(), "--exit-code", "--declare",
                   "sector-guidance=no"})
                .exit_code,
            1);
  EXPECT_EQ(Ready({"national-pilot-2021", "nowhere", "--exit-code"}).exit_code,
            66);
}

TEST(ReadyTest, TakesTodayInChinaUnlessADateIsGiven) {
  const ProcessResult result =
      Ready({"national-pilot-2021", Hit(), "--lang", "en"});
  EXPECT_THAT(result.out, HasSubstr("(today in China)"));
  const auto now =
      Parse(Ready({"national-pilot-2021", Hit(), "--format", "json"}).out);
  EXPECT_EQ(now.date().size(), 10u);
  EXPECT_EQ(Parse(Ready({"national-pilot-2021", Hit(), "--format", "json",
                         "--date", "none"})
                      .out)
                .date(),
            "");
}

TEST(ChinaDateTest, IsEightHoursAhead) {
  const auto at = [](int day, int hour, int minute) {
    return cli::ChinaDate(absl::FromCivil(
        absl::CivilMinute(2024, 2, day, hour, minute), absl::UTCTimeZone()));
  };
  EXPECT_EQ(at(28, 15, 59), "2024-02-28");
  EXPECT_EQ(at(28, 16, 0), "2024-02-29");
  EXPECT_EQ(at(29, 16, 0), "2024-03-01");
}

TEST(ReadyTest, OptionsGoOverTheFileOfDeclarations) {
  const TempFile file(
      "declarations { condition_id: \"above-size\" declared: DECLARED_YES }\n"
      "declarations { condition_id: \"finances\" declared: DECLARED_NO }\n");
  const TempFile json(
      "{\"declarations\": [{\"conditionId\": \"finances\", \"declared\": "
      "\"DECLARED_NO\"}]}",
      ".json");
  for (const std::string& path : {file.path(), json.path()}) {
    const auto of_file = Parse(
        Ready({kBasic, Hit(), "--declarations", path, "--format", "json"}).out);
    EXPECT_EQ(of_file.verdict(), v1::VERDICT_NOT_MET);
    EXPECT_EQ(of_file.binding_condition_ids(0), "finances");
    const auto over =
        Parse(Ready({kBasic, Hit(), "--declarations", path, "--declare",
                     "finances=yes", "--format", "json"})
                  .out);
    EXPECT_EQ(over.verdict(), v1::VERDICT_UNDECIDED);
  }
}

TEST(ReadyTest, RefusesWhatItCannotRead) {
  const auto expect = [](const std::vector<std::string>& args, int exit_code,
                         const std::string& words) {
    const ProcessResult result = Ready(args);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(words));
    EXPECT_THAT(result.out, IsEmpty());
  };
  expect({}, 64, "--list");
  expect({kBasic}, 64, "FILE");
  expect({kBasic, Hit(), "--declare", "finances=maybe"}, 64,
         "--declare finances=maybe");
  expect({kBasic, Hit(), "--declare", "finances"}, 64, "ID=yes or ID=no");
  expect({kBasic, Hit(), "--text", "finances"}, 64, "ID=FILE");
  expect({kScenario, Hit(), "--text", "scenario-length=nowhere"}, 66,
         "nowhere: cannot be read");
  expect({kBasic, Hit(), "--declarations", "nowhere"}, 66,
         "nowhere: cannot be read");
  const TempFile bytes("\xff", "");
  expect({kScenario, Hit(), "--text", "scenario-length=" + bytes.path()}, 65,
         "not valid UTF-8");
  const TempFile wrong("declaration { }");
  expect({kBasic, Hit(), "--declarations", wrong.path()}, 65,
         "not a cmmm.v1.Declarations");
}

TEST(ReadyTest, RefusesWhatTheProgrammeDoesNotHave) {
  const auto expect = [](const std::vector<std::string>& args,
                         const std::vector<std::string>& words) {
    const ProcessResult result = Ready(args);
    EXPECT_EQ(result.exit_code, 65);
    for (const std::string& word : words) {
      EXPECT_THAT(result.err, HasSubstr(word));
    }
  };
  expect({"national-pilot-2020", Hit()},
         {"programme_id", "national-pilot-2021, national-pilot-2022"});
  expect({"national-pilot-2022", Hit()},
         {"track_id", "demonstration-factory, excellent-scenario"});
  expect({kPilot, Hit(), "--declare", "luck=yes"},
         {"declarations[0].condition_id: declaration.unknown_condition",
          "no-duplicate"});
  expect({kPilot, Hit(), "--declare", "maturity=yes"},
         {"declarations[0].condition_id: declaration.computed"});
  // A wrong option is no fault of the file.
  for (const char* date : {"2022-02-30", "", "yesterday"}) {
    const ProcessResult result = Ready({kPilot, Hit(), "--date", date});
    EXPECT_EQ(result.exit_code, 64) << date;
    EXPECT_THAT(result.err, Not(HasSubstr(Hit())));
  }
  expect({kPilot, Hit(), "--declare", "safety=yes", "--declare", "safety=no"},
         {"declarations[1].condition_id: declaration.duplicate"});
}

TEST(ReadyTest, ProgrammesThatDoNotLintEndIt) {
  const TempFile programme(
      "# proto-message: cmmm.v1.ProgrammeDefinition\nid: \"x\"\nluck: 1\n");
  const ProcessResult result =
      Ready({"x", Hit(), "--models", programme.path()});
  EXPECT_EQ(result.exit_code, 78);
  EXPECT_THAT(result.err, AllOf(HasSubstr("programme.syntax"), HasSubstr(":3:"),
                                HasSubstr("luck")));
}

TEST(ReadyTest, AsksAServerForTheSame) {
  ServerProcess server;
  for (const char* format : {"text", "json"}) {
    const std::vector<std::string> args = {kPilot,       Miss(),     "--date",
                                           "2022-10-20", "--format", format};
    std::vector<std::string> remote = args;
    remote.insert(remote.end(), {"--server", server.address()});
    EXPECT_EQ(Ready(remote).out, Ready(args).out);
  }
  EXPECT_EQ(Ready({"--list", "--server", server.address()}).out,
            Ready({"--list"}).out);
}

TEST(ReadyTemplateTest, FilledInWithYesMeetsWhatIsDeclared) {
  for (const char* language : {"zh", "en"}) {
    const ProcessResult empty =
        Ready({kBasic, "--template", "--lang", language});
    EXPECT_EQ(empty.exit_code, 0) << empty.err;
    const TempFile open(empty.out);
    EXPECT_EQ(
        Ready({kBasic, Hit(), "--exit-code", "--declarations", open.path()})
            .exit_code,
        2);
    const TempFile filled(absl::StrReplaceAll(
        empty.out,
        {{"\" declared: DECLARED_UNSPECIFIED", "\" declared: DECLARED_YES"}}));
    EXPECT_EQ(
        Ready({kBasic, Hit(), "--exit-code", "--declarations", filled.path()})
            .exit_code,
        0);
  }
}

TEST(ReadyTemplateTest, HasWhatTheTrackAsksFor) {
  const std::string factory = Ready({kPilot, "--template"}).out;
  const std::string scenario = Ready({kScenario, "--template"}).out;
  const std::string both = Ready({"national-pilot-2022", "--template"}).out;
  EXPECT_EQ(factory, absl::StrReplaceAll(both, {{"national-pilot-2022  ",
                                                 std::string(kPilot) + "  "}}));
  EXPECT_THAT(factory,
              AllOf(HasSubstr("\"sector-guidance\""), HasSubstr("\"paper\""),
                    Not(HasSubstr("\"maturity\"")),
                    Not(HasSubstr("\"scenario-length\""))));
  EXPECT_THAT(scenario, Not(HasSubstr("\"sector-guidance\"")));
  const ProcessResult none = Ready({"national-pilot-2022/x", "--template"});
  EXPECT_EQ(none.exit_code, 65);
  EXPECT_THAT(none.err, HasSubstr("demonstration-factory, excellent-scenario"));
}

// Without the breaks of lines: a Chinese text has no blanks there.
std::string InOneLine(const std::string& text, const char* between) {
  return absl::StrJoin(
      absl::StrSplit(text, absl::ByAnyChar(" \n"), absl::SkipEmpty()), between);
}

TEST(ReadyListTest, ShowsEveryTrackWithItsLevelAndDeadline) {
  const ProcessResult zh = Ready({"--list", "--lang", "zh"});
  const ProcessResult en = Ready({"--list", "--lang", "en"});
  EXPECT_EQ(zh.exit_code, 0) << zh.err;
  for (const ProgrammeEntry& entry : RealCatalog().programmes()) {
    for (const v1::Track& track : entry.definition->tracks()) {
      const std::string name =
          absl::StrCat(entry.definition->id(), "/", track.id());
      EXPECT_THAT(zh.out, HasSubstr(name));
      EXPECT_THAT(en.out, HasSubstr(name));
      EXPECT_THAT(InOneLine(zh.out, ""),
                  HasSubstr(InOneLine(track.name().zh(), "")));
      EXPECT_THAT(InOneLine(en.out, " "), HasSubstr(track.name().en()));
    }
  }
  EXPECT_THAT(en.out, AllOf(HasSubstr("≥ 4"), HasSubstr("2022-10-24")));
}

}  // namespace
}  // namespace cmmm::test
