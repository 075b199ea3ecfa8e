#include "tables/long_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tables/contradiction.h"

namespace cmmm::tables {
namespace {

// Where things are in a row given.
constexpr size_t kId = 0;
constexpr size_t kWeightSet = 1;
constexpr size_t kExcluded = 2;
constexpr size_t kUpToLevel = 3;
constexpr size_t kFirstAnswer = 4;
// An open answer that was given, as opposed to one that never was.
constexpr char kGivenOpen = ' ';

}  // namespace

LongRows::LongRows(const CompiledModel& model, TableLayout layout,
                   std::unique_ptr<RowSource> rows)
    : model_(model), layout_(std::move(layout)), rows_(std::move(rows)) {}

std::vector<std::string> LongRows::Header() const {
  std::vector<std::string> names = {"enterprise_id", "weight_set",
                                    "excluded_domain_ids",
                                    "assess_up_to_level"};
  for (const ModelRequirement& item : model_.requirements) {
    names.push_back(item.id);
  }
  const std::vector<std::string> carried = layout_.CarriedNames();
  names.insert(names.end(), carried.begin(), carried.end());
  return names;
}

std::string LongRows::CellOf(size_t column) const {
  return column < ahead_.cells.size() ? ahead_.cells[column] : "";
}

void LongRows::Begin(Row* row) const {
  row->number = ahead_.number;
  row->findings.clear();
  row->readable = true;
  row->cells.assign(kFirstAnswer + model_.requirements.size(), "");
  row->cells[kId] = CellOf(layout_.enterprise_id);
  row->cells[kWeightSet] = CellOf(layout_.weight_set);
  row->cells[kExcluded] = CellOf(layout_.excluded);
  row->cells[kUpToLevel] = CellOf(layout_.up_to_level);
  for (const size_t column : layout_.carried)
    row->cells.push_back(CellOf(column));
}

void LongRows::AddFinding(absl::string_view column, absl::string_view rule,
                          absl::string_view value, Row* row) const {
  AddContradiction(column, rule,
                   absl::StrCat("row ", ahead_.number, ": ", value),
                   &row->findings);
}

void LongRows::CheckSetting(size_t column, size_t at, Row* row) const {
  const std::string cell = CellOf(column);
  if (cell.empty() || cell == row->cells[at]) return;
  if (row->cells[at].empty()) {
    row->cells[at] = cell;
  } else {
    AddFinding(layout_.names[column], "row.conflict", cell, row);
  }
}

// What the reader of the row found: said once of several rows.
void LongRows::TakeFindings(Row* row) const {
  const RowFindings& found = ahead_.findings;
  RowFindings& all = row->findings;
  row->readable &= ahead_.readable;
  const bool said = found.size() <= all.size() &&
                    std::equal(found.rbegin(), found.rend(), all.rbegin());
  if (!said) all.insert(all.end(), found.begin(), found.end());
}

void LongRows::AddAnswer(Row* row) const {
  TakeFindings(row);
  if (ahead_.cells.size() != layout_.columns()) {
    AddFinding("", "row.cell_count", absl::StrCat(ahead_.cells.size()), row);
    return;
  }
  CheckSetting(layout_.weight_set, kWeightSet, row);
  CheckSetting(layout_.excluded, kExcluded, row);
  CheckSetting(layout_.up_to_level, kUpToLevel, row);
  const std::string id = texts::Normalised(CellOf(layout_.requirement_id));
  const auto found = model_.requirement_index.find(id);
  if (found == model_.requirement_index.end()) {
    AddFinding(layout_.names[layout_.requirement_id],
               "answer.unknown_requirement", id, row);
    return;
  }
  std::string& cell =
      row->cells[kFirstAnswer + static_cast<size_t>(found->second)];
  if (!cell.empty()) {
    AddFinding(id, "answer.duplicate", CellOf(layout_.grade), row);
    return;
  }
  cell = CellOf(layout_.grade);
  if (cell.empty()) cell.push_back(kGivenOpen);
}

// Reads the next row that is not blank.
MaybeFailure LongRows::Advance() {
  do {
    if (auto failure = rows_->Next(&ahead_, &has_ahead_)) return failure;
  } while (has_ahead_ && ahead_.cells.size() == 1 && ahead_.cells[0].empty());
  return std::nullopt;
}

MaybeFailure LongRows::Next(Row* row, bool* more) {
  if (!std::exchange(began_, true)) {
    if (auto failure = Advance()) return failure;
  }
  *more = has_ahead_;
  if (!has_ahead_) return std::nullopt;
  Begin(row);
  const std::string id = row->cells[kId];
  while (has_ahead_ && CellOf(layout_.enterprise_id) == id) {
    AddAnswer(row);
    if (auto failure = Advance()) return failure;
  }
  return std::nullopt;
}

}  // namespace cmmm::tables
