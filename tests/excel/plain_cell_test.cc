// Plain cells are read without the XML parser; what comes out must not tell.
#include "excel/plain_cell.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "excel/xlsx_workbook.h"
#include "tests/excel/make_workbook.h"

namespace cmmm::test {
namespace {

using excel::PlainCell;
using excel::ReadPlainCell;
using excel::XlsxWorkbook;

// Everything a sheet gives, and how it ended.
std::vector<std::string> ReadAll(const std::string& bytes) {
  auto workbook = XlsxWorkbook::Open(bytes);
  if (!workbook.ok()) return {"refused"};
  std::vector<std::string> all;
  std::vector<excel::CellRange> merged;
  const auto fault = workbook.value().ReadSheet(
      0,
      [&](const excel::SheetRow& row) {
        all.push_back(absl::StrCat("row ", row.number));
        for (const excel::Cell& cell : row.cells) {
          all.push_back(absl::StrFormat(
              "%d %d %d %.17g %s", cell.column, static_cast<int>(cell.kind),
              cell.formula ? 1 : 0, cell.number, std::string(cell.text)));
        }
        return true;
      },
      &merged);
  if (fault.has_value()) all.push_back(ToString(*fault));
  return all;
}

// A comment keeps the whole sheet with the parser.
std::vector<std::string> ReadByParser(const std::string& bytes) {
  return ReadAll(WithPartReplaced(bytes, "xl/worksheets/sheet1.xml",
                                  "<sheetData>", "<!-- --><sheetData>"));
}

// `POSITION` becomes the cell's.
const std::vector<std::string>& PlainCells() {
  static const std::vector<std::string> cells = {
      R"(<c r="POSITION" t="n"><v>0.8</v></c>)",
      R"(<c r="POSITION"><v>1</v></c>)",
      R"(<c r="POSITION" s="1"><v>45000</v></c>)",
      R"(<c r="POSITION" s="1" t="s"><v>0</v></c>)",
      R"(<c r="POSITION" s="2"/>)",
      R"(<c r="POSITION" t="inlineStr"><is><t>全部满足</t></is></c>)",
      R"(<c r="POSITION" t="b"><v>1</v></c>)",
      R"(<c r="POSITION" t="str"><v>x</v></c>)"};
  return cells;
}

const std::vector<std::string>& OtherCells() {
  static const std::vector<std::string> cells = {
      R"(<c r="POSITION" t="e"><v>#REF!</v></c>)",
      R"(<c r="POSITION"><f>A1+1</f><v>2.5</v></c>)",
      R"(<c><v>3</v></c>)",
      R"(<c r="A1"><v>3</v></c>)",
      R"(<c r="POSITION" r="POSITION"><v>3</v></c>)",
      R"(<c r="POSITION" t="inlineStr"><is><t>a&amp;b ]]&gt;</t></is></c>)",
      R"(<c r="POSITION" t="inlineStr"><is><t> _x0041_ </t></is></c>)",
      R"(<c r="POSITION" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1">)"
      R"(<t>b</t></rPh></is></c>)",
      R"(<c r="POSITION" t="n"><is><t>7</t></is></c>)",
      R"(<c r="POSITION" t="inlineStr"><v>7</v></c>)",
      R"(<c r='POSITION'><v>4</v></c>)",
      R"(<c r="POSITION" cm="1"><v>5</v></c>)",
      R"(<c r="POSITION"><v> 6 </v></c>)",
      R"(<c r="POSITION"><v></v></c>)",
      R"(<c r="POSITION"><v>1e400</v></c>)",
      R"(<c r="POSITION" t="s"><v>99</v></c>)",
      R"(<c  r="POSITION"><v>8</v></c >)",
      "\n<c r=\"POSITION\">\n<v>9</v></c>\n",
      "<c r=\"POSITION\" t=\"inlineStr\"><is><t>\xEF\xBF\xBF</t></is></c>",
      "<c r=\"POSITION\" t=\"inlineStr\"><is><t>a]]>b</t></is></c>",
      "<c r=\"POSITION\" t=\"inlineStr\"><is><t>\x01</t></is></c>",
      "<c r=\"POSITION\" t=\"inlineStr\"><is><t>\xC0\xAF</t></is></c>",
      R"(<extLst><ext/></extLst>)",
      R"(<v>1</v>)",
      R"(<!-- x --><c r="POSITION"><v>1</v></c>)",
      R"(<?x <c r="POSITION"><v>1</v></c>?>)",
      R"(<![CDATA[<row r="9"><c r="POSITION"><v>1</v></c>]]>)"};
  return cells;
}

std::string At(std::string cell, const std::string& position) {
  for (size_t at; (at = cell.find("POSITION")) != std::string::npos;) {
    cell.replace(at, 8, position);
  }
  return cell;
}

std::string Book(const std::string& data) {
  return Zip(WorkbookParts({{"table", data, ""}}, "<si><t>text</t></si>",
                           "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>"));
}

// `odd` of a thousand cells are not plain; the last of `rows` may be cut off.
std::string RandomSheet(int rows, uint64_t odd, std::mt19937_64* random) {
  std::string data;
  for (int r = 1; r <= rows; ++r) {
    absl::StrAppend(&data, "<row r=\"", r, "\">");
    for (int c = 0; c < 60; ++c) {
      const auto& cells =
          (*random)() % 1000 < odd ? OtherCells() : PlainCells();
      data += At(cells[(*random)() % cells.size()], excel::CellName(c, r));
    }
    data += "</row>";
  }
  return Book(data);
}

TEST(PlainCellTest, EveryCellReadsTheSameWithAndWithoutTheParser) {
  for (const auto* cells : {&PlainCells(), &OtherCells()}) {
    for (const std::string& cell : *cells) {
      const std::string bytes = Book(absl::StrCat(
          "<row r=\"1\">", At(cell, "A1"), At(PlainCells()[0], "B1"),
          At(cell, "C1"), At(PlainCells()[5], "D1"), "</row>"));
      EXPECT_EQ(ReadAll(bytes), ReadByParser(bytes)) << cell;
    }
  }
}

TEST(PlainCellTest, SheetsReadTheSameWithAndWithoutTheParser) {
  std::mt19937_64 random(1);
  int faults = 0;
  for (int i = 0; i < 60; ++i) {
    const uint64_t odd = i % 4 == 0 ? 0 : i % 4 == 1 ? 1 : i % 20;
    const std::string bytes = RandomSheet(i % 4 < 2 ? 80 : 3, odd, &random);
    const std::vector<std::string> cells = ReadAll(bytes);
    ASSERT_EQ(cells, ReadByParser(bytes)) << i;
    faults += cells.back().find("workbook.") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(faults, 0);
  EXPECT_LT(faults, 45);
}

TEST(PlainCellTest, WhatIsCutOffOrChangedReadsTheSame) {
  const std::string whole = R"(<row r="1"><c r="A1" t="n"><v>0.8</v></c>)"
                            R"(<c r="B1" s="1"><v>1</v></c><c r="C1"/>)"
                            R"(<c r="D1" t="inlineStr"><is><t>字</t></is></c>)"
                            R"(</row>)";
  for (size_t at = 0; at < whole.size(); ++at) {
    for (const std::string with : {"", "<", ">", "\"", "&", "!", " ", "\xFF"}) {
      const std::string data = std::string(whole).replace(at, 1, with);
      const std::string bytes = Zip(WorkbookParts({{"table", data, ""}}));
      ASSERT_EQ(ReadAll(bytes), ReadByParser(bytes)) << data;
    }
  }
}

TEST(PlainCellTest, TextsInAnotherEncodingAreForTheParser) {
  const std::string data =
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\xC3\xA9</t></is></c>"
      "</row>";
  Parts parts = WorkbookParts({{"table", data, ""}});
  for (auto& [name, content] : parts) {
    if (name != "xl/worksheets/sheet1.xml") continue;
    content.erase(0, content.find("<worksheet"));
    content.insert(0, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");
  }
  EXPECT_EQ(ReadAll(Zip(parts)),
            (std::vector<std::string>{"row 1", "0 1 0 0 Ã©"}));
}

TEST(PlainCellTest, WhatIsPlain) {
  PlainCell cell;
  const std::string xml = R"(<c r="B7" s="3" t="n"><v>0.8</v></c><c r="C7"/>)";
  ASSERT_TRUE(ReadPlainCell(xml, &cell));
  EXPECT_EQ(cell.name, "B7");
  EXPECT_EQ(cell.style, "3");
  EXPECT_EQ(cell.type, "n");
  EXPECT_EQ(cell.value, "0.8");
  EXPECT_TRUE(cell.has_value);
  EXPECT_EQ(xml.substr(cell.size), R"(<c r="C7"/>)");
  for (size_t length = 0; length < cell.size; ++length) {
    PlainCell part;
    EXPECT_FALSE(ReadPlainCell(xml.substr(0, length), &part)) << length;
  }
}

TEST(PlainCellTest, ShortNumbersAreWrittenAsAllOthers) {
  for (int i = 0; i < 3000; ++i) {
    for (const double scale : {1.0, 10.0, 100.0}) {
      const double number = i / scale;
      for (const double near : {number, std::nextafter(number, 1e9), -number,
                                std::nextafter(number, -1e9), number + 1e-14}) {
        ASSERT_EQ(excel::NumberText(near), absl::StrFormat("%.15g", near));
      }
    }
  }
}

}  // namespace
}  // namespace cmmm::test
