// Records that are requests: the messages of the API, written as JSON, and read
// by the reader of JSON that every door has.
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/json_string.h"
#include "engine/base/utf8.h"
#include "engine/check_request.h"
#include "engine/model/model_names.h"
#include "engine/request/parse_json.h"
#include "tables/json_record.h"
#include "tables/request_text.h"
#include "tables/row_findings.h"

namespace cmmm::tables {
namespace {

using google::protobuf::FieldDescriptor;

// The field of a request that a key means; nullptr: none.
const FieldDescriptor* FieldNamed(absl::string_view key) {
  const auto& type = *v1::ScoreRequest::descriptor();
  const std::string name(key);
  const FieldDescriptor* field = type.FindFieldByName(name);
  return field != nullptr ? field : type.FindFieldByCamelcaseName(name);
}

// The fields of a request among the keys of a record, as they stand there.
std::string FieldsOf(const JsonRecord::Object& top) {
  std::string json = "{";
  for (const auto [key, value] : top) {
    if (FieldNamed(ViewOf(key)) == nullptr) continue;
    if (json.size() > 1) json.push_back(',');
    AppendJsonString(ViewOf(key), &json);
    absl::StrAppend(&json, ":", ViewOf(simdjson::minify(value)));
  }
  json.push_back('}');
  return json;
}

std::string NameOf(absl::string_view id, absl::string_view version) {
  return version.empty() ? std::string(id) : absl::StrCat(id, "@", version);
}

}  // namespace

bool IsRequest(const JsonRecord::Object& top) {
  for (const auto [key, value] : top) {
    const FieldDescriptor* field = FieldNamed(ViewOf(key));
    if (field == nullptr || !(value.is_object() || value.is_array())) continue;
    switch (field->number()) {
      case v1::ScoreRequest::kListFieldNumber:
      case v1::ScoreRequest::kPackedFieldNumber:
      case v1::ScoreRequest::kProfileFieldNumber:
        return true;
      default:
        break;
    }
  }
  return false;
}

bool IsOneRequest(absl::string_view content) {
  content = absl::StripAsciiWhitespace(WithoutByteOrderMarks(content));
  if (!LooksLikeJson(content)) return false;
  simdjson::dom::parser parser;
  JsonRecord::Object top;
  if (parser.parse(content.data(), content.size(), true).get(top) ==
      simdjson::SUCCESS) {
    return IsRequest(top);
  }
  return content.find('\n') == absl::string_view::npos;
}

std::string PartMistaken(absl::string_view key) {
  const std::string lower = absl::AsciiStrToLower(key);
  for (const char* part : {"list", "packed", "profile"}) {
    if (lower == part || lower == absl::StrCat(part, "s")) return part;
  }
  return "";
}

bool JsonRecord::ReadRequest(const Object& top) {
  v1::ScoreRequest request;
  const auto refusal = ParseJson(FieldsOf(top), &request);
  if (refusal.has_value()) AddRefusal(*refusal);
  const bool taken = !refusal.has_value() && TakeRequest(request);
  for (const auto [key, value] : top) {
    const FieldDescriptor* field = FieldNamed(ViewOf(key));
    // Who was assessed is carried through, as other facts are.
    if (field == nullptr ||
        (field->number() == v1::ScoreRequest::kInfoFieldNumber &&
         !refusal.has_value())) {
      ReadKey(ViewOf(key), value);
    }
  }
  if (!given[layout.enterprise_id]) texts[layout.enterprise_id] = request_id;
  return taken;
}

void JsonRecord::AddRefusal(const Refusal& refusal) {
  if (refusal.violations.empty()) {
    Wrong("", absl::AsciiStrToLower(refusal.reason), refusal.value,
          refusal.message);
  }
  AddViolations(refusal.violations);
}

// By the requirement, where it is about one, so that it is not open as well.
void JsonRecord::AddViolations(const Violations& violations) {
  for (const Violation& violation : violations.listed()) {
    if (wrong->size() >= kMostOfRecord) return;
    const bool about_item = violation.index >= 0;
    wrong->push_back(
        {about_item
             ? model.requirements[static_cast<size_t>(violation.index)].id
             : violation.field_path,
         violation.rule_id, violation.value, violation.message, "",
         violation.there_are_zh});
  }
}

bool JsonRecord::TakeRequest(const v1::ScoreRequest& request) {
  TakeModel(request.model());
  TakeProfile(request.profile());
  if (request.unanswered() == v1::UNANSWERED_POLICY_AS_NOT_SATISFIED ||
      request.unanswered() == v1::UNANSWERED_POLICY_BOUNDS) {
    Wrong("unanswered", "row.json_value",
          v1::UnansweredPolicy_Name(request.unanswered()),
          "holds for all rows: say --unanswered instead");
  }
  Violations violations;
  const auto codes = CheckRequest(model, request, &violations);
  if (!codes.ok()) {
    AddRefusal(codes.refusal());
    return false;
  }
  AddViolations(violations);
  // Of packed grades that cannot be read none is open.
  if (request.has_packed() && !violations.empty()) return false;
  if (!request.has_list() && !request.has_packed()) return true;
  for (size_t item = 0; item < codes.value().size(); ++item) {
    const GradeCode code = codes.value()[item];
    const size_t at = layout.column_of[item];
    given[at] = true;
    texts[at] = code == kNotApplicable ? "N/A"
                : code == kOpen        ? ""
                                : v1::Grade_Name(static_cast<v1::Grade>(code));
  }
  return true;
}

void JsonRecord::TakeModel(const v1::ModelRef& named) {
  const bool other_id = !named.id().empty() && named.id() != model.id;
  const bool other_version =
      !named.version().empty() && named.version() != model.version;
  if (!other_id && !other_version) return;
  const std::string asked =
      NameOf(named.id().empty() ? model.id : named.id(), named.version());
  Wrong("model", "row.other_model", asked,
        absl::StrCat("asks for ", Printable(asked), ", and rows are scored by ",
                     NameOf(model.id, model.version)));
}

void JsonRecord::TakeProfile(const v1::Profile& profile) {
  const auto set = [&](size_t column, std::string text) {
    if (text.empty()) return;
    given[column] = true;
    texts[column] = std::move(text);
  };
  set(layout.weight_set, profile.weight_set());
  if (profile.assess_up_to_level() != 0) {
    set(layout.up_to_level, absl::StrCat(profile.assess_up_to_level()));
  }
  std::string excluded;
  for (const std::string& domain : profile.excluded_domain_ids()) {
    // An entry names one domain: a cell that says it would name others.
    if (SplitNames(domain).size() != 1) {
      Wrong(
          layout.names[layout.excluded], "profile.unknown_domain", domain,
          absl::StrCat("`", Printable(domain), "` is no domain of the model"));
      continue;
    }
    absl::StrAppend(&excluded, excluded.empty() ? "" : ";", domain);
  }
  set(layout.excluded, std::move(excluded));
}

}  // namespace cmmm::tables
