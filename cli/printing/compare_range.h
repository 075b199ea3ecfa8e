// What open questions leave of a comparison: ranges instead of the numbers that
// count them as not satisfied.
//
//   Level                         A         B              change
//   ──────────────  ───────────────  ────────  ──────────────────
//   1 planning             ✓ 0.9851  ✓ 0.9625             -0.0226
//   2 standardised  ? 0.6051–0.9274  ✓ 0.8019  -0.1255 to +0.1968
//
// Not all ends come from the same answers, so ranges of parts do not add up to
// the range of the whole.
#ifndef CMMM_CLI_PRINTING_COMPARE_RANGE_H_
#define CMMM_CLI_PRINTING_COMPARE_RANGE_H_

#include <ostream>
#include <string>

#include "cmmm/v1/compare.pb.h"
#include "cmmm/v1/model.pb.h"
#include "texts/format_text.h"
#include "texts/text_names.h"

namespace cmmm::cli {

// The level of a side, or between which ones it lies.
// As NamePossibleLevels (bounds_text.h) while it is not settled.
std::string NameLevels(texts::Language language,
                       const v1::ModelDefinition& model,
                       const v1::ComparedAssessment& side);

// Its total: `2.1034`, `0.9500–2.1034`.
std::string ShowTotal(const v1::ComparedAssessment& side);

// `-0.1000 to +0.2000`; where both ends are shown alike, that.
std::string ShowBetween(texts::Language language, const v1::OpenChange& range);

// `change`, a part of `row`, or between what it lies: `-0.1000 to +0.2000`.
template <typename Row>
std::string ShowRangeOf(texts::Language language, const Row& row,
                        const v1::Change& change) {
  if (!row.has_open()) return texts::ShowChange(change);
  return ShowBetween(language, row.open());
}

// The level scores of both sides and their changes, as ranges.
// One row a level: `✓` is satisfied whatever is open, `?` is possible still.
void PrintLevelRanges(texts::Language language, const texts::TextNames& names,
                      const v1::CompareResponse& response, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_COMPARE_RANGE_H_
