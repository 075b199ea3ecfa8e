#include "tables/json_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "tables/json_record.h"

namespace cmmm::tables {

TableLayout JsonLayout(const CompiledModel& model) {
  std::vector<absl::string_view> names = {"enterprise_id", "weight_set",
                                          "excluded_domain_ids",
                                          "assess_up_to_level"};
  for (const ModelRequirement& item : model.requirements) {
    names.emplace_back(item.id);
  }
  names.emplace_back("carried");
  Violations problems;
  return ReadLayout(model, names, &problems);
}

JsonReader::JsonReader(const CompiledModel& model, std::string request_id)
    : record_(std::make_unique<JsonRecord>(model, std::move(request_id))) {}
JsonReader::~JsonReader() = default;

void JsonReader::Begin(const Block& block) {
  TextReader::Begin(block);
  record_->kept.clear();
}

void JsonReader::Read(Record* record) {
  const absl::string_view text = record->text;
  JsonRecord::Object top;
  const auto error =
      record_->parser.parse(text.data(), text.size(), true).get(top);
  if (error != simdjson::SUCCESS) {
    record->readable = false;
    record->findings.push_back(
        {"", "row.json", std::string(text.substr(0, 80)),
         absl::StrCat("is no JSON object: ", simdjson::error_message(error))});
    return;
  }
  record_->Begin(&record->findings);
  if (IsRequest(top)) {
    record->readable = record_->ReadRequest(top);
  } else {
    for (const auto [key, value] : top) record_->ReadKey(ViewOf(key), value);
  }
  record_->MoveCells(&record->cells);
}

}  // namespace cmmm::tables
