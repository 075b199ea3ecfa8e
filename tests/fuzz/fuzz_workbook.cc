// Any bytes as a workbook: read as an assessment and as a model, or refused by
// rules of its own.
//
// What begins with `<` is the XML of the one sheet of a sound workbook;
// anything else is the file itself.
#include <zip.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "engine/describe_model.h"
#include "engine/model/lint.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/read_model_book.h"
#include "excel/xlsx_workbook.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using test::Require;

const v1::GetModelResponse& Model() {
  static const auto* model = [] {
    Violations findings;
    auto* described = new v1::GetModelResponse;
    const Catalog catalog = Catalog::Load(CMMM_SOURCE_DIR "/models", &findings);
    Require(!DescribeModel(catalog, {}, described).has_value(),
            "the shipped model is there");
    return described;
  }();
  return *model;
}

constexpr char kOffice[] =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string Relation(const std::string& id, const std::string& type,
                     const std::string& target) {
  return "<Relationships><Relationship Id=\"" + id + "\" Type=\"" + kOffice +
         "/" + type + "\" Target=\"" + target + "\"/></Relationships>";
}

// A workbook with this sheet, not compressed.
std::string WithSheet(absl::string_view sheet) {
  const std::vector<std::pair<std::string, std::string>> parts = {
      {"_rels/.rels", Relation("b", "officeDocument", "xl/workbook.xml")},
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" r:id=\"s\"/></sheets>"
       "</workbook>"},
      {"xl/_rels/workbook.xml.rels", Relation("s", "worksheet", "s.xml")},
      {"xl/s.xml", std::string(sheet)}};
  zip_error_t error;
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(out);
  zip_t* zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    const auto index = zip_file_add(
        zip, name.c_str(),
        zip_source_buffer(zip, content.data(), content.size(), 0), 0);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index),
                             ZIP_CM_STORE, 0);
  }
  Require(zip_close(zip) == 0, "the archive is written");
  std::string bytes;
  zip_source_open(out);
  char buffer[4096];
  for (zip_int64_t read = 0;
       (read = zip_source_read(out, buffer, sizeof(buffer))) > 0;) {
    bytes.append(buffer, static_cast<size_t>(read));
  }
  zip_source_free(out);
  return bytes;
}

void CheckRefusal(const Refusal& refusal) {
  Require(!refusal.violations.empty(), "a refusal says what is wrong");
  for (const Violation& fault : refusal.violations.listed()) {
    Require(absl::StartsWith(fault.rule_id, "workbook."), "by a rule of ours");
    Require(!fault.message.empty(), "in words");
  }
}

// The same workbook as one of a model.
void CheckAsModel(excel::XlsxWorkbook* workbook) {
  const auto book = excel::ReadModelBook(workbook);
  if (book.ok()) {
    Violations findings;
    LintModel(book.value().model, &findings);
    Require(findings.empty(), "a model that is read is sound");
    return;
  }
  Require(!book.refusal().violations.empty(), "a refusal says what is wrong");
  for (const Violation& fault : book.refusal().violations.listed()) {
    Require(!fault.message.empty(), "in words");
  }
}

void Check(std::string bytes) {
  excel::XlsxLimits limits;
  limits.inflated_bytes = uint64_t{16} << 20;
  auto workbook = excel::XlsxWorkbook::Open(std::move(bytes), limits);
  if (!workbook.ok()) return CheckRefusal(workbook.refusal());
  CheckAsModel(&workbook.value());
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) return CheckRefusal(written.refusal());
  const auto assessment = excel::InterpretAnswers(written.value(), Model());
  if (!assessment.ok()) return CheckRefusal(assessment.refusal());
  Require(assessment.value().request.has_list(), "an assessment has answers");
}

// Else nothing would be tried.
bool SoundSheetsAreRead() {
  auto workbook = excel::XlsxWorkbook::Open(WithSheet(
      "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>id</t></is></c>"
      "<c t=\"inlineStr\"><is><t>grade</t></is></c></row></sheetData>"
      "</worksheet>"));
  return workbook.ok() && excel::CollectAnswers(&workbook.value()).ok();
}

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const bool alive = cmmm::SoundSheetsAreRead();
  cmmm::test::Require(alive, "sheets reach the reader");
  const std::string input(reinterpret_cast<const char*>(data), size);
  cmmm::Check(input.rfind('<', 0) == 0 ? cmmm::WithSheet(input) : input);
  return 0;
}
