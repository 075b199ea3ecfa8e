#include "batch/text_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/hash.h"

namespace cmmm::batch {
namespace {

constexpr size_t kChunk = 256 << 10;

// Lines before byte `offset` of the file; -1 when it cannot be read again.
int64_t LinesBefore(const std::string& path, int64_t offset) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  int64_t lines = 0;
  std::string piece(kChunk, '\0');
  while (offset > 0) {
    const ssize_t got =
        read(fd, piece.data(),
             std::min<size_t>(piece.size(), static_cast<size_t>(offset)));
    if (got <= 0) break;
    lines += std::count(piece.begin(), piece.begin() + got, '\n');
    offset -= got;
  }
  close(fd);
  return lines;
}

}  // namespace

struct TextSource::Hash {
  Sha256Hash sha256;
};

TextSource::TextSource(std::string path, Encoding encoding, KnownHeader known)
    : path_(std::move(path)),
      encoding_(encoding),
      known_(std::move(known)),
      hash_(std::make_unique<Hash>()) {}

TextSource::~TextSource() {
  if (fd_ > 0) close(fd_);
}

MaybeFailure TextSource::Open() {
  fd_ = path_ == "-" ? 0 : open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (fd_ < 0 || fstat(fd_, &info) != 0 || S_ISDIR(info.st_mode)) {
    return Failure{FailureKind::kNoInput,
                   absl::StrCat(path_, ": cannot be read: ",
                                fd_ < 0 ? std::strerror(errno) : "a folder")};
  }
  return std::nullopt;
}

// A whole chunk of the file into raw_, less only at its end.
MaybeFailure TextSource::Fill() {
  const size_t before = raw_.size();
  raw_.resize(before + kChunk);
  size_t filled = before;
  while (filled < raw_.size()) {
    const ssize_t got = read(fd_, &raw_[filled], raw_.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return Failure{FailureKind::kNoInput,
                     absl::StrCat(path_, ": ", std::strerror(errno))};
    }
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  at_end_ = filled < raw_.size();
  raw_.resize(filled);
  bytes_read_ += static_cast<int64_t>(filled - before);
  hash_->sha256.Add(absl::string_view(raw_).substr(before));
  return std::nullopt;
}

// Settles the encoding by the first chunk that is not plain ASCII.
MaybeFailure TextSource::Detect() {
  if (encoding_ == Encoding::kAuto) {
    const bool plain = IsAscii(raw_) && raw_.find('\0') == std::string::npos;
    if (plain) return std::nullopt;
    const Encoding found = DetectEncoding(raw_, known_);
    if (found == Encoding::kAuto) {
      return NoText(FirstInvalidUtf8(raw_, true), "UTF-8 and no GB18030");
    }
    encoding_ = found;
  }
  decided_ = true;
  if (encoding_ != Encoding::kUtf8) {
    converter_ = std::make_unique<Converter>(encoding_);
  }
  return std::nullopt;
}

Failure TextSource::NoText(size_t at, const char* encoding) {
  const int64_t offset = bytes_used_ + static_cast<int64_t>(at);
  const int64_t lines = path_ == "-" ? -1 : LinesBefore(path_, offset);
  return {
      FailureKind::kData,
      absl::StrCat(path_, ":", lines < 0 ? "" : absl::StrCat(lines + 1, ":"),
                   " encoding.invalid: the bytes ",
                   HexBytes(absl::string_view(raw_).substr(at)), " at offset ",
                   offset, " are no ", encoding,
                   "; say --encoding if it is another one")};
}

MaybeFailure TextSource::Convert(std::string* text) {
  if (converter_ == nullptr) {
    text->append(raw_);
    bytes_used_ += static_cast<int64_t>(raw_.size());
    raw_.clear();
    return std::nullopt;
  }
  size_t bad = 0;
  const auto used = converter_->Convert(raw_, text, &bad);
  if (!used.has_value()) return NoText(bad, EncodingName(encoding_));
  bytes_used_ += static_cast<int64_t>(*used);
  raw_.erase(0, *used);
  if (at_end_ && !raw_.empty()) return NoText(0, EncodingName(encoding_));
  return std::nullopt;
}

MaybeFailure TextSource::Read(size_t bytes, std::string* text) {
  const size_t enough = text->size() + bytes;
  while (text->size() < enough && !at_end_) {
    if (auto failure = Fill()) return failure;
    if (!decided_) {
      if (auto failure = Detect()) return failure;
    }
    if (!std::exchange(began_, true)) {
      const size_t mark = ByteOrderMarkLength(raw_, encoding_);
      raw_.erase(0, mark);
      bytes_used_ += static_cast<int64_t>(mark);
    }
    if (auto failure = Convert(text)) return failure;
  }
  return std::nullopt;
}

std::string TextSource::Sha256() const { return hash_->sha256.Hex(); }

}  // namespace cmmm::batch
