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
#include "tables/contradiction.h"

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
  std::vector<absl::string_view> names = {"enterprise_id", "weight_set",
                                          "excluded_domain_ids",
                                          "assess_up_to_level"};
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

  void Begin(RowFindings* findings);
  void ReadKey(absl::string_view key, const element& value);
  void ReadAnswers(const element& answers);
  void ReadExcluded(const element& value);
  void ReadRequest(const object& top);
  void ReadModel(const element& model_ref);
  void ReadProfile(const element& profile);
  void ReadAnswer(const element& answer);
  void Wrong(absl::string_view column, absl::string_view rule,
             absl::string_view value);
  void SetCell(size_t column, absl::string_view key, const element& value);
  void Carry(absl::string_view key, const element& value);
  void MoveCells(RecordCells* cells);
  size_t ColumnOf(int item) const {
    return layout.column_of[static_cast<size_t>(item)];
  }

  const CompiledModel& model;
  std::string request_id;
  TableLayout layout;
  simdjson::dom::parser parser;
  // Of the record at hand.
  std::vector<std::string> texts;  // [columns]
  std::vector<bool> given;         // [columns]
  std::string carried;
  RowFindings* wrong = nullptr;
  // The texts of the records read, until another block begins.
  std::deque<std::string> kept;
};

void JsonReader::State::Begin(RowFindings* findings) {
  texts.assign(layout.columns(), "");
  given.assign(texts.size(), false);
  carried.assign(1, '{');
  wrong = findings;
}

void JsonReader::State::Wrong(absl::string_view column, absl::string_view rule,
                              absl::string_view value) {
  AddContradiction(column, rule, value, wrong);
}

void JsonReader::State::SetCell(size_t column, absl::string_view key,
                                const element& value) {
  if (given[column]) return Wrong(key, "row.json_twice", key);
  given[column] = true;
  if (std::optional<std::string> cell = CellOf(value)) {
    texts[column] = *std::move(cell);
  } else {
    Wrong(key, "row.json_value", View(simdjson::to_string(value)));
  }
}

void JsonReader::State::ReadExcluded(const element& value) {
  if (!value.is_array()) {
    return SetCell(layout.excluded, "excluded_domain_ids", value);
  }
  std::string& text = texts[layout.excluded];
  for (const element domain : simdjson::dom::array(value)) {
    absl::StrAppend(&text, text.empty() ? "" : ";",
                    CellOf(domain).value_or("?"));
  }
}

void JsonReader::State::ReadAnswers(const element& answers) {
  if (!answers.is_object()) {
    return Wrong("answers", "row.json_value",
                 View(simdjson::to_string(answers)));
  }
  for (const auto [key, value] : object(answers)) {
    const auto found = model.requirement_index.find(View(key));
    if (found == model.requirement_index.end()) {
      Wrong("answers", "answer.unknown_requirement", View(key));
    } else {
      SetCell(ColumnOf(found->second), View(key), value);
    }
  }
}

void JsonReader::State::Carry(absl::string_view key, const element& value) {
  if (carried.size() > 1) carried.push_back(',');
  AppendJsonString(key, &carried);
  absl::StrAppend(&carried, ":", View(simdjson::minify(value)));
}

void JsonReader::State::ReadRequest(const object& top) {
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
  if (!given[layout.enterprise_id]) texts[layout.enterprise_id] = request_id;
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
  const size_t at = ColumnOf(found->second);
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
    return SetCell(ColumnOf(item->second), key, value);
  }
  for (const size_t column :
       {layout.enterprise_id, layout.weight_set, layout.up_to_level}) {
    if (layout.names[column] == key) {
      return SetCell(column, key, value);
    }
  }
  Carry(key, value);
}

// Few texts are long; all must outlive the record.
void JsonReader::State::MoveCells(RecordCells* cells) {
  carried.push_back('}');
  texts.back() = carried;
  for (std::string& text : texts) {
    cells->push_back(kept.emplace_back(std::move(text)));
  }
}

JsonReader::JsonReader(const CompiledModel& model, std::string request_id)
    : state_(std::make_unique<State>(model, std::move(request_id))) {}
JsonReader::~JsonReader() = default;

void JsonReader::Begin(const Block& block) {
  TextReader::Begin(block);
  state_->kept.clear();
}

void JsonReader::Read(Record* record) {
  const absl::string_view text = record->text;
  object top;
  const auto error =
      state_->parser.parse(text.data(), text.size(), true).get(top);
  if (error != simdjson::SUCCESS) {
    record->readable = false;
    record->findings.push_back(
        {"", "row.json", std::string(text.substr(0, 80)),
         absl::StrCat("is no JSON object: ", simdjson::error_message(error))});
    return;
  }
  state_->Begin(&record->findings);
  if (IsRequest(top)) {
    state_->ReadRequest(top);
  } else {
    for (const auto [key, value] : top) state_->ReadKey(View(key), value);
  }
  state_->MoveCells(&record->cells);
}

}  // namespace cmmm::tables
