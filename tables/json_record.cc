#include "tables/json_record.h"

#include "absl/strings/str_cat.h"
#include "cmmm/v1/answers.pb.h"
#include "engine/base/json_string.h"
#include "engine/base/plain_text.h"
#include "tables/row_findings.h"
#include "tables/table_layout.h"

namespace cmmm::tables {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

// So many keys are remembered.
constexpr size_t kMostKeys = 4096;

const char* TypeName(const element& value) {
  if (value.is_bool()) return "true or false";
  return value.is_array() ? "a list" : "an object";
}

}  // namespace

std::optional<std::string> CellOfJson(const element& value) {
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

void JsonRecord::Begin(RowFindings* findings) {
  texts.assign(layout.columns(), "");
  given.assign(texts.size(), false);
  carried.assign(1, '{');
  carried_keys.clear();
  wrong = findings;
}

void JsonRecord::Wrong(absl::string_view column, absl::string_view rule,
                       absl::string_view value, std::string message) {
  AddFinding(column, rule, value, std::move(message), wrong);
}

// As the header of a table is read: the same name means the same.
const KeyMeaning& JsonRecord::MeaningOf(absl::string_view key) {
  if (meanings.size() > kMostKeys) meanings.clear();
  const auto [at, is_new] = meanings.try_emplace(key);
  KeyMeaning& meaning = at->second;
  if (!is_new) return meaning;
  const std::string plain = PlainText(key);
  const ColumnName said = SplitStyle(plain);
  if (const int item = FindRequirement(model, said.name); item >= 0) {
    meaning = {KeyMeaning::kGrade, ColumnOf(item), said.style};
    return meaning;
  }
  const std::string setting = SettingMeant(plain);
  for (const size_t column : {layout.enterprise_id, layout.weight_set,
                              layout.excluded, layout.up_to_level}) {
    if (layout.names[column] == setting) {
      meaning = {KeyMeaning::kSetting, column};
    }
  }
  if (meaning.kind != KeyMeaning::kOther) return meaning;
  if (plain == "answers") {
    meaning.kind = KeyMeaning::kAnswers;
  } else if (model.names.LooksLikeRequirement(said.name)) {
    meaning.kind = KeyMeaning::kUnknownRequirement;
  } else if (!KeyMistaken(plain).empty()) {
    meaning.kind = KeyMeaning::kUnknownSetting;
  }
  return meaning;
}

void JsonRecord::SetCell(size_t column, absl::string_view key,
                         const element& value) {
  if (given[column]) {
    return Wrong(key, "row.json_twice", key, "stands there twice");
  }
  given[column] = true;
  if (std::optional<std::string> cell = CellOfJson(value)) {
    texts[column] = *std::move(cell);
  } else {
    Wrong(key, "row.json_value", ViewOf(simdjson::to_string(value)),
          absl::StrCat("is ", TypeName(value),
                       "; it must be text, a number or null"));
  }
}

// Digits whose key says what they are become words, which are the same in every
// style; what is none gets its key's style (table_layout.h, kStyleMark), so
// that it is none in any style.
void JsonRecord::SetGrade(const KeyMeaning& meaning, absl::string_view key,
                          const element& value) {
  const size_t findings = wrong->size();
  SetCell(meaning.column, key, value);
  if (meaning.style == texts::GradeStyle::kAuto || wrong->size() > findings) {
    return;
  }
  std::string& cell = texts[meaning.column];
  const auto code = words.Read(cell, meaning.style);
  if (!code.has_value()) {
    cell.push_back(kStyleMark);
    absl::StrAppend(&cell, texts::GradeStyleName(meaning.style));
  } else if (*code == kNotApplicable) {
    cell = "N/A";
  } else {
    cell = *code == kOpen ? "" : v1::Grade_Name(static_cast<v1::Grade>(*code));
  }
}

void JsonRecord::ReadExcluded(absl::string_view key, const element& value) {
  if (!value.is_array()) return SetCell(layout.excluded, key, value);
  if (given[layout.excluded]) {
    return Wrong(key, "row.json_twice", key, "stands there twice");
  }
  given[layout.excluded] = true;
  std::string& text = texts[layout.excluded];
  for (const element domain : simdjson::dom::array(value)) {
    absl::StrAppend(&text, text.empty() ? "" : ";",
                    CellOfJson(domain).value_or("?"));
  }
}

void JsonRecord::ReadAnswers(const element& answers) {
  if (!answers.is_object()) {
    return Wrong("answers", "row.json_value",
                 ViewOf(simdjson::to_string(answers)),
                 "must be an object with a grade a requirement");
  }
  for (const auto [name, value] : object(answers)) {
    const absl::string_view key = ViewOf(name);
    const KeyMeaning& meaning = MeaningOf(key);
    if (meaning.kind == KeyMeaning::kGrade) {
      SetGrade(meaning, key, value);
    } else {
      Wrong("answers", "answer.unknown_requirement", key,
            "is no requirement of the model");
    }
  }
}

void JsonRecord::Carry(absl::string_view key, const element& value) {
  if (value.is_object() && !PartMistaken(key).empty()) {
    return Wrong(key, "row.unknown_setting", key,
                 absl::StrCat("has no meaning: is it ", PartMistaken(key),
                              "? Else give it another name"));
  }
  if (!carried_keys.insert(std::string(key)).second) {
    return Wrong(key, "row.json_twice", key, "stands there twice");
  }
  if (carried.size() > 1) carried.push_back(',');
  AppendJsonString(key, &carried);
  absl::StrAppend(&carried, ":", ViewOf(simdjson::minify(value)));
}

void JsonRecord::ReadKey(absl::string_view key, const element& value) {
  const KeyMeaning meaning = MeaningOf(key);
  switch (meaning.kind) {
    case KeyMeaning::kAnswers:
      return ReadAnswers(value);
    case KeyMeaning::kGrade:
      return SetGrade(meaning, key, value);
    case KeyMeaning::kSetting:
      return meaning.column == layout.excluded
                 ? ReadExcluded(key, value)
                 : SetCell(meaning.column, key, value);
    case KeyMeaning::kUnknownRequirement:
      return Wrong(key, "answer.unknown_requirement", key,
                   "is no requirement of the model");
    case KeyMeaning::kUnknownSetting:
      return Wrong(key, "row.unknown_setting", key,
                   absl::StrCat("has no meaning: is it ", KeyMistaken(key),
                                "? Else give it another name"));
    case KeyMeaning::kOther:
      return Carry(key, value);
  }
}

// Few texts are long; all must outlive the record.
void JsonRecord::MoveCells(RecordCells* cells) {
  carried.push_back('}');
  texts.back() = carried;
  for (std::string& text : texts) {
    cells->push_back(kept.emplace_back(std::move(text)));
  }
}

}  // namespace cmmm::tables
