#include "batch/run.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/book_rows.h"
#include "batch/repeated_ids.h"
#include "batch/results_files.h"
#include "batch/score_table.h"
#include "engine/base/version.h"
#include "tables/inputs.h"

namespace cmmm::batch {
namespace {

// What one thread scores with.
class BlockScorer {
 public:
  BlockScorer(const Catalog& catalog, const CompiledModel& model,
              const RunOptions& options, const tables::Inputs& inputs,
              const results::ResultWriter& writer, const BookRowWriter* book)
      : model_(model),
        inputs_(inputs),
        writer_(writer),
        book_(book),
        scorers_(catalog, options.common) {}

  void Score(const tables::Block& block, BlockResult* result) {
    if (block.input != input_) {
      input_ = block.input;
      const tables::Input& input = inputs_.at(input_);
      table_ = std::make_unique<TableScorer>(
          model_, input.layout(), input.MakeReader(), input.style(),
          inputs_.words(), writer_, book_, &scorers_);
    }
    table_->Score(block, result);
  }

 private:
  const CompiledModel& model_;
  const tables::Inputs& inputs_;
  const results::ResultWriter& writer_;
  const BookRowWriter* book_;
  ScorerCache scorers_;
  int input_ = -1;
  std::unique_ptr<TableScorer> table_;
};

// Records of a block that is not scored here.
int64_t CountRecords(absl::string_view text, const tables::Input& input) {
  const std::unique_ptr<tables::RecordReader> reader = input.MakeReader();
  int64_t records = 0;
  for (size_t at = 0; at < text.size(); ++records) at = reader->End(text, at);
  return records;
}

class Run {
 public:
  Run(const Catalog& catalog, const CompiledModel& model,
      const RunOptions& options, RunSummary* summary)
      : catalog_(catalog),
        model_(model),
        options_(options),
        summary_(summary),
        inputs_(options.inputs, options.input, model),
        files_(options) {}

  MaybeFailure Execute() {
    if (auto failure = inputs_.Prepare(&summary_->warnings)) return failure;
    tables::Format format = options_.stdout_format;
    if (options_.output != "-")
      (void)tables::FormatOfPath(options_.output, &format);
    writer_ = std::make_unique<results::ResultWriter>(
        model_, format, inputs_.CarriedNames(), options_.with_maturity);
    std::string book_head;
    if (options_.with_book) {
      book_ = std::make_unique<BookRowWriter>(model_, writer_->CarriedNames());
      book_head = book_->Head();
    }
    bool done = false;
    summary_->rejects = files_.rejects_path();
    summary_->book_rows = files_.book_rows_path();
    if (auto failure =
            files_.Begin(Identity(), writer_->Header(), book_head, &done)) {
      return failure;
    }
    if (!done) {
      RunThreads();
      if (failure_.has_value()) {
        files_.Abandon(failure_->kind == FailureKind::kData);
        return failure_;
      }
      if (auto failure = files_.Finish(MakeManifest())) return failure;
    }
    if (auto warning = repeated_.Warning()) {
      summary_->warnings.push_back(*std::move(warning));
    }
    const Checkpoint& totals = files_.totals();
    summary_->rows = totals.rows;
    summary_->scored = totals.scored;
    summary_->rejected = totals.rejected;
    summary_->blank = totals.blank;
    return std::nullopt;
  }

 private:
  void RunThreads() {
    std::vector<std::thread> threads;
    for (int i = 1; i < options_.threads; ++i) {
      threads.emplace_back([this] { Work(); });
    }
    Work();
    for (std::thread& thread : threads) thread.join();
  }

  // Takes blocks, scores them side by side, writes them in order.
  void Work() {
    BlockScorer scorer(catalog_, model_, options_, inputs_, *writer_,
                       book_.get());
    tables::Block block;
    BlockResult result;
    while (Take(&block)) {
      if (files_.IsOurs(block.sequence)) {
        scorer.Score(block, &result);
      } else {
        result = BlockResult();
        result.records = CountRecords(block.text, inputs_.at(block.input));
      }
      if (!Commit(block, result)) return;
    }
  }

  bool Take(tables::Block* block) {
    const std::lock_guard<std::mutex> lock(read_mutex_);
    bool more = false;
    if (ended_) return false;
    MaybeFailure failure = inputs_.Next(block, &more);
    ended_ = failure.has_value() || !more;
    bytes_read_ = inputs_.bytes_read();
    if (!failure.has_value()) return more;
    const std::lock_guard<std::mutex> commit_lock(commit_mutex_);
    Fail(*std::move(failure));
    return false;
  }

  // REQUIRES: commit_mutex_ is held.
  void Fail(Failure failure) {
    if (!failure_.has_value()) failure_ = std::move(failure);
    committed_.notify_all();
  }

  bool Commit(const tables::Block& block, const BlockResult& result) {
    std::unique_lock<std::mutex> lock(commit_mutex_);
    committed_.wait(
        lock, [&] { return next_ == block.sequence || failure_.has_value(); });
    if (failure_.has_value()) return false;
    if (block.input != input_) {
      input_ = block.input;
      row_ = inputs_.at(input_).first_row();
    }
    if (auto failure =
            files_.Commit(block, result, inputs_.at(input_).path(), row_)) {
      Fail(*std::move(failure));
      return false;
    }
    constexpr size_t kAhead = 32;
    for (size_t i = 0; i < result.ids.size(); ++i) {
      if (i + kAhead < result.ids.size()) {
        repeated_.Prefetch(result.ids[i + kAhead]);
      }
      repeated_.Add(result.ids[i], block.rows.empty()
                                       ? row_ + static_cast<int64_t>(i)
                                       : block.rows[i]);
    }
    row_ += result.records;
    ++next_;
    committed_.notify_all();
    if (options_.progress) {
      options_.progress({files_.totals().rows, files_.totals().rejected,
                         bytes_read_, inputs_.bytes_total()});
    }
    return true;
  }

  // Everything the result depends on.
  std::string Identity() const {
    std::string text = absl::StrCat(
        kEngineVersion, "\n", model_.digest, "\n", tables::kBlockBytes, "\n",
        options_.common.SerializeAsString(), "\n",
        tables::EncodingName(options_.input.encoding), "\n",
        static_cast<int>(options_.stdout_format), "\n", options_.with_maturity,
        "\n");
    for (const std::string& path : options_.inputs) {
      absl::StrAppend(&text, path, "\n", FingerprintOfFile(path), "\n");
    }
    for (int i = 0; i < inputs_.size(); ++i) {
      absl::StrAppend(&text, texts::GradeStyleName(inputs_.at(i).style()),
                      "\n");
    }
    Sha256Hash hash;
    hash.Add(text);
    hash.Add(writer_->Header());
    return hash.Hex();
  }

  results::Manifest MakeManifest() const {
    results::Manifest manifest;
    manifest.set_engine_version(kEngineVersion);
    manifest.mutable_model()->set_id(model_.id);
    manifest.mutable_model()->set_version(model_.version);
    manifest.mutable_model()->set_digest(model_.digest);
    for (const tables::InputRecord& input : inputs_.records()) {
      files::v1::DigestedFile* file = manifest.add_inputs();
      results::Describe(input.file, file);
      file->set_grades(input.grades);
    }
    return manifest;
  }

  const Catalog& catalog_;
  const CompiledModel& model_;
  const RunOptions& options_;
  RunSummary* summary_;
  tables::Inputs inputs_;  // guarded by read_mutex_ once threads run
  std::unique_ptr<results::ResultWriter> writer_;
  std::unique_ptr<BookRowWriter> book_;  // none: no workbook is wanted
  std::mutex read_mutex_;
  bool ended_ = false;
  std::atomic<int64_t> bytes_read_{0};

  std::mutex commit_mutex_;
  std::condition_variable committed_;
  ResultFiles files_;  // this and what follows: guarded by commit_mutex_
  MaybeFailure failure_;
  int64_t next_ = 0;  // block to be committed
  int input_ = -1;
  int64_t row_ = 0;  // of the next block
  RepeatedIds repeated_;
};

}  // namespace

MaybeFailure RunBatch(const Catalog& catalog, const RunOptions& options,
                      RunSummary* summary) {
  const v1::ModelRef& ref = options.common.model();
  auto entry = catalog.Find(ref.id(), ref.version());
  if (!entry.ok()) {
    return Failure{FailureKind::kUsage, entry.refusal().message};
  }
  const bool workbooks = std::any_of(
      options.inputs.begin(), options.inputs.end(),
      [](const std::string& path) { return tables::IsWorkbookPath(path); });
  RunOptions own = options;
  own.input.hashed = HasManifest(options);
  if (!workbooks) {
    return Run(catalog, *entry.value()->compiled, own, summary).Execute();
  }
  v1::GetModelResponse described;
  if (auto failure = tables::DescribeForWorkbooks(catalog, ref, &described)) {
    return failure;
  }
  own.input.described = &described;
  return Run(catalog, *entry.value()->compiled, own, summary).Execute();
}

}  // namespace cmmm::batch
