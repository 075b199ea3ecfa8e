// A table scored as a stream: batches in, batches of results out, as they are
// asked for. Memory is that of a few blocks, whatever the table's length; the
// rejects are kept until somebody takes them.
//
//   auto run = std::make_shared<TableStream>(plan, source);
//   ArrowArrayStream out = TableStream::Export(run);
//
// Threads: whoever pulls takes batches from the source and gives out results,
// in order; the threads of the run only compute. None of it needs the
// interpreter's lock, and it may be held. The stream stops with EINTR within
// some 20 ms of an interrupt of the main thread. After a fork, a stream that
// was begun goes on where it was; the other process is refused.
#ifndef CMMM_PYTHON_NATIVE_TABLE_STREAM_H_
#define CMMM_PYTHON_NATIVE_TABLE_STREAM_H_

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "python/native/table_block.h"

namespace cmmm::python {

class TableStream {
 public:
  // Most rows that are scored as one.
  static constexpr int64_t kBlockRows = 8192;

  // Takes over `source`, whose arrays are of the plan's schema.
  TableStream(std::shared_ptr<const TablePlan> plan, ArrowArrayStream source);
  ~TableStream();
  TableStream(const TableStream&) = delete;
  TableStream& operator=(const TableStream&) = delete;

  // The stream as others read it; keeps `run`.
  static ArrowArrayStream Export(std::shared_ptr<TableStream> run);

  // The rejects so far, in columns: row, enterprise_id, column, rule, value,
  // message, message_zh; a row a finding.
  static ArrowSchema RejectSchema();
  ArrowArray Rejects() const;

  // What became of the rows so far: all of them once the stream has ended.
  int64_t scored() const { return scored_; }
  int64_t rejected() const { return static_cast<int64_t>(rejects_.size()); }
  bool begun() const { return process_ != 0; }
  bool ended() const { return ended_; }

 private:
  struct Job {
    TableBlock block;
    bool is_taken = false;
    bool is_done = false;
    std::string error;  // why it could not be scored; empty: it was
  };

  // What the threads share.
  struct Pool {
    // Results in order; jobs that no thread took yet are behind the others.
    std::deque<std::shared_ptr<Job>> jobs;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable work;
    std::condition_variable done;
    bool stopping = false;
  };

  // The functions behind the exported stream: 0 or a number of errno.
  int NextArray(ArrowArray* out);
  int NextResults(ArrowArray* out);
  void Begin();
  int FillQueue();
  int PullBatch();
  void Finish(Job* job);
  void Work();
  int Fail(int code, const char* error);

  std::shared_ptr<const TablePlan> plan_;
  ArrowArrayStream source_;
  std::string error_;
  InterruptWatch watch_;
  // The batch that blocks are cut from.
  std::shared_ptr<Batch> batch_;
  int64_t next_in_batch_ = 0;
  int64_t rows_before_ = 0;  // of the table, before that batch
  bool source_ended_ = false;
  bool ended_ = false;
  int process_ = 0;  // in which it was begun; 0: not yet
  std::vector<Reject> rejects_;
  int64_t scored_ = 0;
  std::unique_ptr<BlockScorer> own_scorer_;  // without threads
  std::unique_ptr<Pool> pool_;
};

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_TABLE_STREAM_H_
