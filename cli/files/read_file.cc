#include "cli/files/read_file.h"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <istream>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"

namespace cmmm::cli {
namespace {

// Reads at most a buffer more than allowed; whether the end was reached.
bool ReadAll(std::istream& stream, size_t most, std::string* content) {
  char buffer[1 << 16];
  while (stream.good() && content->size() <= most) {
    stream.read(buffer, sizeof(buffer));
    content->append(buffer, static_cast<size_t>(stream.gcount()));
  }
  return stream.eof();
}

}  // namespace

MaybeFailure ReadWholeFile(const std::string& file, size_t most,
                           std::string* content) {
  std::ifstream stream;
  errno = 0;
  if (file != "-") stream.open(file, std::ios::binary);
  const bool complete = ReadAll(file == "-" ? std::cin : stream, most, content);
  if (content->size() > most) {
    return Failure{FailureKind::kData,
                   absl::StrCat("larger than ", most, " bytes"),
                   absl::StrCat("大于 ", most, " 字节")};
  }
  if (complete) return std::nullopt;
  const Text what = WithReason({"无法读取", "cannot be read"}, errno);
  return Failure{FailureKind::kNoInput, what.en, what.zh};
}

}  // namespace cmmm::cli
