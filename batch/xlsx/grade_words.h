// What people write into a grade cell.
#ifndef CMMM_BATCH_XLSX_GRADE_WORDS_H_
#define CMMM_BATCH_XLSX_GRADE_WORDS_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"

namespace cmmm::xlsx {

class GradeWords {
 public:
  explicit GradeWords(const v1::ModelDefinition& model);

  // A grade by its name in either language, its name in the API with or
  // without GRADE_, or its score (`0.8`, `.8`, `80%`), whatever the case, the
  // width and the blanks.
  std::optional<v1::Grade> Find(absl::string_view word) const;

  // A grade by its score.
  std::optional<v1::Grade> Find(double score) const;

  // What there is, for messages: `全部满足 / fully satisfied / 1`.
  std::string All() const;

 private:
  const v1::ModelDefinition& model_;
  std::map<std::string, v1::Grade> by_word_;  // normalised
};

// A score in tenths for people: `1`, `0.8`, `0`.
std::string ShowTenths(int tenths);

}  // namespace cmmm::xlsx

#endif  // CMMM_BATCH_XLSX_GRADE_WORDS_H_
