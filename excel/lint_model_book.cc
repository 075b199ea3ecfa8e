#include "excel/lint_model_book.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/model/lint.h"
#include "excel/model_sheets.h"

namespace cmmm::excel {
namespace {

class BookLinter {
 public:
  BookLinter(const v1::ModelDefinition& model, const WrittenModel& written,
             ModelCells* cells, Violations* faults)
      : model_(model), written_(written), cells_(*cells), faults_(*faults) {}

  void Run() {
    NameSheets();
    std::set<std::string> told;
    for (const Violation& fault : faults_.listed()) {
      told.insert(fault.field_path);
    }
    Violations found;
    LintModel(model_, &found);
    for (const Violation& violation : found.listed()) {
      if (IsTold(told, violation)) continue;
      const std::string place = cells_.PlaceOf(violation.field_path);
      faults_.Add(place.empty() ? violation.field_path : place,
                  violation.rule_id, violation.value, violation.message);
    }
    faults_.AddUnlisted(found.total() - found.listed().size());
  }

 private:
  // What is wrong with a sheet as a whole is at its name.
  void NameSheets() {
    const std::pair<const char*, ModelSheet> sheets[] = {
        {"elements", ModelSheet::kStructure},
        {"weight_sets", ModelSheet::kSets},
        {"requirements", ModelSheet::kRequirements},
        {"grades", ModelSheet::kGrades},
        {"levels", ModelSheet::kLevels},
        {"bands", ModelSheet::kLevels}};
    for (const auto& [path, sheet] : sheets) {
      cells_.Remember(path, written_[sheet].name);
    }
  }

  // Whether a cell of the sheet could not be read.
  bool HasFault(const std::set<std::string>& told, ModelSheet sheet) const {
    const std::string name = absl::StrCat(written_[sheet].name, "!");
    const auto at = told.lower_bound(name);
    return at != told.end() && absl::StartsWith(*at, name);
  }

  // Whether it follows from cells that could not be read, and is no news.
  bool IsTold(const std::set<std::string>& told,
              const Violation& violation) const {
    const auto& places = cells_.places();
    const auto is_told = [&](const std::string& path) {
      const auto own = places.find(path);
      return own != places.end() && told.count(own->second) > 0;
    };
    const std::string& path = violation.field_path;
    const std::string& rule = violation.rule_id;
    if (is_told(path)) return true;
    if (rule == "weight.sum") {
      bool any = false;
      for (auto at = places.lower_bound(path + "[");
           at != places.end() && absl::StartsWith(at->first, path); ++at) {
        any = any || told.count(at->second) > 0;
      }
      return any;
    }
    if (rule == "requirement.id") {
      return is_told(absl::StrCat(absl::StripSuffix(path, "id"), "level"));
    }
    if (rule == "reference.unknown" || rule == "structure.empty") {
      return HasFault(told, ModelSheet::kStructure);
    }
    return absl::StartsWith(rule, "grade.") &&
           HasFault(told, ModelSheet::kGrades);
  }

  const v1::ModelDefinition& model_;
  const WrittenModel& written_;
  ModelCells& cells_;
  Violations& faults_;
};

}  // namespace

void LintModelBook(const v1::ModelDefinition& model,
                   const WrittenModel& written, ModelCells* cells,
                   Violations* faults) {
  BookLinter(model, written, cells, faults).Run();
}

}  // namespace cmmm::excel
