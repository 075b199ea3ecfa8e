// `cmmm score`: what the command line says goes over what the file says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

struct OptionCase {
  std::string dataset;
  std::vector<std::string> options;
  // The request these options mean.
  std::function<void(v1::ScoreRequest*)> change;
};

std::string Name(const OptionCase& option_case) {
  return ::testing::PrintToString(option_case.options);
}

const std::vector<OptionCase>& Cases() {
  static const auto* cases = new std::vector<OptionCase>{
      {"furniture-maker-level-1", {}, [](v1::ScoreRequest*) {}},
      {"furniture-maker-level-1",
       {"--weights", "process"},
       [](v1::ScoreRequest* request) {
         request->mutable_profile()->set_weight_set("process");
       }},
      {"furniture-maker-level-1",
       {"--exclude", "logistics,sales"},
       [](v1::ScoreRequest* request) {
         request->mutable_profile()->add_excluded_domain_ids("logistics");
         request->mutable_profile()->add_excluded_domain_ids("sales");
       }},
      // Replaces the file's list rather than adding to it.
      {"contract-manufacturer-no-logistics-no-sales",
       {"--exclude", "sales", "--unanswered", "not-satisfied"},
       [](v1::ScoreRequest* request) {
         request->mutable_profile()->clear_excluded_domain_ids();
         request->mutable_profile()->add_excluded_domain_ids("sales");
         request->set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
       }},
      {"furniture-maker-level-1",
       {"--up-to", "2"},
       [](v1::ScoreRequest* request) {
         request->mutable_profile()->set_assess_up_to_level(2);
       }},
      // 0 is a choice too.
      {"assessed-up-to-level-2",
       {"--up-to", "0", "--unanswered", "not-satisfied"},
       [](v1::ScoreRequest* request) {
         request->mutable_profile()->set_assess_up_to_level(0);
         request->set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
       }},
      {"furniture-maker-level-1",
       {"--target", "4", "--view", "full"},
       [](v1::ScoreRequest* request) {
         request->set_target_level(4);
         request->set_view(v1::VIEW_FULL);
       }},
      {"furniture-maker-level-1",
       {"--view", "level"},
       [](v1::ScoreRequest* request) { request->set_view(v1::VIEW_LEVEL); }},
      {"furniture-maker-level-1",
       {"--view", "scorecard"},
       [](v1::ScoreRequest* request) {
         request->set_view(v1::VIEW_SCORECARD);
       }},
      {"furniture-maker-level-1",
       {"--models", "models/gbt39116-2020/model.textproto"},
       [](v1::ScoreRequest*) {}},
      {"furniture-maker-level-1",
       {"--model", "gbt39116-2020@2020.3"},
       [](v1::ScoreRequest*) {}},
  };
  return *cases;
}

TEST(ScoreOptionsTest, MeanTheSameAsTheFieldsOfTheRequest) {
  for (const OptionCase& option_case : Cases()) {
    SCOPED_TRACE(Name(option_case));
    v1::ScoreRequest request = ReadDataset(option_case.dataset);
    option_case.change(&request);
    std::vector<std::string> args = {"score", "--format", "textproto",
                                     DatasetPath(option_case.dataset)};
    args.insert(args.end(), option_case.options.begin(),
                option_case.options.end());
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(PrintedBytes(result.out), EvaluatedBytes(request));
  }
}

TEST(ScoreOptionsTest, EveryOptionGoesOverAFieldThatIsSet) {
  v1::ScoreRequest wrong = ReadDataset("furniture-maker-level-1");
  const v1::ScoreRequest right = wrong;
  wrong.mutable_model()->set_id("no-such-model");
  wrong.mutable_model()->set_version("9.9");
  wrong.mutable_profile()->set_weight_set("no-such-set");
  wrong.mutable_profile()->add_excluded_domain_ids("no-such-domain");
  wrong.mutable_profile()->set_assess_up_to_level(77);
  wrong.set_target_level(77);
  wrong.set_unanswered(v1::UNANSWERED_POLICY_REFUSE);
  wrong.set_view(v1::VIEW_LEVEL);
  wrong.mutable_list()->mutable_answers()->RemoveLast();
  const TempFile file(ToTextproto(wrong));
  EXPECT_EQ(RunCmmm({"score", file.path()}).exit_code, 65);

  const ProcessResult result = RunCmmm(
      {"score", file.path(), "--model", "gbt39116-2020", "--weights",
       "discrete", "--exclude", "sales", "--up-to", "3", "--target", "2",
       "--unanswered", "not-satisfied", "--view", "full", "--format", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  v1::ScoreRequest meant = right;
  meant.mutable_list()->mutable_answers()->RemoveLast();
  meant.mutable_profile()->add_excluded_domain_ids("sales");
  meant.mutable_profile()->set_assess_up_to_level(3);
  meant.set_target_level(2);
  meant.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  meant.set_view(v1::VIEW_FULL);
  EXPECT_EQ(PrintedBytes(result.out), EvaluatedBytes(meant));
}

TEST(ScoreOptionsTest, UnansweredRefuseGoesOverAFileThatCountsThem) {
  const std::string path = DatasetPath("half-filled-questionnaire");
  EXPECT_EQ(RunCmmm({"score", path}).exit_code, 0);
  const ProcessResult refused =
      RunCmmm({"score", path, "--unanswered", "refuse"});
  EXPECT_EQ(refused.exit_code, 65);
  EXPECT_THAT(refused.err, HasSubstr("83 violations"));
}

TEST(ScoreOptionsTest, ValuesThatTheModelDoesNotHaveAreWrongOptions) {
  const std::string path = DatasetPath("furniture-maker-level-1");
  for (const auto& [option, value, says] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"--model", "nope", "gbt39116-2020@2020.1"},
           {"--model", "gbt39116-2020@9", "gbt39116-2020@2020.1"},
           {"--weights", "nope", "there are: process ("},
           {"--exclude", "production", "logistics ("},
           {"--exclude", "logistics,nope", "logistics ("},
           {"--exclude", "sales,销售", "销售"},
           {"--up-to", "6", "0 to 5"},
           {"--target", "6", "request.target_level"}}) {
    const ProcessResult result = RunCmmm({"score", path, option, value});
    EXPECT_EQ(result.exit_code, 64) << option << " " << value;
    EXPECT_THAT(result.err, HasSubstr(says)) << option << " " << value;
  }
}

TEST(ScoreOptionsTest, TheLanguageIsThatOfTheReport) {
  const std::string path = DatasetPath("furniture-maker-level-1");
  EXPECT_THAT(RunCmmm({"score", path, "--lang", "zh"}).out,
              HasSubstr("信息安全"));
  EXPECT_THAT(RunCmmm({"score", path, "--lang", "en"}).out,
              HasSubstr("Information security"));
  EXPECT_EQ(RunCmmm({"score", path}).out,
            RunCmmm({"score", path, "--lang", "en"}).out);
  EXPECT_EQ(RunShell("test \"$(LC_ALL=zh_CN.UTF-8 cmmm score " + path +
                     ")\" = \"$(cmmm score --lang zh " + path + ")\""),
            0);
}

TEST(ScoreOptionsTest, TheModelsFolderMayComeFromTheEnvironment) {
  const std::string score = "cmmm score " +
                            DatasetPath("furniture-maker-level-1") +
                            " > /dev/null 2> /dev/null";
  EXPECT_EQ(RunShell("CMMM_MODELS=models " + score), 0);
  EXPECT_EQ(RunShell("CMMM_MODELS=no/such/folder " + score), 78);
  EXPECT_EQ(
      RunShell("CMMM_MODELS=no/such/folder " + score + " --models models"), 0);
}

}  // namespace
}  // namespace cmmm::test
