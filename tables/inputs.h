// All inputs of a run, one after the other, as blocks.
#ifndef CMMM_TABLES_INPUTS_H_
#define CMMM_TABLES_INPUTS_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/model/catalog.h"
#include "tables/block.h"
#include "tables/input.h"
#include "tables/input_record.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

// The model as InputOptions want it for workbooks that are an assessment.
MaybeFailure DescribeForWorkbooks(const Catalog& catalog,
                                  const v1::ModelRef& model,
                                  v1::GetModelResponse* described);

class Inputs {
 public:
  // `model` outlives the inputs.
  Inputs(const std::vector<std::string>& paths, const InputOptions& options,
         const CompiledModel& model);

  // Opens every input once and settles what its columns and digits mean.
  // Adds to `warnings` what a person should know.
  MaybeFailure Prepare(std::vector<std::string>* warnings);

  // The next block, numbered; at the end *more is false.
  MaybeFailure Next(Block* block, bool* more);

  const Input& at(int index) const {
    return *inputs_[static_cast<size_t>(index)];
  }
  int size() const { return static_cast<int>(inputs_.size()); }
  // Columns carried through: the same for every input.
  std::vector<std::string> CarriedNames() const {
    return inputs_[0]->CarriedNames();
  }
  const texts::GradeWords& words() const { return words_; }
  // Of the inputs read to their end.
  const std::vector<InputRecord>& records() const { return records_; }
  int64_t bytes_read() const;
  int64_t bytes_total() const { return bytes_total_; }

 private:
  MaybeFailure MatchWorkbooks();
  MaybeFailure FinishInput();
  MaybeFailure CheckCarried(Input* input);

  texts::GradeWords words_;
  std::vector<std::unique_ptr<Input>> inputs_;
  size_t current_ = 0;
  int64_t sequence_ = 0;
  int64_t bytes_before_ = 0;
  int64_t bytes_total_ = 0;
  std::vector<InputRecord> records_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_INPUTS_H_
