// What the columns of a table mean.
//
//   enterprise_id,city,data.2.b,data.2.c      wide
//   enterprise_id,requirement_id,grade        long
//
// Wide: a row an enterprise, a column a requirement (`data.2.b`, or with the
// style of its digits `data.2.b#code`, `data.2.b#score`). Long: a row an
// answer, with the columns `requirement_id` and `grade`. Both have
// `enterprise_id`, and may have `weight_set`, `excluded_domain_ids` and
// `assess_up_to_level`. Every other column is carried through, unless it is
// nearly one with a meaning: that is refused, since it could change a level.
//
// A requirement is named as anywhere (engine/model/model_names.h): by its id,
// its short name or its statement. Case, blanks, hyphens, full-width forms and
// characters that nobody sees do not matter; `weightSet` is `weight_set`.
#ifndef CMMM_TABLES_TABLE_LAYOUT_H_
#define CMMM_TABLES_TABLE_LAYOUT_H_

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/violations.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

// Stands for a column, or a requirement, that there is none of.
inline constexpr size_t kNoColumn = std::numeric_limits<size_t>::max();

// Stands in a record's cell behind what is no grade in the style that its own
// key names (`data.2.b#code`), before the name of that style: no grade in any.
inline constexpr char kStyleMark = '\x1f';

// Columns are counted from 0; R is the number of the model's requirements.
struct TableLayout {
  std::vector<std::string> names;  // [columns], as in the header
  size_t enterprise_id = kNoColumn;
  size_t weight_set = kNoColumn;
  size_t excluded = kNoColumn;
  size_t up_to_level = kNoColumn;
  // Of long tables.
  size_t requirement_id = kNoColumn;
  size_t grade = kNoColumn;
  size_t note = kNoColumn;          // why something is not applicable
  std::vector<size_t> statements;   // what stands beside the ids
  std::vector<size_t> requirement;  // [columns]: its index, or kNoColumn
  std::vector<size_t> column_of;    // [R]: its column, or kNoColumn
  std::vector<size_t> carried;  // columns that are carried through, in order
  texts::GradeStyle style =
      texts::GradeStyle::kAuto;  // as the header says, kAuto: nothing
  // [R] of a questionnaire in a workbook: where its grades stand, `技术!F12`;
  // empty where it does not ask. Else no places at all.
  std::vector<std::string> places;

  bool is_long() const { return requirement_id != kNoColumn; }
  size_t columns() const { return names.size(); }
  // What a person knows the grade of a requirement by: its cell, else its id.
  const std::string& PlaceOf(const CompiledModel& model, size_t item) const {
    const bool has_cell = item < places.size() && !places[item].empty();
    return has_cell ? places[item] : model.requirements[item].id;
  }
  // The name of a column, empty for kNoColumn.
  std::string NameOf(size_t column) const {
    return column == kNoColumn ? "" : names[column];
  }
  std::vector<std::string> CarriedNames() const;
};

// Reads a header. Every problem is added to `problems`, the name or the names
// it is about as its value: header.no_enterprise_id, header.duplicate_column
// (the same name, or another of the same meaning), header.unknown_requirement,
// header.unknown_setting, header.no_requirement, header.no_grade,
// header.mixed_styles.
TableLayout ReadLayout(const CompiledModel& model,
                       const std::vector<absl::string_view>& names,
                       Violations* problems);

// A name without what it says of its digits.
struct ColumnName {
  absl::string_view name;
  texts::GradeStyle style = texts::GradeStyle::kAuto;
};

// `data.2.b#code` as `data.2.b` and kCodes; a view into `name`.
ColumnName SplitStyle(absl::string_view name);

// The name in the API of the column that `name` means, `weight_set` for
// 企业类型 or `weightSet`; empty when it has no meaning of ours.
std::string SettingMeant(absl::string_view name);

// The same of a name that is nearly one of those that change a level
// (column_names.h).
std::string SettingMistaken(absl::string_view name);
// The same of a key of a record, which may be nearly `answers`, too.
std::string KeyMistaken(absl::string_view key);

// Whether a line may be a header: it has the column of enterprise ids.
bool MayBeHeader(absl::string_view line);

// Whether a cell is the title of that column.
bool IsEnterpriseIdTitle(absl::string_view cell);

// Whether a header with that column may be one of answers, and not of some
// other list of enterprises: it names requirements (`data.2.b`, `物流 2-b`),
// known to a model or not, or has a column of them.
bool MayNameAnswers(const std::vector<std::string>& header);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TABLE_LAYOUT_H_
