// What a run has written so far, so that a killed one can be resumed.
//
// A text file beside the output: a line that identifies the run, then a line
// of totals after each block, then `finished` once all that is left is to
// rename files. A last line that was cut off does not count.
#ifndef CMMM_BATCH_JOURNAL_H_
#define CMMM_BATCH_JOURNAL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/failure.h"

namespace cmmm::batch {

// Totals behind a block.
struct Checkpoint {
  int64_t block = -1;  // its sequence number
  int64_t rows = 0;
  int64_t scored = 0;
  int64_t rejected = 0;
  int64_t blank = 0;
  int64_t output_bytes = 0;
  int64_t rejects_bytes = 0;
  int64_t book_bytes = 0;  // of the rows of a workbook; 0 without one
  int64_t open = 0;        // questions that count as not satisfied
  int64_t open_rows = 0;   // scored with some
};

class Journal {
 public:
  explicit Journal(std::string path) : path_(std::move(path)) {}
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Opens and locks the file. kTemporary when another run holds it.
  MaybeFailure Open();
  // What it holds about the run with this identity: every checkpoint, oldest
  // first, none when it is of another run.
  std::vector<Checkpoint> Read(const std::string& identity, bool* finished);
  // Begins anew, with the checkpoints of before.
  MaybeFailure Begin(const std::string& identity,
                     const std::vector<Checkpoint>& checkpoints);
  MaybeFailure Add(const Checkpoint& checkpoint);
  MaybeFailure AddFinished();
  void Remove();

  const std::string& path() const { return path_; }

 private:
  MaybeFailure Append(const std::string& line);

  std::string path_;
  int fd_ = -1;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_JOURNAL_H_
