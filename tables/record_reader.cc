#include "tables/record_reader.h"

#include <simdjson.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "tables/encoding.h"

namespace cmmm::tables {
namespace {

constexpr size_t kShown = 80;  // bytes of a bad record

// Takes the record for one that cannot be read, because of byte `bad` of it.
void RefuseBytes(absl::string_view from_bad, size_t bad, Record* record) {
  record->readable = false;
  record->findings.push_back(
      {"", "row.encoding", HexBytes(from_bad),
       absl::StrCat("byte ", bad, " of the row is no UTF-8")});
}

}  // namespace

size_t TextReader::End(absl::string_view text, size_t begin,
                       bool /*has_quotes*/) const {
  const size_t end = text.find('\n', begin);
  return end == absl::string_view::npos ? text.size() : end + 1;
}

void TextReader::Begin(const Block& block) {
  text_ = block.text;
  has_quotes_ = block.has_quotes;
  utf8_ = simdjson::validate_utf8(text_.data(), text_.size());
  at_ = 0;
}

bool TextReader::Next(Record* record) {
  if (at_ >= text_.size()) return false;
  const size_t end = End(text_, at_, has_quotes_);
  record->text = WithoutLineEnd(text_.substr(at_, end - at_));
  record->cells.clear();
  record->findings.clear();
  record->readable = true;
  record->blank = IsBlank(record->text);
  at_ = end;
  if (record->blank) return true;
  if (!utf8_ && !IsUtf8(record->text)) {
    const size_t bad = FirstInvalidUtf8(record->text, false);
    RefuseBytes(record->text.substr(bad), bad, record);
  } else {
    Read(record);
  }
  return true;
}

int64_t TextReader::Count(const Block& block) const {
  const absl::string_view text = block.text;
  int64_t records = 0;
  for (size_t at = 0; at < text.size(); ++records) {
    at = End(text, at, block.has_quotes);
  }
  return records;
}

void CsvReader::Begin(const Block& block) {
  TextReader::Begin(block);
  splitter_.Forget();
}

size_t CsvReader::End(absl::string_view text, size_t begin,
                      bool has_quotes) const {
  const size_t line_end = TextReader::End(text, begin, false);
  const absl::string_view line = text.substr(begin, line_end - begin);
  if (!has_quotes || line.find('"') == absl::string_view::npos) return line_end;
  return std::min(text.size(), RecordEnd(text, begin, delimiter_));
}

void CsvReader::Read(Record* record) {
  if (splitter_.Split(record->text, &record->cells)) return;
  record->cells.clear();
  record->readable = false;
  record->findings.push_back({"", "row.quotes",
                              std::string(record->text.substr(0, kShown)),
                              "a quoted cell does not end where its quote "
                              "does"});
}

void RowsReader::Begin(const Block& block) {
  rows_ = &block.rows;
  at_ = 0;
}

bool RowsReader::Next(Record* record) {
  if (at_ == rows_->size()) return false;
  const Row& row = (*rows_)[at_++];
  record->text = {};
  record->cells.clear();
  for (const std::string& cell : row.cells) record->cells.push_back(cell);
  record->findings = row.findings;
  record->readable = row.readable;
  record->blank = false;
  size_t before = 0;  // bytes of the row, were its cells written side by side
  for (const std::string& cell : row.cells) {
    if (!IsUtf8(cell)) {
      const size_t bad = FirstInvalidUtf8(cell, false);
      record->cells.clear();
      RefuseBytes(absl::string_view(cell).substr(bad), before + bad, record);
      break;
    }
    before += cell.size() + 1;
  }
  return true;
}

int64_t RowsReader::Count(const Block& block) const {
  return static_cast<int64_t>(block.rows.size());
}

}  // namespace cmmm::tables
