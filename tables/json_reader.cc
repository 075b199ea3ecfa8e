#include "tables/json_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cmmm/v1/answers.pb.h"
#include "engine/base/json_string.h"
#include "tables/findings.h"
#include "tables/format.h"

namespace cmmm::tables {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

absl::string_view View(std::string_view text) {
  return {text.data(), text.size()};
}

// What stands in a cell for a value: text, digits, nothing for null.
std::optional<std::string> CellOf(const element& value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(std::string_view(value));
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      return simdjson::to_string(value);
    case element_type::NULL_VALUE:
      return "";
    default:
      return std::nullopt;
  }
}

// The text or number of a key, by either of its names; empty without.
std::string FieldText(const element& value, const char* name,
                      const char* other_name) {
  element found;
  if (value[name].get(found) != simdjson::SUCCESS &&
      value[other_name].get(found) != simdjson::SUCCESS) {
    return "";
  }
  return CellOf(found).value_or("?");
}

// Whether it is a ScoreRequest: `list` has a list of answers.
bool IsRequest(const object& top) {
  simdjson::dom::array answers;
  return top["list"]["answers"].get(answers) == simdjson::SUCCESS;
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

TableLayout JsonLayout(const CompiledModel& model) {
  std::vector<absl::string_view> names = {
      "enterprise_id", "weight_set", "excluded_domain_ids",
      "assess_up_to_level", kFindingsColumn};
  for (const ModelRequirement& item : model.requirements) {
    names.emplace_back(item.id);
  }
  names.emplace_back("carried");
  std::vector<std::string> problems;
  return ReadLayout(model, names, &problems);
}

struct JsonReader::State {
  State(const CompiledModel& of_model, std::string id)
      : model(of_model),
        request_id(std::move(id)),
        layout(JsonLayout(of_model)) {}

  void Begin();
  void ReadKey(absl::string_view key, const element& value);
  void ReadAnswers(const element& answers);
  void ReadExcluded(const element& value);
  void ReadRequest(const object& top);
  void ReadModel(const element& model_ref);
  void ReadProfile(const element& profile);
  void ReadAnswer(const element& answer);
  void Wrong(absl::string_view column, absl::string_view rule,
             absl::string_view value);
  void SetCell(int column, absl::string_view key, const element& value);
  void Carry(absl::string_view key, const element& value);
  void Finish();

  const CompiledModel& model;
  std::string request_id;
  TableLayout layout;
  simdjson::dom::parser parser;
  std::vector<std::string> texts;  // [columns] of the record at hand
  std::vector<bool> given;         // [columns]
  std::string carried;
  std::deque<std::string> kept;  // of records read, until Forget
  std::vector<absl::string_view> cells;
};

void JsonReader::State::Begin() {
  texts.assign(static_cast<size_t>(layout.columns()), "");
  given.assign(texts.size(), false);
  carried.assign(1, '{');
}

void JsonReader::State::SetCell(int column, absl::string_view key,
                                const element& value) {
  const auto at = static_cast<size_t>(column);
  std::string& findings = texts[static_cast<size_t>(layout.findings)];
  if (given[at]) return AppendFinding(key, "row.json_twice", key, &findings);
  given[at] = true;
  if (std::optional<std::string> cell = CellOf(value)) {
    texts[at] = *std::move(cell);
  } else {
    AppendFinding(key, "row.json_value", View(simdjson::to_string(value)),
                  &findings);
  }
}

void JsonReader::State::ReadExcluded(const element& value) {
  if (!value.is_array()) {
    return SetCell(layout.excluded, "excluded_domain_ids", value);
  }
  std::string& text = texts[static_cast<size_t>(layout.excluded)];
  for (const element domain : simdjson::dom::array(value)) {
    absl::StrAppend(&text, text.empty() ? "" : ";",
                    CellOf(domain).value_or("?"));
  }
}

void JsonReader::State::ReadAnswers(const element& answers) {
  std::string& findings = texts[static_cast<size_t>(layout.findings)];
  if (!answers.is_object()) {
    return AppendFinding("answers", "row.json_value",
                         View(simdjson::to_string(answers)), &findings);
  }
  for (const auto [key, value] : object(answers)) {
    const auto found = model.requirement_index.find(View(key));
    if (found == model.requirement_index.end()) {
      AppendFinding("answers", "answer.unknown_requirement", View(key),
                    &findings);
    } else {
      SetCell(layout.column_of[static_cast<size_t>(found->second)], View(key),
              value);
    }
  }
}

void JsonReader::State::Carry(absl::string_view key, const element& value) {
  if (carried.size() > 1) carried.push_back(',');
  AppendJsonString(key, &carried);
  absl::StrAppend(&carried, ":", View(simdjson::minify(value)));
}

void JsonReader::State::Wrong(absl::string_view column, absl::string_view rule,
                              absl::string_view value) {
  AppendFinding(column, rule, value,
                &texts[static_cast<size_t>(layout.findings)]);
}

void JsonReader::State::ReadRequest(const object& top) {
  const auto id = static_cast<size_t>(layout.enterprise_id);
  for (const auto [key, value] : top) {
    if (key == "model") {
      ReadModel(value);
    } else if (key == "profile") {
      ReadProfile(value);
    } else if (key == "list") {
      for (const element answer : value["answers"].get_array()) {
        ReadAnswer(answer);
      }
    } else {
      ReadKey(View(key), value);
    }
  }
  if (!given[id]) texts[id] = request_id;
}

void JsonReader::State::ReadModel(const element& model_ref) {
  const std::string id = FieldText(model_ref, "id", "id");
  if (!id.empty() && id != model.id) Wrong("model", "row.other_model", id);
}

void JsonReader::State::ReadProfile(const element& profile) {
  if (!profile.is_object()) {
    return Wrong("profile", "row.json_value",
                 View(simdjson::to_string(profile)));
  }
  for (const auto [key, value] : object(profile)) {
    const absl::string_view name = View(key);
    if (name == "weight_set" || name == "weightSet") {
      SetCell(layout.weight_set, "weight_set", value);
    } else if (name == "excluded_domain_ids" || name == "excludedDomainIds") {
      ReadExcluded(value);
    } else if (name == "assess_up_to_level" || name == "assessUpToLevel") {
      SetCell(layout.up_to_level, "assess_up_to_level", value);
    } else {
      Wrong("profile", "row.json_value", name);
    }
  }
}

void JsonReader::State::ReadAnswer(const element& answer) {
  const std::string id = FieldText(answer, "requirement_id", "requirementId");
  const auto found = model.requirement_index.find(id);
  if (found == model.requirement_index.end()) {
    return Wrong("list", "answer.unknown_requirement", id);
  }
  const auto at =
      static_cast<size_t>(layout.column_of[static_cast<size_t>(found->second)]);
  if (given[at]) return Wrong(id, "answer.duplicate", id);
  given[at] = true;
  element reason;
  if (answer["not_applicable"].get(reason) == simdjson::SUCCESS ||
      answer["notApplicable"].get(reason) == simdjson::SUCCESS) {
    texts[at] = "N/A";
    if (FieldText(reason, "reason", "reason").empty()) {
      Wrong(id, "answer.reason_missing", "");
    }
    return;
  }
  texts[at] = GradeOf(FieldText(answer, "grade", "grade"));
}

void JsonReader::State::ReadKey(absl::string_view key, const element& value) {
  if (key == "answers") return ReadAnswers(value);
  if (key == "excluded_domain_ids") return ReadExcluded(value);
  const auto item = model.requirement_index.find(key);
  if (item != model.requirement_index.end()) {
    return SetCell(layout.column_of[static_cast<size_t>(item->second)], key,
                   value);
  }
  for (const int column :
       {layout.enterprise_id, layout.weight_set, layout.up_to_level}) {
    if (layout.names[static_cast<size_t>(column)] == key) {
      return SetCell(column, key, value);
    }
  }
  Carry(key, value);
}

void JsonReader::State::Finish() {
  carried.push_back('}');
  texts.back() = carried;
  cells.clear();
  for (std::string& text : texts) {
    // Few cells are long; all must outlive the record.
    cells.push_back(kept.emplace_back(std::move(text)));
  }
}

JsonReader::JsonReader(const CompiledModel& model, std::string request_id)
    : state_(std::make_unique<State>(model, std::move(request_id))) {}
JsonReader::~JsonReader() = default;

size_t JsonReader::End(absl::string_view text, size_t begin) const {
  const size_t end = text.find('\n', begin);
  return end == absl::string_view::npos ? text.size() : end + 1;
}

bool JsonReader::Read(absl::string_view record, RecordProblem* problem) {
  object top;
  const auto error =
      state_->parser.parse(record.data(), record.size(), true).get(top);
  if (error != simdjson::SUCCESS) {
    *problem = {
        "row.json", std::string(record.substr(0, 80)),
        absl::StrCat("is no JSON object: ", simdjson::error_message(error))};
    return false;
  }
  state_->Begin();
  if (IsRequest(top)) {
    state_->ReadRequest(top);
  } else {
    for (const auto [key, value] : top) state_->ReadKey(View(key), value);
  }
  state_->Finish();
  return true;
}

const std::vector<absl::string_view>& JsonReader::cells() const {
  return state_->cells;
}

void JsonReader::Forget() { state_->kept.clear(); }

}  // namespace cmmm::tables
