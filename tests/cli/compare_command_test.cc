// The options of `cmmm compare`: which settings go to which side.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cmmm/v1/compare.pb.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char kDataset[] = "auto-parts-level-3";

v1::CompareResponse Compare(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "compare");
  arguments.insert(arguments.end(), {"--format", "json"});
  const ProcessResult run = RunCmmm(arguments);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  v1::CompareResponse response;
  EXPECT_TRUE(
      google::protobuf::util::JsonStringToMessage(run.out, &response).ok());
  return response;
}

TEST(CompareCommandTest, SettingsForBLeaveAAlone) {
  const auto response =
      Compare({DatasetPath(kDataset), "--weights-b", "process", "--exclude-b",
               "logistics", "--up-to-b", "2"});
  EXPECT_EQ(response.a().weight_set(), "discrete");
  EXPECT_THAT(response.a().excluded_domain_ids(), IsEmpty());
  EXPECT_EQ(response.a().decision().levels_size(), 5);
  EXPECT_EQ(response.b().weight_set(), "process");
  EXPECT_THAT(response.b().excluded_domain_ids(), ElementsAre("logistics"));
  EXPECT_EQ(response.b().decision().levels_size(), 2);
}

TEST(CompareCommandTest, PlainSettingsAreForBoth) {
  const auto response =
      Compare({DatasetPath(kDataset), DatasetPath("furniture-maker-level-1"),
               "--weights", "process", "--up-to", "3"});
  EXPECT_EQ(response.a().weight_set(), "process");
  EXPECT_EQ(response.b().weight_set(), "process");
  EXPECT_EQ(response.comparison().levels_size(), 3);
}

TEST(CompareCommandTest, AloneIsComparedWithItself) {
  const auto response = Compare({DatasetPath(kDataset)});
  EXPECT_EQ(response.comparison().total().numerator(), 0);
  EXPECT_EQ(response.b().coverage().answered(), 208);
}

TEST(CompareCommandTest, AProblemNamesItsFile) {
  const ProcessResult no_b =
      RunCmmm({"compare", DatasetPath(kDataset), "/no/such/file"});
  EXPECT_EQ(no_b.exit_code, 66);
  EXPECT_THAT(no_b.err, HasSubstr("cmmm: /no/such/file: cannot be read"));
  const ProcessResult unknown_model =
      RunCmmm({"compare", DatasetPath(kDataset), "--model-b", "no-such"});
  EXPECT_EQ(unknown_model.exit_code, 64);
  EXPECT_THAT(unknown_model.err, HasSubstr("no-such"));
}

TEST(CompareCommandTest, ListsAsManyAsAskedFor) {
  const auto lines = [](const char* listed) {
    const std::string out = RunCmmm({"compare", DatasetPath(kDataset),
                                     DatasetPath("furniture-maker-level-1"),
                                     "--listed", listed, "--lang", "en"})
                                .out;
    EXPECT_THAT(out, HasSubstr(" more\n"));
    return std::count(out.begin(), out.end(), '\n');
  };
  EXPECT_LT(lines("0"), lines("2"));
}

}  // namespace
}  // namespace cmmm::test
