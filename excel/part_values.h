// What parts of an assessment say, as a conflict shows it.
//
//   BothShown("本厂产品…公司质量部", "本厂产品…公司销售部", 37)
//     → …集团公司质量部 ≠ …集团公司销售部
#ifndef CMMM_EXCEL_PART_VALUES_H_
#define CMMM_EXCEL_PART_VALUES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/text.h"

namespace cmmm::excel {

// A value, and what people call it, if that is something else.
struct Said {
  std::string value;
  Text name = {};
};

// `one ≠ other`, each in at most `most` bytes, at least 37, and so that they
// differ: longer ones from some characters before the first that does. `-`
// stands for nothing.
std::string BothShown(absl::string_view one, absl::string_view other,
                      size_t most);

// By its id, and in the words of the model.
Said WeightsOf(const v1::ModelDefinition& model,
               const v1::ScoreRequest& request);
// The domains left out, in the order of their ids.
Said DomainsOf(const v1::ModelDefinition& model,
               const v1::ScoreRequest& request);
// The highest level that is assessed.
Said UpToOf(const v1::ModelDefinition& model, const v1::ScoreRequest& request);
// The answer as a score; `-` where it does not apply.
Said ValueOf(const v1::ModelDefinition& model, const v1::Answer& answer);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_PART_VALUES_H_
