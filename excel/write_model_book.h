// A model as a workbook to be checked and put right by whoever has the printed
// standard; read_model_book.h reads it back.
#ifndef CMMM_EXCEL_WRITE_MODEL_BOOK_H_
#define CMMM_EXCEL_WRITE_MODEL_BOOK_H_

#include <string>

#include "cmmm/v1/model_service.pb.h"
#include "engine/base/failure.h"

namespace cmmm::excel {

// Puts the workbook in place of *bytes: the sheets of model_sheets.h, in both
// languages, every cell to be filled in with its choices or bounds. The order
// of groups of weights is kept by set, that within a group is one for all sets.
// Failures are those of BookWriter.
MaybeFailure WriteModelBook(const v1::GetModelResponse& model,
                            std::string* bytes);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WRITE_MODEL_BOOK_H_
