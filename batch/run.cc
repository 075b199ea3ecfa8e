#include "batch/run.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/book_rows.h"
#include "batch/repeated_ids.h"
#include "batch/results_files.h"
#include "batch/score_table.h"
#include "engine/base/version.h"
#include "tables/inputs.h"
#include "tables/row_table.h"
#include "texts/refusal_text.h"

namespace cmmm::batch {
namespace {

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

class Run {
 public:
  Run(const Catalog& catalog, const CompiledModel& model,
      const RunOptions& options, RunSummary* summary)
      : catalog_(catalog),
        model_(model),
        options_(options),
        summary_(summary),
        inputs_(options.inputs, options.input, model),
        files_(options),
        feed_(&inputs_),
        commits_(inputs_, &files_) {}

  MaybeFailure Execute() {
    summary_->notices = options_.notices;
    if (auto failure = inputs_.Prepare(&summary_->notices)) return failure;
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
      if (const MaybeFailure& failure = commits_.failure()) {
        files_.Abandon(failure->kind == FailureKind::kData);
        return failure;
      }
      AddNoticesOfRows();
      if (auto failure = files_.Finish(MakeManifest())) return failure;
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
    ScorerCache scorers(catalog_, options_.common);
    std::unique_ptr<TableScorer> table;
    const tables::TableDescription* input = nullptr;  // that table is for
    tables::Block block;
    BlockResult result;
    MaybeFailure failure;
    while (feed_.TakeBlock(&block, &failure)) {
      if (!files_.IsOurs(block.sequence)) {
        result = BlockResult();
        result.records = inputs_.MakeReader(block.input)->Count(block);
      } else {
        if (input != &inputs_.at(block.input)) {
          input = &inputs_.at(block.input);
          table = std::make_unique<TableScorer>(
              model_, input->layout, inputs_.MakeReader(block.input),
              input->style, inputs_.words(), *writer_, book_.get(), &scorers);
        }
        table->Score(block, &result);
      }
      if (!CommitBlock(block, result)) return;
    }
    if (failure.has_value()) commits_.Fail(*std::move(failure));
  }

  bool CommitBlock(const tables::Block& block, const BlockResult& result) {
    if (!options_.progress) return commits_.CommitBlock(block, result, {});
    return commits_.CommitBlock(block, result, [this](const Checkpoint& done) {
      options_.progress({done.rows, done.rejected, feed_.bytes_read(),
                         inputs_.bytes_total()});
    });
  }

  // What is known once every row was read.
  void AddNoticesOfRows() {
    RowFindings& all = summary_->notices;
    all.insert(all.end(), inputs_.notices().begin(), inputs_.notices().end());
    if (auto notice = commits_.Notice()) all.push_back(*std::move(notice));
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
    for (size_t i = 0; i < inputs_.size(); ++i) {
      const tables::TableDescription& input = inputs_.at(i);
      absl::StrAppend(&text, texts::GradeStyleName(input.style), "\n");
      // Its blocks are so many rows, not so many bytes.
      if (input.has_rows) absl::StrAppend(&text, tables::kBlockRows, "\n");
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
    for (const RowFinding& notice : summary_->notices) {
      results::AddNotice(notice, &manifest);
    }
    return manifest;
  }

  const Catalog& catalog_;
  const CompiledModel& model_;
  const RunOptions& options_;
  RunSummary* summary_;
  // While threads run, feed_ alone reads on; what is constant is everybody's.
  tables::Inputs inputs_;
  std::unique_ptr<results::ResultWriter> writer_;
  std::unique_ptr<BookRowWriter> book_;  // none: no workbook is wanted
  // While threads run, commits_ alone writes; IsOurs is constant.
  ResultFiles files_;
  BlockFeed feed_;
  OrderedCommits commits_;
};

}  // namespace

MaybeFailure RunBatch(const Catalog& catalog, const RunOptions& options,
                      RunSummary* summary) {
  const v1::ModelRef& ref = options.common.model();
  auto entry = catalog.Find(ref.id(), ref.version());
  if (!entry.ok()) {
    return texts::FailureOf(FailureKind::kUsage, entry.refusal());
  }
  const bool workbooks = std::any_of(
      options.inputs.begin(), options.inputs.end(),
      [](const std::string& path) { return tables::MayBeWorkbook(path); });
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
