#include "excel/interpret_answers.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "engine/base/utf8.h"
#include "excel/check_rows.h"
#include "excel/edition_pair.h"
#include "excel/interpret_profile.h"
#include "excel/interpret_texts.h"
#include "excel/limits.h"
#include "excel/refuse_workbook.h"
#include "excel/same_statement.h"
#include "texts/grade_words.h"

namespace cmmm::excel {
namespace {

// `80%` as `0.8`; anything else as it is.
std::string FromPercent(const std::string& text) {
  int percent = 0;
  if (!absl::EndsWith(text, "%") ||
      !absl::SimpleAtoi(absl::StripSuffix(text, "%"), &percent) ||
      percent % 10 != 0) {
    return text;
  }
  return ShowTenths(percent / 10);
}

std::string NameOf(const v1::GetModelResponse& model) {
  return absl::StrCat(model.model().id(), "@", model.model().version());
}

bool IsSameName(const v1::ModelRef& one, const v1::ModelRef& other) {
  return one.id() == other.id() && one.version() == other.version();
}

class Interpreter {
 public:
  Interpreter(const WrittenAssessment& written,
              const v1::GetModelResponse& model,
              const v1::GetModelResponse& made_for)
      : written_(written),
        model_(model),
        made_for_(made_for),
        words_(model.definition()),
        editions_(made_for.definition(), model.definition()),
        statements_(
            made_for.definition(),
            FieldText(written, Field::kDigest) == made_for.model().digest(),
            written) {}

  Outcome<WorkbookAssessment> Run() {
    result_.notices = written_.notices;
    violations_ = written_.faults;
    ReadModel();
    ReadProfile(written_, model_.definition(),
                result_.request.mutable_profile(), &violations_);
    ReadInfo(written_, result_.request.mutable_info(), &violations_);
    if (result_.request.info().ByteSizeLong() == 0) {
      result_.request.clear_info();
    }
    for (const auto& [field, place] : written_.field_places) {
      KeepPlace(std::string(FieldPath(field)), place);
    }
    result_.request.mutable_list();
    for (const WrittenAnswer& answer : written_.answers) ReadAnswer(answer);
    CheckUnreadSheets();
    statements_.TellUnread(&result_.notices);
    if (!violations_.empty()) return RefuseWorkbook(std::move(violations_));
    return std::move(result_);
  }

 private:
  void Refuse(const WrittenCell& cell, absl::string_view rule,
              std::string message) {
    violations_.Add(cell.place, absl::StrCat("workbook.", rule), TextOf(cell),
                    std::move(message));
  }

  void RefuseFormula(const WrittenCell& cell) {
    Refuse(cell, "formula_without_value", kFormulaWithoutValue);
  }

  void ReadModel() {
    auto* model = result_.request.mutable_model();
    model->set_id(model_.model().id());
    model->set_version(model_.model().version());
    auto edition = written_.fields.find(Field::kDigest);
    const bool other_content =
        edition != written_.fields.end() &&
        TextOf(edition->second) != model_.model().digest();
    if (other_content && IsSameName(ModelOf(written_), model_.model())) {
      model->set_digest(TextOf(edition->second));
    }
    if (!other_content && &made_for_ == &model_) return;
    if (!other_content) edition = written_.fields.find(Field::kVersion);
    if (edition == written_.fields.end()) return;
    result_.notices.Add(
        edition->second.place, "workbook.other_model", TextOf(edition->second),
        absl::StrCat("the workbook was made for another edition of the model; "
                     "it is read and scored by ",
                     NameOf(model_), ", digest ",
                     model_.model().digest().substr(0, 12),
                     ". Check that its questions still read the same"));
  }

  void KeepPlace(const std::string& what, const std::string& place) {
    if (!place.empty()) result_.places[what] = place;
  }

  void CheckUnreadSheets() {
    std::set<std::string> answered;
    for (const auto& [id, place] : places_) answered.insert(id);
    for (const UnreadSheet& sheet : written_.unread_sheets) {
      CheckUnread(sheet, statements_, answered, words_, &violations_,
                  &result_.notices);
    }
  }

  void ReadAnswer(const WrittenAnswer& written) {
    if (written.id.uncomputed) return RefuseFormula(written.id);
    if (written.id.kind == CellKind::kEmpty) {
      Refuse(written.grade, "id_missing",
             absl::StrCat("this row has a grade but nothing in ",
                          written.id.place, ", where its id belongs"));
      return;
    }
    const v1::RequirementDefinition* asked =
        statements_.Find(TextOf(written.id));
    const v1::RequirementDefinition* item =
        asked == nullptr ? nullptr : editions_.Scored(asked->id());
    if (item == nullptr) {
      Refuse(written.id, "unknown_requirement",
             absl::StrCat("the model has no requirement `",
                          Printable(Normalised(TextOf(written.id))), "`"));
      return;
    }
    const std::string& id = item->id();
    const auto [first, is_new] = places_.try_emplace(id, written.id.place);
    if (!is_new) {
      Refuse(written.id, "duplicate_requirement",
             absl::StrCat("`", id, "` stands in ", first->second, " already"));
      return;
    }
    if (!editions_.MeanTheSame(*asked, *item)) RefuseOther(written, *asked);
    auto* answer = result_.request.mutable_list()->add_answers();
    answer->set_requirement_id(id);
    statements_.Check(written, *asked, &violations_);
    ReadGrade(written, *item, answer);
    ReadTexts(written, answer, &violations_);
    result_.places[id] = written.grade.place;
    KeepPlace(id + ".note", written.note.place);
    KeepPlace(id + ".evidence", written.evidence.place);
  }

  void RefuseOther(const WrittenAnswer& written,
                   const v1::RequirementDefinition& asked) {
    Refuse(
        written.id, "other_requirement",
        absl::StrCat("the workbook was made for ", NameOf(made_for_),
                     ", where `", asked.id(), "` is `",
                     Printable(asked.statement().zh(), kShownStatement),
                     "`; in ", NameOf(model_), " it is another requirement"));
  }

  void ReadGrade(const WrittenAnswer& written,
                 const v1::RequirementDefinition& item, v1::Answer* answer) {
    const WrittenCell& cell = written.grade;
    switch (cell.kind) {
      case CellKind::kEmpty:
        if (cell.uncomputed) RefuseFormula(cell);
        return;  // an open question
      case CellKind::kError:
        Refuse(cell, "error_value",
               absl::StrCat("the cell shows the error ", Printable(cell.text)));
        return;
      case CellKind::kDate:
        Refuse(cell, "date_as_grade",
               cell.number > 0 && cell.number <= 1
                   ? absl::StrCat("the cell shows `", Printable(cell.text),
                                  "`, the number ", NumberText(cell.number),
                                  " in a format of dates or times; set the "
                                  "format to General")
                   : absl::StrCat("the cell shows `", Printable(cell.text),
                                  "`, a date or a time; write the grade as "
                                  "text"));
        return;
      case CellKind::kBoolean:
        RefuseGrade(cell, cell.number != 0 ? "TRUE" : "FALSE");
        return;
      case CellKind::kNumber:
      case CellKind::kText:
        ReadGradeText(written, item, answer);
        return;
    }
  }

  void ReadGradeText(const WrittenAnswer& written,
                     const v1::RequirementDefinition& item,
                     v1::Answer* answer) {
    const std::string text = Normalised(TextOf(written.grade));
    const auto code =
        words_.Read(FromPercent(text), texts::GradeStyle::kScores);
    if (!code.has_value()) {
      RefuseGrade(written.grade, Printable(TextOf(written.grade)));
    } else if (*code == kNotApplicable) {
      SetNotApplicable(written, item, answer);
    } else {
      answer->set_grade(static_cast<v1::Grade>(*code));
    }
  }

  void RefuseGrade(const WrittenCell& cell, const std::string& shown) {
    Text there_are;
    for (const auto& grade : model_.definition().grades()) {
      const std::string number = ShowTenths(grade.tenths());
      const char* between = there_are.en.empty() ? "" : ", ";
      absl::StrAppend(&there_are.zh, between, grade.name().zh(), " (", number,
                      ")");
      absl::StrAppend(&there_are.en, between, grade.name().en(), " (", number,
                      ")");
    }
    violations_.AddWithList(cell.place, "workbook.unknown_grade", TextOf(cell),
                            absl::StrCat("`", shown, "` is not a grade"),
                            there_are);
  }

  void SetNotApplicable(const WrittenAnswer& written,
                        const v1::RequirementDefinition& item,
                        v1::Answer* answer) {
    if (!item.may_be_not_applicable()) {
      Refuse(written.grade, "not_applicable_refused",
             absl::StrCat("the model does not allow `", item.id(),
                          "` to be not applicable"));
      return;
    }
    const std::string reason = TextOf(written.note);
    if (reason.empty()) {
      Refuse(written.grade, "reason_missing",
             absl::StrCat("not applicable needs a reason",
                          written.note.place.empty()
                              ? "; there is no column for notes"
                              : absl::StrCat(" in ", written.note.place)));
    } else if (Utf8Characters(reason) > kMaxCharacters) {
      Refuse(written.note, "reason_too_long",
             absl::StrCat("the reason has more than ", kMaxCharacters,
                          " characters"));
    }
    answer->mutable_not_applicable()->set_reason(reason);
  }

  const WrittenAssessment& written_;
  const v1::GetModelResponse& model_;
  const v1::GetModelResponse& made_for_;
  texts::GradeWords words_;
  const EditionPair editions_;
  Statements statements_;
  std::map<std::string, std::string> places_;  // by id
  Violations violations_;
  WorkbookAssessment result_;
};

}  // namespace

bool NamesOther(const v1::ModelRef& named, const v1::ModelRef& model) {
  return !named.id().empty() && !named.version().empty() &&
         !IsSameName(named, model);
}

v1::ModelRef ModelOf(const WrittenAssessment& written) {
  v1::ModelRef model;
  model.set_id(FieldText(written, Field::kModel));
  model.set_version(FieldText(written, Field::kVersion));
  return model;
}

Outcome<WorkbookAssessment> InterpretAnswers(
    const WrittenAssessment& written, const v1::GetModelResponse& model,
    const v1::GetModelResponse* named) {
  return Interpreter(written, model, named == nullptr ? model : *named).Run();
}

}  // namespace cmmm::excel
