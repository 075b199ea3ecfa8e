#include "batch/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "batch/run_files.h"
#include "engine/base/file_failure.h"

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
  return regular_ ? PartialOf(path_) : path_;
}

Failure OutputFile::CannotWrite() const {
  return cmmm::CannotWrite(path_, errno);
}

MaybeFailure OutputFile::Open(int64_t keep) {
  if (path_ == "-" || path_ == "&2") {
    fd_ = path_ == "-" ? 1 : 2;
    return std::nullopt;
  }
  const int flags =
      regular_ ? O_RDWR | O_CREAT | O_CLOEXEC : O_WRONLY | O_CLOEXEC;
  fd_ = open(partial_path().c_str(), flags, 0644);
  if (fd_ < 0) return CannotWrite();
  if (!regular_) return std::nullopt;
  if (ftruncate(fd_, keep) != 0 || lseek(fd_, 0, SEEK_END) != keep) {
    return CannotWrite();
  }
  size_ = keep;
  return hash_.has_value() ? HashKept() : std::nullopt;
}

MaybeFailure OutputFile::HashKept() {
  constexpr int64_t kKeptPiece = 256 << 10;
  std::string piece(static_cast<size_t>(std::min(size_, kKeptPiece)), '\0');
  for (int64_t at = 0; at < size_;) {
    const auto wanted = static_cast<size_t>(std::min(size_ - at, kKeptPiece));
    const ssize_t got = pread(fd_, piece.data(), wanted, at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return CannotWrite();
    hash_->Add({piece.data(), static_cast<size_t>(got)});
    at += got;
  }
  return std::nullopt;
}

MaybeFailure OutputFile::Write(absl::string_view bytes) {
  if (hash_.has_value()) hash_->Add(bytes);
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

tables::FileRecord RecordOf(const OutputFile& file) {
  return {file.path().substr(file.path().rfind('/') + 1), file.size(),
          file.Sha256()};
}

}  // namespace cmmm::batch
