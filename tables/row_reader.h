// What a record says of an enterprise: its id, how it is assessed, its grades
// as codes, and all that is wrong with it. Batch, filter, report and portfolio
// read every row by this.
//
//   RowReader rows(model, table.layout, table.style, words);
//   RowReading row;
//   rows.Read(record, &row);
//   if (row.judged) … score row.codes under row.profile …
//   if (auto refusal = …) rows.AddRefusal(*refusal, …, &row.findings);
//   // row.findings: {"data.2.b", "grade.unknown", "perhaps", "is no grade …"}
#ifndef CMMM_TABLES_ROW_READER_H_
#define CMMM_TABLES_ROW_READER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "engine/base/grade_code.h"
#include "engine/base/refusal.h"
#include "engine/base/row_finding.h"
#include "tables/record_reader.h"
#include "tables/table_layout.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

// What a row says of how it is assessed; the texts are cells of its record.
struct RowProfile {
  absl::string_view weight_set;  // empty: nothing is said
  absl::string_view excluded;    // domains, as SplitNames takes them
  int up_to_level = 0;           // 0: nothing is said

  bool operator==(const RowProfile&) const = default;
};

// A row as it was read. Its views stay valid as long as the record's.
struct RowReading {
  absl::string_view id;  // empty: there is none
  RowProfile profile;
  std::vector<GradeCode> codes;  // [R]; open where there is no column or grade
  // Requirements whose cell is no grade, which `findings` say already.
  std::vector<size_t> ungraded;
  RowFindings findings;  // in the order in which they were found
  // Whether profile and codes mean something. With findings, too, the engine is
  // asked, so that all that is wrong with a row is said at once.
  bool judged = false;
  // Whether every code is a grade, `not` to `fully`.
  bool all_graded = false;
};

// Whether an id is a number of so many digits that a spreadsheet has rounded
// it, as `9.14301E+17`: it names nobody any more.
bool IsRoundedNumber(absl::string_view text);

class RowReader {
 public:
  // What is passed outlives the reader. `style` is no kAuto.
  RowReader(const CompiledModel& model ABSL_ATTRIBUTE_LIFETIME_BOUND,
            const TableLayout& layout ABSL_ATTRIBUTE_LIFETIME_BOUND,
            texts::GradeStyle style,
            const texts::GradeWords& words ABSL_ATTRIBUTE_LIFETIME_BOUND);

  // Puts what `record` says, which is not blank, in place of *row. Findings:
  // those of the record, row.cell_count, row.enterprise_id_missing,
  // row.enterprise_id_too_long, row.enterprise_id_rounded, row.up_to_level,
  // grade.unknown and grade.digits_need_choice.
  void Read(const Record& record, RowReading* row) const;

  // Adds to *findings why the engine refuses a row's packed codes: every
  // violation in the column of its requirement, with the text of the cell that
  // is there, or one finding for a refusal without violations. `cells` are
  // those that the row was read from. Violations about one of `ungraded`, which
  // is open only because its cell is no grade, are left out.
  void AddRefusal(const Refusal& refusal, const RecordCells& cells,
                  const std::vector<size_t>& ungraded,
                  RowFindings* findings) const;

 private:
  struct GradedColumn {
    uint32_t column = 0;
    uint32_t requirement = 0;
  };

  bool ReadId(const Record& record, RowReading* row) const;
  int ReadLevel(absl::string_view cell, RowReading* row) const;
  void ReadGrades(const Record& record, RowReading* row) const;
  bool ReadRun(const RecordCells& cells, GradeCode* codes) const;
  void AddUngraded(GradedColumn graded, absl::string_view cell,
                   RowReading* row) const;

  const CompiledModel& model_;
  const TableLayout& layout_;
  texts::GradeStyle style_;
  const texts::GradeWords& words_;
  std::vector<GradedColumn> graded_;  // in the order of the columns
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_ROW_READER_H_
