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

// Rows whose codes stay in the processor's nearest memory while the columns are
// gone through.
constexpr int64_t kTileRows = 128;

// What `cmmm batch` shows: four places, cut off.
double Shown(const Ratio& value) {
  return static_cast<double>(UnitsDown(value, 4)) / 1e4;
}

void AddNumber(bool is_there, const Ratio& value, NumberColumn* column) {
  if (is_there) {
    column->values.push_back(Shown(value));
  } else {
    column->AddMissing();
  }
}

// Makes room for as many rows as there will be at most.
void Reserve(size_t rows, ResultColumns* results) {
  results->rows.reserve(rows);
  results->ids.ends.reserve(rows + 1);
  results->levels.reserve(rows);
  results->totals.reserve(rows);
  results->exact.ends.reserve(rows + 1);
  for (NumberColumn& column : results->scores) column.values.reserve(rows);
  for (NumberColumn& column : results->maturities) column.values.reserve(rows);
}

ArrowArray ExportTexts(const TextColumn<int32_t>& texts, int64_t rows,
                       const std::shared_ptr<const void>& owner) {
  return MakeArray(rows, 0, {nullptr, texts.ends.data(), texts.bytes.data()},
                   owner);
}

ArrowArray ExportNumbers(const NumberColumn& numbers, int64_t rows,
                         const std::shared_ptr<const void>& owner) {
  return MakeArray(rows, static_cast<int64_t>(numbers.missing.size()),
                   {numbers.present.empty() ? nullptr : numbers.present.data(),
                    numbers.values.data()},
                   owner);
}

}  // namespace

ArrowArray ExportBlock(const TablePlan& plan, const TableBlock& block) {
  const ResultColumns& results = *block.results;
  const auto rows = static_cast<int64_t>(results.rows.size());
  const std::shared_ptr<const void> owner = block.results;
  std::vector<ArrowArray> children;
  children.push_back(ExportTexts(results.ids, rows, owner));
  children.push_back(
      MakeArray(rows, 0, {nullptr, results.levels.data()}, owner));
  children.push_back(
      MakeArray(rows, 0, {nullptr, results.totals.data()}, owner));
  children.push_back(ExportTexts(results.exact, rows, owner));
  for (const NumberColumn& score : results.scores) {
    children.push_back(ExportNumbers(score, rows, owner));
  }
  for (const NumberColumn& maturity : results.maturities) {
    children.push_back(ExportNumbers(maturity, rows, owner));
  }
  const int64_t first = block.begin + block.batch->array.offset;
  for (const size_t column : plan.layout().carried) {
    const ArrowArray& source = *block.batch->array.children[column];
    children.push_back(
        rows == block.count
            ? SliceRows(source, first, rows, block.batch)
            : TakeRows(plan.schema(column), source, results.rows, block.batch));
  }
  return MakeArray(rows, 0, {nullptr}, nullptr, std::move(children));
}

BlockScorer::BlockScorer(const TablePlan& plan)
    : plan_(plan),
      requirements_(plan.model().compiled().requirements.size()),
      scorers_(plan.model().catalog(), plan.common()),
      buckets_(
          &scorers_, requirements_,
          plan.options().with_maturity
              ? static_cast<size_t>(plan.model().compiled().subdomain_count)
              : 0,
          false),
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
      std::copy_n(first, kTurnedColumns, group.begin());
      r += kTurnedColumns;
      continue;
    }
    if (*first != kNoColumn) others_.push_back(*first);
    ++r;
  }
}

void BlockScorer::Score(TableBlock* block) {
  const CompiledModel& model = plan_.model().compiled();
  scorers_.Trim();
  buckets_.Clear();
  rows_.assign(static_cast<size_t>(block->count), {});
  ReadGrades(*block);
  PlaceRows(*block);
  buckets_.Score();
  block->results = std::make_shared<ResultColumns>();
  ResultColumns& results = *block->results;
  results.scores.resize(static_cast<size_t>(model.level_count()));
  if (plan_.options().with_maturity) {
    results.maturities.resize(static_cast<size_t>(model.subdomain_count));
  }
  Reserve(rows_.size(), &results);
  const int64_t first = block->begin + block->batch->array.offset;
  for (int64_t r = 0; r < block->count; ++r) {
    const PendingRow& row = rows_[static_cast<size_t>(r)];
    if (row.is_bad || buckets_.ResultOf(row.place) == nullptr) {
      JudgeRow(block, r);
    } else {
      WriteRow(r, &results);
      results.rows.push_back(first + r);
    }
  }
  for (NumberColumn& column : results.scores) column.MarkMissing();
  for (NumberColumn& column : results.maturities) column.MarkMissing();
}

// The grades of `rows` rows from `begin` on; `fetch`: as many follow. False:
// one is none, and kNoGrade.
bool BlockScorer::ReadTile(const Batch& batch, int64_t begin, int64_t rows,
                           bool fetch, GradeCode* codes) const {
  const std::vector<size_t>& requirement = plan_.layout().requirement;
  bool all = true;
  const auto read = [&](size_t column) {
    all &= batch.columns[column]->ReadCodes(
        begin, rows, codes + requirement[column], requirements_);
  };
  for (const Neighbours& group : neighbours_) {
    std::array<const uint8_t*, kTurnedColumns> columns;
    bool turned = rows % kTurnedRows == 0;
    for (size_t c = 0; turned && c < group.size(); ++c) {
      columns[c] = batch.columns[group[c]]->CodesFrom(begin);
      turned = columns[c] != nullptr;
    }
    if (turned && TurnCodes(columns, rows, fetch, codes + requirement[group[0]],
                            requirements_)) {
      continue;
    }
    std::for_each(group.begin(), group.end(), read);
  }
  std::for_each(others_.begin(), others_.end(), read);
  return all;
}

// A few rows at a time: what is no grade is open, and its row marked.
void BlockScorer::ReadGrades(const TableBlock& block) {
  const int64_t first = block.begin + block.batch->array.offset;
  const bool has_all =
      others_.size() + neighbours_.size() * kTurnedColumns == requirements_;
  codes_.resize(static_cast<size_t>(block.count) * requirements_);
  if (!has_all) std::fill(codes_.begin(), codes_.end(), kOpen);
  for (int64_t tile = 0; tile < block.count; tile += kTileRows) {
    const int64_t rows = std::min(kTileRows, block.count - tile);
    GradeCode* const codes = &codes_[static_cast<size_t>(tile) * requirements_];
    const bool more = tile + 2 * kTileRows <= block.count;
    if (ReadTile(*block.batch, first + tile, rows, more, codes)) continue;
    for (int64_t r = 0; r < rows; ++r) {
      GradeCode* const row = codes + static_cast<size_t>(r) * requirements_;
      GradeCode* const end = row + requirements_;
      if (std::find(row, end, kNoGrade) == end) continue;
      std::replace(row, end, GradeCode{kNoGrade}, GradeCode{kOpen});
      rows_[static_cast<size_t>(tile + r)].is_bad = true;
    }
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

void BlockScorer::PlaceRows(const TableBlock& block) {
  const tables::TableLayout& layout = plan_.layout();
  const int64_t first = block.begin + block.batch->array.offset;
  texts_.resize(std::max(texts_.size(), rows_.size()));
  std::string scratch;
  const auto text = [&](size_t column, int64_t r, std::string* room) {
    return column == kNoColumn
               ? absl::string_view()
               : TrimBlanks(
                     block.batch->columns[column]->ViewOf(first + r, room));
  };
  const bool is_alike = layout.weight_set == kNoColumn &&
                        layout.excluded == kNoColumn &&
                        layout.up_to_level == kNoColumn;
  const size_t bucket =
      is_alike ? buckets_.TakeRows({}, rows_.size(), &codes_) : 0;
  for (int64_t r = 0; r < block.count; ++r) {
    const auto index = static_cast<size_t>(r);
    PendingRow& row = rows_[index];
    row.id = text(layout.enterprise_id, r, &texts_[index]);
    row.is_bad |= row.id.empty() || row.id.size() > kMaxKeyBytes ||
                  !IsUtf8(row.id) || tables::IsRoundedNumber(row.id);
    if (is_alike) {
      row.place = {bucket, index};
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
    row.place = buckets_.AddRow(
        profile, {&codes_[index * requirements_], requirements_});
  }
}

void BlockScorer::FillRecord(const TableBlock& block, int64_t r) {
  const tables::TableLayout& layout = plan_.layout();
  const int64_t row = r + block.begin + block.batch->array.offset;
  cells_.resize(layout.columns());
  record_ = tables::Record();
  std::string scratch;
  for (size_t column = 0; column < layout.columns(); ++column) {
    const bool is_carried =
        std::find(layout.carried.begin(), layout.carried.end(), column) !=
        layout.carried.end();
    const auto& reader = block.batch->columns[column];
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

// A row that its bucket did not score: by itself, or all that is wrong with it,
// at once, as a row of text would be told.
void BlockScorer::JudgeRow(TableBlock* block, int64_t r) {
  const PendingRow& row = rows_[static_cast<size_t>(r)];
  const auto refusal = buckets_.ScoreAlone(row.place, nullptr);
  if (!row.is_bad && !refusal.has_value()) {
    WriteRow(r, block->results.get());
    block->results->rows.push_back(r + block->begin +
                                   block->batch->array.offset);
    return;
  }
  FillRecord(*block, r);
  row_reader_.Read(record_, &reading_);
  if (refusal.has_value() && reading_.judged) {
    row_reader_.AddRefusal(*refusal, record_.cells, reading_.ungraded,
                           &reading_.findings);
  }
  tables::KeepInProportion(&reading_.findings);
  block->rejects.push_back({block->first_row + block->begin + r,
                            std::string(row.id), std::move(reading_.findings)});
  reading_.findings = {};
}

void BlockScorer::WriteRow(int64_t r, ResultColumns* results) const {
  const PendingRow& row = rows_[static_cast<size_t>(r)];
  const RowResult& scored = *buckets_.ResultOf(row.place);
  results->ids.Add(row.id);
  results->levels.push_back(scored.level);
  results->totals.push_back(Shown(scored.total));
  std::array<char, kMostExactBytes> exact;
  const char* const end = PutExact(scored.total, exact.data());
  results->exact.Add({exact.data(), static_cast<size_t>(end - exact.data())});
  for (size_t k = 0; k < results->scores.size(); ++k) {
    AddNumber(static_cast<int>(k) < scored.assessed_levels, scored.scores[k],
              &results->scores[k]);
  }
  if (results->maturities.empty()) return;
  const Ratio* const maturity = buckets_.MaturityOf(row.place);
  for (size_t s = 0; s < results->maturities.size(); ++s) {
    AddNumber(maturity[s].denominator != 0, maturity[s],
              &results->maturities[s]);
  }
}

}  // namespace cmmm::python
