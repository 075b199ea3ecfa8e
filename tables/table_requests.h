// The rows of tables as requests, one by one: for what needs the answers and
// not only results.
//
//   TableRequests rows({"in.csv"}, options, model);
//   if (auto failure = rows.Open()) …
//   TableRow row;
//   for (bool more = true; ; ) {
//     if (auto failure = rows.Next(&row, &more)) …
//     if (!more) break;
//   }
#ifndef CMMM_TABLES_TABLE_REQUESTS_H_
#define CMMM_TABLES_TABLE_REQUESTS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "tables/inputs.h"
#include "tables/record_reader.h"
#include "tables/row_reader.h"

namespace cmmm::tables {

struct TableRow {
  std::string file;
  int64_t number = 0;  // as a person counts the rows
  std::string enterprise_id;
  // What is wrong with the row; then `request` means nothing.
  RowFindings findings;
  // The columns carried through, by name.
  std::vector<std::pair<std::string, std::string>> carried;
  v1::ScoreRequest request;  // packed answers and the profile the row says
};

class TableRequests {
 public:
  // `model` outlives it.
  TableRequests(const std::vector<std::string>& paths,
                const InputOptions& options, const CompiledModel& model);

  // Reads the headers and settles what digits mean.
  MaybeFailure Open();
  // What a person should know: of the headers after Open, of all at the end.
  RowFindings Notices() const;
  // The columns carried through.
  std::vector<std::string> CarriedNames() const {
    return inputs_.CarriedNames();
  }
  // Blank lines are passed over. At the end *more is false.
  MaybeFailure Next(TableRow* row, bool* more);

 private:
  MaybeFailure NextBlock(bool* more);
  void ReadRow(const Record& record, TableRow* row) const;

  const CompiledModel& model_;
  Inputs inputs_;
  RowFindings notices_;
  Block block_;
  // For the input of block_.
  std::unique_ptr<RowReader> rows_;
  std::unique_ptr<RecordReader> records_;  // nullptr: before the first block
  size_t record_ = 0;                      // of the block, the next one
  int64_t first_row_ = 0;                  // of the block
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TABLE_REQUESTS_H_
