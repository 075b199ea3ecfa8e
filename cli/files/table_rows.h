// Assessments that stand in tables, as `cmmm batch` reads them, one by one.
#ifndef CMMM_CLI_FILES_TABLE_ROWS_H_
#define CMMM_CLI_FILES_TABLE_ROWS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/files/left_out.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/failure_text.h"
#include "tables/table_requests.h"

namespace cmmm::cli {

// What a file with assessments is.
//   factory.textproto, self.xlsx  → kAssessment
//   province.csv, many.jsonl      → kTable
//   results.csv, results.xlsx     → kResults, by how they begin
enum class FileKind {
  kAssessment,  // textproto, JSON, a workbook filled in; or nothing of these
  kTable,       // csv, tsv, jsonl, or a workbook with such a table
  kResults,     // what cmmm batch wrote
};
// By the ending of its name, and of what may be a workbook by what is in it.
FileKind KindOf(const std::string& file);

// What to do with results where answers are needed.
// kData: nothing of the options is wrong, but the file is of another kind.
Failure NeedsAnswers();
// What to do with a table where one assessment is needed.
Failure OneAssessmentOnly();

// `in.csv: row 3 (甲)`, in the language of messages; without the id where it is
// empty.
std::string PlaceOfRow(const std::string& file, int64_t number,
                       const std::string& id);

// What to do with a row. A failure is about this row alone.
using UseRow = std::function<MaybeFailure(const tables::TableRow&)>;

// Calls `use` for every row of `file`, read by the model of `engine` that
// `options` name. Weights, domains and the highest level of `options` are for
// rows that name none. A row that cannot be read, or that `use` fails with, is
// added to `left_out`, and the others follow. Returns what is wrong with the
// table as a whole; that names the file. A table without one of the `needed`
// columns is wrong options (kUsage), said once, with the columns it has.
// A row is read as cmmm batch reads it (tables/), so both say the same of it.
MaybeFailure ForEachRow(const std::string& file,
                        const AssessmentOptions& options,
                        const std::string& grades, ScoringEngine* engine,
                        const UseRow& use, LeftOutList* left_out,
                        const std::vector<std::string>& needed = {});

// Declares --grades.
void AddGradesOption(Command command, std::string* grades);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_TABLE_ROWS_H_
