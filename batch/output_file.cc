#include "batch/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm::batch {

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  struct stat info {};
  if (path_ == "-" || path_ == "&2") {
    regular_ = false;
  } else if (stat(path_.c_str(), &info) == 0) {
    exists_ = true;
    regular_ = S_ISREG(info.st_mode) || S_ISDIR(info.st_mode);
  }
}

OutputFile::~OutputFile() {
  if (fd_ > 2) close(fd_);
}

std::string OutputFile::partial_path() const {
  return regular_ ? absl::StrCat(path_, ".partial") : path_;
}

Failure OutputFile::CannotWrite() const {
  return {FailureKind::kIo,
          absl::StrCat(path_, ": cannot be written: ", std::strerror(errno))};
}

MaybeFailure OutputFile::Open(int64_t keep) {
  if (path_ == "-" || path_ == "&2") {
    fd_ = path_ == "-" ? 1 : 2;
    return std::nullopt;
  }
  const int flags =
      regular_ ? O_WRONLY | O_CREAT | O_CLOEXEC : O_WRONLY | O_CLOEXEC;
  fd_ = open(partial_path().c_str(), flags, 0644);
  if (fd_ < 0) return CannotWrite();
  if (!regular_) return std::nullopt;
  if (ftruncate(fd_, keep) != 0 || lseek(fd_, 0, SEEK_END) != keep) {
    return CannotWrite();
  }
  size_ = keep;
  return std::nullopt;
}

MaybeFailure OutputFile::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return CannotWrite();
    bytes.remove_prefix(static_cast<size_t>(put));
    size_ += put;
  }
  return std::nullopt;
}

MaybeFailure OutputFile::Sync() {
  if (regular_ && fd_ >= 0 && fdatasync(fd_) != 0) return CannotWrite();
  return std::nullopt;
}

MaybeFailure OutputFile::Finish() {
  if (!regular_) return std::nullopt;
  if (fd_ >= 0) {
    if (fsync(fd_) != 0 || close(std::exchange(fd_, -1)) != 0) {
      return CannotWrite();
    }
  }
  if (std::rename(partial_path().c_str(), path_.c_str()) != 0) {
    return CannotWrite();
  }
  return std::nullopt;
}

void OutputFile::Discard() {
  if (regular_ && fd_ >= 0) unlink(partial_path().c_str());
}

}  // namespace cmmm::batch
