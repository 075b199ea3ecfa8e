// What would be taken in a cell of a workbook that was refused, to be copied.
//
//   `大部份满足` in the column of grades → 大部分满足, 部分满足, …
//   `data.2.bb` in the column of ids     → data.2.b
#ifndef CMMM_SERVICE_DOCUMENTS_CORRECTIONS_H_
#define CMMM_SERVICE_DOCUMENTS_CORRECTIONS_H_

#include "cmmm/v1/document_service.pb.h"
#include "cmmm/v1/model.pb.h"

namespace cmmm::service {

// Adds them to findings about grades, every grade of the model, the fewest
// letters away from what stands there first; and to those about ids which the
// model does not have, those at most two letters away, three at most. Other
// findings have none.
// Distance counts letters that are changed, added or left out, of whichever
// language is nearer.
void AddCorrections(const v1::ModelDefinition& model,
                    v1::ReadWorkbookResponse* response);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_DOCUMENTS_CORRECTIONS_H_
