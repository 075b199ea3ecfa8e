// `cmmm ask` with real files and typed answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The bakery's first questions: counter.1.a, dough.1.a, dough.1.b, oven.1.a,
// delivery.1.a (tests/conformance/analyses/next_questions.textproto).
class AskTest : public ::testing::Test {
 protected:
  ProcessResult Ask(const std::string& typed,
                    const std::vector<std::string>& more = {}) {
    std::vector<std::string> args = {"ask",   file(),   "--models",
                                     models_, "--lang", "en"};
    args.insert(args.end(), more.begin(), more.end());
    return RunCmmm(args, typed);
  }
  ProcessResult Begin(const std::string& typed) {
    return Ask(typed, {"--weights", "bakery"});
  }

  std::string file() const { return folder_.path() + "/my.textproto"; }

  v1::ScoreRequest Saved() const {
    return ParseTextOrDie<v1::ScoreRequest>(ReadFile(file()));
  }
  // `id=grade`, in the order of the file.
  std::vector<std::string> Answers() const {
    std::vector<std::string> answers;
    const v1::ScoreRequest saved = Saved();
    for (const auto& answer : saved.list().answers()) {
      answers.push_back(absl::StrCat(answer.requirement_id(), "=",
                                     answer.has_not_applicable()
                                         ? answer.not_applicable().reason()
                                         : absl::StrCat(answer.grade())));
    }
    return answers;
  }
  std::vector<std::string> FilesInFolder() const {
    std::vector<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  TempFolder folder_;
  std::string models_ = "tests/conformance/models/tiny";
};

TEST_F(AskTest, ANewFileIsThereBeforeTheFirstAnswer) {
  const ProcessResult result = Begin("");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("counter.1.a"));
  EXPECT_EQ(Saved().profile().weight_set(), "bakery");
  EXPECT_EQ(Saved().model().id(), "tiny-model");
  EXPECT_EQ(Saved().model().version(), "1.0");
  EXPECT_THAT(FilesInFolder(), ElementsAre("my.textproto"));
}

TEST_F(AskTest, EveryAnswerIsSavedAndScoreReadsIt) {
  const ProcessResult result = Begin("4\n4\npartly\n大部分\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(Answers(), ElementsAre("counter.1.a=4", "dough.1.a=4",
                                     "dough.1.b=2", "oven.1.a=3"));
  const ProcessResult score =
      RunCmmm({"score", "--models", models_, "--lang", "en", file()});
  EXPECT_EQ(score.exit_code, 0) << score.err;
  EXPECT_THAT(score.out, HasSubstr("Answered 4/13"));
}

TEST_F(AskTest, GoesOnWhereItStopped) {
  Begin("4\n4\nq\n");
  const ProcessResult result = Ask("4\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("Answered 2/13"),
                                Not(HasSubstr("\ncounter.1.a"))));
  EXPECT_THAT(Answers(),
              ElementsAre("counter.1.a=4", "dough.1.a=4", "dough.1.b=4"));
}

TEST_F(AskTest, StopsAsSoonAsTheLevelIsSettled) {
  // The counter is 30 %: without it level 1 is at most 0.70, so no level.
  const ProcessResult result = Begin("1\n4\n4\n4\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(Answers(), ElementsAre("counter.1.a=1"));
  EXPECT_THAT(result.out, HasSubstr("The level is settled: no level"));
  const ProcessResult again = Ask("4\n");
  EXPECT_THAT(again.out, Not(HasSubstr("> ")));
  EXPECT_EQ(Answers().size(), 1u);
}

TEST_F(AskTest, AllGoesOnToTheEnd) {
  std::string typed = "1\n1\n";
  for (int i = 0; i < 11; ++i) typed += "4\n";
  const ProcessResult result =
      Ask(typed + "4\n", {"--weights", "bakery", "--all"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(Answers().size(), 13u);
  EXPECT_THAT(result.out, HasSubstr("Answered 13/13"));
}

TEST_F(AskTest, BackAsksTheOneBeforeAgain) {
  const ProcessResult result = Begin("4\n3\nb\nb\n2\n\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("Answer now: fully satisfied"));
  EXPECT_THAT(Answers(), ElementsAre("counter.1.a=2", "dough.1.a=3"));
}

TEST_F(AskTest, BackReachesAnswersOfEarlierRunsAndSkippedOnes) {
  Begin("4\nq\n");
  Ask("s\nb\n3\nb\nb\n2\nq\n");
  EXPECT_THAT(Answers(), ElementsAre("counter.1.a=2", "dough.1.a=3"));
  EXPECT_THAT(Ask("b\nb\nb\nb\n").out, HasSubstr("nothing before this"));
}

TEST_F(AskTest, NotesAndEvidenceStayBesideAnAnswer) {
  Begin("4\nq\n");
  v1::ScoreRequest request = Saved();
  v1::Answer* answer = request.mutable_list()->mutable_answers(0);
  answer->set_note("seen on Monday");
  answer->add_evidence()->set_text("list");
  request.mutable_info()->set_enterprise_name("the bakery");
  std::ofstream(file()) << request.DebugString();
  Ask("b\n2\nq\n");
  answer->set_grade(v1::GRADE_PARTLY);
  EXPECT_EQ(Saved().list().answers(0).DebugString(), answer->DebugString());
  EXPECT_EQ(Saved().info().enterprise_name(), "the bakery");
}

TEST_F(AskTest, SkippedQuestionsStayOpen) {
  const ProcessResult result = Begin("s\n4\nq\n");
  EXPECT_THAT(Answers(), ElementsAre("dough.1.a=4"));
  std::string skip_all;
  for (int i = 0; i < 20; ++i) skip_all += "s\n";
  const ProcessResult skipped = Ask(skip_all);
  EXPECT_EQ(skipped.exit_code, 0) << skipped.err;
  EXPECT_THAT(skipped.out, HasSubstr("Only skipped questions are left"));
  EXPECT_THAT(Answers(), ElementsAre("dough.1.a=4"));
}

TEST_F(AskTest, WhatIsNotUnderstoodChangesNothing) {
  const ProcessResult result =
      Begin("0\n5\n44\nfull and more\n\n\xff\xfe\n?\n４\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(Answers(), ElementsAre("counter.1.a=4"));
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("Not understood"), HasSubstr("s skip, b back")));
}

TEST_F(AskTest, NotApplicableNeedsLeaveAndAReason) {
  // counter.1.a may not be; with level 1 fully, oven.2.a is the second of
  // level 2 and may.
  const ProcessResult result =
      Begin("n because\n4\n4\n4\n4\n4\nn\n\nn 没有蒸汽装置\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("may not be answered not applicable"),
                                HasSubstr("> ")));
  EXPECT_THAT(Answers().back(), "oven.2.a=没有蒸汽装置");
}

TEST_F(AskTest, AReasonThatIsTooLongIsRefusedAndAskedAgain) {
  const std::string reason(1001, 'x');
  const ProcessResult result = Begin("4\n4\n4\n4\n4\nn " + reason + "\n3\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("answer.reason_too_long"));
  EXPECT_THAT(Answers().back(), "oven.2.a=3");
}

TEST_F(AskTest, AFileOfTheQuestionnaireIsKeptWithItsComments) {
  const ProcessResult questionnaire =
      RunCmmm({"questionnaire", "--models", models_, "--weights", "bakery"});
  std::ofstream(file()) << questionnaire.out;
  Ask("q\n");
  EXPECT_EQ(ReadFile(file()), questionnaire.out);  // nothing was answered
  const ProcessResult result = Ask("4\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("my.textproto.orig"));
  EXPECT_EQ(ReadFile(file() + ".orig"), questionnaire.out);
  EXPECT_EQ(Saved().list().answers_size(), 13);
  Ask("4\nq\n");
  EXPECT_EQ(ReadFile(file() + ".orig"), questionnaire.out);
}

// A remark that somebody wrote between two interviews.
TEST_F(AskTest, RemarksInAFileOfOursAreKept) {
  Begin("4\nq\n");
  const std::string remarked = ReadFile(file()) + "# ask the foreman\n";
  std::ofstream(file()) << remarked;
  const ProcessResult result = Ask("4\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("my.textproto.orig"));
  EXPECT_EQ(ReadFile(file() + ".orig"), remarked);
  const std::string again = ReadFile(file()) + "# and the baker\n";
  std::ofstream(file()) << again;
  Ask("4\nq\n");
  EXPECT_EQ(ReadFile(file() + ".orig"), remarked);
  EXPECT_EQ(ReadFile(file() + ".orig-2"), again);
}

TEST_F(AskTest, AFileOfOursIsNotKeptTwice) {
  Begin("4\nq\n");
  Ask("4\nq\n");
  EXPECT_FALSE(std::filesystem::exists(file() + ".orig"));
}

TEST_F(AskTest, JsonStaysJson) {
  Begin("4\nq\n");
  const std::string json = ToJson(Saved());
  std::ofstream(file()) << json;
  const ProcessResult result = Ask("3\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string text = ReadFile(file());
  EXPECT_EQ(text.front(), '{');
  v1::ScoreRequest request;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &request).ok());
  EXPECT_EQ(request.list().answers_size(), 2);
}

// As an input method leaves them: blanks, digits and letters of full width.
TEST_F(AskTest, FullWidthIsReadAsHalf) {
  Begin("４\n\u3000３\u3000\nｑ\n");
  EXPECT_EQ(Answers().size(), 2u);
  // What looks like it and is none is no answer.
  const ProcessResult result = Ask("｡\n＿\nｑ\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(Answers().size(), 2u);
}

TEST_F(AskTest, KeepsPermissionsAndFollowsLinks) {
  Begin("4\nq\n");
  ASSERT_EQ(chmod(file().c_str(), 0600), 0);
  const std::string link = folder_.path() + "/link.textproto";
  std::filesystem::create_symlink(file(), link);
  const ProcessResult result =
      RunCmmm({"ask", link, "--models", models_, "--lang", "en"}, "3\nq\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(Answers().size(), 2u);
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  struct stat found {};
  ASSERT_EQ(stat(file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
}

TEST_F(AskTest, AFileThatCannotBeWrittenIsAnErrorBeforeTheFirstQuestion) {
  std::vector<std::string> paths = {
      "/proc/ask.textproto", folder_.path() + "/no/such/folder.textproto",
      folder_.path()};
  TempFolder read_only;
  if (geteuid() != 0) {  // nothing is read-only for root
    chmod(read_only.path().c_str(), 0500);
    paths.push_back(read_only.path() + "/a.textproto");
  }
  for (const std::string& path : paths) {
    const ProcessResult result = RunCmmm(
        {"ask", path, "--models", models_, "--weights", "bakery"}, "4\n");
    EXPECT_THAT(result.exit_code, ::testing::AnyOf(66, 74)) << path;
    EXPECT_THAT(result.out, IsEmpty()) << path;
    EXPECT_THAT(result.err, HasSubstr("cannot be")) << path;
  }
}

TEST_F(AskTest, WrongFilesAreDataErrors) {
  std::ofstream(file()) << "profile { weight_set: \"bakery\" }\n"
                           "list { answers { requirement_id: \"no.such\" } }\n";
  ProcessResult result = Ask("4\n");
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("answer.unknown_requirement"));
  std::ofstream(file()) << "this is { not";
  EXPECT_EQ(Ask("4\n").exit_code, 65);
  std::ofstream(file()) << "packed { grades: \"x\" }";
  result = Ask("4\n");
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("packed"));
  EXPECT_EQ(ReadFile(file()), "packed { grades: \"x\" }");
}

TEST_F(AskTest, WithoutAWeightSetNothingIsWritten) {
  const ProcessResult result = Ask("4\n");
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("bakery (Bakery), kiosk (Kiosk)"));
  EXPECT_THAT(FilesInFolder(), IsEmpty());
}

TEST_F(AskTest, WorksWithAServer) {
  const ServerProcess server({"--models", models_});
  const ProcessResult result =
      RunCmmm({"ask", file(), "--server", server.address(), "--weights",
               "bakery", "--lang", "zh"},
              "４\n部分\n退出\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("已存：部分满足"));
  EXPECT_THAT(Answers(), ElementsAre("counter.1.a=4", "dough.1.a=2"));
}

TEST_F(AskTest, ExclusionsAndLevelsAreKept) {
  const ProcessResult result =
      Ask("4\nq\n",
          {"--weights", "bakery", "--exclude", "delivery", "--up-to", "1"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("Answered 1/4"));
  EXPECT_THAT(Ask("q\n").out, HasSubstr("Answered 1/4"));
}

}  // namespace
}  // namespace cmmm::test
