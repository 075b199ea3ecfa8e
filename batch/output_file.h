// A file that is there whole or not at all, and whose digest is known once it
// is written.
//
//   OutputFile file("out.csv");
//   file.TakeDigest();
//   if (auto failure = file.Open(0)) return failure;       // out.csv.partial
//   if (auto failure = file.Write(rows)) return failure;
//   manifest.sha256 = file.Sha256();                       // of rows
//   return file.Finish();                                  // out.csv
//
// Every failure is of kind kIo and names the file and what the system said.
#ifndef CMMM_BATCH_OUTPUT_FILE_H_
#define CMMM_BATCH_OUTPUT_FILE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "engine/base/sha256.h"
#include "tables/input_record.h"

namespace cmmm::batch {

class OutputFile {
 public:
  // Regular files are written as `PATH.partial` and renamed by Finish. `-` is
  // standard output, `&2` standard error; they and devices and pipes are
  // written straight.
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Whether the path names a regular file, there or not.
  bool is_regular() const { return regular_; }
  bool exists() const { return exists_; }

  // Has what is written hashed on its way. To be called before Open.
  void TakeDigest() { hash_.emplace(); }
  // Opens it, keeping the first `keep` bytes of what a run before left; only
  // these are read, once, when a digest is wanted.
  MaybeFailure Open(int64_t keep);
  MaybeFailure Write(absl::string_view bytes);
  // Everything written is on the disk.
  MaybeFailure Sync();
  // Renames; after that the file is there.
  MaybeFailure Finish();
  // Removes what was written; for runs that cannot be resumed.
  void Discard();

  const std::string& path() const { return path_; }
  std::string partial_path() const;
  int64_t size() const { return size_; }
  // Of the size() bytes, those kept among them. REQUIRES: TakeDigest().
  std::string Sha256() const { return hash_->Hex(); }

 private:
  MaybeFailure HashKept();
  Failure CannotWrite() const;

  std::string path_;
  bool regular_ = true;
  bool exists_ = false;
  int fd_ = -1;
  int64_t size_ = 0;
  std::optional<Sha256Hash> hash_;  // of the first size_ bytes
};

// What a manifest beside the file says of it. REQUIRES: TakeDigest().
tables::FileRecord RecordOf(const OutputFile& file);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_OUTPUT_FILE_H_
