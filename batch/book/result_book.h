// Results as a workbook to hand over: a summary table as recommending units
// send it, an overview with charts, scores, maturities as a heat map, and what
// is missing for the next level.
#ifndef CMMM_BATCH_BOOK_RESULT_BOOK_H_
#define CMMM_BATCH_BOOK_RESULT_BOOK_H_

#include <string>

#include "batch/run.h"
#include "engine/base/failure.h"
#include "excel/sheet_language.h"

namespace cmmm::batch {

// Reads the results of a run that has ended, a CSV with maturities, and its
// inputs once more for what is missing, and writes `path`, whole or not at all,
// in flat memory. A sheet has room for 1,048,000 enterprises; more are refused.
MaybeFailure WriteResultBook(const Catalog& catalog, const RunOptions& run,
                             excel::SheetLanguage language,
                             const std::string& path);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_RESULT_BOOK_H_
