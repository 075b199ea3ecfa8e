#include "batch/score_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "batch/repeated_ids.h"
#include "engine/base/utf8.h"
#include "engine/evaluate.h"
#include "simdjson.h"
#include "tables/encoding.h"
#include "tables/findings.h"

namespace cmmm::batch {
namespace {

// Stands for a cell that is no grade, which is reported: not for a gap.
constexpr uint8_t kUnreadable = kFully;

std::string HeaderName(const tables::TableLayout& layout, int column) {
  return column == tables::kNoColumn ? "" : layout.names[column];
}

// What seems to stand between the cells of a record that is cut elsewhere, as
// the end of a message.
std::string OtherDelimiter(absl::string_view record, int columns) {
  for (const char c : {'\x01', '\t', ',', ';', '|'}) {
    if (std::count(record.begin(), record.end(), c) + 1 != columns) continue;
    return absl::StrCat("; its cells seem to be apart by the byte 0x",
                        tables::HexBytes({&c, 1}));
  }
  return "";
}

}  // namespace

TableScorer::TableScorer(const CompiledModel& model,
                         const tables::TableLayout& layout,
                         std::unique_ptr<tables::RecordReader> reader,
                         texts::GradeStyle style,
                         const texts::GradeWords& words,
                         const results::ResultWriter& writer,
                         const BookRowWriter* book, ScorerCache* scorers)
    : model_(model),
      layout_(layout),
      reader_(std::move(reader)),
      is_json_(reader_->delimiter() == 0),
      style_(style),
      words_(words),
      writer_(writer),
      book_(book),
      scorers_(scorers),
      buckets_(scorers, model.requirements.size(),
               writer.with_maturity()
                   ? static_cast<size_t>(model.subdomain_count)
                   : 0,
               book != nullptr),
      plain_(layout.tail, layout.columns() - layout.tail, reader_->delimiter(),
             words.OfBytes(style)) {
  for (const ModelRequirement& item : model.requirements) {
    requirement_ids_.push_back(item.id);
  }
  const std::vector<int>& columns = layout.column_of;
  complete_ = std::find(columns.begin(), columns.end(), tables::kNoColumn) ==
              columns.end();
  for (int column = 0; column < layout.columns(); ++column) {
    const auto at = static_cast<size_t>(column);
    const int item = layout.requirement[at];
    if (item == tables::kNoColumn) continue;
    graded_columns_.push_back(column);
    tail_in_order_ &=
        column <= layout.tail || item == layout.requirement[at - 1] + 1;
  }
}

absl::string_view TableScorer::Cell(int column) const {
  if (column == tables::kNoColumn) return {};
  const absl::string_view cell = cells()[static_cast<size_t>(column)];
  // Most begin and end with something to see.
  const bool stripped = !cell.empty() && absl::ascii_isgraph(cell.front()) &&
                        absl::ascii_isgraph(cell.back());
  return stripped ? cell : absl::StripAsciiWhitespace(cell);
}

void TableScorer::AddReject(const PendingRow& row, int column,
                            absl::string_view rule, absl::string_view value,
                            std::string message) {
  rejects_.push_back({row.number, std::string(row.id),
                      HeaderName(layout_, column), std::string(rule),
                      std::string(value), std::move(message)});
}

void TableScorer::Clear() {
  scorers_->Trim();
  reader_->Forget();
  rows_.clear();
  carried_.clear();
  rejects_.clear();
  buckets_.Clear();
}

void TableScorer::Score(const tables::Block& block, BlockResult* result) {
  Clear();
  *result = BlockResult();
  const absl::string_view text = block.text;
  quotes_ = block.has_quotes;
  utf8_ = simdjson::validate_utf8(text.data(), text.size());
  for (size_t at = 0; at < text.size(); ++result->records) {
    const absl::string_view record = TakeRecord(text, &at);
    if (record.empty()) {
      ++result->blank;
    } else {
      ReadRecord(record, result->records);
    }
  }
  buckets_.Score();
  result->ids.resize(static_cast<size_t>(result->records));
  for (const PendingRow& row : rows_) {
    const auto number = static_cast<size_t>(row.number);
    result->ends.resize(number, result->output.size());
    if (!row.id.empty()) result->ids[number] = HashOfId(row.id);
    Finish(row, result);
  }
  result->ends.resize(static_cast<size_t>(result->records),
                      result->output.size());
  result->rejects = std::move(rejects_);
  std::stable_sort(result->rejects.begin(), result->rejects.end(),
                   [](const results::Reject& a, const results::Reject& b) {
                     return a.record < b.record;
                   });
}

// Behind the record that begins at `begin`.
size_t TableScorer::RecordEndIn(absl::string_view text, size_t begin) const {
  if (quotes_) return reader_->End(text, begin);
  return std::min(text.size() - 1, text.find('\n', begin)) + 1;
}

// The record that begins at `*at`, without its line end; `*at` is behind it
// then. Of one that is plain the cells are read already.
absl::string_view TableScorer::TakeRecord(absl::string_view text, size_t* at) {
  const size_t begin = *at;
  const size_t plain_size = plain_.Read(text.substr(begin));
  is_plain_ =
      plain_size > 0 && (utf8_ || IsUtf8(text.substr(begin, plain_size)));
  if (!is_plain_) {
    *at = RecordEndIn(text, begin);
    return tables::WithoutLineEnd(text.substr(begin, *at - begin));
  }
  *at = begin + plain_size + (text[begin + plain_size] == '\n' ? 1 : 2);
  return text.substr(begin, plain_size);
}

const std::vector<absl::string_view>& TableScorer::cells() const {
  return is_plain_ ? plain_.texts() : reader_->cells();
}

// The cells split and the row's id found, or a finding.
bool TableScorer::ReadCells(PendingRow* row) {
  if (!is_plain_ && !((utf8_ || tables::CheckUtf8(row->record, &problem_)) &&
                      reader_->Read(row->record, &problem_))) {
    AddReject(*row, tables::kNoColumn, problem_.rule_id, problem_.value,
              problem_.message);
    return false;
  }
  const size_t count = cells().size() + (is_plain_ ? plain_.codes().size() : 0);
  if (count != static_cast<size_t>(layout_.columns())) {
    if (static_cast<size_t>(layout_.enterprise_id) < count) {
      row->id = Cell(layout_.enterprise_id);
    }
    AddReject(
        *row, tables::kNoColumn, "row.cell_count", absl::StrCat(count),
        absl::StrCat("the header has ", layout_.columns(), " columns, the row ",
                     count, OtherDelimiter(row->record, layout_.columns())));
    return false;
  }
  row->id = Cell(layout_.enterprise_id);
  return true;
}

// 0: nothing said. -1 stands for what is no number, which is a finding.
int TableScorer::UpToLevel(PendingRow* row) {
  if (layout_.up_to_level == tables::kNoColumn) return 0;
  const std::string text = texts::Normalised(Cell(layout_.up_to_level));
  int level = 0;
  if (text.empty() || absl::SimpleAtoi(text, &level)) return level;
  AddReject(*row, layout_.up_to_level, "row.up_to_level", text,
            "must be a whole number, or nothing for all levels");
  return 0;
}

void TableScorer::ReadGrades(const PendingRow& row, uint8_t* codes) {
  if (!complete_) std::fill_n(codes, requirement_ids_.size(), kOpen);
  size_t columns = graded_columns_.size();
  if (is_plain_) {
    const int* const items = layout_.requirement.data() + layout_.tail;
    const std::vector<uint8_t>& tail = plain_.codes();
    columns -= tail.size();
    if (tail_in_order_) {
      std::copy(tail.begin(), tail.end(), codes + items[0]);
    } else {
      for (size_t i = 0; i < tail.size(); ++i) codes[items[i]] = tail[i];
    }
  }
  for (size_t i = 0; i < columns; ++i) {
    const int column = graded_columns_[i];
    const int item = layout_.requirement[static_cast<size_t>(column)];
    const absl::string_view cell = cells()[static_cast<size_t>(column)];
    const std::optional<GradeCode> code = words_.Read(cell, style_);
    codes[item] = code.value_or(kUnreadable);
    if (code.has_value()) continue;
    const bool digits = style_ == texts::GradeStyle::kWords &&
                        words_.KindOf(cell) != texts::GradeKind::kUnknown;
    AddReject(row, column,
              digits ? "grade.digits_need_choice" : "grade.unknown", cell,
              digits ? "digits can be scores or codes; say which with --grades"
                     : absl::StrCat("is no grade among ",
                                    texts::GradeStyleName(style_)));
  }
}

// What the reader of a long table, of JSON or of a workbook found. False: the
// rest of the record means nothing.
bool TableScorer::AddFindings(const PendingRow& row) {
  if (layout_.findings == tables::kNoColumn) return true;
  bool readable = true;
  for (const tables::Finding& finding :
       tables::ReadFindings(Cell(layout_.findings))) {
    AddReject(row, tables::kNoColumn, finding.rule_id, finding.value,
              finding.message);
    rejects_.back().column = finding.column;
    readable &= !finding.unreadable();
  }
  return readable;
}

void TableScorer::ReadRecord(absl::string_view record, int64_t number) {
  PendingRow& row = rows_.emplace_back();
  row.record = record;
  row.number = number;
  row.carried = carried_.size();
  const size_t before = rejects_.size();
  if (ReadCells(&row)) {
    if (row.id.empty()) {
      AddReject(row, layout_.enterprise_id, "row.enterprise_id_missing", "",
                "every row needs an enterprise_id");
    } else if (row.id.size() > kMaxKeyBytes) {
      AddReject(row, layout_.enterprise_id, "row.enterprise_id_too_long",
                row.id, absl::StrCat("at most ", kMaxKeyBytes, " bytes"));
    }
    if (!AddFindings(row)) return;
    uint8_t* codes = nullptr;
    row.place = buckets_.Add(
        {Cell(layout_.weight_set), Cell(layout_.excluded), UpToLevel(&row)},
        &codes);
    ReadGrades(row, codes);
    for (const int column : layout_.carried) {
      carried_.push_back({cells()[static_cast<size_t>(column)], is_json_});
    }
    // All that is wrong with the row at once: the engine's findings, too.
    if (rejects_.size() > before) {
      ScoreAlone(row);
      row.place.bucket = -1;
    }
  }
}

// Scores a row that the block did not, or adds why that cannot be.
void TableScorer::ScoreAlone(const PendingRow& row) {
  if (const auto refusal =
          buckets_.ScoreAlone(row.place, book_ == nullptr ? nullptr : &gaps_)) {
    AddRefusal(row, *refusal);
  }
}

void TableScorer::AddRefusal(const PendingRow& row, const Refusal& refusal) {
  is_plain_ = false;
  (void)reader_->Read(row.record, &problem_);
  for (results::Reject& reject :
       results::ToRejects(refusal, requirement_ids_)) {
    reject.record = row.number;
    reject.enterprise_id = std::string(row.id);
    const auto found = model_.requirement_index.find(reject.column);
    if (found != model_.requirement_index.end()) {
      const int column = layout_.column_of[found->second];
      reject.value = column == tables::kNoColumn
                         ? ""
                         : std::string(cells()[static_cast<size_t>(column)]);
    }
    rejects_.push_back(std::move(reject));
  }
}

void TableScorer::Finish(const PendingRow& row, BlockResult* result) {
  if (row.place.bucket >= 0) {
    if (buckets_.ResultOf(row.place) == nullptr) ScoreAlone(row);
    if (const RowResult* scored = buckets_.ResultOf(row.place)) {
      ++result->scored;
      writer_.AppendRow(row.id, *scored, buckets_.MaturityOf(row.place),
                        carried_.data() + row.carried, &result->output);
      if (book_ != nullptr) {
        book_->AppendRow(row.id, *scored, buckets_.MaturityOf(row.place),
                         carried_.data() + row.carried, gaps_,
                         &result->book_rows);
      }
      return;
    }
  }
  ++result->rejected;
}

}  // namespace cmmm::batch
