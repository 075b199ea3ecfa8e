// What the columns of a table mean.
//
// Wide: a row an enterprise, a column a requirement (`data.2.b`, or with the
// style of its digits `data.2.b#code`, `data.2.b#score`). Long: a row an
// answer, with the columns `requirement_id` and `grade`. Both have
// `enterprise_id`, and may have `weight_set`, `excluded_domain_ids` and
// `assess_up_to_level`. Every other column is carried through.
#ifndef CMMM_TABLES_TABLE_LAYOUT_H_
#define CMMM_TABLES_TABLE_LAYOUT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

inline constexpr int kNoColumn = -1;

struct TableLayout {
  std::vector<std::string> names;  // [columns], as in the header
  int enterprise_id = kNoColumn;
  int weight_set = kNoColumn;
  int excluded = kNoColumn;
  int up_to_level = kNoColumn;
  // Of long tables.
  int requirement_id = kNoColumn;
  int grade = kNoColumn;
  // What the reader of a long table found wrong, in a table made wide.
  int findings = kNoColumn;
  std::vector<int> requirement;  // [columns]: its index, or kNoColumn
  std::vector<int> column_of;    // [R]: its column, or kNoColumn
  std::vector<int> carried;      // columns
  // The last columns of which every one is a requirement begin here.
  int tail = 0;
  texts::GradeStyle style =
      texts::GradeStyle::kAuto;  // as the header says, kAuto: nothing

  bool is_long() const { return requirement_id != kNoColumn; }
  int columns() const { return static_cast<int>(names.size()); }
};

// Reads a header. Every problem is added to `problems`, `rule: words` each:
// header.no_enterprise_id, header.duplicate_column,
// header.unknown_requirement, header.no_requirement, header.no_grade,
// header.mixed_styles.
TableLayout ReadLayout(const CompiledModel& model,
                       const std::vector<absl::string_view>& names,
                       std::vector<std::string>* problems);

// Whether a line may be a header: it has the column of enterprise ids.
bool MayBeHeader(absl::string_view line);

// Whether a cell is the title of that column.
bool IsEnterpriseIdTitle(absl::string_view cell);

// Name of the column with the findings of a long table's reader.
inline constexpr char kFindingsColumn[] =
    "\x01"
    "findings";

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TABLE_LAYOUT_H_
