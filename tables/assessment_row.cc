#include "tables/assessment_row.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/utf8.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/interpret_texts.h"
#include "excel/layout.h"
#include "excel/open_answers.h"

namespace cmmm::tables {
namespace {

struct InfoColumn {
  const char* name;
  excel::Field field;
};

constexpr std::array<InfoColumn, 7> kInfoColumns = {{
    {"enterprise", excel::Field::kEnterprise},
    {"industry", excel::Field::kIndustry},
    {"region", excel::Field::kRegion},
    {"contact", excel::Field::kContact},
    {"assessed_on", excel::Field::kDate},
    {"assessor", excel::Field::kAssessor},
    {"remarks", excel::Field::kRemarks},
}};

// Where the workbook says which edition it is made for.
std::string ModelPlace(const excel::WrittenAssessment& written) {
  for (const excel::Field field :
       {excel::Field::kVersion, excel::Field::kModel}) {
    const auto found = written.fields.find(field);
    if (found != written.fields.end()) return found->second.place;
  }
  return "model";
}

// Fills the cells of one record by the names of its columns.
class RecordMaker {
 public:
  RecordMaker(const v1::GetModelResponse& model, const std::string& stem,
              const std::vector<std::string>& carried)
      : model_(model),
        id_(IsUtf8(stem) ? stem : Printable(stem)),
        is_named_(IsUtf8(stem)),
        carried_(carried) {}

  void Refuse(const Violations& faults) {
    for (const Violation& fault : faults.listed()) {
      findings_.push_back({fault.field_path, fault.rule_id, fault.value,
                           fault.message, "", fault.there_are_zh});
    }
  }

  void Refuse(RowFindings faults) {
    for (RowFinding& fault : faults) findings_.push_back(std::move(fault));
  }

  void TellOpen(const excel::OpenAnswers& open) {
    for (const std::string& id : open.ids) {
      findings_.push_back({open.places.at(id), "answer.missing", "",
                           absl::StrCat("`", id, "` is not answered")});
    }
  }

  void SetFields(const excel::WrittenAssessment& written) {
    enterprise_ = FieldText(written, excel::Field::kEnterprise);
    const std::string id = FieldText(written, excel::Field::kEnterpriseId);
    if (!enterprise_.empty()) id_ = enterprise_;
    if (!id.empty()) id_ = id;
    is_named_ = is_named_ || !enterprise_.empty() || !id.empty();
  }

  // Comes after all else, which is told as well.
  void CheckNamed() {
    if (is_named_) return;
    findings_.push_back({"", "row.file_name", id_,
                         "the name of the file is no UTF-8, and nothing in the "
                         "workbook names the enterprise: rename the file, or "
                         "write the enterprise's name in the workbook"});
  }

  // Tells what is written in lines that no column carries.
  void TellLeftOut(const excel::WrittenAssessment& written,
                   RowFindings* notices) const {
    std::vector<std::string> places;
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const InfoColumn& column : kInfoColumns) {
      const std::string text = FieldText(written, column.field);
      if (text.empty() || text == id_ || IsCarried(column)) continue;
      const Text label = excel::FieldLabel(column.field);
      places.push_back(written.fields.at(column.field).place);
      zh.push_back(absl::StrCat("“", label.zh, "”"));
      en.push_back(label.en);
    }
    if (places.empty()) return;
    notices->push_back(
        {places.front(), "input.columns_left_out", "",
         absl::StrCat("what the workbook says there is not carried through, "
                      "since the tables beside it have no such columns: ",
                      absl::StrJoin(en, ", ")),
         absl::StrCat("这里填写的", absl::StrJoin(zh, "、"),
                      "没有带到结果里，因为一同读取的表格没有这些列")});
  }

  void SetRequest(const v1::ScoreRequest& request) {
    profile_ = request.profile();
    info_ = request.info();
    for (const v1::Answer& answer : request.list().answers()) {
      std::string& cell = answers_[answer.requirement_id()];
      if (answer.has_not_applicable()) {
        cell = "N/A";
      } else if (answer.grade() != v1::GRADE_UNSPECIFIED) {
        cell = v1::Grade_Name(answer.grade());
      }
    }
  }

  bool refused() const { return !findings_.empty(); }

  Row Make() const {
    Row row;
    row.number = 1;
    row.cells = {id_, profile_.weight_set(),
                 absl::StrJoin(profile_.excluded_domain_ids(), ";"),
                 profile_.assess_up_to_level() == 0
                     ? ""
                     : absl::StrCat(profile_.assess_up_to_level())};
    row.findings = findings_;
    row.readable = !refused();
    for (const auto& item : model_.definition().requirements()) {
      const auto found = answers_.find(item.id());
      row.cells.push_back(found == answers_.end() ? "" : found->second);
    }
    for (const std::string& name : carried_) {
      row.cells.push_back(InfoOf(name));
    }
    return row;
  }

 private:
  // Whether `name` means the column: it is one of ours or, beside tables that
  // people made, the title of the line in the template.
  static bool IsNameOf(const InfoColumn& column, const std::string& name) {
    const Text label = excel::FieldLabel(column.field);
    return name == column.name || name == label.zh || name == label.en;
  }

  bool IsCarried(const InfoColumn& column) const {
    return std::any_of(
        carried_.begin(), carried_.end(),
        [&](const std::string& name) { return IsNameOf(column, name); });
  }

  // What the workbook says under the name of a column.
  std::string InfoOf(const std::string& name) const {
    for (const InfoColumn& column : kInfoColumns) {
      if (IsNameOf(column, name)) {
        return column.field == excel::Field::kEnterprise
                   ? enterprise_
                   : excel::InfoText(info_, column.field);
      }
    }
    return "";
  }

  const v1::GetModelResponse& model_;
  std::string id_;
  bool is_named_;  // false: the name of the file, which is no UTF-8, is not it
  const std::vector<std::string>& carried_;
  std::string enterprise_;
  RowFindings findings_;
  v1::Profile profile_;
  v1::AssessmentInfo info_;
  std::map<std::string, std::string> answers_;
};

}  // namespace

std::vector<std::string> InfoColumns() {
  std::vector<std::string> names;
  names.reserve(kInfoColumns.size());
  for (const InfoColumn& column : kInfoColumns) names.emplace_back(column.name);
  return names;
}

std::vector<std::string> AssessmentColumns(
    const v1::ModelDefinition& model, const std::vector<std::string>& carried) {
  std::vector<std::string> names = {"enterprise_id", "weight_set",
                                    "excluded_domain_ids",
                                    "assess_up_to_level"};
  for (const auto& item : model.requirements()) names.push_back(item.id());
  names.insert(names.end(), carried.begin(), carried.end());
  return names;
}

AssessmentRow ReadAssessment(Outcome<excel::XlsxWorkbook> workbook,
                             const Editions& editions, const std::string& stem,
                             const std::vector<std::string>& carried,
                             bool tell_open) {
  AssessmentRow result;
  RecordMaker record(editions.of_run().described, stem, carried);
  if (!workbook.ok()) {
    record.Refuse(workbook.refusal().violations);
  } else if (auto written = excel::CollectAnswers(&workbook.value());
             !written.ok()) {
    record.Refuse(written.refusal().violations);
  } else {
    record.SetFields(written.value());
    RowFindings faults;
    const Edition& edition = editions.Find(
        excel::ModelOf(written.value()), ModelPlace(written.value()), &faults);
    record.Refuse(std::move(faults));
    const v1::GetModelResponse& model = edition.described;
    const Edition* named = editions.Named(excel::ModelOf(written.value()));
    auto assessment = excel::InterpretAnswers(
        written.value(), model,
        named == nullptr || named == &edition ? nullptr : &named->described);
    if (!assessment.ok()) {
      if (!record.refused()) record.Refuse(assessment.refusal().violations);
      if (tell_open) record.TellOpen(excel::FindOpen(written.value(), model));
    } else {
      if (&edition != &editions.of_run()) {
        result.edition = &edition;
        const std::string own = editions.of_run().Name();
        result.notices.push_back(
            {ModelPlace(written.value()), "workbook.edition", edition.Name(),
             absl::StrCat("the workbook is read and scored by the edition that "
                          "it names, ",
                          edition.Name(), ", the others by ", own),
             absl::StrCat("工作簿按它写明的模型版本 ", edition.Name(),
                          " 读取和评分，其余的按 ", own)});
      }
      record.SetRequest(assessment.value().request);
      for (const auto& item : model.definition().requirements()) {
        result.places.push_back(assessment.value().places[item.id()]);
      }
      for (const Violation& notice : assessment.value().notices.listed()) {
        result.notices.push_back(
            {notice.field_path, notice.rule_id, notice.value, notice.message});
      }
      record.TellLeftOut(written.value(), &result.notices);
    }
    record.CheckNamed();
  }
  result.row = record.Make();
  return result;
}

AssessmentRow RefusedRow(const Editions& editions, const std::string& stem,
                         const std::vector<std::string>& carried,
                         RowFindings findings) {
  RecordMaker record(editions.of_run().described, stem, carried);
  record.Refuse(std::move(findings));
  AssessmentRow result;
  result.row = record.Make();
  return result;
}

}  // namespace cmmm::tables
