// Files of results as one table of columns (result_table.h).
#ifndef CMMM_RESULTS_READ_RESULTS_H_
#define CMMM_RESULTS_READ_RESULTS_H_

#include <functional>
#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "results/result_rows.h"
#include "results/result_table.h"

namespace cmmm::results {

// What to do with what is no result: a row of a file, or, when the row has no
// number, the file. The failure of a row does not name it, that of a file does.
using LeaveOut = std::function<void(
    const std::string& path, const ResultRow& row, const Failure& failure)>;

// Adds the rows of every file to `table`, in any of the forms that OpenResults
// knows, with the columns named by `by`, which every file must have.
// Sub-domains that the table does not have yet are added behind those it has.
// A row that is no result, or is of a level above those that the file has
// scores of, is left out; so is, among several, a file that cannot be read to
// its end, every row of it. Fails, by kData or kNoInput, when there is one file
// and it cannot be read; the table means nothing then.
MaybeFailure ReadResults(const std::vector<std::string>& paths,
                         const std::vector<std::string>& by,
                         const LeaveOut& leave_out, ResultTable* table);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_READ_RESULTS_H_
