// A model's workbook beside the models that there are, and the one that was
// exported.
#ifndef CMMM_EXCEL_COMPARE_MODEL_BOOK_H_
#define CMMM_EXCEL_COMPARE_MODEL_BOOK_H_

#include <string>
#include <vector>

#include "excel/read_model_book.h"

namespace cmmm::excel {

// A model that is there already, under its name. `digest`: digest.h.
struct KnownModel {
  std::string id;
  std::string version;
  std::string digest;
};

// A name stands for one model only. Adds at most one fault, at the cell of the
// version and with a version that is free: modelbook.version_kept when the
// model has the name of what was exported, but not its digest;
// modelbook.version_taken when it has the name of another one of `known`.
void CheckVersion(const std::vector<KnownModel>& known, ModelBook* book,
                  Violations* faults);

// Adds a notice modelbook.statement_moved, to those of the book, where a
// requirement has got the statement that another one had in `base`.
void CompareWithBase(const v1::ModelDefinition& base, ModelBook* book);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_COMPARE_MODEL_BOOK_H_
