#include "batch/json_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <deque>
#include <optional>

#include "absl/strings/str_cat.h"
#include "batch/findings.h"
#include "batch/write_result.h"

namespace cmmm::batch {
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
  explicit State(const CompiledModel& of_model)
      : model(of_model), layout(JsonLayout(of_model)) {}

  void Begin();
  void ReadKey(absl::string_view key, const element& value);
  void ReadAnswers(const element& answers);
  void ReadExcluded(const element& value);
  void SetCell(int column, absl::string_view key, const element& value);
  void Carry(absl::string_view key, const element& value);
  void Finish();

  const CompiledModel& model;
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

JsonReader::JsonReader(const CompiledModel& model)
    : state_(std::make_unique<State>(model)) {}
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
  for (const auto [key, value] : top) state_->ReadKey(View(key), value);
  state_->Finish();
  return true;
}

const std::vector<absl::string_view>& JsonReader::cells() const {
  return state_->cells;
}

void JsonReader::Forget() { state_->kept.clear(); }

}  // namespace cmmm::batch
