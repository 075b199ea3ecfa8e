#include "batch/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/file_failure.h"

namespace cmmm::batch {
namespace {

constexpr char kFinished[] = "finished";

std::string FirstLine(const std::string& identity) {
  return absl::StrCat("cmmm-batch 3 ", identity, "\n");
}

std::string ToLine(const Checkpoint& c) {
  return absl::StrCat(c.block, " ", c.rows, " ", c.scored, " ", c.rejected, " ",
                      c.blank, " ", c.output_bytes, " ", c.rejects_bytes, " ",
                      c.book_bytes, " ", c.open, " ", c.open_rows, " .\n");
}

bool ParseLine(const std::string& line, Checkpoint* c) {
  std::istringstream in(line);
  std::string dot;
  in >> c->block >> c->rows >> c->scored >> c->rejected >> c->blank >>
      c->output_bytes >> c->rejects_bytes >> c->book_bytes >> c->open >>
      c->open_rows >> dot;
  return dot == ".";
}

}  // namespace

Journal::~Journal() {
  if (fd_ >= 0) close(fd_);
}

MaybeFailure Journal::Open() {
  fd_ = open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd_ < 0) {
    return CannotWrite(path_, errno);
  }
  if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    return AboutFile(
        FailureKind::kTemporary, path_,
        {"另一次运行正在写这个输出", "another run writes this output"});
  }
  return std::nullopt;
}

std::vector<Checkpoint> Journal::Read(const std::string& identity,
                                      bool* finished) {
  *finished = false;
  std::ifstream stream(path_, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<Checkpoint> checkpoints;
  if (text.rfind(FirstLine(identity), 0) != 0) return checkpoints;
  text.resize(text.rfind('\n') + 1);
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  for (size_t i = 1; i < lines.size(); ++i) {
    Checkpoint checkpoint;
    if (ParseLine(lines[i], &checkpoint)) checkpoints.push_back(checkpoint);
    *finished = *finished || lines[i] == kFinished;
  }
  return checkpoints;
}

MaybeFailure Journal::Append(const std::string& line) {
  const ssize_t put = write(fd_, line.data(), line.size());
  if (put == static_cast<ssize_t>(line.size())) return std::nullopt;
  return CannotWrite(path_, put < 0 ? errno : ENOSPC);
}

MaybeFailure Journal::Begin(const std::string& identity,
                            const std::vector<Checkpoint>& checkpoints) {
  if (ftruncate(fd_, 0) != 0) {
    return CannotWrite(path_, errno);
  }
  std::string text = FirstLine(identity);
  for (const Checkpoint& checkpoint : checkpoints) {
    text.append(ToLine(checkpoint));
  }
  return Append(text);
}

MaybeFailure Journal::Add(const Checkpoint& checkpoint) {
  return Append(ToLine(checkpoint));
}

MaybeFailure Journal::AddFinished() {
  if (auto failure = Append(absl::StrCat(kFinished, "\n"))) return failure;
  if (fdatasync(fd_) != 0) {
    return AboutFile(FailureKind::kIo, path_,
                     {"无法写入磁盘", "cannot be synced"});
  }
  return std::nullopt;
}

void Journal::Remove() { unlink(path_.c_str()); }

}  // namespace cmmm::batch
