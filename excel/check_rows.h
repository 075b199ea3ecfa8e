// Whether the rows of a workbook are what they say they are: the statement
// beside an id is that of the id, and no sheet with answers was passed over.
#ifndef CMMM_EXCEL_CHECK_ROWS_H_
#define CMMM_EXCEL_CHECK_ROWS_H_

#include <map>
#include <set>
#include <string>
#include <utility>

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"
#include "engine/model/model_names.h"
#include "excel/collect_answers.h"
#include "texts/grade_words.h"

namespace cmmm::excel {

// The ids of a workbook beside the statements of the edition that it was made
// for. Columns of statements are those whose title says so, and those of whose
// texts more than half are statements of requirements, whatever their title.
class Statements {
 public:
  // `same_edition`: the workbook says that it was made for this very content.
  Statements(const v1::ModelDefinition& made_for ABSL_ATTRIBUTE_LIFETIME_BOUND,
             bool same_edition, const WrittenAssessment& written);

  // The requirement that a cell names, by its id, its short name or its
  // statement in either language; nullptr for none.
  const v1::RequirementDefinition* Find(absl::string_view text) const;

  // Adds a violation of the rule workbook.statement_mismatch, at the cell and
  // with both texts, for every statement in the row of `written` that is not
  // that of `item`: when it is another requirement's, as in a sheet that was
  // sorted without its ids, and in a workbook of the same edition also when it
  // is nobody's. Statements that people reworded are let be. An empty one says
  // nothing.
  void Check(const WrittenAnswer& written,
             const v1::RequirementDefinition& item, Violations* violations);

  // A notice workbook.statements_not_compared when ids with an answer stood
  // beside nothing that Check knew; one workbook.column_not_read of each sheet
  // with columns that are neither read nor statements.
  void TellUnread(Violations* notices) const;

 private:
  bool IsStatement(const std::string& text) const;
  bool IsCompared(const WrittenAnswer& written, const BesideCell& cell) const;

  const ModelNames names_;
  std::map<std::string, const v1::RequirementDefinition*> items_;  // by id
  const bool same_edition_;
  const WrittenAssessment& written_;
  // Sheet and column of those that have statements without saying so.
  std::set<std::pair<size_t, int>> by_cells_;
  int not_compared_ = 0;
  std::string first_not_compared_;  // its id's cell
};

// A sheet without titles whose rows have ids of requirements. When some of them
// have a grade and are not among `answered`, a violation of the rule
// workbook.no_grade_column at the first; else a notice workbook.sheet_not_read.
void CheckUnread(const UnreadSheet& sheet, const Statements& statements,
                 const std::set<std::string>& answered,
                 const texts::GradeWords& words, Violations* violations,
                 Violations* notices);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_CHECK_ROWS_H_
