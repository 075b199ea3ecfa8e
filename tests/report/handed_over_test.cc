// What is read by managers has words only; what programs and those who check
// need stands in the last part, "For checking", and there alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/cli/cli_files.h"
#include "tests/report/page_reader.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> WordsIn(const std::string& text) {
  static const std::regex kWord("[A-Za-z]+");
  std::vector<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), kWord), end; at != end;
       ++at) {
    words.push_back(at->str());
  }
  return words;
}

// Names that stand in Chinese texts as they are, such as MES or GB/T: those of
// the model's own.
const std::set<std::string>& Names() {
  static const auto* const kNames = [] {
    auto* names = new std::set<std::string>;
    for (const auto& item : RealDefinition().requirements()) {
      for (const std::string& text :
           {item.statement().zh(), item.evidence().zh(),
            RealDefinition().title().zh()}) {
        for (const std::string& word : WordsIn(text)) names->insert(word);
      }
    }
    return names;
  }();
  return *kNames;
}

// Everything that a reader sees or hears before the part for checking.
std::string BodyOf(const std::string& html, const std::string& language) {
  const size_t checking = html.find("<section id=\"checking\"");
  EXPECT_NE(checking, std::string::npos);
  const std::string before = html.substr(0, checking) + "</main></body></html>";
  Page page = ReadPage(before);
  EXPECT_EQ(page.error, "");
  for (const auto& [name, value] : page.attributes) {
    if (name == "data-is" || name == "aria-label" || name == "title") {
      absl::StrAppend(&page.text, "|", value, "|");
    }
  }
  EXPECT_THAT(page.text,
              HasSubstr(language == "zh" ? "|供核对|" : "|For checking|"))
      << "the list of contents leads there";
  return page.text;
}

// No command, id, digest or fraction; in Chinese no English but names.
void ExpectWordsOnly(const std::string& body, const std::string& language) {
  static const std::vector<std::pair<const char*, std::regex>> kNever = {
      {"command", std::regex("cmmm|(^|[^-])--[a-z]")},
      {"id of a requirement", std::regex("[a-z_]+\\.[0-9]\\.[a-z]")},
      {"id", std::regex("[A-Za-z]+_[A-Za-z]+|[a-z0-9]@[0-9]")},
      {"digest", std::regex("[0-9a-f]{32}")},
      {"fraction", std::regex("[0-9] ?/ ?[0-9]")}};
  for (const auto& [what, pattern] : kNever) {
    std::smatch found;
    EXPECT_FALSE(std::regex_search(body, found, pattern))
        << what << ": " << found.str() << " in …"
        << body.substr(std::max<long>(0, found.position() - 60), 140);
  }
  if (language != "zh") return;
  static const std::regex kShortName("[0-9]-[a-z](?![A-Za-z])");
  for (const std::string& word :
       WordsIn(std::regex_replace(body, kShortName, ""))) {
    EXPECT_EQ(Names().count(word), 1u) << word;
  }
}

std::string Written(std::vector<std::string> arguments,
                    const std::string& language) {
  arguments.insert(arguments.begin(), "report");
  arguments.insert(arguments.end(), {"-o", "-", "--lang", language, "--label",
                                     "某公司", "--date", "2022-10-20"});
  const ProcessResult result = RunCmmm(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return result.out;
}

// Every dataset, with ranges where it is open.
TEST(HandedOverTest, ReportsAreWordsUntilThePartForChecking) {
  for (const std::string& file : DatasetPaths()) {
    for (const char* language : {"zh", "en"}) {
      SCOPED_TRACE(absl::StrCat(file, " ", language));
      ExpectWordsOnly(
          BodyOf(Written({file, "--unanswered", "bounds"}, language), language),
          language);
    }
  }
}

// The worst case, a far target, and the conditions of programmes.
TEST(HandedOverTest, SoAreThoseOfEveryKind) {
  const std::vector<std::vector<std::string>> kinds = {
      {DatasetPath("half-filled-questionnaire"), "--unanswered",
       "not-satisfied", "--target", "4"},
      {DatasetPath("furniture-maker-level-1"), "--target", "5"},
      {DatasetPath("hunan-equipment-maker-just-misses-level-2"), "--programme",
       "national-pilot-2022/demonstration-factory"},
      {DatasetPath("half-filled-questionnaire"), "--unanswered", "bounds",
       "--programme", "smart-factory-2026/advanced"}};
  for (const auto& arguments : kinds) {
    for (const char* language : {"zh", "en"}) {
      SCOPED_TRACE(absl::StrCat(arguments[0], " ", language));
      ExpectWordsOnly(BodyOf(Written(arguments, language), language), language);
    }
  }
}

// Nothing is lost by it.
TEST(HandedOverTest, ThePartForCheckingHasWhatTheOthersLeaveOut) {
  const std::string file =
      DatasetPath("hunan-equipment-maker-just-misses-level-2");
  const std::string html = Written(
      {file, "--programme", "national-pilot-2022/demonstration-factory"}, "zh");
  const std::string checking =
      ReadPage(html.substr(html.find("<section id=\"checking\""))).text;
  for (const auto& item : RealDefinition().requirements()) {
    EXPECT_THAT(checking, HasSubstr(item.id()));
  }
  for (const char* text :
       {"cmmm score", "cmmm verify", "gbt39116-2020@", "|discrete|", "finances",
        "national-pilot-2022/demonstration-factory"}) {
    EXPECT_THAT(checking, HasSubstr(text));
  }
}

// Requirements are called what people may write for them.
TEST(HandedOverTest, RequirementsHaveTheirShortNames) {
  const std::string file = DatasetPath("furniture-maker-level-1");
  EXPECT_THAT(BodyOf(Written({file}, "zh"), "zh"), HasSubstr("|人员技能 1-a|"));
  EXPECT_THAT(BodyOf(Written({file}, "en"), "en"),
              HasSubstr("|Personnel skills 1-a|"));
}

TEST(HandedOverTest, PortfoliosAreWordsUntilThePartForChecking) {
  const TempFolder folder;
  const std::string results = folder.path() + "/r.csv";
  ASSERT_EQ(RunCmmm({"synthesize", "--n", "40", "-o", folder.path() + "/a.csv"})
                .exit_code,
            0);
  ASSERT_EQ(
      RunCmmm({"batch", folder.path() + "/a.csv", "-o", results}).exit_code, 0);
  for (const char* language : {"zh", "en"}) {
    SCOPED_TRACE(language);
    const std::string page = folder.path() + "/" + language + ".html";
    const ProcessResult result =
        RunCmmm({"portfolio", results, "--lang", language, "--page", page});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const std::string html = ReadFile(page);
    ExpectWordsOnly(BodyOf(html, language), language);
    EXPECT_THAT(html.substr(html.find("<section id=\"checking\"")),
                HasSubstr("gbt39116-2020@"));
  }
}

// The index says in words by which model and weights where reports differ, and
// why something could not be scored.
TEST(HandedOverTest, IndexesAreWordsUntilThePartForChecking) {
  const TempFolder folder;
  v1::ScoreRequest old = ReadDataset("furniture-maker-level-1");
  old.mutable_model()->set_version("2020.1");
  old.mutable_info()->set_enterprise_name("甲公司");
  v1::ScoreRequest current = ReadDataset("process-chemical-plant");
  current.mutable_info()->set_enterprise_name("乙公司");
  const TempFile one(ToTextproto(old));
  const TempFile other(ToTextproto(current));
  const ProcessResult result = RunCmmm({"report", one.path(), other.path(),
                                        "-o", folder.path(), "--lang", "zh"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string html = ReadFile(folder.path() + "/index.html");
  const size_t checking = html.find("<section id=\"checking\"");
  ASSERT_NE(checking, std::string::npos);
  const std::string body =
      ReadPage(html.substr(0, checking) + "</main></body></html>").text;
  ExpectWordsOnly(body, "zh");
  EXPECT_THAT(body, HasSubstr("版本 2020.1，离散型"));
  EXPECT_THAT(html.substr(checking), HasSubstr("gbt39116-2020@2020.1"));
}

}  // namespace
}  // namespace cmmm::test
