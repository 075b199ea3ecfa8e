#include "tests/excel/model_files.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/describe_model.h"
#include "excel/write_model_book.h"
#include "tests/excel/make_workbook.h"

namespace cmmm::test {
namespace {

// The part of the sheet with this tab.
std::string PartOfSheet(const Parts& parts, const std::string& tab) {
  int number = 0;
  for (const auto& [name, content] : parts) {
    if (name != "xl/workbook.xml") continue;
    const size_t end = content.find(absl::StrCat("<sheet name=\"", tab, "\""));
    if (end == std::string::npos) break;
    for (size_t at = 0; at <= end; ++number) {
      at = content.find("<sheet name=", at);
      if (at == std::string::npos || at > end) break;
      ++at;
    }
  }
  EXPECT_GT(number, 0) << tab;
  return absl::StrCat("xl/worksheets/sheet", number, ".xml");
}

template <typename Change>
std::string Changed(const std::string& bytes, const std::string& sheet,
                    const Change& change) {
  Parts parts = Unzip(bytes);
  const std::string part = PartOfSheet(parts, sheet);
  for (auto& [name, content] : parts) {
    if (name == part) change(&content);
  }
  return Zip(parts);
}

// The element of a row, from `<row` to behind `</row>`.
std::pair<size_t, size_t> FindRow(const std::string& sheet, int row) {
  const size_t begin = sheet.find(absl::StrCat("<row r=\"", row, "\""));
  const size_t end = sheet.find("</row>", begin);
  EXPECT_NE(end, std::string::npos) << row;
  return {begin, end + 6};
}

// The same row with another number.
std::string Renumbered(std::string row, int from, int to) {
  for (char column = 'A'; column <= 'Z'; ++column) {
    row = absl::StrReplaceAll(
        row, {{absl::StrCat("<c r=\"", std::string(1, column), from, "\""),
               absl::StrCat("<c r=\"", std::string(1, column), to, "\"")}});
  }
  return absl::StrReplaceAll(row, {{absl::StrCat("<row r=\"", from, "\""),
                                    absl::StrCat("<row r=\"", to, "\"")}});
}

}  // namespace

std::string ModelBookOf(const CatalogEntry& entry) {
  v1::GetModelResponse model;
  *model.mutable_definition() = *entry.definition;
  model.mutable_model()->set_id(entry.compiled->id);
  model.mutable_model()->set_version(entry.compiled->version);
  model.mutable_model()->set_digest(entry.compiled->digest);
  std::string bytes;
  const auto failure = excel::WriteModelBook(model, &bytes);
  EXPECT_FALSE(failure.has_value());
  return bytes;
}

Outcome<excel::ModelBook> ReadBook(const std::string& bytes) {
  auto workbook = excel::XlsxWorkbook::Open(bytes);
  if (!workbook.ok()) return std::move(workbook.refusal());
  return excel::ReadModelBook(&workbook.value());
}

CellContent TextCell(const std::string& text) {
  return {absl::StrCat("<is><t>", Escaped(text), "</t></is>"),
          " t=\"inlineStr\""};
}
CellContent NumberCell(const std::string& number) {
  return {absl::StrCat("<v>", number, "</v>")};
}
CellContent EmptyCell() { return {""}; }

std::string WithCell(const std::string& bytes, const std::string& place,
                     const CellContent& content) {
  const size_t mark = place.rfind('!');
  const std::string cell = place.substr(mark + 1);
  return Changed(bytes, place.substr(0, mark), [&](std::string* sheet) {
    const size_t begin = sheet->find(absl::StrCat("<c r=\"", cell, "\""));
    ASSERT_NE(begin, std::string::npos) << place;
    const size_t close = sheet->find('>', begin);
    const bool empty = (*sheet)[close - 1] == '/';
    const size_t end = empty ? close + 1 : sheet->find("</c>", begin) + 4;
    sheet->replace(begin, end - begin,
                   absl::StrCat("<c r=\"", cell, "\"", content.attributes, ">",
                                content.inside, "</c>"));
  });
}

std::string WithRowMoved(const std::string& bytes, const std::string& sheet,
                         int from, int to) {
  return Changed(bytes, sheet, [&](std::string* content) {
    const int step = from < to ? 1 : -1;
    for (int row = from; row != to; row += step) {
      const auto first = FindRow(*content, std::min(row, row + step));
      const auto second = FindRow(*content, std::max(row, row + step));
      const int a = std::min(row, row + step);
      const std::string one =
          content->substr(first.first, first.second - first.first);
      const std::string two =
          content->substr(second.first, second.second - second.first);
      content->replace(first.first, second.second - first.first,
                       Renumbered(two, a + 1, a) + Renumbered(one, a, a + 1));
    }
  });
}

std::string WithoutRow(const std::string& bytes, const std::string& sheet,
                       int row) {
  return Changed(bytes, sheet, [&](std::string* content) {
    const auto at = FindRow(*content, row);
    content->erase(at.first, at.second - at.first);
  });
}

std::string WithPercentFormat(const std::string& bytes, int* index) {
  Parts parts = Unzip(bytes);
  for (auto& [name, content] : parts) {
    if (name != "xl/styles.xml") continue;
    const size_t begin = content.find("<cellXfs");
    const size_t end = content.find("</cellXfs>");
    *index = 0;
    for (size_t at = begin; (at = content.find("<xf ", at)) < end; ++at) {
      ++*index;
    }
    content.insert(end, "<xf numFmtId=\"9\"/>");
  }
  return Zip(parts);
}

}  // namespace cmmm::test
