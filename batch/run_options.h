// What a run is asked for. The same inputs, encoding, grades, model and
// assessment give the same results; threads, shards, `force` and `resume` say
// only how they come about.
#ifndef CMMM_BATCH_RUN_OPTIONS_H_
#define CMMM_BATCH_RUN_OPTIONS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/row_finding.h"
#include "tables/format.h"
#include "tables/input_options.h"

namespace cmmm::batch {

// How far a run is.
struct Progress {
  int64_t rows = 0;
  int64_t rejected = 0;
  int64_t bytes_read = 0;
  int64_t bytes_total = 0;  // 0: not known
};

// Part `index` of `count`, from 1: every count-th block.
struct Shard {
  int index = 1;
  int count = 1;
};

struct RunOptions {
  std::vector<std::string> inputs;
  std::string output;   // `-`: standard output
  std::string rejects;  // empty: beside the output, or standard error
  tables::InputOptions input;
  tables::Format stdout_format = tables::Format::kCsv;
  bool with_maturity = true;  // of every sub-domain
  // Model, and what applies where a row says nothing; without answers.
  v1::ScoreRequest common;
  int threads = 1;
  bool force = false;      // files that exist are replaced
  bool resume = false;     // a run that was killed is taken up
  bool with_book = false;  // keeps the rows of a workbook; output is a file
  Shard shard;
  // What whoever chose the inputs has to say of them; goes before the rest.
  RowFindings notices;
  // Called now and then, by one thread at a time.
  std::function<void(const Progress&)> progress;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_RUN_OPTIONS_H_
