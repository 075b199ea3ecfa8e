// Refusals over HTTP, for people who read Chinese.
#include "http/connect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "engine/response/refusal_status.h"
#include "google/rpc/error_details.pb.h"
#include "tests/support/test_files.h"
#include "texts/refusal_text.h"
#include "texts/rule_texts.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What stands in code in the first columns of the tables.
std::set<std::string> NamedIn(const std::string& document,
                              const std::string& pattern) {
  const std::string text = ReadFile(SourcePath(document));
  const std::regex row("\n\\|[^\n]*"), id("`(" + pattern + ")`");
  std::set<std::string> found;
  for (std::sregex_iterator line(text.begin(), text.end(), row), end;
       line != end; ++line) {
    const std::string cells = line->str();
    for (std::sregex_iterator at(cells.begin(), cells.end(), id); at != end;
         ++at) {
      found.insert((*at)[1]);
    }
  }
  return found;
}

// Names, and words that are said so in Chinese, too.
bool HasEnglish(const std::string& text) {
  static const std::regex word("[A-Za-z]{3,}");
  static const std::set<std::string> known = {
      "JSON",         "UTF",  "MiB",   "HTTP",      "Connect",
      "xlsx",         "xls",  "xlsb",  "WPS",       "Excel",
      "OpenDocument", "cmmm", "batch", "textproto", "template"};
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end;
       ++at) {
    if (known.count(at->str()) == 0) return true;
  }
  return false;
}

// Every rule that documents list for the API and for workbooks, but those that
// name options of `cmmm explain`, which no page asks.
TEST(ConnectErrorTest, EveryRuleIsSaidInChinese) {
  std::set<std::string> rules = NamedIn("docs/api.md", "[a-z_]+\\.[a-z_]+");
  rules.merge(NamedIn("docs/excel.md", "[a-z]+\\.[a-z_]+"));
  int said = 0;
  for (const std::string& rule : rules) {
    // Fields of messages stand in the same tables.
    const bool is_rule =
        std::regex_match(
            rule,
            std::regex("(request|json|profile|info|answer|plan|next|readiness|"
                       "declaration|checked_text|questions|report|results|join|"
                       "list|workbook)\\..*")) &&
        rule != "info.enterprise_name" && rule != "info.assessed_on" &&
        rule != "list.answers" && rule != "profile.weight_set" &&
        rule.find("profile.excluded_domain") != 0 &&
        rule.find("profile.assess_up_to") != 0;
    if (!is_rule) continue;
    ++said;
    const std::string zh = texts::ChineseViolation(rule, "");
    EXPECT_NE(zh, "") << rule;
    EXPECT_FALSE(HasEnglish(zh)) << rule << ": " << zh;
  }
  EXPECT_GT(said, 90);
}

// Each violation has the words of its own rule, and the value that was found.
TEST(ConnectErrorTest, ListsViolationsInBothLanguages) {
  Violations violations;
  violations.Add("list.answers[0]", "answer.duplicate", "data.1.a", "twice");
  violations.Add("list.answers[1]", "answer.unknown_requirement", "", "none");
  const std::string body =
      http::ErrorReply(RefuseInvalid("no", std::move(violations))).body;
  EXPECT_THAT(body, HasSubstr("answer.duplicate: twice"));
  EXPECT_THAT(body, HasSubstr("该条款重复作答（“data.1.a”）"));
  EXPECT_THAT(body, HasSubstr("模型中没有这一条款"));
  EXPECT_THAT(body, HasSubstr("google.rpc.LocalizedMessage"));
  EXPECT_THAT(body, HasSubstr("这份自评有误：2 处"));
  EXPECT_LT(body.find("重复作答"), body.find("模型中没有"));
}

// An assessment is not to blame for what was asked of it.
TEST(ConnectErrorTest, BlamesWhatIsWrong) {
  Violations violations;
  violations.Add("budget", "plan.budget_negative", "-1", "must be 0 or more");
  const std::string body =
      http::ErrorReply(RefuseInvalid("no", std::move(violations))).body;
  EXPECT_THAT(body, HasSubstr("请求有误：1 处"));
  EXPECT_THAT(body, Not(HasSubstr("这份自评有误")));
}

TEST(ConnectErrorTest, EqualRefusalsAreEqualTexts) {
  Refusal refusal = Refuse(absl::StatusCode::kNotFound, "MODEL_NOT_FOUND", "");
  for (const char* key : {"models", "value", "quota", "limit", "left"}) {
    refusal.metadata[key] = "1";
  }
  const std::string body = http::ErrorReply(refusal).body;
  for (int i = 0; i < 50; ++i) EXPECT_EQ(http::ErrorReply(refusal).body, body);
  EXPECT_THAT(body, HasSubstr(R"("metadata":{"left":"1","limit":"1",)"));
}

TEST(ConnectErrorTest, SaysWhatThereIsInstead) {
  Refusal refusal =
      Refuse(absl::StatusCode::kNotFound, "MODEL_NOT_FOUND", "no such model");
  refusal.metadata["models"] = "tiny@1";
  EXPECT_THAT(http::ErrorReply(refusal).body,
              HasSubstr("没有这一模型（现有：tiny@1）"));
  // What the catalogue does not know is not made up.
  refusal.reason = "NEVER_HEARD_OF";
  EXPECT_THAT(http::ErrorReply(refusal).body,
              Not(HasSubstr("LocalizedMessage")));
}

}  // namespace
}  // namespace cmmm::test
