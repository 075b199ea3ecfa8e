#include "excel/workbook_parts.h"

#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "excel/cell.h"
#include "excel/xml.h"

namespace cmmm::excel {
namespace {

absl::string_view Folder(absl::string_view part) {
  const size_t slash = part.rfind('/');
  return slash == part.npos ? "" : part.substr(0, slash + 1);
}

// `target` as seen from the folder, as a full name.
std::string Resolve(absl::string_view folder, absl::string_view target) {
  const std::string path = absl::StartsWith(target, "/")
                               ? std::string(target)
                               : absl::StrCat(folder, target);
  std::vector<absl::string_view> steps;
  for (const absl::string_view step :
       absl::StrSplit(path, '/', absl::SkipEmpty())) {
    if (step == ".." && !steps.empty()) {
      steps.pop_back();
    } else if (step != "." && step != "..") {
      steps.push_back(step);
    }
  }
  return absl::StrJoin(steps, "/");
}

absl::string_view AfterLastSlash(absl::string_view text) {
  return text.substr(text.rfind('/') + 1);  // all of it without one
}

Violation TooMuch(absl::string_view part, size_t most, absl::string_view what) {
  return MakeViolation(part, "workbook.too_much",
                       absl::StrCat("more than ", most, " ", what));
}

constexpr size_t kMaxRelationships = 10'000;  // of one part

bool IsTrue(absl::string_view value) { return value == "1" || value == "true"; }

int FormatId(absl::string_view text) {
  int id = 0;
  return absl::SimpleAtoi(text, &id) ? id : 0;
}

}  // namespace

MaybeViolation ReadRelationships(ZipArchive* archive, absl::string_view owner,
                                 std::vector<Relationship>* relationships) {
  const absl::string_view folder = Folder(owner);
  const std::string part =
      absl::StrCat(folder, "_rels/", owner.substr(folder.size()), ".rels");
  if (!archive->Has(part)) return std::nullopt;
  XmlReader xml(archive, part);
  while (xml.NextWithin(0)) {
    if (xml.name() != "Relationship" ||
        xml.Attribute("TargetMode") == "External") {
      continue;
    }
    relationships->push_back(
        {std::string(xml.Attribute("Id")),
         std::string(AfterLastSlash(xml.Attribute("Type"))),
         Resolve(folder, xml.Attribute("Target"))});
    if (relationships->size() > kMaxRelationships) {
      xml.Fail(TooMuch(folder, kMaxRelationships, "relationships"));
    }
  }
  return xml.fault();
}

MaybeViolation ReadWorkbookPart(ZipArchive* archive, absl::string_view part,
                                const XlsxLimits& limits,
                                WorkbookEntry* workbook) {
  XmlReader xml(archive, part);
  while (xml.NextWithin(0)) {
    if (xml.name() == "workbookPr") {
      workbook->from_1904 = IsTrue(xml.Attribute("date1904"));
    } else if (xml.name() == "sheet") {
      const absl::string_view state = xml.Attribute("state");
      workbook->sheets.push_back({std::string(xml.Attribute("name")),
                                  std::string(xml.PrefixedAttribute("id")),
                                  !state.empty() && state != "visible"});
      if (workbook->sheets.size() > limits.sheets) {
        xml.Fail(TooMuch(part, limits.sheets, "sheets"));
      }
    }
  }
  return xml.fault();
}

MaybeViolation ReadStyles(ZipArchive* archive, absl::string_view part,
                          const XlsxLimits& limits,
                          std::vector<NumberFormat>* formats) {
  XmlReader xml(archive, part);
  std::map<int, NumberFormat> custom;
  int cell_formats = 0;  // depth of the <cellXfs> it is in; 0: in none
  while (xml.NextWithin(0)) {
    if (xml.depth() <= cell_formats) cell_formats = 0;
    if (xml.name() == "cellXfs") {
      cell_formats = xml.depth();
    } else if (xml.name() == "numFmt") {
      // Those within <dxfs> belong to conditional formats; no harm.
      custom[FormatId(xml.Attribute("numFmtId"))] =
          FormatOfCode(xml.Attribute("formatCode"));
    } else if (xml.name() == "xf" && cell_formats > 0) {
      const int id = FormatId(xml.Attribute("numFmtId"));
      const auto found = custom.find(id);
      formats->push_back(found == custom.end() ? FormatOfId(id)
                                               : found->second);
    }
    if (custom.size() > limits.styles || formats->size() > limits.styles) {
      xml.Fail(TooMuch(part, limits.styles, "cell formats"));
    }
  }
  return xml.fault();
}

}  // namespace cmmm::excel
