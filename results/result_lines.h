// Results as lines of JSON, an object each.
#ifndef CMMM_RESULTS_RESULT_LINES_H_
#define CMMM_RESULTS_RESULT_LINES_H_

#include <string>

#include "engine/base/text.h"
#include "results/result_rows.h"
#include "simdjson.h"
#include "tables/text_blocks.h"
#include "tables/text_source.h"

namespace cmmm::results {

class ResultLines final : public ResultRows {
 public:
  // `question` outlives it.
  ResultLines(std::string path, const ResultQuestion& question);

  // Comes before Next.
  MaybeFailure Open() { return source_.Open(); }
  MaybeFailure Next(ResultRow* row, bool* more) override;

 private:
  Failure BadLine(const Text& what) const;
  MaybeFailure NextLine(absl::string_view* line, bool* more);
  // Of an object that has a level and a total.
  MaybeFailure ReadLine(const simdjson::dom::object& object, ResultRow* row);

  std::string path_;
  const ResultQuestion& question_;
  tables::TextSource source_;
  tables::TextBlocks blocks_;
  tables::Block block_;
  size_t at_ = 0;       // of the block: where the next line begins
  int64_t number_ = 0;  // of the line read last
  simdjson::dom::parser parser_;
};

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_RESULT_LINES_H_
