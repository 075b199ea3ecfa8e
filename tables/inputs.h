// All inputs of a run, one after the other, as blocks.
//
//   Inputs inputs({"a.csv", "b.xlsx"}, options, model);
//   if (auto failure = inputs.Prepare(&notices)) …
//   Block block;
//   for (bool more = true;;) {
//     if (auto failure = inputs.Next(&block, &more)) …
//     if (!more) break;
//     … inputs.at(block.input).layout …
//   }
//
// After Prepare, what `at`, `size`, `words`, `CarriedNames` and `bytes_total`
// give is constant, and any thread may ask for it. Next, `bytes_read` and
// `records` are for one thread at a time.
#ifndef CMMM_TABLES_INPUTS_H_
#define CMMM_TABLES_INPUTS_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/model/catalog.h"
#include "tables/block.h"
#include "tables/editions.h"
#include "tables/input_options.h"
#include "tables/input_record.h"
#include "tables/open_table.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

// What InputOptions want for workbooks that are an assessment: the model and
// the other editions of it that are here. All are scored by the model when it
// names a version.
// kUsage when there is no such model.
MaybeFailure FindEditions(const Catalog& catalog, const v1::ModelRef& model,
                          std::unique_ptr<Editions>* editions);

// What they want for long tables: the other editions of `model` that are here,
// newest first.
std::vector<const CompiledModel*> OtherEditions(const Catalog& catalog,
                                                const CompiledModel& model);

class Inputs {
 public:
  // There is at least one path. `model` outlives the inputs.
  Inputs(const std::vector<std::string>& paths, const InputOptions& options,
         const CompiledModel& model);

  // Opens every input and settles what its columns and digits mean, for which a
  // file may be read whole. Among several inputs a workbook whose table cannot
  // be read to its end is one record that says why, and the others go on. Fails
  // for all else that OpenTable fails for, for digits
  // that can be read both ways (grades.ambiguous, grades.mixed), and when the
  // inputs carry other columns through (header.other_columns). Adds to
  // `notices` what a person should know (input.columns_missing, input.digits,
  // and what the workbooks say), `column` being the path.
  MaybeFailure Prepare(RowFindings* notices);

  // The next block, numbered; at the end *more is false.
  MaybeFailure Next(Block* block, bool* more);

  // What was settled about an input. Its columns carried through are in the
  // order of the first input's.
  const TableDescription& at(size_t index) const {
    return inputs_[index].table;
  }
  size_t size() const { return inputs_.size(); }
  std::unique_ptr<RecordReader> MakeReader(size_t index) const {
    return MakeRecordReader(at(index), model_);
  }
  // Columns carried through: the same for every input.
  std::vector<std::string> CarriedNames() const {
    return at(0).layout.CarriedNames();
  }
  const texts::GradeWords& words() const { return words_; }
  int64_t bytes_total() const { return bytes_total_; }

  // Of the inputs read to their end.
  const std::vector<InputRecord>& records() const { return records_; }
  // What a person should know of how these were taken (input.encoding,
  // input.encoding_doubted).
  const RowFindings& notices() const { return notices_; }
  int64_t bytes_read() const;

 private:
  struct Input {
    OpenNeeds needs;
    TableDescription table;
    std::unique_ptr<RecordSource> source;  // while it is open
  };

  MaybeFailure Open(Input* input);
  MaybeFailure RefuseBroken();
  MaybeFailure MatchWorkbooks();
  MaybeFailure SettleGrades(Input* input, RowFindings* notices);
  MaybeFailure FinishInput();
  MaybeFailure MatchCarried(Input* input) const;

  const CompiledModel& model_;
  InputOptions options_;
  texts::GradeWords words_;
  std::vector<Input> inputs_;
  int64_t bytes_total_ = 0;
  // How far Next is.
  size_t current_ = 0;
  int64_t sequence_ = 0;
  int64_t bytes_before_ = 0;
  std::vector<InputRecord> records_;
  RowFindings notices_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_INPUTS_H_
