#include "cli/files/folders.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include "absl/strings/match.h"
#include "engine/base/file_failure.h"
#include "tables/format.h"

namespace cmmm::cli {
namespace {

namespace fs = std::filesystem;

// Gives the paths right in `folder`, sorted; `error` says why not, or not all.
std::vector<fs::path> EntriesOf(const std::string& folder,
                                std::error_code* error) {
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, *error), end;
       !*error && entry != end; entry.increment(*error)) {
    entries.push_back(entry->path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

RowFinding NotReadFolder(const std::string& folder, int error) {
  const Text why =
      WithReason({"文件夹无法读取", "the folder cannot be read"}, error);
  return {folder, "input.files_left_out", "", why.en, why.zh};
}

RowFinding NotRead(const fs::path& path, bool is_folder) {
  const std::string place = path.string() + (is_folder ? "/" : "");
  if (is_folder) {
    return {place, "input.files_left_out", "",
            "not read: a folder within a folder; name it by itself",
            "子文件夹里的文件没有读取；请单独列出"};
  }
  return {place, "input.files_left_out", "",
          "not read: no workbook; name tables by themselves",
          "没有读取：文件夹里只读工作簿，表格请单独列出"};
}

// What reading may wait for, or change: a pipe, a socket, a device.
bool IsNoFile(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::is_fifo(status) || fs::is_socket(status) ||
         fs::is_character_file(status) || fs::is_block_file(status);
}

RowFinding NotReadNoFile(const fs::path& path) {
  return {path.string(), "input.files_left_out", "",
          "not read: a pipe, socket or device, and no file",
          "没有读取：这是管道、套接字或设备，不是文件"};
}

bool IsLock(const fs::path& path) {
  return absl::StartsWith(path.filename().string(), "~$");
}

RowFinding NotReadLock(const std::string& path) {
  return {
      path, "input.files_left_out", "",
      "not read: the lock of a workbook that is open somewhere; what is not "
      "saved there is not read, either",
      "没有读取：这是工作簿打开时的锁文件；那里尚未保存的改动也读不到"};
}

}  // namespace

std::vector<std::string> ExpandFolders(const std::vector<std::string>& inputs,
                                       RowFindings* notices) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) {
      if (IsLock(input)) {
        notices->push_back(NotReadLock(input));
      } else {
        files.push_back(input);
      }
      continue;
    }
    const std::vector<fs::path> entries = EntriesOf(input, &error);
    if (error) notices->push_back(NotReadFolder(input, error.value()));
    for (const fs::path& path : entries) {
      const std::string name = path.filename().string();
      if (IsLock(path) || absl::StartsWith(name, ".")) continue;
      const bool is_folder = fs::is_directory(path, error);
      if (IsNoFile(path)) {
        notices->push_back(NotReadNoFile(path));
      } else if (!is_folder && tables::MayBeWorkbook(name)) {
        files.push_back(path.string());
      } else {
        notices->push_back(NotRead(path, is_folder));
      }
    }
  }
  return files;
}

MaybeFailure ExpandInputs(std::vector<std::string>* inputs) {
  RowFindings notices;
  *inputs = ExpandFolders(*inputs, &notices);
  PrintNotices(notices, std::cerr);
  if (inputs->empty()) return NoWorkbooks();
  return std::nullopt;
}

Failure NoWorkbooks() {
  return {FailureKind::kUsage, "there are no workbooks to read",
          "没有可以读取的工作簿"};
}

}  // namespace cmmm::cli
