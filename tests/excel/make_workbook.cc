#include "tests/excel/make_workbook.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "excel/cell.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

constexpr char kMain[] =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
constexpr char kRelations[] =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string Relationship(const std::string& id, const std::string& type,
                         const std::string& target) {
  return absl::StrCat("<Relationship Id=\"", id, "\" Type=\"", kRelations, "/",
                      type, "\" Target=\"", target, "\"/>");
}

std::string Relationships(const std::string& inner) {
  return absl::StrCat(kHead,
                      "<Relationships xmlns=\"http://schemas.openxmlformats."
                      "org/package/2006/relationships\">",
                      inner, "</Relationships>");
}

std::string InlineCell(const std::string& name, const std::string& style,
                       const std::string& text) {
  return absl::StrCat("<c r=\"", name, "\"", style, " t=\"inlineStr\"><is><t>",
                      Escaped(text), "</t></is></c>");
}

// The name of the grade in the shipped model.
std::string GradeName(v1::Grade grade, bool chinese) {
  for (const auto& definition : RealDefinition().grades()) {
    if (definition.grade() == grade) {
      return chinese ? definition.name().zh() : definition.name().en();
    }
  }
  return "";
}

// Writes `text` over the empty cell of that name.
void Fill(const std::string& cell, const std::string& text,
          std::string* sheet) {
  const std::string begin = absl::StrCat("<c r=\"", cell, "\"");
  const size_t at = sheet->find(begin);
  const size_t end = sheet->find("/>", at);
  if (at == std::string::npos || end == std::string::npos) {
    ADD_FAILURE() << "no empty cell " << cell;
    return;
  }
  const std::string style =
      sheet->substr(at + begin.size(), end - at - begin.size());
  sheet->replace(at, end + 2 - at, InlineCell(cell, style, text));
}

}  // namespace

std::string Zip(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    zip_source_t* source =
        zip_source_buffer(zip, content.data(), content.size(), 0);
    EXPECT_GE(zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
  }
  EXPECT_EQ(zip_close(zip), 0);
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

Parts Unzip(const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source =
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip == nullptr) {
    ADD_FAILURE() << "no zip archive";
    return {};
  }
  Parts parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(zip, stat.index, 0);
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    parts.emplace_back(stat.name, std::move(content));
  }
  zip_discard(zip);
  return parts;
}

Parts WorkbookParts(const std::vector<MadeSheet>& sheets,
                    const std::string& strings, const std::string& styles,
                    const std::string& properties) {
  std::string relations;
  std::string list;
  Parts parts = {
      {"_rels/.rels", Relationships(Relationship("rId1", "officeDocument",
                                                 "xl/workbook.xml"))}};
  for (size_t i = 0; i < sheets.size(); ++i) {
    const std::string file = absl::StrCat("worksheets/sheet", i + 1, ".xml");
    const std::string id = absl::StrCat("rId", i + 1);
    absl::StrAppend(&relations, Relationship(id, "worksheet", file));
    absl::StrAppend(&list, "<sheet name=\"", Escaped(sheets[i].name),
                    "\" sheetId=\"", i + 1, "\" r:id=\"", id, "\"/>");
    parts.emplace_back("xl/" + file,
                       absl::StrCat(kHead, "<worksheet ", kMain, "><sheetData>",
                                    sheets[i].data, "</sheetData>",
                                    sheets[i].after, "</worksheet>"));
  }
  absl::StrAppend(&relations,
                  Relationship("s", "sharedStrings", "sharedStrings.xml"),
                  Relationship("t", "styles", "styles.xml"));
  parts.emplace_back("xl/_rels/workbook.xml.rels", Relationships(relations));
  parts.emplace_back("xl/workbook.xml",
                     absl::StrCat(kHead, "<workbook ", kMain, " xmlns:r=\"",
                                  kRelations, "\"><workbookPr ", properties,
                                  "/><sheets>", list, "</sheets></workbook>"));
  parts.emplace_back(
      "xl/sharedStrings.xml",
      absl::StrCat(kHead, "<sst ", kMain, ">", strings, "</sst>"));
  parts.emplace_back(
      "xl/styles.xml",
      absl::StrCat(kHead, "<styleSheet ", kMain, ">", styles, "</styleSheet>"));
  return parts;
}

std::string TextRows(const std::vector<std::vector<std::string>>& rows) {
  std::string xml;
  for (size_t r = 0; r < rows.size(); ++r) {
    absl::StrAppend(&xml, "<row r=\"", r + 1, "\">");
    for (size_t c = 0; c < rows[r].size(); ++c) {
      if (rows[r][c].empty()) continue;
      absl::StrAppend(&xml, InlineCell(excel::CellName(static_cast<int>(c),
                                                       static_cast<int>(r) + 1),
                                       "", rows[r][c]));
    }
    absl::StrAppend(&xml, "</row>");
  }
  return xml;
}

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string AnswerWorkbook(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::vector<std::string>> all = {{"条款编号", "评价", "说明"}};
  all.insert(all.end(), rows.begin(), rows.end());
  return Zip(WorkbookParts({{"问卷", TextRows(all), ""}}));
}

std::string FillTemplate(const std::string& bytes,
                         const v1::AnswerList& answers, bool chinese) {
  Parts parts = Unzip(bytes);
  std::map<std::string, size_t> string_index;
  std::string strings;
  for (const auto& [name, content] : parts) {
    if (name == "xl/sharedStrings.xml") strings = content;
  }
  size_t count = 0;
  for (size_t at = 0; (at = strings.find("<si><t", at)) != std::string::npos;
       ++at) {
    const size_t begin = strings.find('>', at + 4) + 1;
    string_index[strings.substr(begin, strings.find("</t>", begin) - begin)] =
        count++;
  }
  for (const v1::Answer& answer : answers.answers()) {
    const std::string id = absl::StrCat(
        " t=\"s\"><v>", string_index[answer.requirement_id()], "</v>");
    bool found = false;
    for (auto& [name, sheet] : parts) {
      if (name.find("xl/worksheets/sheet") != 0) continue;
      for (size_t at = 0;
           (at = sheet.find("<c r=\"A", at)) != std::string::npos; ++at) {
        const size_t end = sheet.find("</c>", at);
        if (sheet.substr(at, end - at).find(id) == std::string::npos) continue;
        const size_t row = at + 7;
        const std::string number =
            sheet.substr(row, sheet.find('"', row) - row);
        const bool skip = answer.has_not_applicable();
        Fill("F" + number,
             skip ? (chinese ? "不适用" : "not applicable")
                  : GradeName(answer.grade(), chinese),
             &sheet);
        if (skip) Fill("G" + number, answer.not_applicable().reason(), &sheet);
        found = true;
        break;
      }
    }
    EXPECT_TRUE(found) << answer.requirement_id();
  }
  return Zip(parts);
}

std::string WithPartReplaced(const std::string& bytes, const std::string& part,
                             const std::string& from, const std::string& to) {
  Parts parts = Unzip(bytes);
  bool replaced = false;
  for (auto& [name, content] : parts) {
    const size_t at = content.find(from);
    if (name != part || at == std::string::npos) continue;
    content.replace(at, from.size(), to);
    replaced = true;
  }
  EXPECT_TRUE(replaced) << "no `" << from << "` in " << part;
  return Zip(parts);
}

}  // namespace cmmm::test
