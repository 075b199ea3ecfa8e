#include "python/native/table_stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
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
  std::array<TextColumn, kRejectTexts> texts;
};

std::shared_ptr<TableStream>& RunOf(ArrowArrayStream* stream) {
  return *static_cast<std::shared_ptr<TableStream>*>(stream->private_data);
}

}  // namespace

TableStream::TableStream(std::shared_ptr<const TablePlan> plan,
                         ArrowArrayStream source)
    : plan_(std::move(plan)), source_(source) {
  const int threads = plan_->options().threads;
  if (threads <= 1) {
    own_scorer_ = std::make_unique<BlockScorer>(*plan_);
    return;
  }
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

TableStream::~TableStream() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  jobs_.clear();
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

// Gives the results of the next block that has any; a released array at the
// end.
int TableStream::NextArray(ArrowArray* out) {
  *out = {};
  begun_ = true;
  while (true) {
    if (watch_.Interrupted()) {
      error_ = "interrupted";
      return EINTR;
    }
    if (const int failed = FillQueue()) return failed;
    if (jobs_.empty()) {
      ended_ = true;
      return 0;
    }
    const std::shared_ptr<Job> job = jobs_.front();
    if (threads_.empty()) {
      own_scorer_->Score(&job->block);
    } else {
      std::unique_lock<std::mutex> lock(mutex_);
      if (!done_.wait_for(lock, std::chrono::milliseconds(20),
                          [&] { return job->is_done; })) {
        continue;
      }
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      jobs_.pop_front();
    }
    Finish(*job);
    if (job->block.results->rows.empty()) continue;
    *out = ExportBlock(*plan_, job->block);
    return 0;
  }
}

void TableStream::Finish(const Job& job) {
  scored_ += static_cast<int64_t>(job.block.results->rows.size());
  rejects_.insert(rejects_.end(), job.block.rejects.begin(),
                  job.block.rejects.end());
}

// Cuts blocks from the source until every thread has one, and one more waits.
int TableStream::FillQueue() {
  const size_t wanted = threads_.empty() ? 1 : 2 * threads_.size();
  while (jobs_.size() < wanted) {
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
      const std::lock_guard<std::mutex> lock(mutex_);
      jobs_.push_back(std::move(job));
    }
    work_.notify_one();
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
  batch_ = plan_->Read(array);
  return 0;
}

void TableStream::Work() {
  BlockScorer scorer(*plan_);
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    std::shared_ptr<Job> job;
    work_.wait(lock, [&] {
      if (stopping_) return true;
      for (const auto& waiting : jobs_) {
        if (!waiting->is_taken) {
          job = waiting;
          return true;
        }
      }
      return false;
    });
    if (stopping_) return;
    job->is_taken = true;
    lock.unlock();
    scorer.Score(&job->block);
    lock.lock();
    job->is_done = true;
    done_.notify_all();
  }
}

ArrowSchema TableStream::RejectSchema() {
  std::vector<ArrowSchema> children;
  children.push_back(MakeSchema("l", "row", false));
  for (const char* name : kRejectColumns) {
    children.push_back(MakeSchema("u", name, false));
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
  for (const TextColumn& text : columns->texts) {
    children.push_back(MakeArray(
        rows, 0, {nullptr, text.ends.data(), text.bytes.data()}, columns));
  }
  return MakeArray(rows, 0, {nullptr}, nullptr, std::move(children));
}

}  // namespace cmmm::python
