#include "tables/text_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"
#include "engine/base/sha256.h"
#include "engine/base/utf8.h"
#include "tables/file_size.h"

namespace cmmm::tables {
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

TextSource::TextSource(std::string path, Encoding encoding, KnownHeader known,
                       bool hashed)
    : path_(std::move(path)),
      encoding_(encoding),
      known_(std::move(known)),
      hash_(hashed ? std::make_unique<Hash>() : nullptr) {}

TextSource::~TextSource() {
  if (fd_ > 0) close(fd_);
}

MaybeFailure TextSource::Open() {
  fd_ = path_ == "-" ? 0 : open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (fd_ < 0 || fstat(fd_, &info) != 0 || S_ISDIR(info.st_mode)) {
    return CannotRead(path_, fd_ < 0 ? errno : EISDIR);
  }
  return std::nullopt;
}

// A whole chunk of the file behind *text, less only at its end.
MaybeFailure TextSource::Fill(std::string* text) {
  const size_t before = text->size();
  text->resize(before + kChunk);
  size_t filled = before;
  while (filled < text->size()) {
    const ssize_t got = read(fd_, text->data() + filled, text->size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return CannotRead(path_, errno);
    }
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  at_end_ = filled < text->size();
  text->resize(filled);
  bytes_read_ += static_cast<int64_t>(filled - before);
  if (hash_ != nullptr) {
    hash_->sha256.Add(absl::string_view(*text).substr(before));
  }
  return std::nullopt;
}

// Settles the encoding by the first chunk that is not plain ASCII.
MaybeFailure TextSource::Detect(absl::string_view chunk) {
  if (encoding_ == Encoding::kAuto) {
    const bool plain = IsAscii(chunk) && chunk.find('\0') == chunk.npos;
    if (plain) return std::nullopt;
    const Encoding found = DetectEncoding(chunk, known_);
    if (found == Encoding::kAuto) {
      return NoText(chunk, FirstInvalidUtf8(chunk, true),
                    {"UTF-8，也不是 GB18030", "UTF-8 and no GB18030"});
    }
    encoding_ = found;
    guessed_ = true;
    doubtful_ = found == Encoding::kGb18030 && IsDoubtfulGb18030(chunk);
  }
  decided_ = true;
  if (encoding_ != Encoding::kUtf8) {
    converter_ = std::make_unique<Converter>(encoding_);
  }
  return std::nullopt;
}

Failure TextSource::NoText(absl::string_view chunk, size_t at,
                           const Text& encoding) {
  const int64_t offset = bytes_used_ + static_cast<int64_t>(at);
  const int64_t lines = IsReadOnce(path_) ? -1 : LinesBefore(path_, offset);
  const std::string place =
      absl::StrCat(path_, ":", lines < 0 ? "" : absl::StrCat(lines + 1, ":"),
                   " encoding.invalid: ");
  const std::string bytes = HexBytes(chunk.substr(at));
  return {FailureKind::kData,
          absl::StrCat(place, "the bytes ", bytes, " at offset ", offset,
                       " are no ", encoding.en,
                       "; say --encoding if it is another one"),
          absl::StrCat(place, "偏移 ", offset, " 处的字节 ", bytes, " 不是 ",
                       encoding.zh, "；若是其他编码，请用 --encoding 说明")};
}

MaybeFailure TextSource::Convert(std::string* text) {
  size_t bad = 0;
  const auto used = converter_->Convert(raw_, text, &bad);
  const std::string name = EncodingName(encoding_);
  if (!used.has_value()) return NoText(raw_, bad, {name, name});
  bytes_used_ += static_cast<int64_t>(*used);
  raw_.erase(0, *used);
  if (at_end_ && !raw_.empty()) {
    return NoText(raw_, 0, {name, name});
  }
  return std::nullopt;
}

void TextSource::SkipMark(std::string* bytes, size_t at) {
  size_t mark = 0;
  // Files that were joined, or marked twice, have several.
  while ((mark = ByteOrderMarkLength(absl::string_view(*bytes).substr(at),
                                     encoding_)) > 0) {
    bytes->erase(at, mark);
    bytes_used_ += static_cast<int64_t>(mark);
  }
}

// What is UTF-8, as far as it is known, is read where it is wanted.
MaybeFailure TextSource::Read(size_t bytes, std::string* text) {
  const size_t enough = text->size() + bytes;
  while (text->size() < enough && !at_end_) {
    const size_t before = text->size();
    if (auto failure = Fill(converter_ == nullptr ? text : &raw_)) {
      return failure;
    }
    if (!decided_) {
      if (auto failure = Detect(absl::string_view(*text).substr(before))) {
        return failure;
      }
      if (converter_ != nullptr) {
        raw_.assign(*text, before);
        text->resize(before);
      }
    }
    const bool in_place = converter_ == nullptr;
    if (!std::exchange(began_, true)) {
      SkipMark(in_place ? text : &raw_, in_place ? before : 0);
    }
    if (in_place) {
      bytes_used_ += static_cast<int64_t>(text->size() - before);
    } else if (auto failure = Convert(text)) {
      return failure;
    }
  }
  return std::nullopt;
}

RowFindings TextSource::Notices() const {
  if (!guessed_ || encoding_ == Encoding::kUtf8) return {};
  const std::string name = EncodingName(encoding_);
  if (doubtful_) {
    return {{path_, "input.encoding_doubted", name,
             absl::StrCat("was read as ", name,
                          ", in which many of its characters are rare; if "
                          "names look wrong, say --encoding (such as big5)"),
             absl::StrCat("按 ", name,
                          " 读取，但其中生僻字很多；若名称显示"
                          "不对，请用 --encoding 指明编码（如 big5）")}};
  }
  return {{path_, "input.encoding", name,
           absl::StrCat("is no UTF-8 and was read as ", name,
                        "; --encoding says otherwise"),
           absl::StrCat("不是 UTF-8，按 ", name,
                        " 读取；如不对，请用 --encoding 指明")}};
}

std::string TextSource::Sha256() const {
  return hash_ == nullptr ? "" : hash_->sha256.Hex();
}

}  // namespace cmmm::tables
