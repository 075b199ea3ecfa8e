// A whole run: inputs through threads into one table of results, in order.
//
// Every row of the inputs ends in exactly one of three places: the results,
// the rejects, or the count of blank lines. The same inputs and options give
// the same bytes, with any number of threads, whether or not the run was
// killed and resumed, and, once merged, in any number of shards.
#ifndef CMMM_BATCH_RUN_H_
#define CMMM_BATCH_RUN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/failure.h"
#include "engine/model/catalog.h"
#include "tables/input.h"

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
  bool with_maturity = true;
  // Model, and what applies where a row says nothing; without answers.
  v1::ScoreRequest common;
  int threads = 1;
  bool force = false;
  bool resume = false;
  bool with_book = false;  // keeps the rows of a workbook; output is a file
  Shard shard;
  // Called now and then, by one thread at a time.
  std::function<void(const Progress&)> progress;
};

struct RunSummary {
  int64_t rows = 0;  // records but for headers
  int64_t scored = 0;
  int64_t rejected = 0;
  int64_t blank = 0;
  std::string rejects;                // where they are
  std::string book_rows;              // where the rows of a workbook are
  std::vector<std::string> warnings;  // for a person
};

// Carries out a run. On failure no output is there; a run that could not read
// or write can be resumed.
MaybeFailure RunBatch(const Catalog& catalog, const RunOptions& options,
                      RunSummary* summary);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_RUN_H_
