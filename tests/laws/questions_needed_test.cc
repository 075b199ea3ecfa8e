// How many questions an interview needs on the made-up enterprises; the
// figures are in datasets/README.md and held here.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

struct Needed {
  int asked = 0;
  int in_scope = 0;
};

v1::NextQuestionsResponse Ask(const v1::ScoreRequest& assessment) {
  v1::NextQuestionsRequest request;
  *request.mutable_assessment() = assessment;
  request.set_limit(1);
  v1::NextQuestionsResponse response;
  EXPECT_FALSE(NextQuestions(RealCatalog(), request, &response).has_value());
  return response;
}

// Interviews the enterprise from nothing until its level is settled; with
// levels 1 to `up_to` only, or all when it is 0.
Needed InterviewOf(v1::ScoreRequest dataset, int up_to) {
  std::map<std::string, v1::Answer> known;
  for (const auto& answer : dataset.list().answers()) {
    known[answer.requirement_id()] = answer;
  }
  if (up_to > 0) dataset.mutable_profile()->set_assess_up_to_level(up_to);
  v1::ScoreRequest shown = dataset;
  shown.clear_answers();
  Needed needed;
  v1::NextQuestionsResponse next = Ask(shown);
  needed.in_scope = next.coverage().in_scope();
  while (!next.bounds().settled()) {
    *shown.mutable_list()->add_answers() =
        known.at(next.questions(0).requirement_id());
    ++needed.asked;
    next = Ask(shown);
  }
  v1::ScoreResponse truth;
  EXPECT_FALSE(Evaluate(RealCatalog(), dataset, &truth).has_value());
  EXPECT_EQ(next.bounds().worst().level(), truth.decision().level());
  return needed;
}

std::string Share(const Needed& needed) {
  return absl::StrFormat(
      "%d %%", (needed.asked * 100 + needed.in_scope / 2) / needed.in_scope);
}

TEST(QuestionsNeededTest, AreAsDatasetsReadmeSays) {
  std::vector<double> shares;
  std::vector<int> up_to_level_2;
  std::string table;
  for (const std::string& file : FilesBelow("datasets", ".textproto")) {
    const auto dataset = ParseTextOrDie<v1::ScoreRequest>(ReadFile(file));
    v1::ScoreResponse complete;
    v1::ScoreRequest strict = dataset;
    strict.set_unanswered(v1::UNANSWERED_POLICY_REFUSE);
    if (Evaluate(RealCatalog(), strict, &complete).has_value()) continue;
    const Needed needed = InterviewOf(dataset, 0);
    up_to_level_2.push_back(InterviewOf(dataset, 2).asked);
    shares.push_back(static_cast<double>(needed.asked) / needed.in_scope);
    absl::StrAppend(&table, "| `", std::filesystem::path(file).stem().string(),
                    "` | ", complete.decision().level(), " | ", needed.asked,
                    " | ", needed.in_scope, " | ", Share(needed), " | ",
                    up_to_level_2.back(), " |\n");
  }
  ASSERT_EQ(shares.size(), 15u);
  std::sort(shares.begin(), shares.end());
  const std::string median =
      absl::StrFormat("Median: %.1f %%", shares[shares.size() / 2] * 100);
  std::sort(up_to_level_2.begin(), up_to_level_2.end());
  const std::string needed_for_level_2 =
      absl::StrFormat("from %d to %d questions, half of the enterprises %d",
                      up_to_level_2.front(), up_to_level_2.back(),
                      up_to_level_2[up_to_level_2.size() / 2]);
  std::cout << table << median << "\n" << needed_for_level_2 << "\n";
  const std::string readme = ReadFile(SourcePath("datasets/README.md"));
  EXPECT_NE(readme.find(table), std::string::npos)
      << "datasets/README.md has another table";
  EXPECT_NE(readme.find(median), std::string::npos);
  EXPECT_NE(readme.find(needed_for_level_2), std::string::npos);
  const std::string fewest = absl::StrCat(up_to_level_2.front());
  const std::string most = absl::StrCat(up_to_level_2.back());
  EXPECT_NE(ReadFile(SourcePath("README.md")).find(fewest + " to " + most),
            std::string::npos);
  EXPECT_NE(
      ReadFile(SourcePath("README.zh-CN.md")).find(fewest + " 至 " + most),
      std::string::npos);
}

}  // namespace
}  // namespace cmmm::test
