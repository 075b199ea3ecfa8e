#include "batch/results_files.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/run_files.h"
#include "engine/base/file_failure.h"
#include "results/reject.h"
#include "tables/file_size.h"

namespace cmmm::batch {
namespace {

std::string RejectsPath(const RunOptions& options) {
  if (!options.rejects.empty()) return options.rejects;
  if (!OutputFile(options.output).is_regular()) return "&2";
  return RejectsOf(options.output);
}

void AddBytes(int64_t block, int64_t output_bytes, int64_t rejects_bytes,
              files::v1::Shard* parts) {
  files::v1::BlockBytes* piece = parts->add_pieces();
  piece->set_block(block);
  piece->set_output_bytes(output_bytes);
  piece->set_rejects_bytes(rejects_bytes);
}

}  // namespace

bool HasManifest(const RunOptions& options) {
  return OutputFile(options.output).is_regular() &&
         OutputFile(RejectsPath(options)).is_regular();
}

ResultFiles::ResultFiles(const RunOptions& options)
    : options_(options),
      output_(options.output),
      rejects_(RejectsPath(options)),
      manifest_(ManifestOf(options.output)),
      book_rows_(BookRowsOf(options.output)),
      journal_(JournalOf(options.output)) {}

MaybeFailure ResultFiles::RefuseExisting() const {
  if (options_.force) return std::nullopt;
  for (const OutputFile* file : {&output_, &rejects_, &manifest_}) {
    if (file == &manifest_ && !output_.is_regular()) continue;
    if (!file->is_regular() || !file->exists()) continue;
    return OutputExists(file->path());
  }
  return std::nullopt;
}

MaybeFailure ResultFiles::Begin(const std::string& identity,
                                const std::string& header,
                                const std::string& book_head, bool* done) {
  *done = false;
  identity_ = identity;
  parts_.mutable_head()->set_output_bytes(static_cast<int64_t>(header.size()));
  parts_.mutable_head()->set_rejects_bytes(
      static_cast<int64_t>(results::RejectHeader().size()));
  journaled_ = output_.is_regular() && rejects_.is_regular();
  if (journaled_) {
    output_.TakeDigest();
    rejects_.TakeDigest();
  }
  if (options_.resume && !journaled_) {
    return Failure{FailureKind::kUsage,
                   "--resume needs an output and rejects that are files",
                   "--resume 要求结果和拒绝的行都写入文件"};
  }
  if (!options_.resume) {
    if (auto failure = RefuseExisting()) return failure;
  }
  if (!journaled_) return OpenFiles(header, book_head);
  if (options_.resume) {
    if (auto failure = TakeUp(identity, done)) return failure;
    if (*done) return std::nullopt;
  } else if (auto failure = journal_.Open()) {
    return failure;
  }
  return OpenFiles(header, book_head);
}

MaybeFailure ResultFiles::TakeUp(const std::string& identity, bool* done) {
  results::Manifest manifest;
  const bool was_done =
      output_.exists() && tables::SizeOfFile(journal_.path()) < 0 &&
      !results::ReadManifest(manifest_.path(), &manifest).has_value();
  const bool same_run =
      was_done && manifest.run() == identity &&
      results::ShardIndexOf(manifest) == options_.shard.index &&
      results::ShardCountOf(manifest) == options_.shard.count;
  const bool lacks_rows =
      options_.with_book && tables::SizeOfFile(book_rows_path()) < 0;
  if (same_run && !lacks_rows) {
    totals_.block = 0;
    totals_.rows = manifest.rows();
    totals_.scored = manifest.scored();
    totals_.rejected = manifest.rejected();
    totals_.blank = manifest.blank();
    totals_.open = manifest.open();
    totals_.open_rows = manifest.open_rows();
    *done = true;
    return std::nullopt;
  }
  // The same results once more, for the rows of their workbook, harm nobody.
  if (!same_run && tables::SizeOfFile(journal_.path()) < 0) {
    if (auto failure = RefuseExisting()) return failure;
  }
  if (auto failure = journal_.Open()) return failure;
  const std::vector<Checkpoint> written =
      journal_.Read(JournalIdentity(), done);
  if (!written.empty()) totals_ = written.back();
  if (*done) return PutInPlace();
  KeepWhatFits(written);
  return std::nullopt;
}

// What a journal must say to be of this run.
std::string ResultFiles::JournalIdentity() const {
  return absl::StrCat(identity_, " ", options_.shard.index, "/",
                      options_.shard.count,
                      options_.with_book ? " with rows" : "");
}

// The checkpoints whose bytes are there.
void ResultFiles::KeepWhatFits(const std::vector<Checkpoint>& written) {
  const auto fits = [&](const Checkpoint& c) {
    return tables::SizeOfFile(output_.partial_path()) >= c.output_bytes &&
           tables::SizeOfFile(rejects_.partial_path()) >= c.rejects_bytes &&
           tables::SizeOfFile(book_rows_path()) >= c.book_bytes;
  };
  totals_ = Checkpoint();
  Checkpoint before;
  before.output_bytes = parts_.head().output_bytes();
  before.rejects_bytes = parts_.head().rejects_bytes();
  for (const Checkpoint& checkpoint : written) {
    if (!fits(checkpoint)) break;
    taken_up_.push_back(checkpoint);
    AddBytes(checkpoint.block, checkpoint.output_bytes - before.output_bytes,
             checkpoint.rejects_bytes - before.rejects_bytes, &parts_);
    totals_ = before = checkpoint;
  }
  resumed_after_ = totals_.block;
}

MaybeFailure ResultFiles::OpenFiles(const std::string& header,
                                    const std::string& book_head) {
  const bool anew = totals_.block < 0;
  if (auto failure = output_.Open(anew ? 0 : totals_.output_bytes)) {
    return failure;
  }
  if (auto failure = rejects_.Open(anew ? 0 : totals_.rejects_bytes)) {
    return failure;
  }
  if (options_.with_book) {
    if (auto failure = book_rows_.Open(anew ? 0 : totals_.book_bytes)) {
      return failure;
    }
  } else if (journaled_) {
    // Rows of other results would be taken for these later.
    unlink(book_rows_path().c_str());
  }
  if (journaled_) {
    if (auto failure = journal_.Begin(JournalIdentity(), taken_up_)) {
      return failure;
    }
    taken_up_ = {};
  }
  if (!anew) return std::nullopt;
  if (auto failure = output_.Write(header)) return failure;
  if (options_.with_book) {
    if (auto failure = book_rows_.Write(book_head)) return failure;
  }
  // Rejects on standard error are for a person, who needs no header.
  if (rejects_.path() == "&2") return std::nullopt;
  return rejects_.Write(results::RejectHeader());
}

bool ResultFiles::IsOurs(int64_t block) const {
  return block > resumed_after_ &&
         block % options_.shard.count == options_.shard.index - 1;
}

void ResultFiles::FormatRejects(const tables::Block& block,
                                const BlockResult& result,
                                const std::string& input, int64_t row) {
  rejects_text_.clear();
  rejected_book_rows_.clear();
  for (const RejectedRow& rejected : result.rejected) {
    const int64_t number = block.RowOf(rejected.record, row);
    for (const RowFinding& finding : rejected.findings) {
      results::AppendReject(finding, rejected.enterprise_id, input, number,
                            &rejects_text_);
    }
    if (options_.with_book) {
      AppendRejectedRow(rejected.enterprise_id, rejected.findings, input,
                        number, &rejected_book_rows_);
    }
  }
}

MaybeFailure ResultFiles::Commit(const tables::Block& block,
                                 const BlockResult& result,
                                 const std::string& input, int64_t row) {
  if (!IsOurs(block.sequence)) return std::nullopt;
  FormatRejects(block, result, input, row);
  if (auto failure = output_.Write(result.output)) return failure;
  if (auto failure = rejects_.Write(rejects_text_)) return failure;
  if (options_.with_book) {
    if (auto failure = book_rows_.Write(result.book_rows)) return failure;
    if (auto failure = book_rows_.Write(rejected_book_rows_)) return failure;
  }
  totals_.block = block.sequence;
  totals_.rows += result.records;
  totals_.scored += result.scored;
  totals_.rejected += static_cast<int64_t>(result.rejected.size());
  totals_.blank += result.blank;
  totals_.open += result.open;
  totals_.open_rows += result.open_rows;
  totals_.output_bytes = output_.size();
  totals_.rejects_bytes = rejects_.size();
  totals_.book_bytes = book_rows_.size();
  if (!journaled_) return std::nullopt;
  if (options_.shard.count > 1) {
    AddBytes(block.sequence, static_cast<int64_t>(result.output.size()),
             static_cast<int64_t>(rejects_text_.size()), &parts_);
  }
  return journal_.Add(totals_);
}

MaybeFailure ResultFiles::Finish(results::Manifest manifest) {
  if (!journaled_) return std::nullopt;
  manifest.set_run(identity_);
  manifest.set_rows(totals_.rows);
  manifest.set_scored(totals_.scored);
  manifest.set_rejected(totals_.rejected);
  manifest.set_blank(totals_.blank);
  results::Describe(RecordOf(output_), manifest.mutable_output());
  results::Describe(RecordOf(rejects_), manifest.mutable_rejects());
  if (options_.shard.count > 1) {
    *manifest.mutable_shard() = parts_;
    manifest.mutable_shard()->set_index(options_.shard.index);
    manifest.mutable_shard()->set_count(options_.shard.count);
  }
  if (auto failure = manifest_.Open(0)) return failure;
  if (auto failure = manifest_.Write(results::ToJson(manifest))) return failure;
  for (OutputFile* file : {&output_, &rejects_, &book_rows_, &manifest_}) {
    if (auto failure = file->Sync()) return failure;
  }
  if (auto failure = journal_.AddFinished()) return failure;
  return PutInPlace();
}

MaybeFailure ResultFiles::PutInPlace() {
  for (OutputFile* file : {&rejects_, &output_, &manifest_}) {
    // One that is missing was put in place before the run was killed.
    if (tables::SizeOfFile(file->partial_path()) < 0) continue;
    if (auto failure = file->Finish()) return failure;
  }
  journal_.Remove();
  return std::nullopt;
}

void ResultFiles::Abandon(bool hopeless) {
  if (!hopeless || !journaled_) return;
  output_.Discard();
  rejects_.Discard();
  book_rows_.Discard();
  journal_.Remove();
}

std::string FingerprintOfFile(const std::string& path) {
  constexpr int64_t kEnd = 64 << 10;
  const int64_t size = tables::SizeOfFile(path);
  if (tables::IsReadOnce(path)) return "";
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return "";
  std::string bytes(static_cast<size_t>(std::min(size, kEnd)), '\0');
  Sha256Hash hash;
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  hash.Add(bytes);
  stream.seekg(std::max<int64_t>(0, size - kEnd));
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  hash.Add(bytes);
  return absl::StrCat(size, " ", hash.Hex());
}

}  // namespace cmmm::batch
