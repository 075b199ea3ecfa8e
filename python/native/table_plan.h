// How a table is to be scored: what its columns mean, what comes out, what
// digits are. Made once from the schema; never changes, so threads share it.
#ifndef CMMM_PYTHON_NATIVE_TABLE_PLAN_H_
#define CMMM_PYTHON_NATIVE_TABLE_PLAN_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "python/native/arrow_abi.h"
#include "python/native/arrow_column.h"
#include "python/native/native_model.h"
#include "results/write_result.h"
#include "tables/table_layout.h"
#include "texts/grade_words.h"

namespace cmmm::python {

struct TableOptions {
  // What digits mean; kAuto: as the names of the columns say, else they are
  // refused in their place.
  texts::GradeStyle grades = texts::GradeStyle::kAuto;
  bool with_maturity = true;
  // Names of columns that mean another: `{"id": "enterprise_id"}`.
  std::map<std::string, std::string> columns;
  int threads = 1;
};

// A batch as it was given. Released with the last who needs it, always in a
// thread that calls into the stream.
struct Batch {
  ArrowArray array = {};
  std::vector<std::unique_ptr<ColumnReader>> columns;  // nullptr: not read

  Batch() = default;
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() {
    if (array.release != nullptr) array.release(&array);
  }
};

class TablePlan {
 public:
  // `asked` is of every row that says nothing itself. Findings are raised as
  // INVALID_TABLE: those of a header (tables/table_layout.h), and column.type
  // for one that holds nothing that could be meant. `model` outlives the plan.
  TablePlan(std::shared_ptr<const NativeModel> model, const ArrowSchema& schema,
            const Asked& asked, TableOptions options);

  const NativeModel& model() const { return *model_; }
  const tables::TableLayout& layout() const { return layout_; }
  const v1::ScoreRequest& common() const { return common_; }
  const TableOptions& options() const { return options_; }
  const GradeCodes& grades() const { return *grades_; }
  const texts::GradeWords& words() const { return words_; }
  const ColumnType& type(size_t column) const { return types_[column]; }
  const ArrowSchema& schema(size_t column) const {
    return *schema_->children[column];
  }

  // Why a batch, though its table's schema was good, cannot be read; nullptr:
  // it can.
  const char* FaultOf(const ArrowArray& array) const;

  // A batch of the table with readers for its columns. Takes over `array`.
  // REQUIRES: FaultOf finds nothing.
  std::shared_ptr<Batch> Read(ArrowArray array) const;

  // The columns of the results: those of `cmmm batch`.
  ArrowSchema ResultSchema() const;

 private:
  void CheckTypes(Violations* findings) const;

  std::shared_ptr<const NativeModel> model_;
  TableOptions options_;
  std::shared_ptr<ArrowSchema> schema_;  // a copy
  tables::TableLayout layout_;
  std::vector<ColumnType> types_;
  texts::GradeWords words_;
  std::unique_ptr<GradeCodes> grades_;
  std::unique_ptr<results::ResultWriter> names_;
  v1::ScoreRequest common_;
};

// What the digits of a table mean, by all its values, as `cmmm batch` settles
// it: batches of a table one after the other, then Settle.
class DigitSurvey {
 public:
  explicit DigitSurvey(const TablePlan& plan) : plan_(plan) {}

  void Add(const Batch& batch);
  // Raises grades.mixed or grades.ambiguous.
  texts::GradeStyle Settle() const;

 private:
  void AddCell(size_t column, absl::string_view text);

  const TablePlan& plan_;
  // An example of each kind; empty: none.
  std::string score_;
  std::string code_;
  std::string either_;
};

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_TABLE_PLAN_H_
