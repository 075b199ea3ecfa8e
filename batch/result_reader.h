// Results as `cmmm batch` writes them as CSV, read back row by row.
#ifndef CMMM_BATCH_RESULT_READER_H_
#define CMMM_BATCH_RESULT_READER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/text_blocks.h"
#include "batch/text_source.h"
#include "engine/model/compiled_model.h"

namespace cmmm::batch {

// enterprise_id, level, total, total_exact.
inline constexpr size_t kResultColumnsBeforeScores = 4;

struct ResultRow {
  std::string id;
  int level = 0;
  double total = 0;  // decimals are cut off, not rounded
  std::string total_exact;
  std::vector<std::optional<double>> scores;    // [K], the assessed ones
  std::vector<std::optional<double>> maturity;  // [D], those in scope
  std::vector<std::string> carried;
};

class ResultReader {
 public:
  // With maturities. `model` is the one of the results.
  ResultReader(const CompiledModel& model, std::string path);

  MaybeFailure Open();
  const std::vector<std::string>& carried_names() const { return names_; }
  MaybeFailure Next(ResultRow* row, bool* more);

 private:
  size_t levels_;
  size_t subdomains_;
  std::string path_;
  TextSource source_;
  TextBlocks blocks_;
  CsvRows rows_;
  std::vector<std::string> names_;
  Row row_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_RESULT_READER_H_
