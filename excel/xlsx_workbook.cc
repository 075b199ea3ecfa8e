#include "excel/xlsx_workbook.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "excel/workbook_parts.h"

namespace cmmm::excel {
namespace {

// The part of the relationship of this type; empty without.
std::string PartOfType(const std::vector<Relationship>& relationships,
                       absl::string_view type) {
  for (const Relationship& relationship : relationships) {
    if (relationship.type == type) return relationship.part;
  }
  return "";
}

// What a zip archive without the parts of a workbook is.
Violation NotXlsx(const ZipArchive& archive) {
  if (archive.Has("xl/workbook.bin")) {
    return MakeViolation("", "workbook.binary",
                         "this is a binary workbook (.xlsb); save it as .xlsx");
  }
  if (archive.Has("content.xml") && archive.Has("mimetype")) {
    return MakeViolation(
        "", "workbook.opendocument",
        "this is an OpenDocument file (.ods); save it as .xlsx");
  }
  return MakeViolation("", "workbook.not_xlsx",
                       "this zip archive is not an .xlsx workbook; open it "
                       "with Excel or WPS and save it as .xlsx");
}

}  // namespace

bool LooksLikeWorkbook(absl::string_view bytes) {
  return absl::StartsWith(bytes, "PK\x03\x04") ||
         absl::StartsWith(bytes, "PK\x05\x06") ||
         absl::StartsWith(bytes, "\xD0\xCF\x11\xE0");
}

Outcome<XlsxWorkbook> XlsxWorkbook::Open(std::string bytes,
                                         const XlsxLimits& limits) {
  Outcome<ZipArchive> archive = ZipArchive::Open(std::move(bytes), limits);
  if (!archive.ok()) return std::move(archive.refusal());
  XlsxWorkbook workbook(std::move(archive.value()));
  if (const MaybeViolation fault = workbook.ReadParts(limits)) {
    return RefuseWorkbook(*fault);
  }
  return workbook;
}

MaybeViolation XlsxWorkbook::ReadParts(const XlsxLimits& limits) {
  limits_ = limits;
  std::vector<Relationship> package;
  if (MaybeViolation fault = ReadRelationships(&archive_, "", &package))
    return fault;
  const std::string part = PartOfType(package, "officeDocument");
  if (part.empty() || !archive_.Has(part) || absl::EndsWith(part, ".bin")) {
    return NotXlsx(archive_);
  }
  return ReadSheetList(part);
}

MaybeViolation XlsxWorkbook::ReadSheetList(absl::string_view part) {
  std::vector<Relationship> related;
  if (MaybeViolation fault = ReadRelationships(&archive_, part, &related))
    return fault;
  WorkbookEntry entry;
  if (MaybeViolation fault =
          ReadWorkbookPart(&archive_, part, limits_, &entry)) {
    return fault;
  }
  from_1904_ = entry.from_1904;
  for (const SheetEntry& sheet : entry.sheets) {
    for (const Relationship& relationship : related) {
      if (relationship.id == sheet.relationship &&
          relationship.type == "worksheet") {
        sheets_.push_back({sheet.name, sheet.hidden, relationship.part});
      }
    }
  }
  if (sheets_.empty()) return NotXlsx(archive_);
  has_macros_ = !PartOfType(related, "vbaProject").empty();
  const std::string strings = PartOfType(related, "sharedStrings");
  if (!strings.empty()) {
    if (MaybeViolation fault = strings_.Read(&archive_, strings, limits_))
      return fault;
  }
  const std::string styles = PartOfType(related, "styles");
  return styles.empty() ? std::nullopt
                        : ReadStyles(&archive_, styles, limits_, &formats_);
}

std::unique_ptr<SheetReader> XlsxWorkbook::OpenSheet(size_t sheet) {
  SheetContext context;
  context.name = sheets_[sheet].name;
  context.part = sheets_[sheet].part;
  context.limits = limits_;
  context.strings = &strings_;
  context.formats = &formats_;
  context.from_1904 = from_1904_;
  return std::make_unique<SheetReader>(&archive_, std::move(context));
}

// Looks for the bytes of `word`, also where pieces meet.
MaybeViolation XlsxWorkbook::PartHas(absl::string_view part,
                                     absl::string_view word, bool* has) {
  *has = false;
  ZipPart bytes;
  if (MaybeViolation fault = archive_.OpenPart(part, &bytes)) return fault;
  std::string seam;
  for (absl::string_view piece("x", 1); !piece.empty() && !*has;) {
    if (MaybeViolation fault = bytes.Next(&piece)) return fault;
    const size_t most = word.size() - 1;
    seam.append(piece.data(), std::min(piece.size(), most));
    *has = absl::StrContains(seam, word) || absl::StrContains(piece, word);
    seam =
        std::string(piece.substr(piece.size() - std::min(piece.size(), most)));
  }
  return std::nullopt;
}

MaybeViolation XlsxWorkbook::FindMerged(size_t sheet,
                                        std::vector<CellRange>* merged) {
  merged->clear();
  bool has = false;
  if (MaybeViolation fault = PartHas(sheets_[sheet].part, "mergeCell", &has)) {
    return fault;
  }
  if (!has) return std::nullopt;
  const auto reader = OpenSheet(sheet);
  while (reader->NextRow() != nullptr) {
  }
  *merged = reader->merged();
  return reader->fault();
}

}  // namespace cmmm::excel
