// `cmmm score`: what comes out, here and from a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Joined(std::vector<std::string> first,
                                const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

TEST(ScoreOutputTest, JsonAndTextprotoReadBackAsTheSameResponse) {
  for (const std::string& path : DatasetPaths()) {
    SCOPED_TRACE(path);
    for (const char* view : {"level", "scorecard", "full"}) {
      const ProcessResult json =
          RunCmmm({"score", "--format", "json", "--view", view, path});
      const ProcessResult text =
          RunCmmm({"score", "--format", "textproto", "--view", view, path});
      ASSERT_EQ(json.exit_code, 0) << json.err;
      EXPECT_EQ(PrintedBytes(json.out), PrintedBytes(text.out));
    }
  }
}

TEST(ScoreOutputTest, JsonShowsZerosAndFalse) {
  const std::string json =
      RunCmmm({"score", "--format", "json", "--view", "level",
               DatasetPath("garment-workshop-level-0")})
          .out;
  EXPECT_THAT(json, HasSubstr("\"level\": 0,"));
  EXPECT_THAT(json, HasSubstr("\"satisfied\": false"));
  EXPECT_THAT(json, HasSubstr("\"unanswered\": 0"));
}

TEST(ScoreOutputTest, TextKeepsChineseReadable) {
  const std::string path = DatasetPath("readings-disagree");
  for (const char* format : {"json", "textproto"}) {
    const std::string out = RunCmmm({"score", "--format", format, path}).out;
    EXPECT_THAT(out, Not(HasSubstr("\\3"))) << format;
    EXPECT_THAT(out, Not(HasSubstr("\\u"))) << format;
    EXPECT_THAT(out, HasSubstr("总分")) << format;
  }
}

TEST(ScoreOutputTest, IsTheSameBytesHereAndFromAServer) {
  const ServerProcess server({"--no-call-log"});
  ASSERT_THAT(server.address(), Not(IsEmpty()));
  for (const std::vector<std::string>& options :
       std::vector<std::vector<std::string>>{
           {"--lang", "zh"},
           {"--lang", "en"},
           {"--format", "json"},
           {"--format", "json", "--view", "level"},
           {"--format", "textproto", "--view", "full"}}) {
    SCOPED_TRACE(::testing::PrintToString(options));
    const std::vector<std::string> args =
        Joined(Joined({"score"}, options), DatasetPaths());
    const ProcessResult local = RunCmmm(args);
    const ProcessResult remote =
        RunCmmm(Joined(args, {"--server", server.address()}));
    EXPECT_EQ(local.exit_code, 0) << local.err;
    EXPECT_EQ(remote.exit_code, 0) << remote.err;
    EXPECT_THAT(local.out, Not(IsEmpty()));
    EXPECT_TRUE(remote.out == local.out);  // too long to print
  }
}

TEST(ScoreOutputTest, RefusalsAreTheSameWordsHereAndFromAServer) {
  const ServerProcess server({"--no-call-log"});
  ASSERT_THAT(server.address(), Not(IsEmpty()));
  const std::string path = DatasetPath("furniture-maker-level-1");
  for (const std::vector<std::string>& options :
       std::vector<std::vector<std::string>>{
           {"--model", "nope"},
           {"--weights", "nope"},
           {"--exclude", "production,nope,资源"},
           {"--up-to", "6", "--target", "7"}}) {
    SCOPED_TRACE(::testing::PrintToString(options));
    const std::vector<std::string> args = Joined({"score", path}, options);
    const ProcessResult local = RunCmmm(args);
    const ProcessResult remote =
        RunCmmm(Joined(args, {"--server", server.address()}));
    EXPECT_EQ(local.exit_code, 64);
    EXPECT_EQ(remote.exit_code, 64);
    EXPECT_EQ(remote.err, local.err);
  }
}

TEST(ScoreOutputTest, OneBadFileDoesNotStopTheOthersOnAServerEither) {
  const ServerProcess server({"--no-call-log"});
  const std::string good = DatasetPath("furniture-maker-level-1");
  const TempFile bad("model { id: \"nope\" }");
  const ProcessResult result = RunCmmm({"score", "--format", "json", "--server",
                                        server.address(), bad.path(), good});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_EQ(result.out, RunCmmm({"score", "--format", "json", good}).out);
}

TEST(ScoreOutputTest, AMessageTooLargeForTheServerIsDataNotTemporary) {
  const ServerProcess server({"--no-call-log", "--max-message-bytes", "1024"});
  const ProcessResult result =
      RunCmmm({"score", "--server", server.address(),
               DatasetPath("furniture-maker-level-1")});
  EXPECT_EQ(result.exit_code, 65) << result.err;
  EXPECT_THAT(result.err, HasSubstr("larger than max"));
}

}  // namespace
}  // namespace cmmm::test
