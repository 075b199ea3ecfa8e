#include "python/native/table_stream.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <exception>
#include <iterator>
#include <new>
#include <utility>

#include "texts/rule_texts.h"

namespace cmmm::python {
namespace {

constexpr const char* kRejectColumns[] = {
    "enterprise_id", "column", "rule", "value", "message", "message_zh"};
constexpr size_t kRejectTexts = std::size(kRejectColumns);

// What an exported array of rejects owns.
struct RejectColumns {
  std::vector<int64_t> rows;
  std::array<TextColumn<int64_t>, kRejectTexts> texts;
};

std::shared_ptr<TableStream>& RunOf(ArrowArrayStream* stream) {
  return *static_cast<std::shared_ptr<TableStream>*>(stream->private_data);
}

}  // namespace

TableStream::TableStream(std::shared_ptr<const TablePlan> plan,
                         ArrowArrayStream source)
    : plan_(std::move(plan)),
      source_(source),
      pool_(std::make_unique<Pool>()) {}

TableStream::~TableStream() {
  if (begun() && process_ != getpid()) {
    // The threads stayed in the other process, and may have held anything.
    pool_.release();  // NOLINT(bugprone-unused-return-value)
    return;
  }
  {
    const std::lock_guard<std::mutex> lock(pool_->mutex);
    pool_->stopping = true;
  }
  pool_->work.notify_all();
  for (std::thread& thread : pool_->threads) thread.join();
  pool_->jobs.clear();
  batch_.reset();
  if (source_.release != nullptr) source_.release(&source_);
}

ArrowArrayStream TableStream::Export(std::shared_ptr<TableStream> run) {
  ArrowArrayStream stream = {};
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    *out = RunOf(self)->plan_->ResultSchema();
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    return RunOf(self)->NextArray(out);
  };
  stream.get_last_error = [](ArrowArrayStream* self) -> const char* {
    const std::string& error = RunOf(self)->error_;
    return error.empty() ? nullptr : error.c_str();
  };
  stream.release = [](ArrowArrayStream* self) {
    delete &RunOf(self);
    self->release = nullptr;
  };
  stream.private_data = new std::shared_ptr<TableStream>(std::move(run));
  return stream;
}

void TableStream::Begin() {
  process_ = getpid();
  const int threads = plan_->options().threads;
  if (threads <= 1) {
    own_scorer_ = std::make_unique<BlockScorer>(*plan_);
    return;
  }
  for (int i = 0; i < threads; ++i) {
    pool_->threads.emplace_back([this] { Work(); });
  }
}

int TableStream::Fail(int code, const char* error) {
  error_ = error;
  return code;
}

// Whoever pulls knows no exceptions.
int TableStream::NextArray(ArrowArray* out) {
  *out = {};
  try {
    return NextResults(out);
  } catch (const std::bad_alloc&) {
    return Fail(ENOMEM, "there is not enough memory");
  } catch (const std::exception& failure) {
    return Fail(EIO, failure.what());
  }
}

// Gives the results of the next block that has any; a released array at the
// end.
int TableStream::NextResults(ArrowArray* out) {
  if (!begun()) Begin();
  if (process_ != getpid()) {
    return Fail(EINVAL,
                "these results are read by the process that began to read "
                "them; score the table again in this one");
  }
  while (true) {
    if (watch_.Interrupted()) return Fail(EINTR, "interrupted");
    if (const int failed = FillQueue()) return failed;
    if (pool_->jobs.empty()) {
      ended_ = true;
      return 0;
    }
    const std::shared_ptr<Job> job = pool_->jobs.front();
    if (own_scorer_ != nullptr) {
      own_scorer_->Score(&job->block);
    } else {
      std::unique_lock<std::mutex> lock(pool_->mutex);
      if (!pool_->done.wait_for(lock, std::chrono::milliseconds(20),
                                [&] { return job->is_done; })) {
        continue;
      }
    }
    {
      const std::lock_guard<std::mutex> lock(pool_->mutex);
      pool_->jobs.pop_front();
    }
    if (!job->error.empty()) return Fail(EIO, job->error.c_str());
    Finish(job.get());
    if (job->block.results->rows.empty()) continue;
    *out = ExportBlock(*plan_, job->block);
    return 0;
  }
}

void TableStream::Finish(Job* job) {
  scored_ += static_cast<int64_t>(job->block.results->rows.size());
  std::move(job->block.rejects.begin(), job->block.rejects.end(),
            std::back_inserter(rejects_));
}

// Cuts blocks from the source until every thread has one, and one more waits.
int TableStream::FillQueue() {
  const size_t wanted = own_scorer_ != nullptr ? 1 : 2 * pool_->threads.size();
  while (pool_->jobs.size() < wanted) {
    if (batch_ == nullptr || next_in_batch_ >= batch_->array.length) {
      if (source_ended_) return 0;
      if (const int failed = PullBatch()) return failed;
      continue;
    }
    auto job = std::make_shared<Job>();
    job->block.batch = batch_;
    job->block.begin = next_in_batch_;
    job->block.count =
        std::min(kBlockRows, batch_->array.length - next_in_batch_);
    job->block.first_row = rows_before_;
    next_in_batch_ += job->block.count;
    {
      const std::lock_guard<std::mutex> lock(pool_->mutex);
      pool_->jobs.push_back(std::move(job));
    }
    pool_->work.notify_one();
  }
  return 0;
}

int TableStream::PullBatch() {
  if (batch_ != nullptr) rows_before_ += batch_->array.length;
  batch_.reset();
  next_in_batch_ = 0;
  ArrowArray array = {};
  if (const int failed = source_.get_next(&source_, &array)) {
    const char* error = source_.get_last_error(&source_);
    error_ = error == nullptr ? "the table could not be read" : error;
    return failed;
  }
  if (array.release == nullptr) {
    source_ended_ = true;
    return 0;
  }
  if (const char* fault = plan_->FaultOf(array)) {
    array.release(&array);
    return Fail(EINVAL, fault);
  }
  batch_ = plan_->Read(array);
  return 0;
}

void TableStream::Work() {
  BlockScorer scorer(*plan_);
  Pool& pool = *pool_;
  std::unique_lock<std::mutex> lock(pool.mutex);
  while (true) {
    std::shared_ptr<Job> job;
    pool.work.wait(lock, [&] {
      if (pool.stopping) return true;
      for (const auto& waiting : pool.jobs) {
        if (!waiting->is_taken) {
          job = waiting;
          return true;
        }
      }
      return false;
    });
    if (pool.stopping) return;
    job->is_taken = true;
    lock.unlock();
    try {
      scorer.Score(&job->block);
    } catch (const std::exception& failure) {
      job->error = failure.what();
    }
    lock.lock();
    job->is_done = true;
    pool.done.notify_all();
  }
}

ArrowSchema TableStream::RejectSchema() {
  std::vector<ArrowSchema> children;
  children.push_back(MakeSchema("l", "row", false));
  for (const char* name : kRejectColumns) {
    children.push_back(MakeSchema("U", name, false));
  }
  return MakeSchema("+s", "", false, std::move(children));
}

ArrowArray TableStream::Rejects() const {
  auto columns = std::make_shared<RejectColumns>();
  for (const Reject& reject : rejects_) {
    for (const RowFinding& finding : reject.findings) {
      columns->rows.push_back(reject.row);
      const std::array<std::string, kRejectTexts> texts = {
          Printable(reject.enterprise_id, 256),
          finding.column,
          finding.rule,
          Printable(finding.value, 1000),
          finding.message,
          texts::ChineseWords(finding)};
      for (size_t t = 0; t < kRejectTexts; ++t) columns->texts[t].Add(texts[t]);
    }
  }
  const auto rows = static_cast<int64_t>(columns->rows.size());
  std::vector<ArrowArray> children;
  children.push_back(
      MakeArray(rows, 0, {nullptr, columns->rows.data()}, columns));
  for (const TextColumn<int64_t>& text : columns->texts) {
    children.push_back(MakeArray(
        rows, 0, {nullptr, text.ends.data(), text.bytes.data()}, columns));
  }
  return MakeArray(rows, 0, {nullptr}, nullptr, std::move(children));
}

}  // namespace cmmm::python
