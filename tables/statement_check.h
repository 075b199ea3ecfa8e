// Whether the statement beside an id in a long table is that of the id: a sheet
// that was sorted without its ids is no assessment.
#ifndef CMMM_TABLES_STATEMENT_CHECK_H_
#define CMMM_TABLES_STATEMENT_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"
#include "engine/model/compiled_model.h"

namespace cmmm::tables {

// Of one thread. What was seen to be right is known again by its bytes.
class StatementCheck {
 public:
  // `others` are editions of `model` that may have other statements.
  StatementCheck(const CompiledModel& model ABSL_ATTRIBUTE_LIFETIME_BOUND,
                 const std::vector<const CompiledModel*>& others);

  // Empty when `text`, beside the id of requirement `item`, is its statement in
  // this or another edition and in either language, or nobody's, as of who
  // wrote a list of their own; else what is wrong: it is another one's.
  std::string Check(size_t item, absl::string_view text);

  // What a person should know, where statements were those of another edition
  // only: a notice input.other_edition, about the one that most of them are of,
  // its place being empty.
  RowFindings Notices() const;

 private:
  struct OtherEdition {
    const CompiledModel* model;
    int64_t rows = 0;  // with a statement that only this edition has
  };

  std::string Judge(size_t item, absl::string_view text);

  const CompiledModel& model_;
  std::vector<OtherEdition> others_;
  std::vector<std::string> right_;  // [R]: as it was written last, and right
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_STATEMENT_CHECK_H_
