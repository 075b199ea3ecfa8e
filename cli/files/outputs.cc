#include "cli/files/outputs.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

namespace fs = std::filesystem;

// /dev/stdout and the like may lead to a file, but whoever runs the command
// opened it and knows.
bool IsStandardStream(const std::string& file) {
  return absl::StartsWith(file, "/dev/") &&
         !absl::StartsWith(file, "/dev/shm/");
}

// What the disk calls a file that is there.
std::string InodeOf(const struct stat& there) {
  return absl::StrCat("inode ", there.st_dev, ":", there.st_ino);
}

// What names one file: where it would stand, and, if it is there, what the
// disk calls it. Empty: nothing can be lost there.
std::vector<std::string> IdentitiesOf(const std::string& file) {
  struct stat there {};
  if (file.empty() || file == "-" || IsStandardStream(file)) return {};
  const bool exists = stat(file.c_str(), &there) == 0;
  if (exists && !S_ISREG(there.st_mode)) return {};
  std::error_code error;
  const fs::path absolute = fs::absolute(file, error);
  std::vector<std::string> identities = {
      fs::weakly_canonical(absolute, error).string()};
  if (error) identities = {absolute.lexically_normal().string()};
  if (exists) identities.push_back(InodeOf(there));
  return identities;
}

// The same of what is read: standard input, by whatever name, may be a file
// that the shell opened (`< in.csv`).
std::vector<std::string> IdentitiesOfInput(const std::string& file) {
  if (file != "-" && !IsStandardStream(file)) return IdentitiesOf(file);
  struct stat there {};
  const bool exists = file == "-" ? fstat(STDIN_FILENO, &there) == 0
                                  : stat(file.c_str(), &there) == 0;
  if (!exists || !S_ISREG(there.st_mode)) return {};
  return {InodeOf(there)};
}

Failure Covers(const std::string& output, const std::string& other,
               bool is_input) {
  if (!is_input) {
    return Failure{
        FailureKind::kUsage,
        absl::StrCat(output, ": two outputs would be this file (the other is ",
                     other, "); choose another name"),
        absl::StrCat(output, "：两个输出会是同一个文件（另一个是 ", other,
                     "）；请换一个文件名")};
  }
  if (other == "-") {
    return Failure{
        FailureKind::kUsage,
        absl::StrCat(output,
                     ": would be written over the file that standard input is "
                     "read from; --force replaces outputs, not inputs: choose "
                     "another name"),
        absl::StrCat(output,
                     "：会覆盖标准输入所读的文件；--force 只替换输出，不替换"
                     "输入，请换一个文件名")};
  }
  return Failure{
      FailureKind::kUsage,
      absl::StrCat(output, ": would be written over the input ", other,
                   "; --force replaces outputs, not inputs: choose another "
                   "name"),
      absl::StrCat(output, "：会覆盖输入文件 ", other,
                   "；--force 只替换输出，不替换输入，请换一个文件名")};
}

}  // namespace

MaybeFailure CheckApart(const std::vector<std::string>& inputs,
                        const std::vector<std::string>& outputs) {
  std::map<std::string, std::pair<std::string, bool>> taken;
  for (const std::string& input : inputs) {
    for (const std::string& identity : IdentitiesOfInput(input)) {
      taken[identity] = {input, true};
    }
  }
  for (const std::string& output : outputs) {
    const std::vector<std::string> identities = IdentitiesOf(output);
    for (const std::string& identity : identities) {
      const auto found = taken.find(identity);
      if (found == taken.end()) continue;
      return Covers(output, found->second.first, found->second.second);
    }
    for (const std::string& identity : identities) {
      taken[identity] = {output, false};
    }
  }
  return std::nullopt;
}

MaybeFailure CheckNoneTwice(const std::vector<std::string>& inputs) {
  std::map<std::string, std::string> taken;
  for (const std::string& input : inputs) {
    const std::vector<std::string> identities = IdentitiesOfInput(input);
    for (const std::string& identity : identities) {
      const auto found = taken.find(identity);
      if (found == taken.end()) continue;
      return Failure{FailureKind::kUsage,
                     absl::StrCat(input, ": is named twice (the other is ",
                                  found->second, "); name every file once"),
                     absl::StrCat(input, "：同一个文件给出了两次（另一个是 ",
                                  found->second, "），每个文件只需给出一次")};
    }
    for (const std::string& identity : identities) taken[identity] = input;
  }
  return std::nullopt;
}

std::vector<std::string> ModelFiles(const std::string& path) {
  return FindModelFiles(path.empty() ? DefaultModelsPath() : path);
}

}  // namespace cmmm::cli
