// Sheets as rows of cells, in every form that Excel, WPS, LibreOffice and
// libraries write them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "excel/number_format.h"
#include "excel/xlsx_workbook.h"
#include "tests/excel/make_workbook.h"

namespace cmmm::test {
namespace {

using excel::CellKind;
using excel::NumberFormat;
using excel::XlsxWorkbook;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A cell as one text: `B2=text`, `B2=#0.5`, `B2=?1`, `B2=!#REF!`, `B2=@day`,
// `B2=` when it is empty; formulas with a leading `=`.
std::string Shown(const excel::Cell& cell, int64_t row) {
  std::string value;
  switch (cell.kind) {
    case CellKind::kEmpty:
      break;
    case CellKind::kText:
      value = std::string(cell.text);
      break;
    case CellKind::kNumber:
      value = absl::StrCat("#", cell.number);
      break;
    case CellKind::kBoolean:
      value = absl::StrCat("?", cell.number);
      break;
    case CellKind::kError:
      value = absl::StrCat("!", cell.text);
      break;
    case CellKind::kDate:
      value = absl::StrCat("@", cell.text);
      break;
  }
  return absl::StrCat(excel::CellName(cell.column, row),
                      cell.formula ? "==" : "=", value);
}

std::vector<std::string> CellsOf(const std::string& bytes, size_t sheet = 0) {
  auto workbook = XlsxWorkbook::Open(bytes);
  if (!workbook.ok()) {
    ADD_FAILURE() << ToString(workbook.refusal().violations.listed().at(0));
    return {};
  }
  std::vector<std::string> cells;
  const auto reader = workbook.value().OpenSheet(sheet);
  while (const excel::SheetRow* row = reader->NextRow()) {
    for (const excel::Cell& cell : row->cells) {
      cells.push_back(Shown(cell, row->number));
    }
  }
  EXPECT_FALSE(reader->fault().has_value());
  for (const auto& range : reader->merged()) {
    cells.push_back(excel::RangeName(range));
  }
  return cells;
}

std::string OneSheet(const std::string& data, const std::string& strings = "",
                     const std::string& styles = "",
                     const std::string& properties = "") {
  return Zip(WorkbookParts({{"表", data, ""}}, strings, styles, properties));
}

TEST(ReadSheetTest, EveryTypeOfCell) {
  EXPECT_THAT(
      CellsOf(OneSheet(
          "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c>"
          "<c r=\"B2\" t=\"inlineStr\"><is><t>in</t></is></c>"
          "<c r=\"C2\"><v>0.8</v></c><c r=\"D2\" t=\"n\"><v>1E-1</v></c>"
          "<c r=\"E2\" t=\"b\"><v>1</v></c>"
          "<c r=\"F2\" t=\"e\"><v>#REF!</v></c>"
          "<c r=\"G2\" t=\"str\"><f>A1</f><v>out</v></c>"
          "<c r=\"H2\"><f>1+1</f><v>2</v></c><c r=\"I2\"><f>NOW()</f></c>"
          "<c r=\"J2\" t=\"d\"><v>2024-05-31</v></c><c r=\"K2\" s=\"0\"/>"
          "<c r=\"AA2\"><v>7</v></c></row>",
          "<si><t>no</t></si><si><t>是</t></si>")),
      ElementsAre("A2=是", "B2=in", "C2=#0.8", "D2=#0.1", "E2=?1", "F2=!#REF!",
                  "G2==out", "H2==#2", "I2==", "J2=@2024-05-31",
                  "K2=", "AA2=#7"));
}

TEST(ReadSheetTest, TextsWithRunsReadingsAndEscapes) {
  EXPECT_THAT(
      CellsOf(OneSheet(
          "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
          "<c t=\"s\"><v>2</v></c><c t=\"inlineStr\"><is><r><t>a</t></r>"
          "<r><t>b</t></r></is></c></row>",
          "<si><r><rPr><b/></rPr><t>全部</t></r><r><t>满足</t></r></si>"
          "<si><t>生产</t><rPh sb=\"0\" eb=\"1\"><t>shengchan</t></rPh></si>"
          "<si><t>a_x000A_b_xZZZZ__x5168_</t></si>")),
      ElementsAre("A1=全部满足", "B1=生产", "C1=a\nb_xZZZZ__x5168_", "D1=ab"));
}

TEST(ReadSheetTest, PositionsMayBeLeftOut) {
  EXPECT_THAT(CellsOf(OneSheet("<row><c><v>1</v></c><c><v>2</v></c></row>"
                               "<row r=\"5\"><c r=\"C5\"><v>3</v></c>"
                               "<c><v>4</v></c></row><row><c><v>5</v></c>"
                               "</row>")),
              ElementsAre("A1=#1", "B1=#2", "C5=#3", "D5=#4", "A6=#5"));
}

TEST(ReadSheetTest, DatesAreKnownByTheirFormat) {
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot;d&quot;\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
      "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>";
  const std::string data =
      "<row><c s=\"0\"><v>45443</v></c><c s=\"1\"><v>45443</v></c>"
      "<c s=\"2\"><v>45443.75</v></c><c s=\"3\"><v>45443</v></c>"
      "<c s=\"1\"><v>1</v></c><c s=\"1\"><v>61</v></c>"
      "<c s=\"1\"><v>-1</v></c><c s=\"9\"><v>1</v></c></row>";
  EXPECT_THAT(
      CellsOf(OneSheet(data, "", styles)),
      ElementsAre("A1=#45443", "B1=@2024-05-31", "C1=@2024-05-31", "D1=#45443",
                  "E1=@1900-01-01", "F1=@1900-03-01", "G1=#-1", "H1=#1"));
  EXPECT_THAT(CellsOf(OneSheet("<row><c s=\"1\"><v>43981</v></c></row>", "",
                               styles, "date1904=\"1\"")),
              ElementsAre("A1=@2024-05-31"));
  // As Excel on a Mac writes it.
  EXPECT_THAT(CellsOf(WithPartReplaced(
                  OneSheet("<row><c s=\"1\"><v>43981</v></c></row>", "", styles,
                           "date1904=\"1\""),
                  "xl/workbook.xml", "</workbook>",
                  "<extLst><ext uri=\"u\"><x15:workbookPr xmlns:x15=\"urn:x\" "
                  "chartTrackingRefBase=\"1\"/></ext></extLst></workbook>")),
              ElementsAre("A1=@2024-05-31"));
}

TEST(ReadSheetTest, EmptyAndDoubledValues) {
  EXPECT_THAT(
      CellsOf(OneSheet("<row><c t=\"s\"><v/></c><c t=\"s\"><v>0</v></c>"
                       "<c t=\"inlineStr\"><v>1.0</v><is><t>1.</t></is></c>"
                       "<c t=\"inlineStr\"><is><t>1.</t></is><v>1.0</v></c>"
                       "<c t=\"inlineStr\"><v>7</v></c></row>",
                       "<si><t>a</t></si>")),
      ElementsAre("A1=", "B1=a", "C1=1.", "D1=1.", "E1=7"));
}

TEST(ReadSheetTest, NamesOfPartsWithBackslashes) {
  Parts parts = Unzip(OneSheet("<row><c><v>1</v></c></row>"));
  for (auto& [name, content] : parts) {
    std::replace(name.begin(), name.end(), '/', '\\');
  }
  EXPECT_THAT(CellsOf(Zip(parts)), ElementsAre("A1=#1"));
}

TEST(ReadSheetTest, TimesAreWhatPeopleSee) {
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/></numFmts>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"20\"/><xf numFmtId=\"164\"/>"
      "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs>";
  EXPECT_THAT(
      CellsOf(OneSheet("<row><c s=\"1\"><v>0.8</v></c>"
                       "<c s=\"1\"><v>45443.0001</v></c>"
                       "<c s=\"2\"><v>1.5</v></c><c s=\"3\"><v>0.8</v></c>"
                       "<c s=\"4\"><v>45443.8</v></c></row>",
                       "", styles)),
      ElementsAre("A1=@19:12", "B1=@0:00:09", "C1=@36:00", "D1=@1900-01-00",
                  "E1=@2024-05-31"));
}

TEST(ReadSheetTest, FormatsOfDaysAndTimes) {
  for (const char* code :
       {"yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "YYYY/M/D",
        "mmm", "yyyy-mm-dd h:mm"}) {
    EXPECT_EQ(excel::FormatOfCode(code), NumberFormat::kDay) << code;
  }
  for (const char* code :
       {"h:mm", "mm:ss", "h:mm AM/PM", "上午/下午h\"时\"mm\"分\""}) {
    EXPECT_EQ(excel::FormatOfCode(code), NumberFormat::kTime) << code;
  }
  for (const char* code : {"[h]:mm:ss", "[mm]"}) {
    EXPECT_EQ(excel::FormatOfCode(code), NumberFormat::kElapsed) << code;
  }
  for (const char* code : {"General", "G/通用格式", "0.00", "0.00E+00", "@",
                           "#,##0\\d", "\"day\"0", "[Red]0", "_d0", "*y0", "",
                           "\"", "[", "\\", "¥#,##0.00;[Red]¥-#,##0.00"}) {
    EXPECT_EQ(excel::FormatOfCode(code), NumberFormat::kNumber) << code;
  }
  for (const char* code : {"0%", "0.00%", "[Red]0%;-0%", "#,##0 %"}) {
    EXPECT_EQ(excel::FormatOfCode(code), NumberFormat::kPercent) << code;
  }
  EXPECT_EQ(excel::FormatOfCode("0\"%\""), NumberFormat::kNumber);
  EXPECT_EQ(excel::FormatOfId(9), NumberFormat::kPercent);
}

TEST(ReadSheetTest, MergedRanges) {
  EXPECT_THAT(CellsOf(Zip(WorkbookParts(
                  {{"表", "<row><c><v>1</v></c></row>",
                    "<mergeCells><mergeCell ref=\"A1:B2\"/>"
                    "<mergeCell ref=\"C3\"/><mergeCell ref=\"D4:D4\"/>"
                    "</mergeCells>"}}))),
              ElementsAre("A1=#1", "A1:B2"));
}

TEST(ReadSheetTest, MergedColumnsAndRowsFromEdgeToEdge) {
  EXPECT_THAT(CellsOf(Zip(WorkbookParts(
                  {{"表", "<row><c><v>1</v></c></row>",
                    "<mergeCells><mergeCell ref=\"J:K\"/>"
                    "<mergeCell ref=\"200:201\"/>"
                    "<mergeCell ref=\"$B$3:$C$4\"/>"
                    "<mergeCell ref=\"$M:$N\"/></mergeCells>"}}))),
              ElementsAre("A1=#1", "J1:K1048576", "A200:XFD201", "B3:C4",
                          "M1:N1048576"));
  for (const char* ref : {"", ":", "A", "3", "A:3", "3:A", "A1:B", "A:B:C",
                          "a:b", "XFE:XFF", "0:1", "1048577:1048578"}) {
    EXPECT_FALSE(excel::ParseRange(ref).has_value()) << ref;
  }
}

TEST(ReadSheetTest, WhatIsWrongComesBehindTheRowsBeforeIt) {
  auto workbook = XlsxWorkbook::Open(
      OneSheet("<row><c><v>1</v></c></row><row><c t=\"s\"><v>9</v></c></row>"));
  ASSERT_TRUE(workbook.ok());
  const auto sheet = workbook.value().OpenSheet(0);
  ASSERT_NE(sheet->NextRow(), nullptr);
  EXPECT_FALSE(sheet->fault().has_value());
  EXPECT_EQ(sheet->NextRow(), nullptr);
  ASSERT_TRUE(sheet->fault().has_value());
  EXPECT_EQ(sheet->fault()->rule_id, "workbook.broken_xml");
  EXPECT_EQ(sheet->NextRow(), nullptr);
}

// More than a piece of inflated bytes, so that pieces end anywhere.
TEST(ReadSheetTest, PiecesEndAnywhere) {
  std::string data;
  std::vector<std::string> expected;
  for (int row = 1; row <= 20'000; ++row) {
    const std::string text(static_cast<size_t>(row % 23), 'x');
    absl::StrAppend(&data, "<row><c><v>", row, "</v></c><c t=\"str\"><v>", text,
                    "&amp;\n</v></c></row>");
    expected.push_back(absl::StrCat("A", row, "=#", row));
    expected.push_back(absl::StrCat("B", row, "=", text, "&\n"));
  }
  EXPECT_EQ(CellsOf(OneSheet(data)), expected);
}

TEST(ReadSheetTest, SeveralSheetsAreOpenAtATime) {
  auto workbook = XlsxWorkbook::Open(
      Zip(WorkbookParts({{"一", "<row><c><v>1</v></c></row>", ""},
                         {"二", "<row><c><v>2</v></c></row>", ""}})));
  ASSERT_TRUE(workbook.ok());
  const auto first = workbook.value().OpenSheet(0);
  const auto second = workbook.value().OpenSheet(1);
  EXPECT_EQ(first->NextRow()->cells.at(0).number, 1);
  EXPECT_EQ(second->NextRow()->cells.at(0).number, 2);
}

// Both editions of the format, prefixes, other cases of names, full targets.
TEST(ReadSheetTest, OtherSpellingsOfTheSamePackage) {
  Parts parts = WorkbookParts(
      {{"表", "<row><c t=\"s\"><v>0</v></c></row>", ""}}, "<si><t>x</t></si>");
  for (auto& [name, content] : parts) {
    content = absl::StrReplaceAll(
        content,
        {{"http://schemas.openxmlformats.org/officeDocument/2006/",
          "http://purl.oclc.org/ooxml/officeDocument/"},
         {"Target=\"worksheets", "Target=\"/xl/worksheets"},
         {"Target=\"sharedStrings", "Target=\"../xl/./SharedStrings"}});
    if (name == "xl/worksheets/sheet1.xml") {
      content = absl::StrReplaceAll(content, {{"xmlns=", "xmlns:x="},
                                              {"<c", "<x:c"},
                                              {"</c", "</x:c"},
                                              {"<row", "<x:row"},
                                              {"</row", "</x:row"},
                                              {"<v", "<x:v"},
                                              {"</v", "</x:v"},
                                              {"<work", "<x:work"},
                                              {"</work", "</x:work"},
                                              {"<sheetD", "<x:sheetD"},
                                              {"</sheetD", "</x:sheetD"}});
    }
  }
  EXPECT_THAT(CellsOf(Zip(parts)), ElementsAre("A1=x"));
}

TEST(ReadSheetTest, SheetsInTheOrderOfTheirTabs) {
  Parts parts = WorkbookParts({{"一", "", ""}, {"二", "", ""}});
  for (auto& [name, content] : parts) {
    content = absl::StrReplaceAll(
        content, {{"name=\"二\"", "name=\"二\" state=\"veryHidden\""}});
  }
  const auto workbook = XlsxWorkbook::Open(Zip(parts));
  ASSERT_TRUE(workbook.ok());
  ASSERT_EQ(workbook.value().sheets().size(), 2u);
  EXPECT_EQ(workbook.value().sheets()[0].name, "一");
  EXPECT_FALSE(workbook.value().sheets()[0].hidden);
  EXPECT_TRUE(workbook.value().sheets()[1].hidden);
}

TEST(ReadSheetTest, PartsThatAreNotNeededMayBeMissing) {
  Parts parts;
  for (auto& part : WorkbookParts({{"表", "<row><c><v>1</v></c></row>", ""}})) {
    for (const char* id : {"s", "t"}) {
      const size_t at =
          part.second.find(absl::StrCat("<Relationship Id=\"", id, "\""));
      if (at == std::string::npos) continue;
      part.second.erase(at, part.second.find("/>", at) + 2 - at);
    }
    if (part.first != "xl/styles.xml" && part.first != "xl/sharedStrings.xml") {
      parts.push_back(part);
    }
  }
  EXPECT_THAT(CellsOf(Zip(parts)), ElementsAre("A1=#1"));
}

TEST(ReadSheetTest, NamesOfCells) {
  EXPECT_EQ(excel::CellName(0, 1), "A1");
  EXPECT_EQ(excel::CellName(25, 9), "Z9");
  EXPECT_EQ(excel::CellName(26, 10), "AA10");
  EXPECT_EQ(excel::CellName(16383, 1048576), "XFD1048576");
  const auto last = excel::ParseCellName("XFD1048576");
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ(last->column, 16383);
  EXPECT_EQ(last->row, 1048576);
  for (const char* name : {"", "A", "1", "A0", "A-1", "A1048577", "a1", "A1B",
                           "A+1", "A 1", "AAAAAAAAAAAAAA1"}) {
    EXPECT_FALSE(excel::ParseCellName(name).has_value()) << name;
  }
}

}  // namespace
}  // namespace cmmm::test
