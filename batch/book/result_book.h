// Results as a workbook to hand over: a summary table as recommending units
// send it, an overview with charts, scores, maturities as a heat map, and what
// is missing for the next level.
#ifndef CMMM_BATCH_BOOK_RESULT_BOOK_H_
#define CMMM_BATCH_BOOK_RESULT_BOOK_H_

#include <cstdint>
#include <string>

#include "engine/base/failure.h"
#include "engine/model/compiled_model.h"
#include "texts/language.h"

namespace cmmm::batch {

// Makes the workbook `path`, whole or not at all and in flat memory, from the
// rows that a run left in the file `rows` (RunSummary::book_rows), `wanted` of
// them; then removes that file. A sheet has room for 1,048,000 enterprises.
// Failures, after which no workbook is there: kData when there are more, kIo
// when something cannot be read or written; then `rows` stays, and a run that
// is resumed makes the workbook from it.
MaybeFailure WriteResultBook(const CompiledModel& model,
                             texts::Language language, const std::string& rows,
                             int64_t wanted, const std::string& path);

// The same workbook in memory, of rows in memory: a BookRowWriter's head and
// what it and AppendRejectedRow appended. Failure kIo: there is no room for the
// temporary file that the library writes.
MaybeFailure MakeResultBook(const CompiledModel& model,
                            texts::Language language, std::string rows,
                            std::string* bytes);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_RESULT_BOOK_H_
