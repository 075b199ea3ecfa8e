// The sheets with the weights of a model and where they come from.
#ifndef CMMM_EXCEL_WRITE_MODEL_WEIGHTS_H_
#define CMMM_EXCEL_WRITE_MODEL_WEIGHTS_H_

#include "cmmm/v1/model.pb.h"
#include "excel/model_page.h"

namespace cmmm::excel {

// Weight sets, weights (all sets side by side), provenance.
void WriteModelWeights(const v1::ModelDefinition& model, ModelPage* page);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WRITE_MODEL_WEIGHTS_H_
