// Records as SQL engines write them, and what is wrong with a record said in
// its place.
#ifndef CMMM_BATCH_FILTER_ERRORS_H_
#define CMMM_BATCH_FILTER_ERRORS_H_

#include <string>
#include <vector>

#include "results/reject.h"
#include "results/write_result.h"
#include "tables/record_reader.h"

namespace cmmm::batch {

// Cells between tabs, records between line ends, no quotes; `\N` is nothing.
class SqlTsvReader final : public tables::RecordReader {
 public:
  size_t End(absl::string_view text, size_t begin) const override;
  bool Read(absl::string_view record, tables::RecordProblem* problem) override;
  const std::vector<absl::string_view>& cells() const override {
    return cells_;
  }
  void Forget() override {}
  char delimiter() const override { return '\t'; }

 private:
  std::vector<absl::string_view> cells_;
};

// {"enterprise_id":…,"error":[{"column":…,"rule":…,"value":…,"message":…,
// "message_zh":…},…]}, with `carried` unless it is empty, and a line end.
void AppendJsonError(const std::vector<results::Reject>& wrong,
                     const std::vector<results::Carried>& carried,
                     std::string* out);

// The id, `\N` for every other of the `columns`, in the last of them
// `RULE COLUMN `VALUE`: MESSAGE`, separated by `; `; then what is carried.
void AppendSqlTsvError(const std::vector<results::Reject>& wrong,
                       size_t columns,
                       const std::vector<results::Carried>& carried,
                       std::string* out);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_FILTER_ERRORS_H_
