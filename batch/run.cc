#include "batch/run.h"

#include <algorithm>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/block_commits.h"
#include "batch/book_rows.h"
#include "batch/results_files.h"
#include "batch/score_table.h"
#include "engine/base/version.h"
#include "results/result_sheets.h"
#include "tables/inputs.h"
#include "tables/row_table.h"
#include "texts/refusal_text.h"

namespace cmmm::batch {
namespace {

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

  // Comes before the rest.
  MaybeFailure Prepare() {
    summary_->notices = options_.notices;
    return inputs_.Prepare(&summary_->notices);
  }

  // The edition that all inputs are scored by, when it is another than the
  // model of the run; nullptr else.
  const tables::Edition* CommonEdition() const {
    const tables::Edition* const first = inputs_.at(0).edition;
    for (size_t i = 1; i < inputs_.size(); ++i) {
      if (inputs_.at(i).edition != first) return nullptr;
    }
    return first;
  }

  MaybeFailure Execute() {
    summary_->model.set_id(model_.id);
    summary_->model.set_version(model_.version);
    tables::Format format = options_.stdout_format;
    if (options_.output != "-")
      (void)tables::FormatOfPath(options_.output, &format);
    std::vector<std::string> carried = inputs_.CarriedNames();
    if (HasSeveralEditions()) carried.push_back(EditionColumn(carried));
    writer_ = std::make_unique<results::ResultWriter>(model_, format, carried,
                                                      options_.with_maturity);
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
    if (totals.open > 0) {
      summary_->notices.push_back(
          results::OpenNotice(totals.open, totals.open_rows));
    }
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
    std::map<const tables::Edition*, std::unique_ptr<ScorerCache>> scorers;
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
          auto& cache = scorers[input->edition];
          if (cache == nullptr) cache = MakeScorers(input->edition);
          table = std::make_unique<TableScorer>(
              ModelOf(*input), input->layout, inputs_.MakeReader(block.input),
              input->style, inputs_.words(), *writer_, book_.get(),
              cache.get());
          if (several_editions_) {
            table->CarryEdition(editions_[block.input]);
          }
        }
        table->Score(block, &result);
      }
      if (!CommitBlock(block, result)) return;
    }
    if (failure.has_value()) commits_.Fail(*std::move(failure));
  }

  // Whether workbooks are scored by another edition than the model of the run;
  // then every row says by which one it was scored.
  bool HasSeveralEditions() {
    const std::string own = absl::StrCat(model_.id, "@", model_.version);
    for (size_t i = 0; i < inputs_.size(); ++i) {
      const tables::Edition* edition = inputs_.at(i).edition;
      several_editions_ = several_editions_ || edition != nullptr;
      editions_.push_back(edition == nullptr ? own : edition->Name());
    }
    return several_editions_;
  }

  static std::string EditionColumn(const std::vector<std::string>& carried) {
    const bool taken =
        std::find(carried.begin(), carried.end(), "model") != carried.end();
    return taken ? "scored_by_model" : "model";
  }

  const CompiledModel& ModelOf(const tables::TableDescription& input) const {
    return input.edition == nullptr ? model_ : *input.edition->entry.compiled;
  }

  std::unique_ptr<ScorerCache> MakeScorers(const tables::Edition* edition) {
    v1::ScoreRequest common = options_.common;
    if (edition != nullptr) {
      common.mutable_model()->set_id(edition->entry.compiled->id);
      common.mutable_model()->set_version(edition->entry.compiled->version);
    }
    return std::make_unique<ScorerCache>(catalog_, std::move(common));
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
      if (input.edition != nullptr) {
        absl::StrAppend(&text, input.edition->entry.compiled->digest, "\n");
      }
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
      file->set_model(input.edition);
    }
    for (const RowFinding& notice : summary_->notices) {
      results::AddNotice(notice, &manifest);
    }
    const bool counts =
        options_.common.unanswered() == v1::UNANSWERED_POLICY_AS_NOT_SATISFIED;
    manifest.set_unanswered(counts ? "not-satisfied" : "refuse");
    if (counts) {
      const Checkpoint& totals = files_.totals();
      results::SetOpen(totals.open, totals.open_rows, &manifest);
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
  bool several_editions_ = false;
  std::vector<std::string> editions_;  // by input, what scores it
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
  own.input.are_results = &results::IsResultBook;
  own.input.other_editions =
      tables::OtherEditions(catalog, *entry.value()->compiled);
  if (!workbooks) {
    Run run(catalog, *entry.value()->compiled, own, summary);
    if (auto failure = run.Prepare()) return failure;
    return run.Execute();
  }
  std::unique_ptr<tables::Editions> editions;
  if (auto failure = tables::FindEditions(catalog, ref, &editions)) {
    return failure;
  }
  own.input.editions = editions.get();
  auto run =
      std::make_unique<Run>(catalog, *entry.value()->compiled, own, summary);
  if (auto failure = run->Prepare()) return failure;
  const tables::Edition* const common = run->CommonEdition();
  if (common == nullptr) return run->Execute();
  // All are made for one edition: then this is a run by it.
  const auto compiled = common->entry.compiled;
  own.common.mutable_model()->set_id(compiled->id);
  own.common.mutable_model()->set_version(compiled->version);
  std::unique_ptr<tables::Editions> only;
  if (auto failure = tables::FindEditions(catalog, own.common.model(), &only)) {
    return failure;
  }
  own.input.editions = only.get();
  own.input.other_editions = tables::OtherEditions(catalog, *compiled);
  run = std::make_unique<Run>(catalog, *compiled, own, summary);
  if (auto failure = run->Prepare()) return failure;
  return run->Execute();
}

}  // namespace cmmm::batch
