#include "tables/csv.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"

namespace cmmm::tables {
namespace {

constexpr size_t kNone = absl::string_view::npos;

// Behind the quoted cell that begins at `at`, before whatever follows.
size_t QuotedEnd(absl::string_view text, size_t at) {
  for (size_t quote = text.find('"', at + 1); quote != kNone;
       quote = text.find('"', quote + 2)) {
    if (quote + 1 >= text.size() || text[quote + 1] != '"') return quote + 1;
  }
  return kNone;
}

// How many cells of one byte, each with a delimiter behind it, `text` begins
// with. By the thirty-two as long as it can, which compilers compare at once.
size_t CountByteCells(absl::string_view text, char delimiter) {
  const auto is_other = [&](const char* at) {
    return static_cast<uint8_t>(static_cast<uint8_t>(at[0] == delimiter) |
                                static_cast<uint8_t>(at[0] == '"') |
                                static_cast<uint8_t>(at[1] != delimiter));
  };
  constexpr size_t kAtOnce = 32;
  const size_t most = text.size() / 2;
  size_t cells = 0;
  for (uint8_t others = 0; cells + kAtOnce <= most; cells += kAtOnce) {
    const char* const first = &text[2 * cells];
    for (size_t i = 0; i < kAtOnce; ++i) others |= is_other(first + 2 * i);
    if (others != 0) break;
  }
  while (cells < most && is_other(&text[2 * cells]) == 0) ++cells;
  return cells;
}

bool IsPlainNumber(absl::string_view cell) {
  if (!cell.empty() && (cell[0] == '-' || cell[0] == '+'))
    cell.remove_prefix(1);
  bool digits = false;
  int points = 0;
  for (const char c : cell) {
    digits |= absl::ascii_isdigit(static_cast<unsigned char>(c));
    points += c == '.' ? 1 : 0;
    if (c != '.' && !absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      return false;
    }
  }
  return digits && points <= 1;
}

}  // namespace

size_t RecordEnd(absl::string_view text, size_t begin, char delimiter) {
  size_t at = begin;
  while (at < text.size()) {
    if (text[at] == '"') {
      at = QuotedEnd(text, at);
      if (at == kNone) return kNone;
      // A quote at the very end may be the first of two.
      if (at == text.size()) return kNone;
    }
    while (at < text.size() && text[at] != delimiter && text[at] != '\n') ++at;
    if (at == text.size()) return kNone;
    if (text[at++] == '\n') return at;
  }
  return kNone;
}

size_t RecordsEnd(absl::string_view text, char delimiter) {
  size_t end = 0;
  for (size_t next = 0; next != kNone; next = RecordEnd(text, end, delimiter)) {
    end = next;
  }
  return end;
}

// Most records have something in their first byte.
bool IsBlankRecord(absl::string_view record, char delimiter) {
  while (!record.empty()) {
    const char first = record[0];
    if (first == delimiter || first == '"' ||
        absl::ascii_isspace(static_cast<unsigned char>(first))) {
      record.remove_prefix(1);
      continue;
    }
    if (static_cast<unsigned char>(first) < 0x80) return false;
    const size_t length = Utf8Length(record);
    if (length == 0 || !TrimBlanks(record.substr(0, length)).empty()) {
      return false;
    }
    record.remove_prefix(length);
  }
  return true;
}

bool CellSplitter::TakeQuoted(absl::string_view record, size_t* at,
                              RecordCells* cells) {
  const size_t end = QuotedEnd(record, *at);
  if (end == kNone) return false;
  absl::string_view cell = record.substr(*at + 1, end - *at - 2);
  if (cell.find('"') != kNone) {
    std::string& plain = unquoted_.emplace_back();
    for (size_t i = 0; i < cell.size(); ++i) {
      plain.push_back(cell[i]);
      if (cell[i] == '"') ++i;
    }
    cell = plain;
  }
  cells->push_back(cell);
  *at = end;
  return end == record.size() || record[end] == delimiter_;
}

bool CellSplitter::Split(absl::string_view record, RecordCells* cells) {
  const char* const text = record.data();
  const size_t size = record.size();
  cells->clear();
  for (size_t at = 0;; ++at) {  // behind a delimiter
    const size_t run = CountByteCells(record.substr(at), delimiter_);
    const size_t last = at + 2 * run;  // where the cell behind the run begins
    if (last + 1 == size && text[last] != delimiter_ && text[last] != '"') {
      cells->SetRun(text + at, run + 1);
      return true;
    }
    for (; at < last; at += 2) cells->push_back({text + at, 1});
    if (at < size && text[at] == '"') {
      if (!TakeQuoted(record, &at, cells)) return false;
    } else {
      const size_t begin = at;
      while (at < size && text[at] != delimiter_) ++at;
      cells->push_back({text + begin, at - begin});
    }
    if (at >= size) return true;
  }
}

absl::string_view WithoutLineEnd(absl::string_view record) {
  if (!record.empty() && record.back() == '\n') record.remove_suffix(1);
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  return record;
}

bool LooksLikeFormula(absl::string_view cell) {
  if (cell.empty() || std::strchr("=+-@\t\r", cell[0]) == nullptr) return false;
  return !IsPlainNumber(cell);
}

char* PutCell(absl::string_view cell, char delimiter, char* begin) {
  const bool formula = LooksLikeFormula(cell);
  bool quoted = formula;
  for (const char c : cell) {
    quoted |= c == delimiter || c == '"' || c == '\n' || c == '\r';
  }
  if (!quoted) return std::copy(cell.begin(), cell.end(), begin);
  char* at = begin;
  *at++ = '"';
  if (formula) *at++ = '\'';
  for (const char c : cell) {
    *at++ = c;
    if (c == '"') *at++ = '"';
  }
  *at++ = '"';
  return at;
}

absl::string_view WithoutGuard(absl::string_view cell) {
  const bool guarded =
      !cell.empty() && cell[0] == '\'' && LooksLikeFormula(cell.substr(1));
  return guarded ? cell.substr(1) : cell;
}

void AppendCell(absl::string_view cell, char delimiter, std::string* out) {
  const size_t before = out->size();
  out->resize(before + MostCellBytes(cell));
  const char* const end = PutCell(cell, delimiter, out->data() + before);
  out->resize(static_cast<size_t>(end - out->data()));
}

}  // namespace cmmm::tables
