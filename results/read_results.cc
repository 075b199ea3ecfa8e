#include "results/read_results.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "results/result_book_rows.h"
#include "results/write_result.h"
#include "tables/csv.h"
#include "tables/table_layout.h"
#include "tables/text_blocks.h"
#include "tables/text_source.h"

namespace cmmm::results {
namespace {

constexpr char kMaturityPrefix[] = "maturity_";
constexpr char kScorePrefix[] = "score_";

// One result, whatever it was written as.
struct Record {
  std::string id;
  std::string level;
  std::string total;
  std::vector<std::pair<std::string, std::string>> maturity;
  std::vector<std::string> values;  // of the columns asked for
};

class Reader {
 public:
  Reader(const std::vector<std::string>& by, ResultTable* table)
      : by_(by), table_(table) {
    for (const std::string& name : by) table_->columns.emplace_back(name);
  }

  MaybeFailure ReadFile(const std::string& path) {
    path_ = path;
    if (tables::IsWorkbookPath(path)) return ReadBook();
    tables::Format format = tables::Format::kCsv;
    (void)tables::FormatOfPath(path, &format);
    tables::TextSource source(path, tables::Encoding::kAuto,
                              tables::MayBeHeader);
    if (auto failure = source.Open()) return failure;
    return format == tables::Format::kJsonl
               ? ReadLines(&source)
               : ReadTable(&source, tables::DelimiterOf(format));
  }

 private:
  Failure Bad(const std::string& what) const {
    return {FailureKind::kData, absl::StrCat(path_, ": ", what)};
  }
  Failure BadCell(int64_t row, const std::string& column,
                  const std::string& value) const {
    return Bad(absl::StrCat("row ", row, ": ", column, ": '", value,
                            "' is no number of a result"));
  }

  MaybeFailure ReadHeader(const std::vector<absl::string_view>& names);
  MaybeFailure ReadTable(tables::TextSource* source, char delimiter);
  MaybeFailure ReadBook();
  MaybeFailure ReadRows(tables::RowSource* rows);
  MaybeFailure ReadLines(tables::TextSource* source);
  MaybeFailure ReadLine(int64_t row, const std::string& line);
  MaybeFailure AddRow(int64_t row, const tables::Row& cells);
  MaybeFailure Add(int64_t row, const Record& record);
  std::vector<int32_t>* MaturityOf(const std::string& id);

  const std::vector<std::string>& by_;
  ResultTable* table_;
  std::string path_;
  absl::flat_hash_set<std::string> ids_;
  // Columns of the CSV at hand.
  size_t columns_ = 0;
  int id_ = -1;
  int level_ = -1;
  int total_ = -1;
  std::vector<std::pair<size_t, std::string>> maturity_;
  std::vector<size_t> values_;
};

MaybeFailure Reader::ReadHeader(const std::vector<absl::string_view>& names) {
  columns_ = names.size();
  maturity_.clear();
  values_.clear();
  const auto column = [&](absl::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
  };
  id_ = column("enterprise_id");
  level_ = column("level");
  total_ = column("total");
  if (id_ < 0 || level_ < 0 || total_ < 0) {
    return Bad("is no table of results (cmmm batch writes them)");
  }
  for (size_t i = 0; i < names.size(); ++i) {
    int level = 0;
    if (absl::StartsWith(names[i], kMaturityPrefix)) {
      maturity_.emplace_back(
          i, std::string(names[i].substr(sizeof(kMaturityPrefix) - 1)));
    } else if (absl::StartsWith(names[i], kScorePrefix) &&
               absl::SimpleAtoi(names[i].substr(sizeof(kScorePrefix) - 1),
                                &level)) {
      table_->highest_level = std::max(table_->highest_level, level);
    }
  }
  for (const std::string& name : by_) {
    const int at = column(name);
    if (at < 0) {
      return Bad(absl::StrCat("has no column ", name, "; its columns are ",
                              absl::StrJoin(names, ", ")));
    }
    values_.push_back(static_cast<size_t>(at));
  }
  return std::nullopt;
}

MaybeFailure Reader::ReadTable(tables::TextSource* source, char delimiter) {
  tables::TextBlocks blocks(source, path_, delimiter);
  std::string header;
  if (auto failure = blocks.TakeHeader(&header)) return failure;
  tables::CellSplitter names(delimiter);
  if (!names.Split(tables::WithoutLineEnd(header))) {
    return Bad("a quote in the first line does not close");
  }
  if (auto failure = ReadHeader(names.cells())) return failure;
  tables::CsvRows rows(&blocks, delimiter, 2);
  return ReadRows(&rows);
}

MaybeFailure Reader::ReadBook() {
  const std::map<std::string, std::string>& ids = table_->subdomain_of_name;
  ResultBookRows rows(path_, [&ids](const std::string& name) {
    const auto found = ids.find(name);
    return found == ids.end() ? name : found->second;
  });
  if (auto failure = rows.Open()) return failure;
  if (auto failure = ReadHeader({rows.header().begin(), rows.header().end()})) {
    return failure;
  }
  return ReadRows(&rows);
}

MaybeFailure Reader::ReadRows(tables::RowSource* rows) {
  tables::Row row;
  bool more = true;
  while (true) {
    if (auto failure = rows->Next(&row, &more)) return failure;
    if (!more) return std::nullopt;
    if (auto failure = AddRow(row.number, row)) return failure;
  }
}

MaybeFailure Reader::AddRow(int64_t row, const tables::Row& cells) {
  if (cells.cells.size() == 1 && cells.cells[0].empty()) return std::nullopt;
  if (cells.cells.size() != columns_) {
    return Bad(absl::StrCat("row ", row, ": has ", cells.cells.size(),
                            " cells, not ", columns_));
  }
  const auto cell = [&](int column) {
    return cells.cells[static_cast<size_t>(column)];
  };
  Record record{cell(id_), cell(level_), cell(total_), {}, {}};
  for (const auto& [column, id] : maturity_) {
    record.maturity.emplace_back(id, cells.cells[column]);
  }
  for (const size_t column : values_) {
    record.values.emplace_back(tables::WithoutGuard(cells.cells[column]));
  }
  return Add(row, record);
}

MaybeFailure Reader::ReadLines(tables::TextSource* source) {
  tables::TextBlocks blocks(source, path_, tables::kLines);
  tables::Block block;
  bool more = true;
  int64_t row = 0;
  while (true) {
    if (auto failure = blocks.Next(&block, &more)) return failure;
    if (!more) return std::nullopt;
    size_t at = 0;
    while (at < block.text.size()) {
      const size_t end = std::min(block.text.find('\n', at), block.text.size());
      ++row;
      const std::string line = block.text.substr(at, end - at);
      if (auto failure = ReadLine(row, line)) return failure;
      at = end + 1;
    }
  }
}

std::string TextOf(const google::protobuf::Value& value) {
  if (value.kind_case() == google::protobuf::Value::kStringValue) {
    return value.string_value();
  }
  if (value.kind_case() == google::protobuf::Value::kNumberValue) {
    return absl::StrCat(value.number_value());
  }
  if (value.kind_case() == google::protobuf::Value::kBoolValue) {
    return value.bool_value() ? "true" : "false";
  }
  return "";
}

MaybeFailure Reader::ReadLine(int64_t row, const std::string& line) {
  if (line.find_first_not_of(" \t\r") == std::string::npos) return std::nullopt;
  google::protobuf::Struct object;
  if (!google::protobuf::util::JsonStringToMessage(line, &object).ok() ||
      object.fields().count("level") == 0 ||
      object.fields().count("total") == 0) {
    return Bad(absl::StrCat("line ", row, ": is no result in JSON"));
  }
  const auto& fields = object.fields();
  const auto field = [](const google::protobuf::Struct& from,
                        const std::string& name) {
    const auto found = from.fields().find(name);
    return found == from.fields().end() ? google::protobuf::Value()
                                        : found->second;
  };
  const int scores = field(object, "scores").list_value().values_size();
  table_->highest_level = std::max(table_->highest_level, scores);
  Record record{TextOf(field(object, "enterprise_id")),
                TextOf(fields.at("level")),
                TextOf(fields.at("total")),
                {},
                {}};
  const google::protobuf::Value maturity = field(object, "maturity");
  for (const auto& [id, value] : maturity.struct_value().fields()) {
    record.maturity.emplace_back(id, TextOf(value));
  }
  std::sort(record.maturity.begin(), record.maturity.end());
  const google::protobuf::Value carried = field(object, "carried");
  for (const std::string& name : by_) {
    if (carried.struct_value().fields().count(name) == 0) {
      return Bad(absl::StrCat("line ", row, ": has no column ", name));
    }
    record.values.push_back(TextOf(carried.struct_value().fields().at(name)));
  }
  return Add(row, record);
}

std::vector<int32_t>* Reader::MaturityOf(const std::string& id) {
  auto& ids = table_->subdomain_ids;
  auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) {
    found = ids.insert(ids.end(), id);
    table_->maturity.emplace_back();
  }
  auto& column = table_->maturity[static_cast<size_t>(found - ids.begin())];
  // Rows that said nothing of it.
  column.resize(table_->levels.size(), kNoValue);
  return &column;
}

MaybeFailure Reader::Add(int64_t row, const Record& record) {
  int level = 0;
  if (!absl::SimpleAtoi(record.level, &level) || level < 0 || level > 100) {
    return BadCell(row, "level", record.level);
  }
  const int32_t total = ParseUnits(record.total);
  if (total == kNoValue) return BadCell(row, "total", record.total);
  for (const auto& [id, text] : record.maturity) {
    const int32_t value = text.empty() ? kNoValue : ParseUnits(text);
    if (!text.empty() && value == kNoValue) {
      return BadCell(row, kMaturityPrefix + id, text);
    }
    MaturityOf(id)->push_back(value);
  }
  table_->levels.push_back(level);
  table_->totals.push_back(total);
  table_->highest_level = std::max(table_->highest_level, level);
  for (auto& column : table_->maturity) {
    column.resize(table_->levels.size(), kNoValue);
  }
  for (size_t i = 0; i < by_.size(); ++i) {
    table_->columns[i].Add(record.values[i]);
  }
  if (!ids_.insert(record.id).second) ++table_->repeated_ids;
  return std::nullopt;
}

}  // namespace

MaybeFailure ReadResults(const std::vector<std::string>& paths,
                         const std::vector<std::string>& by,
                         ResultTable* table) {
  Reader reader(by, table);
  for (const std::string& path : paths) {
    if (auto failure = reader.ReadFile(path)) return failure;
  }
  return std::nullopt;
}

}  // namespace cmmm::results
