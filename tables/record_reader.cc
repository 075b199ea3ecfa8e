#include "tables/record_reader.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "tables/encoding.h"

namespace cmmm::tables {
namespace {

constexpr size_t kShown = 80;  // bytes of a bad record

}  // namespace

bool CheckUtf8(absl::string_view record, RecordProblem* problem) {
  if (IsUtf8(record)) return true;
  const size_t bad = FirstInvalidUtf8(record, false);
  *problem = {"row.encoding", HexBytes(record.substr(bad)),
              absl::StrCat("byte ", bad, " of the row is no UTF-8")};
  return false;
}

size_t CsvReader::End(absl::string_view text, size_t begin) const {
  const size_t line_end =
      std::min(text.size(), text.find('\n', begin) + size_t{1});
  if (line_end == 0) return text.size();  // no line end
  const absl::string_view line = text.substr(begin, line_end - begin);
  if (line.find('"') == absl::string_view::npos) return line_end;
  return std::min(text.size(), RecordEnd(text, begin, delimiter_));
}

bool CsvReader::Read(absl::string_view record, RecordProblem* problem) {
  if (cells_.Split(record)) return true;
  *problem = {"row.quotes", std::string(record.substr(0, kShown)),
              "a quoted cell does not end where its quote does"};
  return false;
}

}  // namespace cmmm::tables
