#include "cli/files/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"

namespace cmmm::cli {
namespace {

Failure WriteFailure(const std::string& en, const std::string& zh) {
  return Failure{FailureKind::kIo, absl::StrCat("cannot be written: ", en),
                 absl::StrCat("无法写入：", zh)};
}

Failure ExistsAlready() {
  return WriteFailure("it exists already", "文件已存在");
}

Failure SystemFailure(int error) {
  const Text why = SystemErrorText(error);
  return WriteFailure(why.en, why.zh);
}

// A file beside the wanted one, removed unless it took over its name.
class Draft {
 public:
  explicit Draft(const std::string& file)
      : path_(absl::StrCat(file, ".XXXXXX")),
        descriptor_(mkostemp(path_.data(), O_CLOEXEC)),
        open_error_(descriptor_ < 0 ? errno : 0) {}
  ~Draft() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  // These return an error number; 0: done.
  int Fill(absl::string_view content, mode_t mode) {
    if (open_error_ != 0) return open_error_;
    while (!content.empty()) {
      const ssize_t written =
          write(descriptor_, content.data(), content.size());
      if (written < 0 && errno != EINTR) return errno;
      if (written > 0) content.remove_prefix(static_cast<size_t>(written));
    }
    const mode_t taken_away = umask(0);
    umask(taken_away);
    if (fchmod(descriptor_, mode & ~taken_away) != 0) return errno;
    return fsync(descriptor_) == 0 ? 0 : errno;
  }

  int TakeName(const std::string& file, bool replace) {
    const unsigned flags = replace ? 0 : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, file.c_str(), flags) ==
        0) {
      return 0;
    }
    // Not every file system can refuse to replace; a link can.
    if (errno != EINVAL || replace) return errno;
    return link(path_.c_str(), file.c_str()) == 0 ? 0 : errno;
  }

 private:
  std::string path_;
  int descriptor_;
  int open_error_;
};

// The folder has the new name only once it is on the disk itself.
void SyncFolderOf(const std::string& file) {
  std::filesystem::path folder = std::filesystem::path(file).parent_path();
  if (folder.empty()) folder = ".";
  const int descriptor = open(folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  (void)fsync(descriptor);
  close(descriptor);
}

}  // namespace

MaybeFailure CheckNew(const std::string& file) {
  struct stat there;
  if (lstat(file.c_str(), &there) != 0) return std::nullopt;
  return ExistsAlready();
}

MaybeFailure CheckOutput(const std::string& file, bool force) {
  return InFile(file, CheckFree(file, force));
}

MaybeFailure CheckFree(const std::string& file, bool force) {
  if (force) return std::nullopt;
  auto failure = CheckNew(file);
  if (failure.has_value()) {
    failure->message += "; --force replaces it";
    failure->message_zh += "；加 --force 才替换";
  }
  return failure;
}

MaybeFailure CheckReplaceable(const std::string& file) {
  struct stat there;
  if (stat(file.c_str(), &there) == 0) {
    if (!S_ISREG(there.st_mode))
      return WriteFailure("it is no ordinary file", "不是普通文件");
    if (access(file.c_str(), W_OK) != 0) return SystemFailure(errno);
  }
  Draft draft(file);
  const int error = draft.Fill("", kPrivateFile);
  if (error != 0) return SystemFailure(error);
  return std::nullopt;
}

void RemoveFile(const std::string& file) { unlink(file.c_str()); }

MaybeFailure WriteWholeFile(const std::string& file, absl::string_view content,
                            mode_t mode, bool replace) {
  if (!replace) {
    if (auto failure = CheckNew(file)) return failure;
  }
  Draft draft(file);
  int error = draft.Fill(content, mode);
  if (error == 0) error = draft.TakeName(file, replace);
  if (error == EEXIST) return ExistsAlready();
  if (error != 0) return SystemFailure(error);
  SyncFolderOf(file);
  return std::nullopt;
}

}  // namespace cmmm::cli
