// Every rule id of the linter is tested and documented.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "tests/support/test_files.h"

namespace cmmm {
namespace {

constexpr char kThisFile[] = "lint_rules_test.cc";

// Rule ids are the string literals of the form `group.rule`.
std::set<std::string> RuleIds() {
  static const std::regex kRuleId("\"([a-z0-9_]+\\.[a-z0-9_]+)\"");
  std::set<std::string> ids;
  for (const std::string& file : test::FilesBelow("engine/model", ".cc")) {
    const std::string source = test::ReadFile(file);
    for (std::sregex_iterator it(source.begin(), source.end(), kRuleId), end;
         it != end; ++it) {
      ids.insert((*it)[1]);
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
  const std::string page =
      test::ReadFile(test::SourcePath("docs/model_format.md"));
  for (const std::string& id : RuleIds()) {
    EXPECT_TRUE(Contains(page, id, '`'))
        << "docs/model_format.md does not list `" << id << "`";
  }
}

}  // namespace
}  // namespace cmmm
