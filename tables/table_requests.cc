#include "tables/table_requests.h"

#include <simdjson.h>

#include "engine/base/plain_text.h"

namespace cmmm::tables {
namespace {

// The keys of an object that was carried through whole.
void AddKeys(absl::string_view json,
             std::vector<std::pair<std::string, std::string>>* carried) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size(), true).get(object) !=
      simdjson::SUCCESS) {
    return;
  }
  for (const auto [key, value] : object) {
    std::string_view text;
    carried->emplace_back(std::string(key), value.get(text) == simdjson::SUCCESS
                                                ? std::string(text)
                                                : simdjson::to_string(value));
  }
}

}  // namespace

TableRequests::TableRequests(const std::vector<std::string>& paths,
                             const InputOptions& options,
                             const CompiledModel& model)
    : model_(model), inputs_(paths, options, model) {}

MaybeFailure TableRequests::Open() { return inputs_.Prepare(&notices_); }

RowFindings TableRequests::Notices() const {
  RowFindings all = notices_;
  all.insert(all.end(), inputs_.notices().begin(), inputs_.notices().end());
  return all;
}

MaybeFailure TableRequests::NextBlock(bool* more) {
  const size_t input_before = block_.input;
  first_row_ += static_cast<int64_t>(record_);
  record_ = 0;
  if (auto failure = inputs_.Next(&block_, more)) return failure;
  if (!*more) return std::nullopt;
  const TableDescription& table = inputs_.at(block_.input);
  if (records_ == nullptr || block_.input != input_before) {
    records_ = inputs_.MakeReader(block_.input);
    rows_ = std::make_unique<RowReader>(model_, table.layout, table.style,
                                        inputs_.words());
    first_row_ = table.first_row();
  }
  records_->Begin(block_);
  return std::nullopt;
}

MaybeFailure TableRequests::Next(TableRow* row, bool* more) {
  *more = true;
  Record record;
  do {
    while (records_ == nullptr || !records_->Next(&record)) {
      if (auto failure = NextBlock(more)) return failure;
      if (!*more) return std::nullopt;
    }
    ++record_;
  } while (record.blank);
  *row = TableRow();
  row->file = inputs_.at(block_.input).path;
  row->number = block_.RowOf(record_ - 1, first_row_);
  ReadRow(record, row);
  return std::nullopt;
}

void TableRequests::ReadRow(const Record& record, TableRow* row) const {
  RowReading reading;
  rows_->Read(record, &reading);
  row->enterprise_id = std::string(reading.id);
  row->findings = std::move(reading.findings);
  if (!reading.judged) return;
  const TableLayout& layout = inputs_.at(block_.input).layout;
  for (const size_t column : layout.carried) {
    if (records_->is_json()) {
      AddKeys(record.cells[column], &row->carried);
      continue;
    }
    row->carried.emplace_back(layout.names[column],
                              TrimBlanks(record.cells[column]));
  }
  v1::ScoreRequest& request = row->request;
  request.mutable_model()->set_id(model_.id);
  request.mutable_model()->set_version(model_.version);
  v1::Profile* profile = request.mutable_profile();
  profile->set_weight_set(std::string(reading.profile.weight_set));
  for (const std::string& name : SplitNames(reading.profile.excluded)) {
    profile->add_excluded_domain_ids(name);
  }
  profile->set_assess_up_to_level(reading.profile.up_to_level);
  v1::PackedGrades* packed = request.mutable_packed();
  packed->set_grades(std::string(reading.codes.begin(), reading.codes.end()));
  packed->set_model_digest(model_.digest);
}

}  // namespace cmmm::tables
