#include "batch/score_table.h"

#include <utility>

#include "batch/repeated_ids.h"
#include "tables/row_findings.h"

namespace cmmm::batch {

TableScorer::TableScorer(const CompiledModel& model,
                         const tables::TableLayout& layout,
                         std::unique_ptr<tables::RecordReader> reader,
                         texts::GradeStyle style,
                         const texts::GradeWords& words,
                         const results::ResultWriter& writer,
                         const BookRowWriter* book, ScorerCache* scorers)
    : layout_(layout),
      row_reader_(model, layout, style, words),
      reader_(std::move(reader)),
      writer_(writer),
      book_(book),
      scorers_(scorers),
      buckets_(scorers, model.requirements.size(),
               writer.with_maturity()
                   ? static_cast<size_t>(model.subdomain_count)
                   : 0,
               book != nullptr) {}

void TableScorer::Score(const tables::Block& block, BlockResult* result) {
  scorers_->Trim();
  buckets_.Clear();
  rows_.clear();
  carried_.clear();
  *result = BlockResult();
  reader_->Begin(block);
  size_t records = 0;
  for (; reader_->Next(&record_); ++records) {
    if (record_.blank) {
      ++result->blank;
    } else {
      ReadRow(record_, records);
    }
  }
  buckets_.Score();
  result->records = static_cast<int64_t>(records);
  result->ids.resize(records);
  for (PendingRow& row : rows_) {
    result->ends.resize(row.record, result->output.size());
    if (!row.id.empty()) result->ids[row.record] = HashOfId(row.id);
    WriteRow(&row, result);
  }
  result->ends.resize(records, result->output.size());
}

void TableScorer::ReadRow(const tables::Record& record, size_t number) {
  row_reader_.Read(record, &reading_);
  PendingRow& row = rows_.emplace_back();
  row.record = number;
  row.id = reading_.id;
  row.findings = std::move(reading_.findings);
  row.carried = carried_.size();
  row.has_cells = record.cells.size() == layout_.columns();
  if (row.has_cells) {
    for (const size_t column : layout_.carried) {
      carried_.push_back({record.cells[column], reader_->is_json()});
    }
    if (edition_.has_value()) carried_.push_back({*edition_});
  }
  if (!reading_.judged) return;
  row.place = buckets_.AddRow(reading_.profile, reading_.codes);
  if (reading_.all_graded) return;
  row.cells = record.cells;
  row.ungraded = std::move(reading_.ungraded);
}

// Scores a row that its bucket did not score, or adds why that cannot be. The
// engine is asked of a row with findings, too: all is said at once.
void TableScorer::AskEngine(PendingRow* row) {
  v1::GapAnalysis* const gaps = book_ == nullptr ? nullptr : &gaps_;
  if (const auto refusal = buckets_.ScoreAlone(*row->place, gaps)) {
    row_reader_.AddRefusal(*refusal, row->cells, row->ungraded, &row->findings);
  }
}

void TableScorer::WriteRow(PendingRow* row, BlockResult* result) {
  if (row->place.has_value() &&
      (!row->findings.empty() || buckets_.ResultOf(*row->place) == nullptr)) {
    AskEngine(row);
  }
  const results::Carried* const carried = carried_.data() + row->carried;
  if (row->findings.empty()) {
    ++result->scored;
    const RowResult& scored = *buckets_.ResultOf(*row->place);
    const Ratio* const maturity = buckets_.MaturityOf(*row->place);
    result->open += scored.open;
    if (scored.open > 0) ++result->open_rows;
    writer_.AppendRow(row->id, scored, maturity, carried, &result->output);
    if (book_ != nullptr) {
      book_->AppendRow(row->id, scored, maturity, carried, gaps_,
                       &result->book_rows);
    }
    return;
  }
  tables::KeepInProportion(&row->findings);
  result->rejected.push_back(
      {row->record,
       std::string(row->id),
       std::move(row->findings),
       {carried, carried + (row->has_cells ? CarriedCount() : 0)}});
}

}  // namespace cmmm::batch
