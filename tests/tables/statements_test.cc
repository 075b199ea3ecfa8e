// The column of statements in a long table is held against its ids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "results/manifest.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The statements of a shipped edition beside its ids, all of one grade.
Table Questions(const CompiledModel& model, const std::string& title,
                bool chinese) {
  Table table = {{"企业编号", "企业类型", "条款编号", title, "判定"}};
  for (const ModelRequirement& item : model.requirements) {
    table.push_back({"甲", "discrete", item.id,
                     chinese ? item.statement.zh : item.statement.en,
                     "大部分满足"});
  }
  return table;
}

Table Quoted(Table table) {
  for (Cells& row : table) {
    for (std::string& cell : row) {
      if (cell.find(',') != std::string::npos) {
        cell = absl::StrCat("\"", cell, "\"");
      }
    }
  }
  return table;
}

const CompiledModel& OtherEdition() {
  for (const CatalogEntry& entry : RealCatalog().entries()) {
    if (entry.compiled->id == Model().id &&
        entry.compiled->version == "2020.1") {
      return *entry.compiled;
    }
  }
  ADD_FAILURE() << "2020.1 is not shipped";
  return Model();
}

class StatementsTest : public ::testing::Test {
 protected:
  ProcessResult BatchOf(const std::string& name, const std::string& content,
                        const std::vector<std::string>& more = {}) {
    return folder_.RunBatch(name, content, more);
  }

  Table Rejects() const { return folder_.Rejects(); }

  // `RULE VALUE` of every notice in the manifest.
  std::vector<std::string> Notices() const {
    results::Manifest manifest;
    EXPECT_FALSE(
        results::ReadManifest(folder_.File("out.csv.manifest.json"), &manifest)
            .has_value());
    std::vector<std::string> notices;
    for (const auto& notice : manifest.notices()) {
      EXPECT_NE(notice.message_zh(), "");
      notices.push_back(absl::StrCat(notice.rule(), " ", notice.value()));
    }
    return notices;
  }

  const BatchFolder folder_;
};

TEST_F(StatementsTest, IdsThatWereMovedAreRefusedWithBothTexts) {
  for (const auto& [title, chinese] : std::vector<std::pair<std::string, bool>>{
           {"条款内容", true}, {"statement", false}, {"条款要求", true}}) {
    SCOPED_TRACE(title);
    Table table = Questions(Model(), title, chinese);
    const auto score = [&](const std::string& name) {
      if (name == "in.csv") return BatchOf(name, ToCsv(Quoted(table)));
      const std::string rows = TextRows(table);
      return BatchOf(name, Zip(WorkbookParts({{"表", rows, ""}})));
    };
    for (const char* name : {"in.csv", "in.xlsx"}) {
      const ProcessResult result = score(name);
      EXPECT_EQ(result.exit_code, 0) << result.err;
    }
    EXPECT_THAT(Notices(), IsEmpty());
    // The first two ids change places.
    std::swap(table[1][2], table[2][2]);
    for (const char* name : {"in.csv", "in.xlsx"}) {
      EXPECT_EQ(score(name).exit_code, 65) << name;
      const Table rejects = Rejects();
      ASSERT_EQ(rejects.size(), 3u) << name;
      EXPECT_THAT(
          rejects[1],
          ElementsAre(testing::_, "2", "甲", title, "row.statement_mismatch",
                      absl::StrCat("#2: ", table[1][3]),
                      AllOf(HasSubstr(table[1][2]), HasSubstr(table[2][2]),
                            HasSubstr(table[2][3])),
                      AllOf(HasSubstr(table[1][2]), HasSubstr("排序"))));
    }
    std::swap(table[1][2], table[2][2]);
  }
}

// Blanks, widths and line ends are those of the program that saved it; an empty
// cell and words of one's own say nothing.
TEST_F(StatementsTest, StatementsAsPeopleKeepThemAreLetBe) {
  Table table = Questions(Model(), "条款内容", true);
  table[1][3].insert(3, " ");
  table[2][3] = absl::StrCat(" ", table[2][3], "　");
  table[3][3] = "";
  table[4][3] = "本公司自己的说法";
  const ProcessResult result = BatchOf("in.csv", ToCsv(Quoted(table)));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(Notices(), IsEmpty());
}

TEST_F(StatementsTest, StatementsOfAnotherEditionAreSaidToBe) {
  const CompiledModel& old = OtherEdition();
  const std::string name = absl::StrCat(old.id, "@", old.version);
  const std::string own = absl::StrCat(Model().id, "@", Model().version);
  Table table = Questions(old, "条款内容", true);
  for (const std::vector<std::string>& more :
       std::vector<std::vector<std::string>>{{}, {"--model", own}}) {
    EXPECT_EQ(BatchOf("in.csv", ToCsv(Quoted(table)), more).exit_code, 0);
    EXPECT_THAT(Notices(), ElementsAre("input.other_edition " + name));
  }
  EXPECT_EQ(
      BatchOf("in.csv", ToCsv(Quoted(table)), {"--model", name}).exit_code, 0);
  EXPECT_THAT(Notices(), IsEmpty());
  // Whoever else reads tables says it as well.
  const std::string input = folder_.Write("in.csv", ToCsv(Quoted(table)));
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"portfolio", input, "--min-group", "1"},
           {"report", input, "-o", folder_.File("reports/"), "--force"}}) {
    for (const char* language : {"zh", "en"}) {
      std::vector<std::string> call = command;
      call.insert(call.end(), {"--lang", language});
      EXPECT_THAT(RunCmmm(call).err,
                  AllOf(HasSubstr("in.csv: input.other_edition: "),
                        HasSubstr(*language == 'z' ? "评分" : "scored by"),
                        HasSubstr(name)));
      call.insert(call.end(), {"--model", name});
      EXPECT_THAT(RunCmmm(call).err,
                  testing::Not(HasSubstr("input.other_edition")));
    }
  }
  // Moved ids of reworded statements are found there, too.
  std::vector<size_t> reworded;
  for (size_t i = 0; i < old.requirements.size(); ++i) {
    if (old.requirements[i].statement.zh !=
        Model().requirements[i].statement.zh) {
      reworded.push_back(i + 1);
    }
  }
  ASSERT_GE(reworded.size(), 2u);
  std::swap(table[reworded[0]][2], table[reworded[1]][2]);
  EXPECT_EQ(BatchOf("in.csv", ToCsv(Quoted(table))).exit_code, 65);
  EXPECT_EQ(Rejects()[1][4], "row.statement_mismatch");
  EXPECT_EQ(Rejects().size(), 3u);
}

}  // namespace
}  // namespace cmmm::test
