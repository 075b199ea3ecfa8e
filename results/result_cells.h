// Results in cells below a header: CSV, TSV, and the sheets of a workbook.
#ifndef CMMM_RESULTS_RESULT_CELLS_H_
#define CMMM_RESULTS_RESULT_CELLS_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/text.h"
#include "results/result_rows.h"
#include "tables/text_blocks.h"
#include "tables/text_source.h"

namespace cmmm::results {

class ResultCells final : public ResultRows {
 public:
  // `question` outlives it.
  ResultCells(std::string path, const ResultQuestion& question)
      : path_(std::move(path)), question_(question) {}

  // One of these comes before Next.
  MaybeFailure OpenText(char delimiter);
  MaybeFailure OpenBook();

  MaybeFailure Next(ResultRow* row, bool* more) override;

 private:
  Failure BadFile(const Text& what) const;
  MaybeFailure ReadHeader(const std::vector<absl::string_view>& names);

  std::string path_;
  const ResultQuestion& question_;
  std::optional<tables::TextSource> source_;  // of a text, and its pieces
  std::optional<tables::TextBlocks> blocks_;
  std::unique_ptr<tables::RowSource> cells_;
  // Where in the header what is; of `question_`, in its order.
  struct Columns {
    size_t count = 0;
    size_t id = 0;
    size_t level = 0;
    size_t total = 0;
    std::vector<std::pair<size_t, std::string>> maturity;
    std::vector<size_t> values;
  } columns_;
};

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_RESULT_CELLS_H_
