// The files of a run: results, rejects, manifest and journal. They appear all
// or none: until Finish they are `….partial`, beside a journal that says how
// far the run is.
//
//   ResultFiles files(options);
//   if (auto failure = files.Begin(identity, header, &done)) …
//   for (each block, in order) if (auto failure = files.Commit(…)) …
//   if (auto failure = files.Finish(manifest)) …
#ifndef CMMM_BATCH_RESULTS_FILES_H_
#define CMMM_BATCH_RESULTS_FILES_H_

#include <string>
#include <vector>

#include "batch/journal.h"
#include "batch/output_file.h"
#include "batch/run_options.h"
#include "batch/score_table.h"
#include "engine/base/sha256.h"
#include "results/manifest.h"
#include "tables/block.h"

namespace cmmm::batch {

// Whether a run leaves a manifest: its output and its rejects are files.
bool HasManifest(const RunOptions& options);

class ResultFiles {
 public:
  explicit ResultFiles(const RunOptions& options);

  // Opens everything, or goes on where a run with this identity was killed.
  // *done: it was finished already, and totals() are known.
  // `header` begins the output, `book_head` the rows of a workbook, if one is
  // to be made.
  MaybeFailure Begin(const std::string& identity, const std::string& header,
                     const std::string& book_head, bool* done);

  // Whether the block is to be scored here: of this shard, and not written.
  bool IsOurs(int64_t block) const;

  // Writes a block; its first record is `row` of `input`. Blocks that are not
  // ours are passed over.
  MaybeFailure Commit(const tables::Block& block, const BlockResult& result,
                      const std::string& input, int64_t row);

  // Completes the manifest and puts all files in place. On failure the run can
  // be resumed.
  MaybeFailure Finish(results::Manifest manifest);

  // After a failure: keeps what can be resumed, unless it is `hopeless`.
  void Abandon(bool hopeless);

  const std::string& rejects_path() const { return rejects_.path(); }
  // Where the rows of a workbook are, from Finish on.
  std::string book_rows_path() const { return book_rows_.partial_path(); }
  const Checkpoint& totals() const { return totals_; }

 private:
  MaybeFailure RefuseExisting() const;
  MaybeFailure OpenFiles(const std::string& header,
                         const std::string& book_head);
  MaybeFailure TakeUp(const std::string& identity, bool* done);
  void KeepWhatFits(const std::vector<Checkpoint>& written);
  std::string JournalIdentity() const;
  MaybeFailure PutInPlace();
  void FormatRejects(const tables::Block& block, const BlockResult& result,
                     const std::string& input, int64_t row);

  const RunOptions& options_;
  OutputFile output_;
  OutputFile rejects_;
  OutputFile manifest_;
  OutputFile book_rows_;  // never put in place: WriteResultBook removes it
  Journal journal_;
  bool journaled_ = false;
  std::string identity_;
  Checkpoint totals_;
  int64_t resumed_after_ = -1;        // block; those up to it are written
  std::vector<Checkpoint> taken_up_;  // from a run that was killed
  files::v1::Shard parts_;            // of a shard: where its blocks are
  std::string rejects_text_;
  std::string rejected_book_rows_;  // of the same block
};

// Size, and hash of both ends, of a file that a run may be resumed with.
std::string FingerprintOfFile(const std::string& path);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_RESULTS_FILES_H_
