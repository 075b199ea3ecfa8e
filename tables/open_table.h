// Opens a table of any kind: CSV, TSV, JSON lines, a sheet of a workbook, the
// long forms of these, or the template filled in.
//
//   std::unique_ptr<RecordSource> source;
//   if (auto failure = OpenTable("in.csv", options, need, &source)) …
//   Block block;
//   for (bool more = true;;) {
//     if (auto failure = source->Next(&block, &more)) …
//     if (!more) break;
//   }
#ifndef CMMM_TABLES_OPEN_TABLE_H_
#define CMMM_TABLES_OPEN_TABLE_H_

#include <memory>
#include <string>
#include <vector>

#include "tables/assessment_row.h"
#include "tables/input_options.h"
#include "tables/record_source.h"
#include "tables/workbook_rows.h"

namespace cmmm::tables {

// What a table is opened with besides its options. It outlives the source.
struct OpenNeeds {
  const CompiledModel* model = nullptr;
  // The columns that a filled-in template carries through.
  std::vector<std::string> single_carried = InfoColumns();
  // What one pass over a sheet learns for the next.
  MergedCells merged;
  // What an earlier pass found wrong with a workbook as a whole: it is taken
  // for one that cannot be read.
  RowFindings refused;
};

// Opens a file and reads its header. `path` is `-` for standard input, which
// can be opened once. Fails when it cannot be read, when its form cannot be
// told, and for all that is wrong with its header, each as `rule: words`; then
// *source stays empty. A workbook that is there and is no table never fails:
// what is wrong with it is said by its only record.
MaybeFailure OpenTable(const std::string& path, const InputOptions& options,
                       OpenNeeds* needs, std::unique_ptr<RecordSource>* source);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_OPEN_TABLE_H_
