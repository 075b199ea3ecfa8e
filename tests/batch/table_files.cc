#include "tests/batch/table_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

BatchFolder::BatchFolder() : path_(TempPath("_batch")) {
  std::filesystem::create_directory(path_);
}

BatchFolder::~BatchFolder() {
  std::error_code error;
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all, error);
  std::filesystem::remove_all(path_, error);
}

std::string BatchFolder::Write(const std::string& name,
                               absl::string_view content) const {
  std::ofstream(File(name), std::ios::binary)
      .write(content.data(), static_cast<std::streamsize>(content.size()));
  return File(name);
}

ProcessResult BatchFolder::RunBatch(
    const std::string& name, absl::string_view content,
    const std::vector<std::string>& more) const {
  std::vector<std::string> args = {Write(name, content), "-o", File("out.csv"),
                                   "--force"};
  args.insert(args.end(), more.begin(), more.end());
  return Batch(args);
}

Table BatchFolder::Rejects() const {
  return ReadCsvFile(File("out.csv.rejects.csv"));
}

ProcessResult Batch(std::vector<std::string> args, const std::string& input) {
  args.insert(args.begin(), "batch");
  return RunCmmm(args, input);
}

const CompiledModel& Model() {
  return *RealCatalog().entries().front().compiled;
}

std::string ToCsv(const Table& table) {
  std::string text;
  for (const Cells& row : table) {
    for (size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ",") + row[i];
    }
    text += "\n";
  }
  return text;
}

Table ParseCsv(const std::string& text) {
  Table table(1, Cells(1));
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string& cell = table.back().back();
    if (quoted) {
      if (text[i] != '"') {
        cell += text[i];
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      table.back().emplace_back();
    } else if (text[i] == '\n') {
      table.emplace_back(1);
    } else if (text[i] != '\r') {
      cell += text[i];
    }
  }
  table.pop_back();
  return table;
}

Table ReadCsvFile(const std::string& path) {
  std::string text = ReadFile(path);
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.erase(0, 3);
  return ParseCsv(text);
}

Table RandomTable(int rows, uint64_t seed, const Cells& text) {
  std::mt19937_64 random(seed);
  const CompiledModel& model = Model();
  Table table = {{"enterprise_id", "weight_set", "city"}};
  for (const ModelRequirement& item : model.requirements) {
    table[0].push_back(item.id);
  }
  for (int r = 0; r < rows; ++r) {
    Cells row = {"E" + std::to_string(r), r % 3 == 0 ? "process" : "discrete",
                 "city " + std::to_string(r % 7)};
    const uint64_t ability = random() % 5;
    for (const ModelRequirement& item : model.requirements) {
      const bool low = static_cast<uint64_t>(item.level_index) < ability &&
                       random() % 8 != 0;
      row.push_back(text[low ? 2 + random() % 2 : random() % 4]);
    }
    table.push_back(row);
  }
  return table;
}

std::map<std::string, std::map<std::string, std::string>> ById(
    const Table& table) {
  std::map<std::string, std::map<std::string, std::string>> rows;
  for (size_t r = 1; r < table.size(); ++r) {
    std::map<std::string, std::string> row;
    EXPECT_EQ(table[r].size(), table[0].size()) << "row " << r;
    for (size_t c = 0; c < table[r].size(); ++c) row[table[0][c]] = table[r][c];
    rows[row["enterprise_id"]] = row;
  }
  return rows;
}

const Cells& CodeTexts() {
  static const Cells texts = {"1", "2", "3", "4"};
  return texts;
}
const Cells& ScoreTexts() {
  static const Cells texts = {"0", "0.5", "0.8", "1"};
  return texts;
}
const Cells& WordTexts() {
  static const Cells texts = {"not", "partly", "mostly", "fully"};
  return texts;
}

}  // namespace cmmm::test
