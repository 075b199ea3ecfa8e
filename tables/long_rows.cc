#include "tables/long_rows.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/base/plain_text.h"
#include "excel/same_statement.h"
#include "tables/row_findings.h"

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
// So many enterprises are remembered, so that memory stays bounded.
constexpr size_t kMostEnterprises = size_t{1} << 20;

}  // namespace

LongRows::LongRows(const CompiledModel& model,
                   const std::vector<const CompiledModel*>& other_editions,
                   TableLayout layout, std::unique_ptr<RowSource> rows)
    : model_(model),
      words_(model),
      layout_(std::move(layout)),
      statements_(model, other_editions),
      rows_(std::move(rows)) {}

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
  if (column >= ahead_.cells.size()) return "";
  return std::string(TrimBlanks(ahead_.cells[column]));
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
                          absl::string_view value, std::string message,
                          Row* row) const {
  tables::AddFinding(column, rule,
                     absl::StrCat("#", ahead_.number, ": ", value),
                     std::move(message), &row->findings);
}

void LongRows::CheckSetting(size_t column, size_t at, Row* row) const {
  const std::string cell = CellOf(column);
  if (cell.empty() || cell == row->cells[at]) return;
  if (row->cells[at].empty()) {
    row->cells[at] = cell;
  } else {
    AddFinding(layout_.names[column], "row.conflict", cell,
               absl::StrCat("the enterprise's rows before it say `",
                            Printable(row->cells[at]), "`"),
               row);
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

// A table with a column for reasons is one that asks for them.
void LongRows::CheckReason(const std::string& id, const std::string& grade,
                           Row* row) const {
  if (layout_.note == kNoColumn || !CellOf(layout_.note).empty()) return;
  const auto code = words_.Read(grade, texts::GradeStyle::kWords);
  if (code.value_or(kOpen) != kNotApplicable) return;
  AddFinding(id, "answer.reason_missing", grade,
             absl::StrCat("not applicable without a reason in the column ",
                          layout_.names[layout_.note]),
             row);
}

void LongRows::CheckStatements(size_t item, Row* row) {
  for (const size_t column : layout_.statements) {
    const std::string& text = ahead_.cells[column];
    std::string wrong = statements_.Check(item, text);
    if (wrong.empty()) continue;
    AddFinding(layout_.names[column], "row.statement_mismatch",
               Printable(text, excel::kShownStatement), std::move(wrong), row);
  }
}

void LongRows::AddAnswer(Row* row) {
  TakeFindings(row);
  if (ahead_.cells.size() != layout_.columns()) {
    AddFinding("", "row.cell_count", absl::StrCat(ahead_.cells.size()),
               absl::StrCat("the header has ", layout_.columns(),
                            " columns, this row ", ahead_.cells.size()),
               row);
    return;
  }
  CheckSetting(layout_.weight_set, kWeightSet, row);
  CheckSetting(layout_.excluded, kExcluded, row);
  CheckSetting(layout_.up_to_level, kUpToLevel, row);
  const std::string name = CellOf(layout_.requirement_id);
  const int found = FindRequirement(model_, name);
  if (found < 0) {
    AddFinding(layout_.names[layout_.requirement_id],
               "answer.unknown_requirement", name,
               "is no requirement of the model", row);
    return;
  }
  const auto item = static_cast<size_t>(found);
  CheckStatements(item, row);
  const std::string& id = model_.requirements[item].id;
  const std::string grade = CellOf(layout_.grade);
  std::string& cell = row->cells[kFirstAnswer + item];
  if (!cell.empty()) {
    AddFinding(id, "answer.duplicate", grade,
               "is answered in a row before it already", row);
    return;
  }
  CheckReason(id, grade, row);
  cell = grade;
  if (cell.empty()) cell.push_back(kGivenOpen);
}

// Reads the next row that is not blank.
MaybeFailure LongRows::Advance() {
  const auto is_blank = [](const std::string& cell) {
    return TrimBlanks(cell).empty();
  };
  do {
    if (auto failure = rows_->Next(&ahead_, &has_ahead_)) return failure;
  } while (has_ahead_ &&
           std::all_of(ahead_.cells.begin(), ahead_.cells.end(), is_blank));
  return std::nullopt;
}

// Fails when the enterprise had rows before others came: it would become two.
MaybeFailure LongRows::BeginEnterprise(const std::string& id) {
  if (id.empty() || first_rows_.size() >= kMostEnterprises) {
    return std::nullopt;
  }
  const auto [first, is_new] =
      first_rows_.try_emplace(absl::HashOf(id), ahead_.number);
  if (is_new) return std::nullopt;
  Failure failure{FailureKind::kData,
                  "the rows of an enterprise do not stand together",
                  "同一企业的作答没有放在一起"};
  failure.violations.Add(
      layout_.NameOf(layout_.enterprise_id), "long.not_grouped", id,
      absl::StrCat("`", Printable(id), "` begins in row ", first->second,
                   " and comes again in row ", ahead_.number,
                   "; sort the table by enterprise_id"));
  return failure;
}

MaybeFailure LongRows::Next(Row* row, bool* more) {
  if (!std::exchange(began_, true)) {
    if (auto failure = Advance()) return failure;
  }
  *more = has_ahead_;
  if (!has_ahead_) return std::nullopt;
  Begin(row);
  const std::string id = row->cells[kId];
  if (auto failure = BeginEnterprise(id)) return failure;
  while (has_ahead_ && CellOf(layout_.enterprise_id) == id) {
    AddAnswer(row);
    if (auto failure = Advance()) return failure;
  }
  return std::nullopt;
}

}  // namespace cmmm::tables
