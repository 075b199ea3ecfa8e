// The file of rejects: what is wrong with the rows that have no result.
//
//   file,row,enterprise_id,column,rule,value,message,message_zh
#ifndef CMMM_RESULTS_REJECT_H_
#define CMMM_RESULTS_REJECT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"

namespace cmmm::results {

// The columns of the file of rejects, as a record.
std::string RejectHeader();

// Appends a record for one finding about a row; `row` as a person counts.
void AppendReject(const RowFinding& finding, absl::string_view enterprise_id,
                  absl::string_view file, int64_t row, std::string* out);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_REJECT_H_
