#include "excel/lint_model_book.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "engine/model/lint.h"
#include "excel/cell.h"
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
      Tell(violation);
    }
    faults_.AddUnlisted(found.total() - found.listed().size());
  }

 private:
  // As the sheet shows it: its cell, its units, its spelling.
  void Tell(Violation violation) {
    const std::string path = violation.field_path;
    if (violation.rule_id == "grade.order") return TellGradeOrder();
    InUnitsOfSheet(&violation);
    const std::string& written = cells_.WrittenId(path);
    if (!written.empty()) {
      const std::string read = absl::StrCat("`", violation.value, "`");
      violation.message = absl::StrReplaceAll(
          violation.message,
          {{read, absl::StrCat("`", Printable(written), "`")}});
      violation.value = Printable(written);
    }
    const std::string place = cells_.PlaceOf(path);
    faults_.Add(place.empty() ? path : place, violation.rule_id,
                violation.value, violation.message);
  }

  // Bands are percent in the model, and 1.8 for 180 on the sheet:
  // `must be 180 (the threshold of the level), got 170`.
  static void InUnitsOfSheet(Violation* violation) {
    if (!absl::EndsWith(violation->field_path, "_percent") ||
        !absl::StartsWith(violation->field_path, "bands[")) {
      return;
    }
    const auto in_units = [](absl::string_view percent) {
      double number = 0;
      return absl::SimpleAtod(percent, &number) ? NumberText(number / 100)
                                                : std::string(percent);
    };
    violation->value = in_units(violation->value);
    absl::string_view message = violation->message;
    const size_t got = message.rfind(", got ");
    const size_t why = message.find(" (");
    if (!absl::ConsumePrefix(&message, "must be ") || got == message.npos ||
        why == message.npos) {
      return;
    }
    const size_t begin = violation->message.size() - message.size();
    violation->message =
        absl::StrCat("must be ", in_units(message.substr(0, why - begin)),
                     message.substr(why - begin, got - why), ", got ",
                     in_units(message.substr(got - begin + 6)));
  }

  // At the first grade, from below, that is out of order.
  void TellGradeOrder() {
    std::map<int, int> rows;  // by grade
    for (int i = 0; i < model_.grades_size(); ++i) {
      rows.emplace(model_.grades(i).grade(), i);
    }
    std::string place;
    std::vector<std::string> scores;
    int last = -1;
    for (const auto& [grade, row] : rows) {
      const int tenths = model_.grades(row).tenths();
      const bool is_wrong = tenths <= last ||
                            (grade == v1::GRADE_NOT && tenths != 0) ||
                            (grade == v1::GRADE_FULLY && tenths != 10);
      if (is_wrong && place.empty()) {
        place = cells_.PlaceOf(FieldAt("grades", row) + ".tenths");
      }
      last = tenths;
      scores.push_back(NumberText(tenths / 10.0));
    }
    const std::string shown = absl::StrJoin(scores, " ");
    faults_.Add(place, "grade.order", shown,
                absl::StrCat("scores must ascend from 0 (not) to 1 (fully), "
                             "got ",
                             shown));
  }

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
