// Results read back one by one, whatever they were written as: CSV, TSV, JSON
// lines, or the workbook that was made of them.
//
//   std::unique_ptr<ResultRows> rows;
//   if (auto failure = OpenResults("out.csv", {"region"}, names, &rows)) …
//   ResultRow row;
//   bool more = true;
//   while (true) {
//     if (auto failure = rows->Next(&row, &more)) return failure;
//     if (!more) break;
//     if (row.fault.has_value()) … this one alone is no result …
//     … row.id, row.total, row.values[0] …
//   }
//
// Numbers are left as the texts they are (result_table.h reads them). Failures
// are of kind kData when the file is not what `cmmm batch` writes, and name
// file, row and column; the fault of a row says what is wrong with it, without
// its place.
#ifndef CMMM_RESULTS_RESULT_ROWS_H_
#define CMMM_RESULTS_RESULT_ROWS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/failure.h"
#include "engine/base/text.h"

namespace cmmm::results {

struct ResultRow {
  int64_t number = 0;  // of the row or line, as a person counts
  std::string id;
  std::string level;
  std::string total;
  // By sub-domain; empty: out of scope.
  std::vector<std::pair<std::string, std::string>> maturity;
  std::vector<std::string> values;  // of the columns asked for
  // Why the row is no result; then only `number` means something.
  std::optional<Text> fault;
};

class ResultRows {
 public:
  virtual ~ResultRows() = default;
  // Puts the next result in place of *row. At the end *more is false, and *row
  // means nothing.
  virtual MaybeFailure Next(ResultRow* row, bool* more) = 0;
  // Levels that have a score, as far as the rows read say.
  int levels() const { return levels_; }

 protected:
  int levels_ = 0;
};

// What a reader is asked.
struct ResultQuestion {
  // Columns carried through, which every file must have.
  std::vector<std::string> by;
  // Ids of sub-domains by their names in any language, as workbooks have them.
  std::map<std::string, std::string> subdomain_of_name;
};

// Opens a file by its extension. `question` outlives the rows.
MaybeFailure OpenResults(const std::string& path,
                         const ResultQuestion& question,
                         std::unique_ptr<ResultRows>* rows);

// Whether the file begins as results do, which tables of answers do not.
bool AreResults(const std::string& path);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_RESULT_ROWS_H_
