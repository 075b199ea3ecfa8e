// Results read back from every form they are written in.
#include "results/result_rows.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"

namespace cmmm::results {
namespace {

// All that a file says, a line a row, or the failure.
std::string Everything(const std::string& path,
                       const ResultQuestion& question) {
  std::unique_ptr<ResultRows> rows;
  MaybeFailure failure = OpenResults(path, question, &rows);
  std::string all;
  ResultRow row;
  bool more = !failure.has_value();
  while (more) {
    failure = rows->Next(&row, &more);
    if (failure.has_value()) break;
    if (!more) break;
    if (row.fault.has_value()) {
      return absl::StrCat("! ", path, ": row ", row.number, ": ",
                          row.fault->en);
    }
    absl::StrAppend(&all, row.id, " ", row.level, " ", std::stod(row.total));
    // JSON has sub-domains in the order of their ids, without those out of
    // scope.
    std::map<std::string, double> maturity;
    for (const auto& [id, text] : row.maturity) {
      if (!text.empty()) maturity[id] = std::stod(text);
    }
    for (const auto& [id, value] : maturity) {
      absl::StrAppend(&all, " ", id, "=", value);
    }
    for (const std::string& value : row.values) {
      absl::StrAppend(&all, " <", value, ">");
    }
    all.push_back('\n');
  }
  if (failure.has_value()) return absl::StrCat("! ", failure->message);
  return absl::StrCat(all, rows->levels());
}

ResultQuestion Question() {
  ResultQuestion question;
  question.by = {"note"};
  const CompiledModel& model = test::Model();
  for (int d = 0; d < model.subdomain_count; ++d) {
    const auto& node = model.subdomain(d);
    question.subdomain_of_name[node.name.zh] = node.id;
    question.subdomain_of_name[node.name.en] = node.id;
  }
  return question;
}

// Texts that spreadsheets would run, and some that only look so.
TEST(ResultRowsTest, EveryFormSaysTheSame) {
  const test::BatchFolder folder;
  const std::vector<std::string> notes = {"=1+1", "-5", "'-5", "@x", "+A1",
                                          "a;b",  "'",  "一",  "",   "x y"};
  test::Table table = test::RandomTable(10, 3, test::WordTexts());
  table[0].emplace_back("note");
  for (size_t r = 1; r < table.size(); ++r) table[r].push_back(notes[r - 1]);
  const std::string in = folder.Write("in.csv", test::ToCsv(table));
  ResultQuestion question = Question();
  std::vector<std::string> all;
  for (const char* out : {"out.csv", "out.tsv", "out.jsonl", "book.xlsx"}) {
    const test::ProcessResult run =
        test::Batch({in, "-o", folder.File(out), "--lang", "zh"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    EXPECT_TRUE(AreResults(folder.File(out)));
    all.push_back(Everything(folder.File(out), question));
  }
  EXPECT_FALSE(AreResults(in));
  for (const std::string& note : notes) {
    EXPECT_NE(all[0].find(absl::StrCat("<", note, ">\n")), std::string::npos)
        << note;
  }
  EXPECT_EQ(all[1], all[0]);
  EXPECT_EQ(all[2], all[0]);
  EXPECT_EQ(all[3], all[0]);
}

TEST(ResultRowsTest, WhatIsNoResultIsSaidWithItsPlace) {
  const test::BatchFolder folder;
  const ResultQuestion question;
  const auto read = [&](const char* name, const char* text) {
    const std::string path = folder.Write(name, text);
    const std::string all = Everything(path, question);
    const std::string start = absl::StrCat("! ", path, ": ");
    return all.rfind(start, 0) == 0 ? all.substr(start.size()) : all;
  };
  EXPECT_EQ(read("a.csv", "enterprise_id,level\nA,1\n"),
            "is no table of results (cmmm batch writes them)");
  EXPECT_EQ(read("a.csv", "enterprise_id,level,total\nA,1,1.5\n\nB,2\n"),
            "row 4: has 2 cells, not 3");
  EXPECT_EQ(read("a.csv", "\"enterprise_id,level\n"),
            "a quote in the first line does not close");
  EXPECT_EQ(read("a.jsonl", "\n{\"level\": 1}\n"),
            "row 2: is no result in JSON");
  EXPECT_EQ(read("a.jsonl", "[1]\n"), "row 1: is no result in JSON");
  EXPECT_EQ(read("a.jsonl",
                 "{\"level\":1,\"total\":0.5,\"enterprise_id\":12345678}\n"),
            "12345678 1 0.5\n0");
}

TEST(ResultRowsTest, ColumnsThatAreAskedForMustBeThere) {
  const test::BatchFolder folder;
  ResultQuestion question;
  question.by = {"region"};
  const std::string csv =
      folder.Write("a.csv", "enterprise_id,level,total,city\nA,1,1.5,x\n");
  EXPECT_EQ(Everything(csv, question),
            absl::StrCat("! ", csv,
                         ": has no column region; its columns are "
                         "enterprise_id, level, total, city"));
  const std::string lines = folder.Write(
      "a.jsonl", "{\"level\":1,\"total\":1.5,\"carried\":{\"city\":\"x\"}}\n");
  EXPECT_EQ(Everything(lines, question),
            absl::StrCat("! ", lines, ": line 1: has no column region"));
}

}  // namespace
}  // namespace cmmm::results
