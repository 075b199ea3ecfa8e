// A request as it is joined and written: a list of answers, by ids.
#ifndef CMMM_EXCEL_LIST_ANSWERS_H_
#define CMMM_EXCEL_LIST_ANSWERS_H_

#include <string>

#include "absl/base/attributes.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::excel {

// Makes a list of answers that are packed, in model order, without the open
// ones; and the names by which requirements, the weight set and domains may be
// called (engine/model/model_names.h) their ids. REQUIRES: a request that the
// engine takes, about `model`.
void ListAnswers(const v1::ModelDefinition& model, v1::ScoreRequest* request);

// The digest of what a request was made for: its own, or that of `model`, by
// which it is read.
const std::string& DigestOf(
    const v1::ScoreRequest& request ABSL_ATTRIBUTE_LIFETIME_BOUND,
    const v1::ModelRef& model ABSL_ATTRIBUTE_LIFETIME_BOUND);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_LIST_ANSWERS_H_
