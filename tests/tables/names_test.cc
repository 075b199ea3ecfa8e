// Columns and keys whose names are nearly those of something that changes a
// level: refused by name, never carried through.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct NearName {
  const char* name;
  const char* meant;
};

constexpr NearName kNearNames[] = {
    {"裁剪的能力域", "excluded_domain_ids"},  // a line of our own workbook
    {"剔除的能力域", "excluded_domain_ids"},
    {"裁剪能力域（可空）", "excluded_domain_ids"},
    {"（可空）裁剪能力域", "excluded_domain_ids"},
    {"裁剪能力域*", "excluded_domain_ids"},
    {"裁剪能力域：", "excluded_domain_ids"},
    {"裁减能力域", "excluded_domain_ids"},
    {"不参评能力域", "excluded_domain_ids"},
    {"剔除域", "excluded_domain_ids"},
    {"Domains left out", "excluded_domain_ids"},
    {"excluded", "excluded_domain_ids"},
    {"Exclude", "excluded_domain_ids"},
    {"excluded domains", "excluded_domain_ids"},
    {"ｅｘｃｌｕｄｅｄ", "excluded_domain_ids"},
    {"profile.excluded_domain_ids", "excluded_domain_ids"},
    {"评到第几级", "assess_up_to_level"},
    {"Highest level", "assess_up_to_level"},
    {"评估上限", "assess_up_to_level"},
    {"评估级别上限", "assess_up_to_level"},
    {"up_to", "assess_up_to_level"},
    {"Up-To", "assess_up_to_level"},
    {"权重", "weight_set"},
    {"权重集（必填）", "weight_set"},
    {"企业类型*", "weight_set"},
    {"weights", "weight_set"},
};

// Other columns that people keep beside the answers.
constexpr const char* kOtherNames[] = {"城市",
                                       "企业性质",
                                       "评估等级",
                                       "评定结果",
                                       "车间权重系数",
                                       "备注",
                                       "town",
                                       "photo_upload",
                                       "weather",
                                       "answered",
                                       "is_excluded_from_stats"};

// `name` as a column more, with a text in every row.
Table WithColumn(Table table, const std::string& name) {
  for (Cells& row : table) row.emplace_back("物流");
  table[0].back() = name;
  return table;
}

Table LongAnswers(const std::string& grade_title) {
  Table table = {{"企业编号", "权重集", "条款编号", grade_title}};
  for (const ModelRequirement& item : Model().requirements) {
    table.push_back({"甲", "discrete", item.id, "大部分满足"});
  }
  return table;
}

std::string Record(const std::string& more) {
  std::string line = "{\"enterprise_id\":\"E\",\"weight_set\":\"discrete\"";
  for (const ModelRequirement& item : Model().requirements) {
    absl::StrAppend(&line, ",\"", item.id, "\":\"fully\"");
  }
  return absl::StrCat(line, more, "}\n");
}

class NamesTest : public ::testing::Test {
 protected:
  ProcessResult BatchOf(const std::string& name, const std::string& content) {
    return folder_.RunBatch(name, content, {"--unanswered", "not-satisfied"});
  }
  Table Rejects() const { return folder_.Rejects(); }

  const BatchFolder folder_;
};

TEST_F(NamesTest, ColumnsThatAreNearlyASettingAreRefused) {
  const Table wide = RandomTable(1, 1, WordTexts());
  const Table answers = LongAnswers("判定");
  for (const NearName& near : kNearNames) {
    SCOPED_TRACE(near.name);
    for (const Table& table : {wide, answers}) {
      const ProcessResult result =
          BatchOf("in.csv", ToCsv(WithColumn(table, near.name)));
      EXPECT_EQ(result.exit_code, 65);
      EXPECT_THAT(result.err,
                  AllOf(HasSubstr("header.unknown_setting"),
                        HasSubstr(absl::StrCat("is it ", near.meant, "?"))));
    }
  }
  for (const char* name : kOtherNames) {
    SCOPED_TRACE(name);
    const ProcessResult result =
        BatchOf("in.csv", ToCsv(WithColumn(wide, name)));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(ReadCsvFile(folder_.File("out.csv"))[0].back(), name);
  }
}

TEST_F(NamesTest, ColumnsOfASheetAreToo) {
  EXPECT_EQ(BatchOf("in.xlsx",
                    Zip(WorkbookParts(
                        {{"表",
                          TextRows(WithColumn(RandomTable(1, 1, WordTexts()),
                                              "裁剪的能力域")),
                          ""}})))
                .exit_code,
            65);
  const Table rejects = Rejects();
  ASSERT_EQ(rejects.size(), 2u);
  EXPECT_EQ(rejects[1][4], "header.unknown_setting");
  EXPECT_EQ(rejects[1][5], "裁剪的能力域");
}

TEST_F(NamesTest, KeysThatAreNearlyASettingAreRefused) {
  std::string lines;
  for (const NearName& near : kNearNames) {
    lines += Record(absl::StrCat(",\"", near.name, "\":\"1\""));
  }
  EXPECT_EQ(BatchOf("in.jsonl", lines).exit_code, 65);
  const Table rejects = Rejects();
  ASSERT_EQ(rejects.size(), 1 + std::size(kNearNames));
  for (size_t i = 0; i < std::size(kNearNames); ++i) {
    EXPECT_EQ(rejects[i + 1][4], "row.unknown_setting") << kNearNames[i].name;
    EXPECT_THAT(rejects[i + 1][6], HasSubstr(kNearNames[i].meant));
  }
  lines.clear();
  for (const char* name : kOtherNames) {
    lines += Record(absl::StrCat(",\"", name, "\":\"1\""));
  }
  EXPECT_EQ(BatchOf("in.jsonl", lines).exit_code, 0);
}

TEST_F(NamesTest, KeysThatAreNearlyAnswersAreRefused) {
  std::string lines;
  const std::vector<std::string> names = {"Answers", "answer", "ANSWER",
                                          "anwers",  "作答",   "答案"};
  for (const std::string& name : names) {
    absl::StrAppend(&lines,
                    "{\"enterprise_id\":\"E\",\"weight_set\":\"discrete\",\"",
                    name, "\":{\"data.1.a\":\"fully\"}}\n");
  }
  EXPECT_EQ(BatchOf("in.jsonl", lines).exit_code, 65);
  const Table rejects = Rejects();
  ASSERT_EQ(rejects.size(), 1 + names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(rejects[i + 1][4], "row.unknown_setting") << names[i];
    EXPECT_EQ(rejects[i + 1][5], names[i]);
    EXPECT_THAT(rejects[i + 1][6], HasSubstr("is it answers?"));
  }
}

// A workbook and a table call the column of grades by the same names, and take
// no two of them.
TEST_F(NamesTest, GradesHaveTheSameTitlesAtBothDoors) {
  std::vector<std::vector<std::string>> questions = {{"条款编号", ""}};
  for (const ModelRequirement& item : Model().requirements) {
    questions.push_back({item.id, "大部分满足"});
  }
  const auto workbook = [&](const Table& rows) {
    return Zip(WorkbookParts({{"问卷", TextRows(rows), ""}}));
  };
  for (const char* title :
       {"判定", "判定等级", "评价", "评价（下拉选择）", "Grade (choose)",
        "评分", "得分", "自评", "满足程度", "Score", "grade", "评 价*"}) {
    SCOPED_TRACE(title);
    ProcessResult result = BatchOf("in.csv", ToCsv(LongAnswers(title)));
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const std::string level = ReadCsvFile(folder_.File("out.csv"))[1][1];
    questions[0][1] = title;
    result =
        Batch({folder_.Write("in.xlsx", workbook(questions)), "-o",
               folder_.File("out.csv"), "--force", "--weights", "discrete"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(ReadCsvFile(folder_.File("out.csv"))[1][1], level);
    if (std::string(title) == "判定") continue;
    result = BatchOf("in.csv", ToCsv(WithColumn(LongAnswers("判定"), title)));
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, HasSubstr("header.duplicate_column"));
    EXPECT_THAT(result.err, HasSubstr("`判定, "));
    questions[0][1] = "判定";
    EXPECT_EQ(
        BatchOf("in.xlsx", workbook(WithColumn(questions, title))).exit_code,
        65);
    EXPECT_EQ(Rejects()[1][4], "workbook.duplicate_column");
  }
}

}  // namespace
}  // namespace cmmm::test
