// Results as `cmmm batch` writes them as CSV, read back row by row.
#ifndef CMMM_RESULTS_RESULT_READER_H_
#define CMMM_RESULTS_RESULT_READER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/compiled_model.h"
#include "tables/text_blocks.h"
#include "tables/text_source.h"

namespace cmmm::results {

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
  tables::TextSource source_;
  tables::TextBlocks blocks_;
  tables::CsvRows rows_;
  std::vector<std::string> names_;
  tables::Row row_;
};

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_RESULT_READER_H_
