// A workbook that was filled in, as an assessment.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/describe_model.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/refuse_workbook.h"
#include "excel/xlsx_workbook.h"
#include "python/native/errors.h"
#include "python/native/native_model.h"
#include "python/native/python_value.h"
#include "texts/rule_texts.h"

namespace cmmm::python {
namespace {

// As a notice of a result, with its place in the words.
v1::Notice NoticeOf(const Violation& told) {
  const std::string chinese = texts::ChineseWords(
      {"", told.rule_id, told.value, told.message, "", told.there_are_zh});
  const auto at = [&](const char* between) {
    return told.field_path.empty() ? "" : told.field_path + between;
  };
  v1::Notice notice;
  notice.set_id(told.rule_id);
  notice.mutable_text()->set_zh(at("：") + chinese);
  notice.mutable_text()->set_en(at(": ") + told.message);
  return notice;
}

}  // namespace

pybind11::list NoticesOf(const Assessment& assessment) {
  pybind11::list all;
  for (const v1::Notice& one : assessment.notices) all.append(ToPython(one));
  return all;
}

v1::GetModelResponse NativeModel::ModelFor(
    const excel::WrittenAssessment& written) const {
  v1::GetModelResponse model;
  *model.mutable_definition() = definition();
  model.mutable_model()->set_id(compiled().id);
  model.mutable_model()->set_version(compiled().version);
  model.mutable_model()->set_digest(digest());
  v1::GetModelRequest named;
  *named.mutable_model() = excel::ModelOf(written);
  if (!excel::NamesOther(named.model(), model.model())) return model;
  model.Clear();
  if (const auto refusal = DescribeModel(*catalog_, named, &model)) {
    Violation unknown = excel::MakeViolation(
        written.fields.at(excel::Field::kVersion).place,
        "workbook.unknown_model",
        absl::StrCat("the workbook was made for an edition that is not here: ",
                     refusal->message));
    unknown.value =
        absl::StrCat(named.model().id(), "@", named.model().version());
    Raise(excel::RefuseWorkbook(unknown));
  }
  return model;
}

Assessment NativeModel::ReadWorkbook(std::string content) const {
  auto workbook = excel::XlsxWorkbook::Open(std::move(content));
  if (!workbook.ok()) Raise(workbook.refusal());
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) Raise(written.refusal());
  auto read =
      excel::InterpretAnswers(written.value(), ModelFor(written.value()));
  if (!read.ok()) Raise(read.refusal());
  Assessment out;
  out.request = std::move(read.value().request);
  out.places = std::move(read.value().places);
  for (const Violation& told : read.value().notices.listed()) {
    out.notices.push_back(NoticeOf(told));
  }
  return out;
}

}  // namespace cmmm::python
