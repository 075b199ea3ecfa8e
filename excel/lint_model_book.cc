#include "excel/lint_model_book.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
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
    for (const Violation& fault : faults_.listed()) {
      told_.insert(fault.field_path);
    }
    Violations found;
    LintModel(model_, &found);
    for (const Violation& violation : found.listed()) {
      if (Follows(violation)) continue;
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

  // Whether the sheet is there, with the titles of all its columns.
  bool IsRead(ModelSheet sheet) const {
    return written_[sheet].has_all_columns;
  }

  // Whether every cell of it could be read, too.
  bool IsWhole(ModelSheet sheet) const {
    const std::string name = absl::StrCat(written_[sheet].name, "!");
    const auto at = told_.lower_bound(name);
    return IsRead(sheet) && (at == told_.end() || !absl::StartsWith(*at, name));
  }

  // Whether the field has a cell that could not be read; or none, since its
  // column or its row is missing. Either is told.
  bool IsUnread(const std::string& path) const {
    const auto own = cells_.places().find(path);
    return own != cells_.places().end() &&
           (own->second.empty() || told_.count(own->second) > 0);
  }
  bool IsAnyUnread(const std::string& prefix) const {
    const auto& places = cells_.places();
    for (auto at = places.lower_bound(prefix);
         at != places.end() && absl::StartsWith(at->first, prefix); ++at) {
      if (IsUnread(at->first)) return true;
    }
    return false;
  }

  // The sheet on which a field stands.
  static ModelSheet SheetOf(const std::string& path) {
    static constexpr std::pair<absl::string_view, ModelSheet> kSheets[] = {
        {"elements", ModelSheet::kStructure},
        {"weight_sets", ModelSheet::kSets},
        {"requirements_note", ModelSheet::kModel},
        {"requirements_provenance", ModelSheet::kProvenance},
        {"requirements", ModelSheet::kRequirements},
        {"grades", ModelSheet::kGrades},
        {"levels", ModelSheet::kLevels},
        {"bands", ModelSheet::kLevels}};
    for (const auto& [prefix, sheet] : kSheets) {
      if (absl::StartsWith(path, prefix)) return sheet;
    }
    return ModelSheet::kModel;
  }

  // Whether it follows from something that could not be read, and is no news:
  // the field itself, or what the rule compares it with.
  bool Follows(const Violation& violation) {
    const std::string& path = violation.field_path;
    const std::string& rule = violation.rule_id;
    const ModelSheet sheet = SheetOf(path);
    if (IsUnread(path)) return true;
    if (!IsRead(sheet) && written_[sheet].rows.empty()) return true;
    if (rule == "level.unattainable" || rule == "size.arithmetic") {
      return !told_.empty();  // made of the whole model
    }
    const bool is_of_structure =
        rule == "reference.unknown" ||
        (rule == "structure.empty" && sheet == ModelSheet::kStructure);
    if (is_of_structure && !IsWhole(ModelSheet::kStructure)) return true;
    if (absl::StartsWith(rule, "weight.") || rule == "provenance.unspecified") {
      return FollowsOfWeights(violation);
    }
    if (absl::StartsWith(rule, "requirement.")) {
      return FollowsOfRequirement(path, rule);
    }
    if (absl::StartsWith(rule, "band.")) return FollowsOfBand(path, rule);
    return absl::StartsWith(rule, "grade.") && !IsWhole(ModelSheet::kGrades);
  }

  bool FollowsOfWeights(const Violation& violation) {
    const std::string& path = violation.field_path;
    const std::string set = path.substr(0, path.find(']') + 1);
    if (violation.rule_id == "provenance.unspecified") {
      return !IsRead(ModelSheet::kProvenance);
    }
    if (!IsRead(ModelSheet::kWeights) || IsUnread(set + ".groups")) return true;
    if (violation.rule_id == "weight.missing_group") {
      return !IsWhole(ModelSheet::kProvenance);
    }
    if (violation.rule_id == "weight.missing_child" &&
        IsUnread(UnplacedPath(violation.value))) {
      incomplete_.insert(path);
      return true;
    }
    return violation.rule_id == "weight.sum" &&
           (incomplete_.count(path) > 0 || IsAnyUnread(path + "["));
  }

  bool FollowsOfRequirement(const std::string& path,
                            const std::string& rule) const {
    if (rule == "requirement.level") return !IsRead(ModelSheet::kLevels);
    const absl::string_view item = absl::StripSuffix(path, "id");
    return IsUnread(absl::StrCat(item, "level")) ||
           IsUnread(absl::StrCat(item, "subdomain_id"));
  }

  bool FollowsOfBand(const std::string& path, const std::string& rule) const {
    if (rule == "band.threshold") return IsUnread("satisfied_at_percent");
    // The number of a level is one cell for both lists.
    if (rule == "band.sequence") return true;
    if (rule == "band.empty") {
      return IsUnread(
          absl::StrCat(absl::StripSuffix(path, "to_percent"), "from_percent"));
    }
    int index = 0;
    const std::string number =
        path.substr(path.find('[') + 1, path.find(']') - path.find('[') - 1);
    return (rule == "band.hole" || rule == "band.overlap") &&
           absl::SimpleAtoi(number, &index) &&
           IsUnread(FieldAt("bands", index - 1) + ".to_percent");
  }

  const v1::ModelDefinition& model_;
  const WrittenModel& written_;
  ModelCells& cells_;
  Violations& faults_;
  std::set<std::string> told_;        // places of faults
  std::set<std::string> incomplete_;  // groups with a row that is told
};

}  // namespace

void LintModelBook(const v1::ModelDefinition& model,
                   const WrittenModel& written, ModelCells* cells,
                   Violations* faults) {
  BookLinter(model, written, cells, faults).Run();
}

}  // namespace cmmm::excel
