// Blocks on their way through the threads of a run: handed out one by one, and
// committed in order.
#ifndef CMMM_BATCH_BLOCK_COMMITS_H_
#define CMMM_BATCH_BLOCK_COMMITS_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "batch/repeated_ids.h"
#include "batch/results_files.h"
#include "batch/score_table.h"
#include "engine/base/failure.h"
#include "tables/inputs.h"

namespace cmmm::batch {

// Hands out the blocks of the inputs, to one thread at a time.
class BlockFeed {
 public:
  explicit BlockFeed(tables::Inputs* inputs) : inputs_(*inputs) {}

  // Puts the next block in place of *block. False: there is none, and *failure
  // says so if it could not be read.
  bool TakeBlock(tables::Block* block, MaybeFailure* failure) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ended_) return false;
    bool more = false;
    *failure = inputs_.Next(block, &more);
    ended_ = failure->has_value() || !more;
    bytes_read_ = inputs_.bytes_read();
    return !ended_;
  }

  int64_t bytes_read() const { return bytes_read_; }

 private:
  std::mutex mutex_;  // guards what follows
  tables::Inputs& inputs_;
  bool ended_ = false;
  std::atomic<int64_t> bytes_read_{0};  // for all to see
};

// Writes what becomes of blocks, whichever thread has scored them, in order.
class OrderedCommits {
 public:
  OrderedCommits(const tables::Inputs& inputs, ResultFiles* files)
      : inputs_(inputs), files_(*files) {}

  // Waits until it is the turn of `block`, and writes it. Calls `progress` with
  // the totals, if there is one. False: the run has failed.
  bool CommitBlock(const tables::Block& block, const BlockResult& result,
                   const std::function<void(const Checkpoint&)>& progress) {
    std::unique_lock<std::mutex> lock(mutex_);
    turn_.wait(lock,
               [&] { return next_ == block.sequence || failure_.has_value(); });
    if (failure_.has_value()) return false;
    const tables::TableDescription& input = inputs_.at(block.input);
    if (input_ != &input) row_ = input.first_row();
    input_ = &input;
    failure_ = files_.Commit(block, result, input.path, row_);
    repeated_.AddAll(result.ids,
                     [&](size_t i) { return block.RowOf(i, row_); });
    row_ += result.records;
    ++next_;
    turn_.notify_all();
    if (progress && !failure_.has_value()) progress(files_.totals());
    return !failure_.has_value();
  }

  void Fail(Failure failure) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failure_.has_value()) failure_ = std::move(failure);
    turn_.notify_all();
  }

  // Once no thread commits any more.
  const MaybeFailure& failure() const { return failure_; }
  std::optional<RowFinding> Notice() const { return repeated_.Notice(); }

 private:
  const tables::Inputs& inputs_;  // what is constant of them
  std::mutex mutex_;              // guards what follows
  std::condition_variable turn_;
  ResultFiles& files_;
  MaybeFailure failure_;
  int64_t next_ = 0;                                 // block to be committed
  const tables::TableDescription* input_ = nullptr;  // of the last block
  int64_t row_ = 0;                                  // of the next block
  RepeatedIds repeated_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BLOCK_COMMITS_H_
