// Every rule and every reason that the code can give is said in Chinese, too.
#include "texts/rule_texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// What the pattern finds in the sources that break rules.
std::set<std::string> FoundInSources(const std::string& pattern,
                                     const std::vector<std::string>& rooms = {
                                         "engine", "excel", "tables", "results",
                                         "batch", "service", "server", "http",
                                         "cli"}) {
  const std::regex expression(pattern);
  std::set<std::string> found;
  for (const std::string& room : rooms) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(SourcePath(room))) {
      if (entry.path().extension() != ".cc") continue;
      const std::string text = ReadFile(entry.path());
      for (std::sregex_iterator at(text.begin(), text.end(), expression), end;
           at != end; ++at) {
        found.insert((*at)[1]);
      }
    }
  }
  return found;
}

TEST(RuleTextsTest, EveryRuleIsKnown) {
  // An id as the second argument of Add, or at the head of a message.
  const std::set<std::string> rules =
      FoundInSources("Add\\(\\s*[^;{}]{0,80}?,\\s*\"([a-z]+\\.[a-z_]+)\"");
  EXPECT_GT(rules.size(), 50u);
  for (const std::string& rule : rules) {
    EXPECT_NE(texts::ChineseRule(rule), "") << rule;
  }
  for (const std::string& rule : FoundInSources("\"(header\\.[a-z_]+)[:\"]")) {
    EXPECT_NE(texts::ChineseRule(rule), "") << rule;
  }
  const std::set<std::string> keys =
      FoundInSources("KeyFault\\{\"([a-z]+\\.[a-z_0-9]+)\"");
  EXPECT_GE(keys.size(), 4u);
  for (const std::string& rule : keys) {
    EXPECT_NE(texts::ChineseRule(rule), "") << rule;
  }
}

TEST(RuleTextsTest, EveryRuleOfSettingsIsKnown) {
  const std::set<std::string> rules =
      FoundInSources("\"((access|config|tls)\\.[a-z_]+)\"", {"service", "cli"});
  EXPECT_GT(rules.size(), 5u);
  for (const std::string& rule : rules) {
    EXPECT_NE(texts::ChineseRule(rule), "") << rule;
  }
}

// Whatever a message is made of: any text of the sources that is an id of the
// rules of tables, requests and answers.
TEST(RuleTextsTest, EveryIdOfTheDoorsIsSaidInChinese) {
  const std::set<std::string> ids = FoundInSources(
      "\"((?:answer|encoding|grade|grades|header|input|long|request|row)"
      "\\.[a-z_]+)[\":]");
  EXPECT_GT(ids.size(), 50u);
  static const std::regex english("\\b(the|is|not|must|cannot|are|no|of)\\b");
  for (const std::string& id : ids) {
    const std::string zh(texts::ChineseRule(id));
    EXPECT_NE(zh, "") << id;
    EXPECT_FALSE(std::regex_search(zh, english)) << zh;
  }
}

TEST(RuleTextsTest, FindingsBringWhatThereIs) {
  const RowFinding finding{"c", "profile.unknown_domain", "x",
                           "`x` is no domain of the model; there are: a (甲)"};
  EXPECT_EQ(texts::ChineseWords(finding), "模型中没有能力域“x”；现有：a (甲)");
  const RowFinding named = {"",  "profile.unknown_domain",
                            "x", "`x` is no domain; there are: a (A)",
                            "",  "a (甲)"};
  EXPECT_EQ(texts::ChineseWords(named), "模型中没有这一能力域；现有：a (甲)");
  EXPECT_EQ(texts::ChineseWords({"", "no.such", "", "m"}), "no.such");
  EXPECT_EQ(texts::ChineseWords({"", "no.such", "", "m", "中文"}), "中文");
}

TEST(RuleTextsTest, EveryReasonIsKnown) {
  const std::set<std::string> reasons = FoundInSources(
      "\"([A-Z]+_[A-Z_]+|DRAINING)\"", {"engine", "excel", "tables", "results",
                                        "batch", "server", "http", "cli"});
  EXPECT_GT(reasons.size(), 10u);
  for (const std::string& reason : reasons) {
    if (reason.find("UNSPECIFIED") != std::string::npos) continue;
    if (reason.rfind("CMMM_", 0) == 0) continue;  // a variable
    EXPECT_NE(texts::ChineseRefusal(reason), "") << reason;
  }
}

TEST(RuleTextsTest, EveryReasonOfTheServiceIsKnown) {
  const std::set<std::string> reasons = FoundInSources(
      "Refuse(?:Violations)?\\((?:absl::StatusCode::\\w+,\\s*)?"
      "\"([A-Z_]+)\"",
      {"service"});
  EXPECT_GT(reasons.size(), 4u);
  for (const std::string& reason : reasons) {
    if (reason == "STOPPED") continue;  // replaced before anybody sees it
    EXPECT_NE(texts::ChineseRefusal(reason), "") << reason;
  }
}

TEST(RuleTextsTest, MessagesKeepTheirPlaces) {
  EXPECT_EQ(texts::ChineseMessage("in.csv:1: row.quotes: a quoted cell"),
            "in.csv:1: row.quotes: 引号没有在单元格末尾结束");
  EXPECT_EQ(texts::ChineseMessage("nothing known"), "nothing known");
  EXPECT_EQ(texts::ChineseRule("no.such_rule"), "");
}

// No word of English but ids, names and paths.
TEST(RuleTextsTest, ErrorsAreInTheLanguageAskedFor) {
  const TempFile bad("list { answers { requirement_id: \"no\" grade: 9 } }");
  const TempFile table("a;b\n1;2\n", ".csv");
  const TempFile lines("{\"level\": 1}\n", ".jsonl");
  const TempFile cells("enterprise_id,level,total\nx,one,1\n", ".csv");
  const TempFile cohort("min_group: 1", ".textproto");
  const std::string one = DatasetPath("auto-parts-level-3");
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{
           {"score", bad.path(), "--weights", "discrete"},
           {"score", one, "--weights", "none-such"},
           {"score", one, "--model", "none-such"},
           {"score", one, "--up-to", "9"},
           {"score", "no-such-file"},
           {"score", table.path()},
           {"score", one, "--view", "none-such"},
           {"score", one, "--no-such-option"},
           {"score"},
           {"batch", table.path(), "-o", table.path() + ".out.csv"},
           {"batch", table.path(), "-o", "x.doc"},
           {"batch", table.path(), "-o", "x.csv", "--shard", "x"},
           {"batch", table.path(), "-o", "x.csv", "--weights", "none-such"},
           {"filter", "--exclude", "none-such"},
           {"portfolio", one, "--by", "region"},
           {"portfolio", one, "--bring", "3"},
           {"score", one, "--exclude", "data"},
           {"score", one, "--target", "9"},
           {"report", one, "-o", "-", "--date", "yesterday"},
           {"plan", one, "--cost", "data"},
           {"plan", one, "--requires", "data"},
           {"verify", one},
           {"ready", "no-such-programme", one},
           {"batch", "no-such-file.csv", "-o", "x.csv"},
           {"batch", table.path(), "-o", "/no/such/folder/x.csv"},
           {"merge", table.path(), "-o", "x.csv"},
           {"portfolio", table.path()},
           {"portfolio", lines.path()},
           {"portfolio", cells.path()},
           {"score", one, "--cohort", cohort.path()},
           {"score", one, "--cohort", "no-such-file"},
           {"score", "/"},
           {"template", "--up-to", "9", "-o", "x.xlsx"},
           {"sign", one, "--key", table.path()},
           {"verify", one, "--key", table.path()},
           {"ready", "smart-factory-2025/no-such-track", one},
           {"ready", "smart-factory-2025/no-such-track", "--template"},
           {"explain", one, "level:9"},
           {"compare", one, one, "--weights-b", "none-such"},
           {"score", one, "--server", "127.0.0.1:1"},
           {"serve", "--listen", "192.0.2.1:1"}}) {
    SCOPED_TRACE(::testing::PrintToString(args));
    std::vector<std::string> zh = args;
    zh.insert(zh.end(), {"--lang", "zh"});
    const ProcessResult result = RunCmmm(zh);
    EXPECT_NE(result.exit_code, 0);
    static const std::regex english("\\b(the|is|not|must|cannot|are|no)\\b ");
    EXPECT_FALSE(std::regex_search(result.err, english)) << result.err;
  }
}

// With what there is, by its names in that language.
TEST(RuleTextsTest, AServerRefusesInTheSameWords) {
  const ServerProcess server;
  const std::string scope = "profile { weight_set: \"discrete\" ";
  for (const std::string& request :
       {scope + "excluded_domain_ids: \"none-such\" } list {}",
        scope + "excluded_domain_ids: \"production\" } list {}",
        std::string("profile { weight_set: \"none-such\" } list {}"),
        std::string("model { id: \"none-such\" } list {}"),
        scope + "} list { answers { requirement_id: \"no.1.a\" grade: 9 } }"}) {
    const TempFile file(request);
    for (const char* language : {"zh", "en"}) {
      const ProcessResult local = RunCmmm(
          {"score", file.path(), "--unanswered", "bounds", "--lang", language});
      const ProcessResult remote =
          RunCmmm({"score", file.path(), "--unanswered", "bounds", "--lang",
                   language, "--server", server.address()});
      EXPECT_EQ(local.exit_code, 65) << local.err;
      EXPECT_EQ(remote.exit_code, 65);
      EXPECT_EQ(remote.err, local.err);
    }
  }
}

// Where there is no --lang, by the environment.
TEST(RuleTextsTest, WhatARunCameToIsInTheLanguageOfTheTerminal) {
  const TempFolder folder;
  const auto said = [&](const std::string& arguments) {
    const std::string file = folder.path() + "/said";
    EXPECT_EQ(RunShell("export LC_ALL=zh_CN.UTF-8; cd " + folder.path() +
                       "; cmmm " + arguments + " 2> said"),
              0)
        << ReadFile(file);
    return ReadFile(file);
  };
  EXPECT_NE(said("synthesize --n 30 -o in.csv").find("虚构企业 30 家"),
            std::string::npos);
  for (const char* shard : {"1", "2"}) {
    EXPECT_NE(said(std::string("batch in.csv -o part") + shard +
                   ".csv --shard " + shard + "/2")
                  .find("已评分"),
              std::string::npos);
  }
  EXPECT_NE(said("merge part1.csv part2.csv -o whole.csv").find("已评分 30 行"),
            std::string::npos);
}

}  // namespace
}  // namespace cmmm::test
