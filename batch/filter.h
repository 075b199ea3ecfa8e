// One record in, exactly one out, in order: for running under other engines.
//
// Records are scored as they come: whatever a read brings is answered before
// the next read, so that output never waits for input. What is wrong with a
// record is said in its place; no record ends the run.
//
// JSON lines: the object of a result, or {"enterprise_id": …, "error": […]}.
// TSV as SQL engines write it (no quotes; \N is nothing): FilterColumns, then
// the columns of the input that mean nothing here, as they were.
#ifndef CMMM_BATCH_FILTER_H_
#define CMMM_BATCH_FILTER_H_

#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "engine/model/catalog.h"
#include "results/write_result.h"
#include "texts/grade_words.h"

namespace cmmm::batch {

struct FilterOptions {
  // Model, and what applies where a record says nothing.
  v1::ScoreRequest common;
  tables::Format format = tables::Format::kJsonl;  // or kSqlTsv
  texts::GradeStyle grades = texts::GradeStyle::kWords;
  // Of TSV, in order; empty: enterprise_id, weight_set and every requirement
  // in model order.
  std::vector<std::string> columns;
  // The first line names the columns; it is answered with those of the output.
  bool header = false;
  // Before every chunk stands a line with the number of its records, which is
  // not answered (ClickHouse's send_chunk_header).
  bool chunk_header = false;
  bool with_maturity = false;
};

// The columns that TSV comes out in, before those carried through.
std::vector<std::string> FilterColumns(const CompiledModel& model,
                                       const FilterOptions& options);

// Filters descriptor `in` to descriptor `out` until `in` ends. Fails for
// columns or a header that make no table, for a chunk header that is no number
// (kData), and when `out` cannot be written (kIo).
MaybeFailure RunFilter(const Catalog& catalog, const FilterOptions& options,
                       int in, int out);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_FILTER_H_
