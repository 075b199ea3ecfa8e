// Every rule id of the linter is tested and documented.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

constexpr char kThisFile[] = "lint_rules_test.cc";

bool IsWord(absl::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
             absl::string_view::npos;
}

// Rule ids are the string literals of the form `group.rule`.
bool IsRuleId(absl::string_view literal) {
  const std::vector<absl::string_view> words = absl::StrSplit(literal, '.');
  return words.size() == 2 && IsWord(words[0]) && IsWord(words[1]);
}

std::set<std::string> RuleIds() {
  std::set<std::string> ids;
  for (const std::string& file : test::FilesBelow("engine/model", ".cc")) {
    // Also what is between two literals; that never looks like an id.
    const std::string source = test::ReadFile(file);
    for (const absl::string_view part : absl::StrSplit(source, '"')) {
      if (IsRuleId(part)) ids.emplace(part);
    }
  }
  return ids;
}

bool Contains(const std::string& text, const std::string& id, char quote) {
  return text.find(quote + id + quote) != std::string::npos;
}

TEST(LintRulesTest, AreFoundInTheSources) {
  const std::set<std::string> ids = RuleIds();
  EXPECT_EQ(ids.count("model.syntax"), 1u);
  EXPECT_EQ(ids.count("size.arithmetic"), 1u);
}

TEST(LintRulesTest, AreEachTested) {
  std::string tests;
  for (const std::string& file :
       test::FilesBelow("tests/engine/model", ".cc")) {
    if (file.find(kThisFile) == std::string::npos) {
      tests += test::ReadFile(file);
    }
  }
  for (const std::string& id : RuleIds()) {
    EXPECT_TRUE(Contains(tests, id, '"')) << id << " is not tested";
  }
}

TEST(LintRulesTest, AreEachDocumented) {
  const std::string pages =
      test::ReadFile(test::SourcePath("docs/model_format.md")) +
      test::ReadFile(test::SourcePath("docs/programme_format.md"));
  for (const std::string& id : RuleIds()) {
    EXPECT_TRUE(Contains(pages, id, '`'))
        << "neither format page lists `" << id << "`";
  }
}

}  // namespace
}  // namespace cmmm
