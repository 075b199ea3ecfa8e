#include "python/native/table_block.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/fraction.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "engine/base/violations.h"
#include "engine/evaluate.h"
#include "tables/row_findings.h"

namespace cmmm::python {
namespace {

using tables::kNoColumn;

// Rows of a piece: few enough that their codes and results stay near, many
// enough that columns are read in runs (byte_columns.h).
constexpr int64_t kPieceRows = 512;

bool CanBeId(absl::string_view text) {
  return text.size() <= kMaxKeyBytes && IsUtf8(text) &&
         !tables::IsRoundedNumber(text);
}

}  // namespace

ArrowArray ExportBlock(const TablePlan& plan, const TableBlock& block) {
  const ResultColumns& results = *block.results;
  const auto rows = static_cast<int64_t>(results.rows.size());
  std::vector<ArrowArray> children = ExportColumns(block.results);
  for (const size_t column : plan.layout().carried) {
    const ArrowArray& source = *block.batch->array.children[column];
    children.push_back(
        rows == block.count
            ? SliceRows(source, block.first(), rows, block.batch)
            : TakeRows(plan.schema(column), source, results.rows, block.batch));
  }
  return MakeArray(rows, 0, {nullptr}, nullptr, std::move(children));
}

BlockScorer::BlockScorer(const TablePlan& plan)
    : plan_(plan),
      requirements_(plan.model().compiled().requirements.size()),
      maturities_(
          plan.options().with_maturity
              ? static_cast<size_t>(plan.model().compiled().subdomain_count)
              : 0),
      scorers_(plan.model().catalog(), plan.common()),
      buckets_(&scorers_, requirements_, maturities_, false),
      row_reader_(plan.model().compiled(), plan.layout(), plan.grades().style,
                  plan.words()) {
  FindNeighbours();
}

void BlockScorer::FindNeighbours() {
  const std::vector<size_t>& column_of = plan_.layout().column_of;
  for (size_t r = 0; r < requirements_;) {
    const auto first = column_of.begin() + static_cast<std::ptrdiff_t>(r);
    const size_t rest = requirements_ - r;
    if (rest >= kTurnedColumns &&
        std::find(first, first + kTurnedColumns, kNoColumn) ==
            first + kTurnedColumns) {
      Neighbours& group = neighbours_.emplace_back();
      std::copy_n(first, kTurnedColumns, group.columns.begin());
      r += kTurnedColumns;
      continue;
    }
    if (*first != kNoColumn) others_.push_back(*first);
    ++r;
  }
}

void BlockScorer::FindCodes(const Batch& batch) {
  for (Neighbours& group : neighbours_) {
    group.are_codes = true;
    for (size_t c = 0; c < kTurnedColumns; ++c) {
      group.codes[c] = batch.columns[group.columns[c]]->Codes();
      group.are_codes &= group.codes[c] != nullptr;
    }
  }
}

void BlockScorer::Score(TableBlock* block) {
  scorers_.Trim();
  FindCodes(*block->batch);
  block->results = std::make_shared<ResultColumns>(
      static_cast<size_t>(block->count),
      static_cast<size_t>(plan_.model().compiled().level_count()), maturities_);
  for (int64_t r = 0; r < block->count; r += kPieceRows) {
    ScorePiece(block,
               {block->first() + r, std::min(kPieceRows, block->count - r),
                r + 2 * kPieceRows <= block->count});
  }
  block->results->MarkMissing();
}

void BlockScorer::ScorePiece(TableBlock* block, const Piece& piece) {
  buckets_.Clear();
  rows_.assign(static_cast<size_t>(piece.rows), {});
  ReadGrades(*block->batch, piece);
  PlaceRows(*block->batch, piece);
  buckets_.Score();
  for (size_t r = 0; r < rows_.size(); ++r) {
    const PendingRow& row = rows_[r];
    const bool is_scored =
        !row.is_bad && buckets_.ResultOf(row.place) != nullptr;
    if (!is_scored && !JudgeRow(block, piece, r)) continue;
    block->results->AddRow(piece.first + static_cast<int64_t>(r), row.id,
                           *buckets_.ResultOf(row.place),
                           buckets_.MaturityOf(row.place));
  }
}

// False: a cell is no grade, and its code kNoGrade.
bool BlockScorer::ReadCodes(const Batch& batch, const Piece& piece) {
  const std::vector<size_t>& requirement = plan_.layout().requirement;
  bool all = true;
  const auto read = [&](size_t column, int64_t begin) {
    all &= batch.columns[column]->ReadCodes(
        piece.first + begin, piece.rows - begin,
        &codes_[static_cast<size_t>(begin) * requirements_ +
                requirement[column]],
        requirements_);
  };
  const int64_t squares = piece.rows - piece.rows % kTurnedRows;
  for (const Neighbours& group : neighbours_) {
    const bool turned =
        group.are_codes &&
        TurnCodes(group.codes, piece.first, squares, piece.more,
                  &codes_[requirement[group.columns[0]]], requirements_);
    if (turned && squares == piece.rows) continue;
    for (const size_t column : group.columns)
      read(column, turned ? squares : 0);
  }
  for (const size_t column : others_) read(column, 0);
  return all;
}

// What is no grade is open, and its row marked.
void BlockScorer::ReadGrades(const Batch& batch, const Piece& piece) {
  const bool has_all =
      others_.size() + neighbours_.size() * kTurnedColumns == requirements_;
  codes_.resize(rows_.size() * requirements_);
  if (!has_all) std::fill(codes_.begin(), codes_.end(), kOpen);
  if (ReadCodes(batch, piece)) return;
  for (size_t r = 0; r < rows_.size(); ++r) {
    GradeCode* const row = &codes_[r * requirements_];
    GradeCode* const end = row + requirements_;
    if (std::find(row, end, kNoGrade) == end) continue;
    std::replace(row, end, GradeCode{kNoGrade}, GradeCode{kOpen});
    rows_[r].is_bad = true;
  }
}

// As a row of text says it (tables/row_reader.h).
bool BlockScorer::ReadLevel(absl::string_view cell, int* level) {
  *level = 0;
  if (cell.empty()) return true;
  const auto named = plan_.model().compiled().names.Level(cell);
  *level = named.value_or(0);
  return named.has_value();
}

void BlockScorer::PlaceRows(const Batch& batch, const Piece& piece) {
  const tables::TableLayout& layout = plan_.layout();
  texts_.resize(std::max(texts_.size(), rows_.size()));
  std::string scratch;
  const auto text = [&](size_t column, size_t r, std::string* room) {
    return column == kNoColumn
               ? absl::string_view()
               : TrimBlanks(batch.columns[column]->ViewOf(
                     piece.first + static_cast<int64_t>(r), room));
  };
  const bool is_alike = layout.weight_set == kNoColumn &&
                        layout.excluded == kNoColumn &&
                        layout.up_to_level == kNoColumn;
  const size_t bucket =
      is_alike ? buckets_.TakeRows({}, rows_.size(), &codes_) : 0;
  // A whole number is good as an id whatever it is, so that only texts are
  // looked at.
  const ColumnType& ids = plan_.type(layout.enterprise_id);
  const bool are_numbers = ids.form == CellForm::kInteger && !ids.is_dictionary;
  for (size_t r = 0; r < rows_.size(); ++r) {
    PendingRow& row = rows_[r];
    row.id = text(layout.enterprise_id, r, &texts_[r]);
    row.is_bad |= row.id.empty() || !(are_numbers || CanBeId(row.id));
    if (is_alike) {
      row.place = {bucket, r};
      continue;
    }
    tables::RowProfile profile;
    profile.weight_set = text(layout.weight_set, r, &scratch);
    profile.excluded = text(layout.excluded, r, &scratch);
    if (!ReadLevel(text(layout.up_to_level, r, &scratch),
                   &profile.up_to_level)) {
      row.is_bad = true;
      profile.up_to_level = 0;
    }
    row.place =
        buckets_.AddRow(profile, {&codes_[r * requirements_], requirements_});
  }
}

void BlockScorer::FillRecord(const Batch& batch, int64_t row) {
  const tables::TableLayout& layout = plan_.layout();
  cells_.resize(layout.columns());
  record_ = tables::Record();
  std::string scratch;
  for (size_t column = 0; column < layout.columns(); ++column) {
    const bool is_carried =
        std::find(layout.carried.begin(), layout.carried.end(), column) !=
        layout.carried.end();
    const auto& reader = batch.columns[column];
    cells_[column] = is_carried || reader == nullptr
                         ? ""
                         : std::string(reader->ViewOf(row, &scratch));
  }
  for (const std::string& cell : cells_) {
    record_.cells.push_back(cell);
    if (!record_.readable || IsUtf8(cell)) continue;
    record_.readable = false;
    record_.findings.push_back({layout.names[record_.cells.size() - 1],
                                "row.encoding", Printable(cell),
                                "the text is no UTF-8"});
  }
}

// A row that its bucket did not score is scored by itself, or rejected with all
// that is wrong with it, at once, as a row of text would be told: false.
bool BlockScorer::JudgeRow(TableBlock* block, const Piece& piece, size_t r) {
  const PendingRow& row = rows_[r];
  const auto refusal = buckets_.ScoreAlone(row.place, nullptr);
  if (!row.is_bad && !refusal.has_value()) return true;
  const int64_t column_row = piece.first + static_cast<int64_t>(r);
  FillRecord(*block->batch, column_row);
  row_reader_.Read(record_, &reading_);
  if (refusal.has_value() && reading_.judged) {
    row_reader_.AddRefusal(*refusal, record_.cells, reading_.ungraded,
                           &reading_.findings);
  }
  tables::KeepInProportion(&reading_.findings);
  const int64_t table_row =
      block->first_row + column_row - block->batch->array.offset;
  block->rejects.push_back(
      {table_row, std::string(row.id), std::move(reading_.findings)});
  reading_.findings = {};
  return false;
}

}  // namespace cmmm::python
