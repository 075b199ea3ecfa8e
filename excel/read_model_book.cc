#include "excel/read_model_book.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "excel/collect_model.h"
#include "excel/layout.h"
#include "excel/lint_model_book.h"
#include "excel/model_cells.h"
#include "excel/model_sheets.h"
#include "excel/read_model_structure.h"
#include "excel/read_model_weights.h"

namespace cmmm::excel {
namespace {

Refusal RefuseModel(Violations violations) {
  return RefuseViolations("INVALID_MODEL_WORKBOOK",
                          "the model in the workbook is not sound",
                          std::move(violations));
}

class ModelReader {
 public:
  explicit ModelReader(WrittenModel written)
      : written_(std::move(written)),
        faults_(std::move(written_.faults)),
        cells_(&faults_, &written_.notices) {}

  Outcome<ModelBook> Run() {
    ReadFields();
    const NodeNames names = ReadModelStructure(written_, &cells_, &model_);
    ReadModelWeights(written_, names, &cells_, &model_, &faults_,
                     &written_.notices);
    for (const ModelRow& row : written_[ModelSheet::kRequirements].rows) {
      ReadRequirement(row);
    }
    for (const ModelRow& row : written_[ModelSheet::kGrades].rows) {
      ReadGrade(row);
    }
    for (const ModelRow& row : written_[ModelSheet::kLevels].rows) {
      ReadLevel(row);
    }
    TellOtherColumns();
    LintModelBook(model_, written_, &cells_, &faults_);
    if (!faults_.empty()) return RefuseModel(std::move(faults_));
    book_.model = std::move(model_);
    book_.notices = std::move(written_.notices);
    book_.places = cells_.places();
    return std::move(book_);
  }

 private:
  static const WrittenCell& At(const ModelRow& row, int column) {
    return row.cells[static_cast<size_t>(column)];
  }

  // ---- the sheet with one line a field

  void ReadFields() {
    std::set<std::string> seen;
    bool all_known = written_[ModelSheet::kModel].has_all_columns;
    for (const ModelRow& row : written_[ModelSheet::kModel].rows) {
      const WrittenCell& cell = At(row, ModelColumns::kField);
      const std::string key = cells_.Id(cell, "");
      if (cell.place.empty()) continue;  // no column of keys, which is told
      if (!seen.insert(key).second) {
        cells_.Refuse(
            cell, "modelbook.field_twice",
            absl::StrCat("`", Printable(key), "` is given a second time"));
        continue;
      }
      if (!ReadField(key, At(row, ModelColumns::kValue),
                     At(row, ModelColumns::kEnglish))) {
        cells_.Refuse(cell, "modelbook.unknown_field",
                      absl::StrCat("a model has no field `",
                                   Printable(TextOf(cell)), "`"));
        all_known = false;
      }
    }
    for (int f = 0; f < kModelFieldCount; ++f) {
      const auto field = static_cast<ModelField>(f);
      if (seen.count(std::string(ModelFieldKey(field))) > 0) continue;
      LackField(field, all_known);
    }
  }

  // Told unless a row may be it whose key was not known; nothing else is said
  // of the field then. What was exported need not be there.
  void LackField(ModelField field, bool is_told) {
    if (field == ModelField::kMadeFrom ||
        field == ModelField::kMadeFromDigest) {
      return;
    }
    ReadField(field, WrittenCell(), WrittenCell());
    if (!is_told) return;
    faults_.Add(written_[ModelSheet::kModel].name, "modelbook.field_missing",
                ModelFieldKey(field),
                absl::StrCat("there is no row `", ModelFieldKey(field), "`"));
  }

  // False: there is no such field.
  bool ReadField(const std::string& key, const WrittenCell& value,
                 const WrittenCell& english) {
    for (int f = 0; f < kModelFieldCount; ++f) {
      const auto field = static_cast<ModelField>(f);
      if (ModelFieldKey(field) != key) continue;
      ReadField(field, value, english);
      return true;
    }
    return false;
  }

  void ReadField(ModelField field, const WrittenCell& value,
                 const WrittenCell& english) {
    v1::Policies* policies = model_.mutable_policies();
    switch (field) {
      case ModelField::kId:
        model_.set_id(cells_.Id(value, "id"));
        return;
      case ModelField::kVersion:
        ReadVersion(value);
        return;
      case ModelField::kTitle:
        cells_.Texts(value, english, "title", model_.mutable_title());
        return;
      case ModelField::kSummary:
        cells_.Texts(value, english, "summary", model_.mutable_summary());
        return;
      case ModelField::kRequirementsNote:
        cells_.Texts(value, english, "requirements_note",
                     model_.mutable_requirements_note());
        return;
      case ModelField::kSatisfiedAt:
        model_.set_satisfied_at_percent(
            cells_.Units(value, 100, 1, 100, "satisfied_at_percent")
                .value_or(0));
        return;
      case ModelField::kAccumulation:
        policies->set_accumulation(Policy<v1::Accumulation>(
            value, WordList::kAccumulation, "policies.accumulation"));
        return;
      case ModelField::kEmptyCell:
        policies->set_empty_cell(Policy<v1::EmptyCellPolicy>(
            value, WordList::kEmptyCell, "policies.empty_cell"));
        return;
      case ModelField::kNotApplicable:
        policies->set_not_applicable(Policy<v1::NotApplicablePolicy>(
            value, WordList::kNotApplicable, "policies.not_applicable"));
        return;
      case ModelField::kMadeFrom:
        ReadBase(cells_.Id(value, ""));
        return;
      case ModelField::kMadeFromDigest:
        book_.base.set_digest(cells_.Id(value, ""));
        return;
    }
  }

  template <typename Enum>
  Enum Policy(const WrittenCell& cell, WordList list, const char* path) {
    return static_cast<Enum>(cells_.Word(cell, list, path, false).value_or(0));
  }

  // 2020.10 as a number is 2020.1.
  void ReadVersion(const WrittenCell& cell) {
    model_.set_version(cells_.Id(cell, "version"));
    if (cell.kind != CellKind::kNumber ||
        model_.version().find('.') == std::string::npos) {
      return;
    }
    cells_.Refuse(
        cell, "modelbook.version_number",
        absl::StrCat("the version was taken for the number ", model_.version(),
                     ", in which 2020.1 and 2020.10 are the same; "
                     "format the cell as text and type it again"));
  }

  // `id@version`.
  void ReadBase(const std::string& name) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(name, absl::MaxSplits('@', 1));
    book_.base.set_id(parts.first);
    book_.base.set_version(parts.second);
  }

  // ---- requirements, grades, levels

  void ReadRequirement(const ModelRow& row) {
    using Columns = RequirementColumns;
    const std::string path =
        FieldAt("requirements", model_.requirements_size());
    v1::RequirementDefinition* item = model_.add_requirements();
    cells_.Remember(path, At(row, Columns::kId).place);
    item->set_id(cells_.Id(At(row, Columns::kId), path + ".id"));
    item->set_subdomain_id(
        cells_.Id(At(row, Columns::kSubdomain), path + ".subdomain_id"));
    item->set_level(
        cells_.Units(At(row, Columns::kLevel), 1, 0, 1000, path + ".level")
            .value_or(0));
    cells_.Texts(At(row, Columns::kStatementZh), At(row, Columns::kStatementEn),
                 path + ".statement", item->mutable_statement());
    cells_.Texts(At(row, Columns::kEvidenceZh), At(row, Columns::kEvidenceEn),
                 path + ".evidence", item->mutable_evidence());
    item->set_may_be_not_applicable(
        cells_
            .Word(At(row, Columns::kNotApplicable), WordList::kYesNo,
                  path + ".may_be_not_applicable", false)
            .value_or(0) == 1);
    if (const auto check =
            cells_.Check(At(row, Columns::kCheckedBy),
                         At(row, Columns::kCheckedOn), path + ".checked")) {
      *item->mutable_checked() = *check;
    }
  }

  void ReadGrade(const ModelRow& row) {
    const std::string path = FieldAt("grades", model_.grades_size());
    v1::GradeDefinition* grade = model_.add_grades();
    cells_.Remember(path, At(row, GradeColumns::kGrade).place);
    grade->set_grade(static_cast<v1::Grade>(
        cells_
            .Word(At(row, GradeColumns::kGrade), WordList::kGrade,
                  path + ".grade", false)
            .value_or(0)));
    grade->set_tenths(
        cells_.Units(At(row, GradeColumns::kScore), 10, 0, 10, path + ".tenths")
            .value_or(0));
    cells_.Texts(At(row, GradeColumns::kNameZh), At(row, GradeColumns::kNameEn),
                 path + ".name", grade->mutable_name());
    v1::LocalizedText definition;
    cells_.Texts(At(row, GradeColumns::kDefinitionZh),
                 At(row, GradeColumns::kDefinitionEn), path + ".definition",
                 &definition);
    if (definition.zh().empty() && definition.en().empty()) return;
    *grade->mutable_definition() = std::move(definition);
  }

  void ReadLevel(const ModelRow& row) {
    const std::string path = FieldAt("levels", model_.levels_size());
    const std::string band_path = FieldAt("bands", model_.bands_size());
    const int most =
        100 * static_cast<int>(written_[ModelSheet::kLevels].rows.size());
    const int number =
        cells_.Units(At(row, LevelColumns::kLevel), 1, 0, 1000, path + ".level")
            .value_or(0);
    cells_.Remember(path, At(row, LevelColumns::kLevel).place);
    cells_.Remember(band_path, At(row, LevelColumns::kFrom).place);
    v1::LevelDefinition* level = model_.add_levels();
    level->set_level(number);
    cells_.Texts(At(row, LevelColumns::kNameZh), At(row, LevelColumns::kNameEn),
                 path + ".name", level->mutable_name());
    v1::Band* band = model_.add_bands();
    band->set_level(number);
    band->set_from_percent(cells_
                               .Units(At(row, LevelColumns::kFrom), 100, 0,
                                      most, band_path + ".from_percent")
                               .value_or(0));
    band->set_to_percent(cells_
                             .Units(At(row, LevelColumns::kTo), 100, 0, most,
                                    band_path + ".to_percent")
                             .value_or(0));
  }

  // Columns of one's own; those of the weights are looked at where they belong.
  void TellOtherColumns() {
    for (int s = 0; s < kModelSheetCount; ++s) {
      const auto sheet = static_cast<ModelSheet>(s);
      if (sheet == ModelSheet::kWeights) continue;
      for (const OtherColumn& other : written_[sheet].others) {
        written_.notices.Add(other.place, "modelbook.column_not_read",
                             other.title,
                             "the model has no such column, and it was not "
                             "read");
      }
    }
  }

  WrittenModel written_;
  Violations faults_;
  ModelCells cells_;
  v1::ModelDefinition model_;
  ModelBook book_;
};

}  // namespace

Outcome<ModelBook> ReadModelBook(XlsxWorkbook* workbook) {
  auto written = CollectModel(workbook);
  if (!written.ok()) return std::move(written.refusal());
  return ModelReader(std::move(written.value())).Run();
}

}  // namespace cmmm::excel
