// What the tests of tables share: tables made of random grades, and results
// read back.
#ifndef CMMM_TESTS_BATCH_TABLE_FILES_H_
#define CMMM_TESTS_BATCH_TABLE_FILES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/model/compiled_model.h"
#include "tests/support/process.h"

namespace cmmm::test {

using Cells = std::vector<std::string>;
using Table = std::vector<Cells>;

// A folder that goes away with everything in it.
class BatchFolder {
 public:
  BatchFolder();
  ~BatchFolder();
  BatchFolder(const BatchFolder&) = delete;
  BatchFolder& operator=(const BatchFolder&) = delete;

  std::string File(const std::string& name) const { return path_ + "/" + name; }
  // Writes a file and gives its path.
  std::string Write(const std::string& name, absl::string_view content) const;
  const std::string& path() const { return path_; }
  // `cmmm batch` of a file of that name and content, to `out.csv`.
  ProcessResult RunBatch(const std::string& name, absl::string_view content,
                         const std::vector<std::string>& more = {}) const;
  // The rejects of that run, under their titles.
  Table Rejects() const;

 private:
  std::string path_;
};

// `cmmm batch ARGS…`.
ProcessResult Batch(std::vector<std::string> args,
                    const std::string& input = "");

// The shipped model.
const CompiledModel& Model();

// Written plainly: the reader under test is not used for it.
std::string ToCsv(const Table& table);
Table ParseCsv(const std::string& text);
// `Read` file, parsed; without a byte order mark.
Table ReadCsvFile(const std::string& path);

// A table in which every requirement of the shipped model has a column, in
// model order; grades are written by `text` of code - 1.
Table RandomTable(int rows, uint64_t seed, const Cells& text);

// Rows by the column `enterprise_id`; each by column name.
std::map<std::string, std::map<std::string, std::string>> ById(
    const Table& table);

const Cells& CodeTexts();   // 1, 2, 3, 4
const Cells& ScoreTexts();  // 0, 0.5, 0.8, 1
const Cells& WordTexts();   // not, partly, mostly, fully

}  // namespace cmmm::test

#endif  // CMMM_TESTS_BATCH_TABLE_FILES_H_
