// Reads what `cmmm batch` wrote: CSV, TSV, JSON lines or a workbook, by the
// extension.
#ifndef CMMM_RESULTS_READ_RESULTS_H_
#define CMMM_RESULTS_READ_RESULTS_H_

#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "results/result_table.h"

namespace cmmm::results {

// Whether the file begins as results do, which tables of answers do not.
bool AreResults(const std::string& path);

// Adds the rows of every file to `table`, with the columns named by `by`,
// which every file must have. Failures name file, row and column.
MaybeFailure ReadResults(const std::vector<std::string>& paths,
                         const std::vector<std::string>& by,
                         ResultTable* table);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_READ_RESULTS_H_
