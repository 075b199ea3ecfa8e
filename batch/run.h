// A whole run: inputs through threads into one table of results, in order.
//
// Every row of the inputs ends in exactly one of three places: the results,
// the rejects, or the count of blank lines. The same inputs and options give
// the same bytes, with any number of threads, whether or not the run was
// killed and resumed, and, once merged, in any number of shards.
#ifndef CMMM_BATCH_RUN_H_
#define CMMM_BATCH_RUN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "batch/run_options.h"
#include "engine/base/failure.h"
#include "engine/model/catalog.h"

namespace cmmm::batch {

struct RunSummary {
  int64_t rows = 0;  // records but for headers
  int64_t scored = 0;
  int64_t rejected = 0;
  int64_t blank = 0;
  std::string rejects;    // where they are
  std::string book_rows;  // where the rows of a workbook are
  v1::ModelRef model;     // by which was scored, but for editions
  // What a person should know, `column` being the input; in the manifest, too.
  RowFindings notices;
};

// Carries out a run. A workbook is scored by the edition of the model that it
// names, unless options.common names a version. When all inputs are workbooks
// of one edition, that is the model of the run; when there are several, every
// row says by which one it was scored, in the column `model`. On failure no
// output is there; a run that could not read or write can be resumed.
MaybeFailure RunBatch(const Catalog& catalog, const RunOptions& options,
                      RunSummary* summary);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_RUN_H_
