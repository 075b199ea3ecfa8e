// What records say of enterprises, and how their faults are named.
#include "tables/row_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "tests/batch/table_files.h"

namespace cmmm::tables {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A table whose columns are the id, the highest level, then all requirements
// but the last.
class RowReaderTest : public ::testing::Test {
 protected:
  RowReaderTest() : model_(test::Model()), words_(model_) {
    std::vector<std::string> names = {"enterprise_id", "assess_up_to_level",
                                      "weight_set"};
    for (const ModelRequirement& item : model_.requirements) {
      names.push_back(item.id);
    }
    names.pop_back();
    names[3] += "#code";
    names[4] += "#code";
    Violations problems;
    for (size_t i = 5; i < names.size(); ++i) names[i] += "#code";
    layout_ = ReadLayout(model_, {names.begin(), names.end()}, &problems);
    EXPECT_TRUE(problems.empty());
    cells_.assign(names.size(), "4");
    cells_[0] = " E1 ";
    cells_[1] = "";
    cells_[2] = "discrete";
  }

  RowReading Read(texts::GradeStyle style = texts::GradeStyle::kCodes) {
    record_.cells = RecordCells({cells_.begin(), cells_.end()});
    RowReading row;
    RowReader(model_, layout_, style, words_).Read(record_, &row);
    return row;
  }

  // `COLUMN RULE VALUE` of every finding.
  static std::vector<std::string> Findings(const RowFindings& findings) {
    std::vector<std::string> all;
    for (const RowFinding& finding : findings) {
      EXPECT_NE(finding.message, "");
      all.push_back(
          absl::StrCat(finding.column, " ", finding.rule, " ", finding.value));
    }
    return all;
  }

  const CompiledModel& model_;
  const texts::GradeWords words_;
  TableLayout layout_;
  std::vector<std::string> cells_;
  Record record_;
};

TEST_F(RowReaderTest, ReadsIdProfileAndCodes) {
  cells_[1] = " ３ ";
  cells_[3] = "1";
  cells_[4] = "不适用";
  const RowReading row = Read();
  EXPECT_THAT(Findings(row.findings), IsEmpty());
  EXPECT_TRUE(row.judged);
  EXPECT_FALSE(row.all_graded);  // the last requirement has no column
  EXPECT_EQ(row.id, "E1");
  EXPECT_EQ(row.profile, (RowProfile{"discrete", "", 3}));
  ASSERT_EQ(row.codes.size(), model_.requirements.size());
  EXPECT_EQ(row.codes[0], kNot);
  EXPECT_EQ(row.codes[1], kNotApplicable);
  EXPECT_EQ(row.codes[2], kFully);
  EXPECT_EQ(row.codes.back(), kOpen);
}

TEST_F(RowReaderTest, NamesEveryFault) {
  cells_[0] = " ";
  cells_[1] = "many";
  cells_[3] = "perhaps";
  const RowReading row = Read();
  EXPECT_TRUE(row.judged);
  EXPECT_EQ(row.codes[0], kOpen);
  EXPECT_THAT(row.ungraded, ElementsAre(0u));
  const std::string column = model_.requirements[0].id + "#code";
  EXPECT_THAT(Findings(row.findings),
              ElementsAre("enterprise_id row.enterprise_id_missing ",
                          "assess_up_to_level row.up_to_level many",
                          column + " grade.unknown perhaps"));
}

// Grades that stand side by side are read without a look at each cell. That
// they do is all that may differ.
TEST_F(RowReaderTest, GradesSideBySideAreReadAsThoseApart) {
  const auto read_line = [&](RowReading* row) {
    std::string line;
    for (const std::string& cell : cells_) {
      line += (line.empty() ? "" : ",") + cell;
    }
    Block block;
    block.text = line + "\n";
    CsvReader reader(',');
    reader.Begin(block);
    Record record;
    ASSERT_TRUE(reader.Next(&record));
    const RowReader rows(model_, layout_, texts::GradeStyle::kCodes, words_);
    rows.Read(record, row);
    EXPECT_EQ(record.cells.run_begin() <= 3, cells_.back().size() == 1);
    record.cells = RecordCells(record.cells.ToVector());
    RowReading apart;
    rows.Read(record, &apart);
    EXPECT_EQ(row->codes, apart.codes);
    EXPECT_EQ(row->all_graded, apart.all_graded);
    EXPECT_EQ(row->ungraded, apart.ungraded);
    EXPECT_EQ(Findings(row->findings), Findings(apart.findings));
  };
  RowReading row;
  for (const char* last : {"1", "0", "5", "x", "", "fully"}) {
    for (size_t i = 3; i < cells_.size(); ++i) {
      cells_[i] = std::to_string(1 + i % 4);
    }
    cells_.back() = last;
    read_line(&row);
  }
  cells_[7] = "7";
  cells_[9] = "-";
  cells_.back() = "4";
  read_line(&row);
  EXPECT_THAT(row.ungraded, ElementsAre(4u, 6u));
}

// What a spreadsheet has rounded names nobody.
TEST_F(RowReaderTest, LongNumbersAreNoIds) {
  for (const char* id : {"9.14301E+17", "9.143010012345679e+17", "9E+12"}) {
    cells_[0] = id;
    EXPECT_THAT(Findings(Read().findings),
                ElementsAre(absl::StrCat(
                    "enterprise_id row.enterprise_id_rounded ", id)));
  }
  for (const char* id : {"914301001234567891", "E1", "12E5", "E+1", "1.5"}) {
    cells_[0] = id;
    EXPECT_THAT(Findings(Read().findings), IsEmpty()) << id;
  }
}

// Levels are read by the names of the model.
TEST_F(RowReaderTest, LevelsHaveNames) {
  for (const char* level : {"3", "3.0", "三级", "3级", "level 3"}) {
    cells_[1] = level;
    EXPECT_EQ(Read().profile.up_to_level, 3) << level;
  }
}

// What a reader found wrong with an answer is not said again as open.
TEST_F(RowReaderTest, AnAnswerIsBlamedOnce) {
  record_.findings = {
      {model_.requirements[1].id, "row.json_value", "true", "m"}};
  EXPECT_THAT(Read().ungraded, ElementsAre(1u));
}

TEST_F(RowReaderTest, DigitsAreNoWords) {
  cells_[3] = "fully";
  const RowReading row = Read(texts::GradeStyle::kWords);
  ASSERT_EQ(row.findings.size(), cells_.size() - 4);
  EXPECT_EQ(row.findings[0].rule, "grade.digits_need_choice");
}

TEST_F(RowReaderTest, OtherCellsThanColumnsAreNotJudged) {
  cells_.emplace_back("4");
  const RowReading row = Read();
  EXPECT_FALSE(row.judged);
  EXPECT_EQ(row.id, "E1");
  EXPECT_THAT(Findings(row.findings),
              ElementsAre(absl::StrCat(" row.cell_count ", cells_.size())));
}

TEST_F(RowReaderTest, WhatItsReaderFoundComesFirstOrAlone) {
  record_.findings = {{"c", "workbook.merged_cells", "v", "m"}};
  cells_[3] = "perhaps";
  EXPECT_EQ(Read().findings.size(), 2u);
  record_.readable = false;
  RowReading row = Read();
  EXPECT_FALSE(row.judged);
  EXPECT_EQ(row.id, "E1");
  EXPECT_THAT(Findings(row.findings), ElementsAre("c workbook.merged_cells v"));
  cells_.clear();
  row = Read();
  EXPECT_EQ(row.id, "");
  EXPECT_EQ(row.findings.size(), 1u);
}

// What the engine says is said in the table's words, and of a cell that is no
// grade only once.
TEST_F(RowReaderTest, RefusalsAreFindingsOfTheTable) {
  const RowReader reader(model_, layout_, texts::GradeStyle::kCodes, words_);
  Violations violations;
  violations.Add("packed.grades[0]", "answer.not_applicable_refused", "x", "m",
                 0);
  violations.Add("packed.grades", "answer.missing", "x", "m", 1);
  violations.Add("profile.excluded_domain_ids[2]", "profile.unknown_domain",
                 "mars", "m");
  cells_[3] = "N/A";
  cells_[4] = "perhaps";
  const RecordCells cells({cells_.begin(), cells_.end()});
  RowFindings findings;
  reader.AddRefusal(RefuseViolations("INVALID_ASSESSMENT", "x", violations),
                    cells, {1}, &findings);
  EXPECT_THAT(Findings(findings),
              ElementsAre(model_.requirements[0].id +
                              " answer.not_applicable_refused N/A",
                          "excluded_domain_ids profile.unknown_domain mars"));
  findings.clear();
  Refusal none =
      Refuse(absl::StatusCode::kNotFound, "WEIGHT_SET_NOT_FOUND", "none");
  none.value = "hybrid";
  reader.AddRefusal(none, cells, {}, &findings);
  EXPECT_THAT(Findings(findings),
              ElementsAre("weight_set weight_set_not_found hybrid"));
}

}  // namespace
}  // namespace cmmm::tables
