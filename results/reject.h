// What is wrong with a row, for the file of rejects.
#ifndef CMMM_RESULTS_REJECT_H_
#define CMMM_RESULTS_REJECT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"

namespace cmmm::results {

struct Reject {
  int64_t record = 0;  // of the block, from 0
  std::string enterprise_id;
  std::string column;   // name of the column or field
  std::string rule_id;  // stable; docs/batch.md lists them
  std::string value;    // the text that was there
  std::string message;  // English
};

// The rule in Chinese words; the rule's own id when there is none.
absl::string_view ChineseMessage(absl::string_view rule_id);

// The columns of the file of rejects, as a record.
std::string RejectHeader();

// Appends one record; `row` as a person counts.
void AppendReject(const Reject& reject, absl::string_view file, int64_t row,
                  std::string* out);

// Every finding of the engine about a row of packed grades, or one for a
// refusal without findings. `column` is the requirement or field meant.
std::vector<Reject> ToRejects(const Refusal& refusal,
                              const std::vector<std::string>& requirement_ids);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_REJECT_H_
