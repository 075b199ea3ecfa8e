// Files of results as one table of columns (result_table.h).
#ifndef CMMM_RESULTS_READ_RESULTS_H_
#define CMMM_RESULTS_READ_RESULTS_H_

#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "results/result_rows.h"
#include "results/result_table.h"

namespace cmmm::results {

// Adds the rows of every file to `table`, in any of the forms that OpenResults
// knows, with the columns named by `by`, which every file must have.
// Sub-domains that the table does not have yet are added behind those it has.
// Failures, of kind kData or kNoInput, name file, row and column; the table
// means nothing then.
MaybeFailure ReadResults(const std::vector<std::string>& paths,
                         const std::vector<std::string>& by,
                         ResultTable* table);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_READ_RESULTS_H_
