#include "service/audit/trail.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/sha256.h"

namespace cmmm::service {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSeqDigits = 12;
// Of a file, what is looked at to go on.
constexpr int64_t kTailBytes = kMaxTornBytes + kMaxAuditLineBytes;

Failure CannotAudit(const std::string& why_en, const std::string& why_zh) {
  return Failure{FailureKind::kConfig, why_en, why_zh};
}

// `2026-11-29T08:15:42.000123Z`.
std::string AuditTimeText() {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  std::tm utc{};
  gmtime_r(&now.tv_sec, &utc);
  char text[32];
  const size_t size =
      std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
  return absl::StrCat(absl::string_view(text, size), ".",
                      absl::Dec(now.tv_nsec / 1000, absl::kZeroPad6), "Z");
}

// The last bytes of a file, `kTailBytes` at most; nothing: unreadable.
std::optional<std::string> TailOf(int file, int64_t size) {
  std::string tail(static_cast<size_t>(std::min(size, kTailBytes)), '\0');
  const int64_t from = size - static_cast<int64_t>(tail.size());
  const ssize_t got = pread(file, tail.data(), tail.size(), from);
  if (got != static_cast<ssize_t>(tail.size())) return std::nullopt;
  return tail;
}

// Where a file ends.
struct TrailEnd {
  std::optional<AuditLine> line;  // the last whole one
  std::string torn;               // what stands behind it
  bool is_foreign = false;  // what stands before `torn` is no line of a trail
};

TrailEnd EndOf(absl::string_view tail) {
  TrailEnd end;
  const size_t line_end = tail.rfind('\n');
  end.torn = std::string(
      tail.substr(line_end == absl::string_view::npos ? 0 : line_end + 1));
  end.is_foreign = end.torn.size() > kMaxTornBytes;
  if (line_end == absl::string_view::npos || end.is_foreign) return end;
  tail = tail.substr(0, line_end);
  const size_t begin = tail.rfind('\n');
  end.line = ReadAuditLine(
      begin == absl::string_view::npos ? tail : tail.substr(begin + 1));
  end.is_foreign = !end.line.has_value() || !end.line->is_whole;
  return end;
}

// A line that has all but its line end is no torn one.
bool TakeWholeLine(TrailEnd* end, const AuditLink& last) {
  const auto line = ReadAuditLine(end->torn);
  if (!line.has_value() || !line->is_whole || line->previous != last.hash ||
      line->link.seq != last.seq + 1) {
    return false;
  }
  end->line = line;
  end->torn.clear();
  return true;
}

}  // namespace

std::vector<std::string> AuditFilesOf(const std::string& path) {
  std::vector<std::string> files;
  const fs::path whole(path);
  const fs::path folder =
      whole.has_parent_path() ? whole.parent_path() : fs::path(".");
  const std::string prefix = absl::StrCat(whole.filename().string(), ".");
  std::error_code error;
  for (fs::directory_iterator at(folder, error);
       !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.size() == prefix.size() + kSeqDigits &&
        absl::StartsWith(name, prefix) &&
        name.find_first_not_of("0123456789", prefix.size()) ==
            std::string::npos) {
      files.push_back((folder / name).string());
    }
  }
  std::sort(files.begin(), files.end());
  if (fs::exists(whole, error)) files.push_back(path);
  return files;
}

MaybeFailure AuditTrail::Open(const AuditFile& file) {
  const std::lock_guard<std::mutex> lock(mutex_);
  file_ = file;
  fd_ = OwnedFd(open(file.path.c_str(),
                     O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600));
  struct stat about {};
  if (!fd_.is_open() || fstat(fd_.number(), &about) != 0) {
    const std::string why = std::generic_category().message(errno);
    return CannotAudit(absl::StrCat("cannot be opened: ", why),
                       absl::StrCat("无法打开：", why));
  }
  is_regular_ = S_ISREG(about.st_mode);
  if (!is_regular_) return std::nullopt;
  if (flock(fd_.number(), LOCK_EX | LOCK_NB) != 0) {
    return CannotAudit("another server writes this audit trail",
                       "另一个服务正在写入该审计文件");
  }
  size_ = about.st_size;
  return GoOn();
}

// Finds where the chain ends: in this file, or, when it has no line yet, in the
// youngest of the older ones.
MaybeFailure AuditTrail::GoOn() {
  const auto tail = TailOf(fd_.number(), size_);
  if (!tail.has_value()) return CannotAudit("cannot be read", "无法读取");
  TrailEnd end = EndOf(*tail);
  std::vector<std::string> files = AuditFilesOf(file_.path);
  if (!end.line.has_value() && !end.is_foreign && files.size() > 1) {
    const OwnedFd older(
        open(files[files.size() - 2].c_str(), O_RDONLY | O_CLOEXEC));
    const int64_t size = lseek(older.number(), 0, SEEK_END);
    const auto older_tail = TailOf(older.number(), std::max<int64_t>(size, 0));
    if (!older_tail.has_value())
      return CannotAudit("cannot be read", "无法读取");
    const TrailEnd older_end = EndOf(*older_tail);
    end.line = older_end.line;
    end.is_foreign = older_end.is_foreign || !older_end.torn.empty();
  }
  if (end.is_foreign) {
    return CannotAudit(
        "its last line is none of an audit trail, or was changed; nothing is "
        "added to it (cmmm audit verify says more)",
        "最后一行不是审计记录，或已被改动；不会再向其中写入（详见 cmmm audit "
        "verify）");
  }
  if (end.line.has_value()) last_ = end.line->link;
  if (end.torn.empty()) return std::nullopt;
  AuditLink next = last_;
  std::string text = "\n";
  if (TakeWholeLine(&end, last_)) {
    next = end.line->link;
  } else {
    text += SealAuditLine(
        AuditTimeText(),
        absl::StrCat("\"event\":\"torn\",\"bytes\":", end.torn.size(),
                     ",\"sha256\":\"", Sha256Hex(end.torn), "\""),
        &next);
  }
  if (!Write(text)) return CannotAudit("cannot be written", "无法写入");
  last_ = next;
  return std::nullopt;
}

// All of it or nothing.
bool AuditTrail::Write(absl::string_view bytes) {
  absl::string_view left = bytes;
  while (!left.empty()) {
    const ssize_t written = write(fd_.number(), left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    left.remove_prefix(static_cast<size_t>(written));
  }
  if (left.empty()) {
    size_ += static_cast<int64_t>(bytes.size());
    return true;
  }
  if (left.size() < bytes.size()) {
    is_broken_ = !is_regular_ || ftruncate(fd_.number(), size_) != 0;
  }
  return false;
}

// Leaves the file for a new one; when that cannot be had, the old one goes on.
void AuditTrail::Rotate() {
  const std::optional<std::string> head =
      [this]() -> std::optional<std::string> {
    std::string text(kMaxAuditLineBytes, '\0');
    const ssize_t got = pread(fd_.number(), text.data(), text.size(), 0);
    if (got <= 0) return std::nullopt;
    return text.substr(0, std::min(static_cast<size_t>(got), text.find('\n')));
  }();
  const auto first = ReadAuditLine(head.value_or(""));
  const std::string older = absl::StrFormat(
      "%s.%0*d", file_.path, kSeqDigits, first ? first->link.seq : last_.seq);
  std::error_code error;
  if (fs::exists(older, error) || error) return;
  fs::rename(file_.path, older, error);
  if (error) return;
  OwnedFd next(open(file_.path.c_str(),
                    O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
  if (!next.is_open() || flock(next.number(), LOCK_EX | LOCK_NB) != 0) {
    fs::rename(older, file_.path, error);
    return;
  }
  fd_ = std::move(next);
  size_ = 0;
}

bool AuditTrail::Append(absl::string_view fields) {
  const std::lock_guard<std::mutex> lock(mutex_);
  AuditLink next = last_;
  const std::string line = SealAuditLine(AuditTimeText(), fields, &next);
  const auto bytes = static_cast<int64_t>(line.size());
  if (is_regular_ && size_ > 0 && size_ + bytes > file_.max_bytes) Rotate();
  if (is_broken_ || !fd_.is_open() || !Write(line)) {
    ++counts_.failed;
    return false;
  }
  last_ = next;
  ++counts_.lines;
  return true;
}

AuditTrail::Counts AuditTrail::counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return counts_;
}

AuditLink AuditTrail::last() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return last_;
}

}  // namespace cmmm::service
