// The layout of a workbook to fill in, shared by what writes and reads it: the
// columns of the sheets with questions, and the lines about the assessment.
#ifndef CMMM_EXCEL_LAYOUT_H_
#define CMMM_EXCEL_LAYOUT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/text.h"

namespace cmmm::excel {

// In the order of the template. A sheet that people made needs an id and a
// grade column only, in any order.
enum class Column {
  kId,  // hidden
  kSubdomain,
  kLevel,
  kStatement,
  kHint,
  kGrade,
  kNote,
  kEvidence,
};
inline constexpr int kColumnCount = 8;

// The title in both languages. What follows in brackets is for the reader of
// the sheet.
Text ColumnTitle(Column column);

// The column of a title as people leave it: in either language, or one of the
// usual other names, whatever the case, width and blanks, and with what people
// add to a title: a star, a colon, brackets of any kind around it, a remark in
// brackets; or two names of one column, `评价 / Grade`.
// Only those that are read: kId, kStatement, kGrade, kNote, kEvidence.
std::optional<Column> FindColumn(absl::string_view title);

// Whether it is the title of a column of the template, or of a questionnaire as
// a table (`subdomain`, `hint`), that only helps to fill it in, in the same
// spellings: kSubdomain, kLevel, kHint.
bool IsHelpTitle(absl::string_view title);

// The lines about the assessment: a hidden key, a label, a value, in three
// cells side by side anywhere in the workbook:
//
//   cmmm.weights | 权重集 | discrete
enum class Field {
  kEnterprise,
  kEnterpriseId,
  kDate,
  kAssessor,
  kContact,
  kIndustry,
  kRegion,
  kRemarks,
  kModel,
  kVersion,
  kDigest,
  kWeights,
  kExcluded,  // domain ids, comma-separated
  kUpTo,
};
inline constexpr int kFieldCount = 14;

// `cmmm.weights`, for example.
absl::string_view FieldKey(Field field);
Text FieldLabel(Field field);
// The field of a v1::ScoreRequest: `profile.weight_set`.
absl::string_view FieldPath(Field field);
// Whatever the case, width and blanks of the key.
std::optional<Field> FindField(absl::string_view key);
// The field of a label in either language, with what people add to a title.
std::optional<Field> FindFieldLabel(absl::string_view label);

// What the template says beside kExcluded when every domain is assessed.
Text NoDomainLeftOutWord();

// The word for an item that does not apply.
Text NotApplicableWord();

// A score in tenths for people: `1`, `0.8`, `0`.
std::string ShowTenths(int tenths);

// `text` for comparing: as PlainText, ASCII in lower case.
std::string Normalised(absl::string_view text);

// The same without blanks: a name or a statement that people typed again.
std::string ComparedKey(absl::string_view text);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_LAYOUT_H_
