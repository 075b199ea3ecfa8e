// What open questions leave of a comparison: ranges instead of the numbers that
// count them as not satisfied.
#ifndef CMMM_CLI_PRINTING_COMPARE_RANGE_H_
#define CMMM_CLI_PRINTING_COMPARE_RANGE_H_

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "cmmm/v1/compare.pb.h"
#include "cmmm/v1/model.pb.h"
#include "texts/format_text.h"
#include "texts/text_names.h"

namespace cmmm::cli {

// The level of a side, or between which ones it lies.
std::string NameLevels(texts::Language language,
                       const v1::ModelDefinition& model,
                       const v1::ComparedAssessment& side);

// Its total: `2.1034`, `0.9500–2.1034`.
std::string ShowTotal(const v1::ComparedAssessment& side);

// `change`, a part of `row`, or between what it lies: `-0.1000 to +0.2000`.
template <typename Row>
std::string ShowRangeOf(texts::Language language, const Row& row,
                        const v1::Change& change) {
  if (!row.has_open()) return texts::ShowChange(change);
  std::string low = texts::ShowChange(row.open().lowest());
  const std::string high = texts::ShowChange(row.open().highest());
  if (low == high) return low;
  return absl::StrCat(low, texts::Say(language, " 到 ", " to "), high);
}

// The level scores of both sides and their changes, as ranges.
void PrintLevelRanges(texts::Language language, const texts::TextNames& names,
                      const v1::CompareResponse& response, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_COMPARE_RANGE_H_
