// A line that is a request is read as `cmmm score` reads the same text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFirst[] =
    R"("requirement_id":"data.1.a","grade":"GRADE_MOSTLY")";

std::string MayBeLeftOut() {
  for (const ModelRequirement& item : Model().requirements) {
    if (item.may_be_not_applicable) return item.id;
  }
  return "";
}

// A request of a line, in which `from` is replaced by `to`.
std::string Request(const std::string& from = "", const std::string& to = "") {
  std::string answers;
  for (const ModelRequirement& item : Model().requirements) {
    absl::StrAppend(&answers, answers.empty() ? "" : ",",
                    R"({"requirement_id":")", item.id,
                    R"(","grade":"GRADE_MOSTLY"})");
  }
  const std::string request = absl::StrCat(
      R"({"profile":{"weight_set":"discrete","assess_up_to_level":2},)",
      R"("list":{"answers":[)", answers, "]}}\n");
  if (from.empty()) return request;
  EXPECT_THAT(request, HasSubstr(from));
  return absl::StrReplaceAll(request, {{from, to}});
}

class RequestLinesTest : public ::testing::Test {
 protected:
  ProcessResult ScoreOf(const std::string& name, const std::string& text) {
    return RunCmmm({"score", folder_.Write(name, text)});
  }
  ProcessResult BatchOf(const std::string& text) {
    return folder_.RunBatch("lines.jsonl", text);
  }
  Table Rejects() const {
    Table rejects = folder_.Rejects();
    rejects.erase(rejects.begin());
    return rejects;
  }

  const BatchFolder folder_;
};

TEST_F(RequestLinesTest, WhatScoreRefusesIsRefusedByTheSameRules) {
  const std::string item = MayBeLeftOut();
  const std::string answer = absl::StrCat(R"("requirement_id":")", item,
                                          R"(","grade":"GRADE_MOSTLY")");
  const std::string id = absl::StrCat(R"("requirement_id":")", item, "\"");
  std::string reason;
  for (int i = 0; i < 1001; ++i) reason += "没";
  const std::string profile = R"({"profile":)";
  const std::vector<std::pair<std::string, std::string>> changes = {
      {kFirst, absl::StrCat(kFirst, R"(,"grade":"GRADE_FULLY")")},
      {kFirst, absl::StrCat(kFirst, R"(,"requirementId":"data.1.b")")},
      {answer, absl::StrCat(answer, R"(,"notApplicable":{"reason":"没有"})")},
      {answer,
       absl::StrCat(id, R"(,"notApplicable":{"reason":")", reason, "\"}")},
      {answer, absl::StrCat(id, R"(,"notApplicable":{"reason":" "})")},
      {kFirst, absl::StrCat(kFirst, R"(,"note":")", reason, "\"")},
      {kFirst, absl::StrCat(kFirst, R"(,"note":5,"evidence":"x")")},
      {kFirst, absl::StrCat(kFirst, R"(,"evidence":[{"txt":"x"}])")},
      {profile, R"({"info":{"bogus":1},"profile":)"},
      {profile, absl::StrCat(R"({"info":{"enterpriseName":")", reason,
                             R"("},"profile":)")},
      {profile, R"({"info":{"assessed_on":"2026-02-30"},"profile":)"},
      {profile, R"({"view":"VIEW_BOGUS","profile":)"},
      {profile, R"({"target_level":99,"profile":)"},
      {profile, R"({"packed":{"grades":"AAAA"},"profile":)"},
      {profile, R"({"model":{"idd":"x"},"profile":)"},
      {R"("assess_up_to_level":2)", R"("excludedDomainIds":"物流")"},
      {R"("assess_up_to_level":2)", R"("excludedDomainIds":["物流;销售"])"},
      {R"("assess_up_to_level":2)", R"("excludedDomainIds":[""])"},
      {R"("assess_up_to_level":2)", R"("assess_up_to_level":77)"},
      {R"("assess_up_to_level":2)", R"("weightSet":"process")"},
      {R"("list":{)", R"("list":{"answer":[],)"},
  };
  for (const auto& [from, to] : changes) {
    SCOPED_TRACE(to.substr(0, 200));
    const std::string text = Request(from, to);
    const ProcessResult score = ScoreOf("a.json", text);
    ASSERT_EQ(score.exit_code, 65);
    ASSERT_EQ(BatchOf(text).exit_code, 65);
    const Table rejects = Rejects();
    ASSERT_FALSE(rejects.empty());
    for (const Cells& row : rejects) {
      EXPECT_THAT(score.err, HasSubstr(row[4])) << row[6];
      EXPECT_NE(row[7], "");
    }
  }
}

TEST_F(RequestLinesTest, WhatScoreTakesIsTaken) {
  const std::string expected = ScoreOf("a.json", Request()).out;
  ASSERT_EQ(BatchOf(Request()).exit_code, 0);
  const Table results = ReadCsvFile(folder_.File("out.csv"));
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{
           {kFirst, absl::StrCat(kFirst, R"(,"notApplicable":null)")},
           {kFirst, R"("requirementId":"数据 1-a","grade":3)"},
           {kFirst, R"("requirementId":"data.1.a","grade":"3")"},
           {R"({"profile":)", R"({"model":null,"info":null,"profile":)"},
           {R"("assess_up_to_level":2)", R"("assessUpToLevel":"2")"},
           {R"("assess_up_to_level":2)",
            R"("assessUpToLevel":2,"excluded_domain_ids":["无"])"}}) {
    SCOPED_TRACE(to);
    EXPECT_EQ(ScoreOf("a.json", Request(from, to)).out, expected);
    const ProcessResult result = BatchOf(Request(from, to));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const Table got = ReadCsvFile(folder_.File("out.csv"));
    for (size_t c = 0; c + 1 < got[1].size(); ++c) {
      EXPECT_EQ(got[1][c], results[1][c]);
    }
  }
}

TEST_F(RequestLinesTest, AnotherVersionIsRefusedWithBothNames) {
  const std::string own = absl::StrCat(Model().id, "@", Model().version);
  for (const char* version : {"2020.1", "1999.9"}) {
    const std::string text = Request(
        R"({"profile":)",
        absl::StrCat(R"({"model":{"version":")", version, R"("},"profile":)"));
    EXPECT_EQ(BatchOf(text).exit_code, 65);
    const Table rejects = Rejects();
    ASSERT_EQ(rejects.size(), 1u);
    EXPECT_EQ(rejects[0][4], "row.other_model");
    EXPECT_EQ(rejects[0][5], absl::StrCat(Model().id, "@", version));
    EXPECT_THAT(rejects[0][6], HasSubstr(own));
    EXPECT_THAT(rejects[0][7], AllOf(HasSubstr(version), HasSubstr(own)));
    EXPECT_THAT(RunCmmm({"filter"}, text).out, HasSubstr("row.other_model"));
  }
  const std::string asked = absl::StrCat(Model().id, "@2020.1");
  EXPECT_EQ(Batch({folder_.Write(
                       "lines.jsonl",
                       Request(R"({"profile":)",
                               R"({"model":{"version":"2020.1"},"profile":)")),
                   "-o", folder_.File("out.csv"), "--force", "--model", asked})
                .exit_code,
            0);
}

// A list or a profile that is nearly called so is not carried through.
TEST_F(RequestLinesTest, PartsOfARequestAreNotCarried) {
  const std::string text =
      absl::StrReplaceAll(Request(), {{"\"list\"", "\"List\""}}) +
      "{\"enterprise_id\":\"E\",\"Profile\":{\"weight_set\":\"process\"}}\n";
  EXPECT_EQ(Batch({folder_.Write("lines.jsonl", text), "-o",
                   folder_.File("out.csv"), "--force", "--unanswered",
                   "not-satisfied", "--weights", "discrete"})
                .exit_code,
            65);
  const Table rejects = Rejects();
  ASSERT_EQ(rejects.size(), 2u);
  for (const Cells& row : rejects) EXPECT_EQ(row[4], "row.unknown_setting");
}

TEST_F(RequestLinesTest, ScoreNamesWhatIsWrongWithTheOneRequestOfALineFile) {
  const std::string twice =
      Request(kFirst, absl::StrCat(kFirst, R"(,"grade":"GRADE_FULLY")"));
  for (const std::string& text :
       {twice, "\xEF\xBB\xBF" + twice,
        absl::StrReplaceAll(twice, {{"\"list\":", "\n\"list\":"}})}) {
    EXPECT_THAT(ScoreOf("a.jsonl", text).err,
                AllOf(HasSubstr("json.duplicate_field"),
                      Not(HasSubstr("many enterprises"))));
  }
  EXPECT_THAT(ScoreOf("a.jsonl", Request() + "{").err,
              HasSubstr("many enterprises"));
  std::string broken = Request();
  broken.pop_back();
  broken.pop_back();
  EXPECT_THAT(ScoreOf("a.jsonl", broken).err, HasSubstr("json.syntax"));
  for (const std::string& text :
       {Request() + Request(),
        std::string("{\"enterprise_id\":\"E\",\"data.1.a\":\"fully\"}\n")}) {
    EXPECT_THAT(ScoreOf("a.jsonl", text).err, HasSubstr("many enterprises"));
  }
}

// Of packed grades that cannot be read none is open.
TEST_F(RequestLinesTest, PackedGradesOfTheWrongSizeAreOneFinding) {
  ASSERT_EQ(BatchOf(R"({"profile":{"weight_set":"discrete"},)"
                    R"("packed":{"grades":"AAAA"}})"
                    "\n")
                .exit_code,
            65);
  EXPECT_EQ(Rejects().size(), 1);
}

}  // namespace
}  // namespace cmmm::test
