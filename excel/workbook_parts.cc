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
  return MakeFault(part, "workbook.too_much",
                   absl::StrCat("more than ", most, " ", what));
}

constexpr size_t kMaxRelationships = 10'000;  // of one part

class RelationshipHandler final : public XmlHandler {
 public:
  RelationshipHandler(absl::string_view folder,
                      std::vector<Relationship>* relationships)
      : folder_(folder), relationships_(relationships) {}

  void Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.Get("TargetMode") == "External") {
      return;
    }
    relationships_->push_back(
        {std::string(attributes.Get("Id")),
         std::string(AfterLastSlash(attributes.Get("Type"))),
         Resolve(folder_, attributes.Get("Target"))});
    if (relationships_->size() > kMaxRelationships) {
      Stop(TooMuch(folder_, kMaxRelationships, "relationships"));
    }
  }
  void End(absl::string_view /*name*/) override {}
  void Text(absl::string_view /*text*/) override {}

 private:
  absl::string_view folder_;
  std::vector<Relationship>* relationships_;
};

bool IsTrue(absl::string_view value) { return value == "1" || value == "true"; }

class WorkbookHandler final : public XmlHandler {
 public:
  WorkbookHandler(absl::string_view part, const XlsxLimits& limits,
                  WorkbookEntry* workbook)
      : part_(part), limits_(limits), workbook_(workbook) {}

  void Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      workbook_->from_1904 = IsTrue(attributes.Get("date1904"));
    } else if (name == "sheet") {
      const absl::string_view state = attributes.Get("state");
      workbook_->sheets.push_back({std::string(attributes.Get("name")),
                                   std::string(attributes.GetPrefixed("id")),
                                   !state.empty() && state != "visible"});
      if (workbook_->sheets.size() > limits_.sheets) {
        Stop(TooMuch(part_, limits_.sheets, "sheets"));
      }
    }
  }
  void End(absl::string_view /*name*/) override {}
  void Text(absl::string_view /*text*/) override {}

 private:
  absl::string_view part_;
  const XlsxLimits& limits_;
  WorkbookEntry* workbook_;
};

class StylesHandler final : public XmlHandler {
 public:
  StylesHandler(absl::string_view part, const XlsxLimits& limits,
                std::vector<bool>* is_date)
      : part_(part), limits_(limits), is_date_(is_date) {}

  void Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") {
      in_cell_formats_ = true;
    } else if (name == "numFmt") {
      // Those within <dxfs> belong to conditional formats; no harm.
      custom_[Id(attributes.Get("numFmtId"))] =
          IsDateFormat(attributes.Get("formatCode"));
    } else if (name == "xf" && in_cell_formats_) {
      is_date_->push_back(IsDate(Id(attributes.Get("numFmtId"))));
    }
    if (custom_.size() > limits_.styles || is_date_->size() > limits_.styles) {
      Stop(TooMuch(part_, limits_.styles, "cell formats"));
    }
  }
  void End(absl::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
  void Text(absl::string_view /*text*/) override {}

 private:
  static int Id(absl::string_view text) {
    int id = 0;
    return absl::SimpleAtoi(text, &id) ? id : 0;
  }
  bool IsDate(int id) const {
    const auto found = custom_.find(id);
    return found == custom_.end() ? IsBuiltinDateFormat(id) : found->second;
  }

  absl::string_view part_;
  const XlsxLimits& limits_;
  std::vector<bool>* is_date_;
  std::map<int, bool> custom_;
  bool in_cell_formats_ = false;
};

}  // namespace

Fault ReadRelationships(ZipArchive* archive, absl::string_view owner,
                        std::vector<Relationship>* relationships) {
  const absl::string_view folder = Folder(owner);
  const std::string part =
      absl::StrCat(folder, "_rels/", owner.substr(folder.size()), ".rels");
  if (!archive->Has(part)) return std::nullopt;
  RelationshipHandler handler(folder, relationships);
  return ReadXml(archive, part, &handler);
}

Fault ReadWorkbookPart(ZipArchive* archive, absl::string_view part,
                       const XlsxLimits& limits, WorkbookEntry* workbook) {
  WorkbookHandler handler(part, limits, workbook);
  return ReadXml(archive, part, &handler);
}

Fault ReadStyles(ZipArchive* archive, absl::string_view part,
                 const XlsxLimits& limits, std::vector<bool>* is_date) {
  StylesHandler handler(part, limits, is_date);
  return ReadXml(archive, part, &handler);
}

}  // namespace cmmm::excel
