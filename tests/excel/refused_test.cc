// Files that are no workbook, are broken, or are more than anybody needs: each
// with its rule id.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "excel/collect_answers.h"
#include "excel/xlsx_workbook.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using excel::XlsxLimits;
using excel::XlsxWorkbook;

std::string Repeated(const std::string& text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

// The only rule that opening, or reading every sheet, breaks; empty without.
std::string RuleOf(const std::string& bytes, const XlsxLimits& limits = {}) {
  auto workbook = XlsxWorkbook::Open(bytes, limits);
  if (!workbook.ok()) {
    EXPECT_EQ(workbook.refusal().violations.total(), 1u);
    return workbook.refusal().violations.listed().at(0).rule_id;
  }
  for (size_t i = 0; i < workbook.value().sheets().size(); ++i) {
    const auto sheet = workbook.value().OpenSheet(i);
    while (sheet->NextRow() != nullptr) {
    }
    if (sheet->fault().has_value()) return sheet->fault()->rule_id;
  }
  return "";
}

std::string SheetOf(const std::string& data, const std::string& after = "") {
  return Zip(WorkbookParts({{"表", data, after}}, "<si><t>x</t></si>"));
}

std::string Wide(const std::string& text) {
  std::string wide;
  for (const char c : text) wide += {c, '\0'};
  return wide;
}

TEST(RefusedTest, OtherKindsOfFiles) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  EXPECT_EQ(RuleOf(""), "workbook.not_xlsx");
  EXPECT_EQ(RuleOf("id,grade\n"), "workbook.not_xlsx");
  EXPECT_EQ(RuleOf(ole + std::string(600, '\0') + Wide("Workbook")),
            "workbook.old_xls");
  EXPECT_EQ(RuleOf(ole + std::string(600, '\0') + Wide("EncryptedPackage")),
            "workbook.password");
  EXPECT_EQ(RuleOf(Zip({{"xl/workbook.bin", "x"}})), "workbook.binary");
  EXPECT_EQ(RuleOf(Zip({{"mimetype",
                         "application/vnd.oasis.opendocument."
                         "spreadsheet"},
                        {"content.xml", "<x/>"}})),
            "workbook.opendocument");
  EXPECT_EQ(RuleOf(Zip({{"word/document.xml", "<x/>"}})), "workbook.not_xlsx");
  EXPECT_EQ(RuleOf(Zip(WorkbookParts({}))), "workbook.not_xlsx");
}

TEST(RefusedTest, BrokenArchives) {
  const std::string sound = SheetOf("<row><c><v>1</v></c></row>");
  EXPECT_EQ(RuleOf(sound), "");
  EXPECT_EQ(RuleOf(sound.substr(0, sound.size() / 2)), "workbook.broken_zip");
  EXPECT_EQ(RuleOf(sound.substr(0, 4)), "workbook.broken_zip");
  // A bit in the middle of each part: the checksum or the inflating notices.
  Parts parts = WorkbookParts({{"表", "<row><c><v>1</v></c></row>", ""}});
  const std::string bytes = Zip(parts);
  const size_t at = bytes.find("xl/worksheets/sheet1.xml") + 40;
  std::string flipped = bytes;
  flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
  EXPECT_EQ(RuleOf(flipped), "workbook.broken_zip");
  // A part that is referred to and not there.
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].first != "xl/worksheets/sheet1.xml") continue;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  EXPECT_EQ(RuleOf(Zip(parts)), "workbook.broken_zip");
}

TEST(RefusedTest, TwoEntriesOfOneName) {
  Parts parts = WorkbookParts({{"表", "", ""}});
  parts.emplace_back("XL/Worksheets/Sheet1.xml", "<worksheet/>");
  EXPECT_EQ(RuleOf(Zip(parts)), "workbook.broken_zip");
}

TEST(RefusedTest, EncryptedEntries) {
  std::string bytes = SheetOf("");
  // The flag of the local header and of the central directory, and no method
  // that libzip would not list.
  for (size_t at = 0; (at = bytes.find("PK\x03\x04", at)) != bytes.npos; ++at) {
    bytes[at + 6] = static_cast<char>(bytes[at + 6] | 1);
  }
  for (size_t at = 0; (at = bytes.find("PK\x01\x02", at)) != bytes.npos; ++at) {
    bytes[at + 8] = static_cast<char>(bytes[at + 8] | 1);
  }
  EXPECT_EQ(RuleOf(bytes), "workbook.password");
}

TEST(RefusedTest, BrokenXml) {
  for (const char* data :
       {"<row><c><v>1</v></row>",        // not closed
        "<row r=\"2\"/><row r=\"2\"/>",  // out of order
        "<row r=\"0\"/>", "<row r=\"x\"/>", "<row r=\"1048577\"/>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",  // out of order
        "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>",  // twice
        "<row r=\"1\"><c r=\"A2\"/></row>",               // of another row
        "<row r=\"1\"><c r=\"XFE1\"/></row>",             // no such column
        "<row><c t=\"s\"><v>1</v></c></row>",             // no such text
        "<row><c t=\"s\"><v>-1</v></c></row>", "<row><c><v>1,5</v></c></row>",
        "<row><c><v>nan</v></c></row>", "<row><c><v>1e999</v></c></row>",
        "&nothing;"}) {
    EXPECT_EQ(RuleOf(SheetOf(data)), "workbook.broken_xml") << data;
  }
  EXPECT_EQ(RuleOf(SheetOf("",
                           "<mergeCells><mergeCell ref=\"1:B\"/>"
                           "</mergeCells>")),
            "workbook.broken_xml");
}

TEST(RefusedTest, DocumentTypes) {
  for (const char* part :
       {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}) {
    EXPECT_EQ(RuleOf(WithPartReplaced(
                  SheetOf(""), part, "?>\n",
                  "?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\">]>\n")),
              "workbook.has_dtd")
        << part;
  }
}

TEST(RefusedTest, NestingAndTagsAtAndBeyondTheirLimits) {
  // worksheet and sheetData are two levels.
  const auto nested = [](int depth) {
    return SheetOf(Repeated("<a>", static_cast<size_t>(depth)) +
                   Repeated("</a>", static_cast<size_t>(depth)));
  };
  EXPECT_EQ(RuleOf(nested(excel::kMaxXmlDepth - 2)), "");
  EXPECT_EQ(RuleOf(nested(excel::kMaxXmlDepth - 1)), "workbook.broken_xml");
  XlsxLimits limits;
  limits.ratio = 1 << 20;
  const auto tag = [](size_t bytes) {
    return SheetOf("<a b=\"" + std::string(bytes, 'x') + "\"/>");
  };
  EXPECT_EQ(RuleOf(tag(excel::kMaxXmlTag / 2), limits), "");
  EXPECT_EQ(RuleOf(tag(2 * excel::kMaxXmlTag), limits), "workbook.broken_xml");
}

TEST(RefusedTest, TextsOfCellsAtAndBeyondTheirLimit) {
  const auto shared = [](size_t bytes) {
    return Zip(WorkbookParts(
        {{"表", "", ""}}, "<si><t>" + std::string(bytes, 'x') + "</t></si>"));
  };
  const auto own = [](size_t bytes) {
    return SheetOf("<row><c t=\"inlineStr\"><is><t>" + std::string(bytes, 'x') +
                   "</t></is></c></row>");
  };
  for (const auto& make : {std::function<std::string(size_t)>(shared),
                           std::function<std::string(size_t)>(own)}) {
    EXPECT_EQ(RuleOf(make(excel::kMaxCellBytes)), "");
    EXPECT_EQ(RuleOf(make(excel::kMaxCellBytes + 1)), "workbook.text_too_long");
  }
}

TEST(RefusedTest, FileSizeAtAndBeyondItsLimit) {
  const std::string bytes = SheetOf("");
  XlsxLimits limits;
  limits.file_bytes = bytes.size();
  EXPECT_EQ(RuleOf(bytes, limits), "");
  limits.file_bytes = bytes.size() - 1;
  EXPECT_EQ(RuleOf(bytes, limits), "workbook.too_large");
}

TEST(RefusedTest, EntriesAtAndBeyondTheirLimit) {
  const auto with_entries = [](size_t count) {
    Parts parts = WorkbookParts({{"表", "", ""}});
    while (parts.size() < count) {
      parts.emplace_back(absl::StrCat("x", parts.size()), "");
    }
    return Zip(parts);
  };
  EXPECT_EQ(RuleOf(with_entries(XlsxLimits().entries)), "");
  EXPECT_EQ(RuleOf(with_entries(XlsxLimits().entries + 1)),
            "workbook.too_many_entries");
}

// 200 MiB of blanks in 200 KiB.
TEST(RefusedTest, AZipBomb) {
  const std::string bomb = SheetOf(std::string(200 << 20, ' '));
  EXPECT_LT(bomb.size(), size_t{1} << 20);
  EXPECT_EQ(RuleOf(bomb), "workbook.inflates_too_much");
}

TEST(RefusedTest, WhatInflatesAtAndBeyondItsLimits) {
  const Parts parts = WorkbookParts({{"表", std::string(3 << 20, ' '), ""}});
  uint64_t total = 0;
  for (const auto& part : parts) total += part.second.size();
  const std::string bytes = Zip(parts);
  XlsxLimits limits;
  limits.ratio = 1 << 20;
  limits.inflated_bytes = total;
  EXPECT_EQ(RuleOf(bytes, limits), "");
  limits.inflated_bytes = total - 1;
  EXPECT_EQ(RuleOf(bytes, limits), "workbook.inflates_too_much");
  // Small parts may shrink as they like.
  limits = XlsxLimits();
  EXPECT_EQ(RuleOf(bytes, limits), "workbook.inflates_too_much");
  limits.ratio_from_bytes = 4 << 20;
  EXPECT_EQ(RuleOf(bytes, limits), "");
}

TEST(RefusedTest, CountsAtAndBeyondTheirLimits) {
  XlsxLimits limits;
  limits.strings = 2;
  limits.sheets = 2;
  limits.styles = 2;
  limits.merged_ranges = 2;
  const auto made = [](size_t strings, size_t sheets, size_t styles,
                       size_t merged) {
    std::vector<MadeSheet> all(sheets, {"表", "", ""});
    all[0].after = "<mergeCells>" +
                   Repeated("<mergeCell ref=\"A1:B1\"/>", merged) +
                   "</mergeCells>";
    return Zip(WorkbookParts(
        all, Repeated("<si/>", strings),
        "<cellXfs>" + Repeated("<xf numFmtId=\"0\"/>", styles) + "</cellXfs>"));
  };
  EXPECT_EQ(RuleOf(made(2, 2, 2, 2), limits), "");
  EXPECT_EQ(RuleOf(made(3, 2, 2, 2), limits), "workbook.too_much");
  EXPECT_EQ(RuleOf(made(2, 3, 2, 2), limits), "workbook.too_much");
  EXPECT_EQ(RuleOf(made(2, 2, 3, 2), limits), "workbook.too_much");
  EXPECT_EQ(RuleOf(made(2, 2, 2, 3), limits), "workbook.too_much");
  limits.string_bytes = 1;
  EXPECT_EQ(RuleOf(SheetOf(""), limits), "");
  limits.string_bytes = 0;
  EXPECT_EQ(RuleOf(SheetOf(""), limits), "workbook.too_much");
}

}  // namespace
}  // namespace cmmm::test
