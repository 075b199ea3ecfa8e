// Records that are requests: the messages of the API, written as JSON.
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "tables/json_record.h"

namespace cmmm::tables {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// The text or number of a key, by either of its names; empty without.
std::string FieldText(const JsonRecord::Element& value, const char* name,
                      const char* other_name) {
  JsonRecord::Element found;
  if (value[name].get(found) != simdjson::SUCCESS &&
      value[other_name].get(found) != simdjson::SUCCESS) {
    return "";
  }
  return CellOfJson(found).value_or("?");
}

// The field of a message that a key of JSON means; nullptr: none.
const FieldDescriptor* FieldNamed(const Descriptor& message,
                                  absl::string_view key) {
  const std::string name(key);
  const FieldDescriptor* field = message.FindFieldByName(name);
  return field != nullptr ? field : message.FindFieldByCamelcaseName(name);
}

// The grade as a table says it: open ones as nothing, numbers by their names.
std::string GradeOf(const std::string& grade) {
  int number = 0;
  if (!absl::SimpleAtoi(grade, &number)) {
    return grade == v1::Grade_Name(v1::GRADE_UNSPECIFIED) ? "" : grade;
  }
  if (number == v1::GRADE_UNSPECIFIED) return "";
  return v1::Grade_IsValid(number)
             ? v1::Grade_Name(static_cast<v1::Grade>(number))
             : grade;
}

}  // namespace

// Every key must be a field of the message, which has the names of JSON, too.
void JsonRecord::CheckFields(const Element& value, const Descriptor& message,
                             absl::string_view column) {
  if (!value.is_object()) {
    return Wrong(column, "row.json_value", ViewOf(simdjson::to_string(value)),
                 "must be an object");
  }
  for (const auto [name, unused] : Object(value)) {
    if (FieldNamed(message, ViewOf(name)) != nullptr) continue;
    Wrong(column, "row.json_value", ViewOf(name),
          absl::StrCat("is no field of ", message.name()));
  }
}

void JsonRecord::ReadRequest(const Object& top) {
  for (const auto [key, value] : top) ReadRequestField(ViewOf(key), value);
  if (!given[layout.enterprise_id]) texts[layout.enterprise_id] = request_id;
}

void JsonRecord::ReadRequestField(absl::string_view key, const Element& value) {
  const auto* field = FieldNamed(*v1::ScoreRequest::descriptor(), key);
  if (field == nullptr) return ReadKey(key, value);
  switch (field->number()) {
    case v1::ScoreRequest::kModelFieldNumber:
      return ReadModel(value);
    case v1::ScoreRequest::kProfileFieldNumber:
      return ReadProfile(value);
    case v1::ScoreRequest::kListFieldNumber:
      return ReadList(value);
    case v1::ScoreRequest::kUnansweredFieldNumber:
      if (CellOfJson(value).value_or("?") ==
          v1::UnansweredPolicy_Name(v1::UNANSWERED_POLICY_REFUSE)) {
        return;
      }
      return Wrong(key, "row.json_value", ViewOf(simdjson::to_string(value)),
                   "holds for all rows: say --unanswered instead");
    case v1::ScoreRequest::kTargetLevelFieldNumber:
    case v1::ScoreRequest::kViewFieldNumber:
      return;  // no level depends on them, and results have columns of their
               // own
    default:
      return ReadKey(key, value);
  }
}

void JsonRecord::ReadModel(const Element& model_ref) {
  CheckFields(model_ref, *v1::ModelRef::descriptor(), "model");
  const std::string id = FieldText(model_ref, "id", "id");
  if (!id.empty() && id != model.id) {
    Wrong("model", "row.other_model", id,
          absl::StrCat("rows are scored by ", model.id));
  }
}

void JsonRecord::ReadProfile(const Element& profile) {
  CheckFields(profile, *v1::Profile::descriptor(), "profile");
  if (!profile.is_object()) return;
  for (const auto [name, value] : Object(profile)) {
    const absl::string_view key = ViewOf(name);
    if (FieldNamed(*v1::Profile::descriptor(), key) != nullptr) {
      ReadKey(key, value);
    }
  }
}

void JsonRecord::ReadList(const Element& list) {
  CheckFields(list, *v1::AnswerList::descriptor(), "list");
  for (const Element answer : list["answers"].get_array()) {
    CheckFields(answer, *v1::Answer::descriptor(), "list");
    if (answer.is_object()) ReadAnswer(answer);
  }
}

void JsonRecord::ReadAnswer(const Element& answer) {
  const std::string name = FieldText(answer, "requirement_id", "requirementId");
  const int item = FindRequirement(model, name);
  if (item < 0) {
    return Wrong("list", "answer.unknown_requirement", name,
                 "is no requirement of the model");
  }
  const std::string& id = model.requirements[static_cast<size_t>(item)].id;
  const size_t at = ColumnOf(item);
  if (given[at]) {
    return Wrong(id, "answer.duplicate", id, "is answered already");
  }
  given[at] = true;
  Element reason;
  if (answer["not_applicable"].get(reason) == simdjson::SUCCESS ||
      answer["notApplicable"].get(reason) == simdjson::SUCCESS) {
    texts[at] = "N/A";
    if (FieldText(reason, "reason", "reason").empty()) {
      Wrong(id, "answer.reason_missing", "", "not applicable without a reason");
    }
    return;
  }
  texts[at] = GradeOf(FieldText(answer, "grade", "grade"));
}

}  // namespace cmmm::tables
