// Whether the rows of a workbook are what they say they are: the statement
// beside an id is that of the id, and no sheet with answers was passed over.
#ifndef CMMM_EXCEL_CHECK_ROWS_H_
#define CMMM_EXCEL_CHECK_ROWS_H_

#include <map>
#include <set>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"
#include "excel/collect_answers.h"
#include "texts/grade_words.h"

namespace cmmm::excel {

// The statements of a model in both languages, by what they are compared by:
// without blanks, whatever the width of signs and the case of letters.
class Statements {
 public:
  // `same_edition`: the workbook says that it was made for this very model.
  Statements(const v1::ModelDefinition& model ABSL_ATTRIBUTE_LIFETIME_BOUND,
             bool same_edition)
      : model_(model), same_edition_(same_edition) {}

  // Adds a violation of the rule workbook.statement_mismatch, at the cell and
  // with both texts, when the statement in the row of `written` is not that of
  // `item`: when it is another requirement's, as in a sheet that was sorted
  // without its ids, and in a workbook of the same edition also when it is
  // nobody's. Reworded statements of other editions, and of sheets that people
  // made themselves, are let be. An empty one says nothing.
  void Check(const WrittenAnswer& written,
             const v1::RequirementDefinition& item, Violations* violations);

 private:
  const v1::RequirementDefinition* OwnerOf(const std::string& text);

  const v1::ModelDefinition& model_;
  bool same_edition_;
  std::map<std::string, const v1::RequirementDefinition*> owners_;
};

// A sheet without titles whose rows have ids of requirements. When some of them
// have a grade and are not among `answered`, a violation of the rule
// workbook.no_grade_column at the first; else a notice workbook.sheet_not_read.
void CheckUnread(const UnreadSheet& sheet,
                 const std::set<std::string>& requirement_ids,
                 const std::set<std::string>& answered,
                 const texts::GradeWords& words, Violations* violations,
                 Violations* notices);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_CHECK_ROWS_H_
