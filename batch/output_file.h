// A file that is there whole or not at all.
#ifndef CMMM_BATCH_OUTPUT_FILE_H_
#define CMMM_BATCH_OUTPUT_FILE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"

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

  // Opens it, keeping the first `keep` bytes of what a run before left.
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

 private:
  Failure CannotWrite() const;

  std::string path_;
  bool regular_ = true;
  bool exists_ = false;
  int fd_ = -1;
  int64_t size_ = 0;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_OUTPUT_FILE_H_
