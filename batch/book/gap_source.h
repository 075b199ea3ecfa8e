// The gaps of the enterprises of a run, for its workbook: the inputs are read
// once more and every row scored with its gaps, one at a time.
#ifndef CMMM_BATCH_BOOK_GAP_SOURCE_H_
#define CMMM_BATCH_BOOK_GAP_SOURCE_H_

#include <memory>
#include <string>

#include "batch/run.h"
#include "cmmm/v1/gap.pb.h"
#include "tables/table_requests.h"

namespace cmmm::batch {

class GapSource {
 public:
  // What is pointed to outlives it; `options` are those of the run.
  GapSource(const Catalog& catalog, const CompiledModel& model,
            const RunOptions& options);

  // Whether there are any: standard input cannot be read once more.
  bool can_be_read() const { return readable_; }

  // REQUIRES: can_be_read().
  MaybeFailure Open();

  // The gaps of the next row that has a result, which is this enterprise's:
  // rows that were rejected are passed over. Fails when the inputs are not
  // those of the results.
  MaybeFailure Next(const std::string& enterprise_id, v1::GapAnalysis* gaps);

 private:
  // False: the row was rejected.
  bool Score(const tables::TableRow& row, v1::GapAnalysis* gaps) const;

  const Catalog& catalog_;
  const CompiledModel& model_;
  const RunOptions& options_;
  bool readable_;
  v1::GetModelResponse described_;
  std::unique_ptr<tables::TableRequests> rows_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_GAP_SOURCE_H_
