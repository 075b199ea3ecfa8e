#include "tables/row_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/count_where.h"
#include "engine/base/plain_text.h"
#include "engine/base/violations.h"
#include "engine/evaluate.h"
#include "tables/encoding.h"

namespace cmmm::tables {
namespace {

// The text of a cell without what is blank at its ends; nothing for kNoColumn.
absl::string_view Stripped(const Record& record, size_t column) {
  if (column >= record.cells.size()) return {};
  return TrimBlanks(record.cells[column]);
}

// What seems to stand between the cells of a record that is cut elsewhere, as
// the end of a message.
std::string OtherDelimiter(absl::string_view text, size_t columns) {
  for (const char c : {'\x01', '\t', ',', ';', '|'}) {
    const auto found = std::count(text.begin(), text.end(), c);
    if (static_cast<size_t>(found) + 1 != columns) continue;
    return absl::StrCat("; its cells seem to be apart by the byte 0x",
                        HexBytes({&c, 1}));
  }
  return "";
}

// The field meant by a violation that is about no requirement: `weight_set` for
// `profile.weight_set`, `packed.grades` for `packed.grades`.
std::string FieldOf(const Violation& violation) {
  absl::string_view path = violation.field_path;
  absl::ConsumePrefix(&path, "profile.");
  return std::string(path.substr(0, path.find('[')));
}

// A refusal without violations, as that of a weight set that is not there.
RowFinding FindingOf(const Refusal& refusal) {
  const std::string rule = absl::AsciiStrToLower(refusal.reason);
  absl::string_view column = rule;
  if (!absl::ConsumeSuffix(&column, "_not_found")) column = "";
  return {std::string(column), rule, refusal.value,
          refusal.message,     "",   refusal.there_are_zh};
}

}  // namespace

bool IsRoundedNumber(absl::string_view text) {
  const size_t plus = text.find('+');
  if (plus == absl::string_view::npos || plus < 2) return false;
  return absl::ascii_tolower(static_cast<uint8_t>(text[plus - 1])) == 'e' &&
         text.substr(0, plus - 1).find_first_not_of("0123456789.") ==
             absl::string_view::npos &&
         text.find_first_not_of("0123456789", plus + 1) ==
             absl::string_view::npos;
}

RowReader::RowReader(const CompiledModel& model, const TableLayout& layout,
                     texts::GradeStyle style, const texts::GradeWords& words)
    : model_(model), layout_(layout), style_(style), words_(words) {
  for (size_t column = 0; column < layout.columns(); ++column) {
    const size_t requirement = layout.requirement[column];
    if (requirement == kNoColumn) continue;
    graded_.push_back(
        {static_cast<uint32_t>(column), static_cast<uint32_t>(requirement)});
  }
}

void RowReader::Read(const Record& record, RowReading* row) const {
  row->id = {};
  row->findings.clear();
  row->ungraded.clear();
  row->judged = false;
  if (!record.readable && record.cells.empty()) {
    row->findings = record.findings;
    return;
  }
  if (!ReadId(record, row)) return;
  row->findings.insert(row->findings.end(), record.findings.begin(),
                       record.findings.end());
  if (!record.readable) return;
  row->judged = true;
  row->profile = {Stripped(record, layout_.weight_set),
                  Stripped(record, layout_.excluded),
                  ReadLevel(Stripped(record, layout_.up_to_level), row)};
  ReadGrades(record, row);
  // What the reader of the record found is not said again as an open answer.
  for (const RowFinding& finding : record.findings) {
    const int item = FindRequirement(model_, finding.column);
    if (item >= 0) row->ungraded.push_back(static_cast<size_t>(item));
  }
}

// False: the record does not have the table's columns.
bool RowReader::ReadId(const Record& record, RowReading* row) const {
  row->id = Stripped(record, layout_.enterprise_id);
  const size_t count = record.cells.size();
  if (count != layout_.columns()) {
    row->findings.push_back(
        {"", "row.cell_count", absl::StrCat(count),
         absl::StrCat("the header has ", layout_.columns(),
                      " columns, the row ", count,
                      OtherDelimiter(record.text, layout_.columns()))});
    return false;
  }
  if (row->id.empty()) {
    row->findings.push_back({layout_.NameOf(layout_.enterprise_id),
                             "row.enterprise_id_missing", "",
                             "every row needs an enterprise_id"});
  } else if (row->id.size() > kMaxKeyBytes) {
    row->findings.push_back({layout_.NameOf(layout_.enterprise_id),
                             "row.enterprise_id_too_long", std::string(row->id),
                             absl::StrCat("at most ", kMaxKeyBytes, " bytes")});
  } else if (IsRoundedNumber(row->id)) {
    row->findings.push_back(
        {layout_.NameOf(layout_.enterprise_id), "row.enterprise_id_rounded",
         std::string(row->id),
         "a number this long was rounded by the spreadsheet, so it names "
         "nobody; make the column text and enter the ids again"});
  }
  return true;
}

// 0, too, for what is no number, which is a finding.
int RowReader::ReadLevel(absl::string_view cell, RowReading* row) const {
  if (cell.empty()) return 0;
  if (const auto level = model_.names.Level(cell)) return *level;
  row->findings.push_back(
      {layout_.NameOf(layout_.up_to_level), "row.up_to_level",
       std::string(cell),
       absl::StrCat("names no level; say 1 to ", model_.level_count(),
                    ", or nothing for all levels")});
  return 0;
}

void RowReader::ReadGrades(const Record& record, RowReading* row) const {
  row->codes.assign(model_.requirements.size(), kOpen);
  if (!ReadRun(record.cells, row->codes.data())) {
    for (const GradedColumn graded : graded_) {
      const absl::string_view cell = record.cells[graded.column];
      const auto code = words_.Read(cell, style_);
      row->codes[graded.requirement] = code.value_or(kOpen);
      if (!code.has_value()) AddUngraded(graded, cell, row);
    }
  }
  row->all_graded =
      CountWhere(row->codes.size(), [codes = row->codes.data()](size_t i) {
        return IsGraded(codes[i]);
      }) == row->codes.size();
}

// Reads grades that are all in the run of single bytes, without a view of each.
// False: they are not, or one of them is no grade, and *codes means nothing.
bool RowReader::ReadRun(const RecordCells& cells, GradeCode* codes) const {
  const size_t begin = cells.run_begin();
  if (graded_.empty() || begin > graded_.front().column) return false;
  const texts::GradeWords::ByteCodes& code_of = words_.CodesOfBytes(style_);
  const char* const run = cells.run();
  GradeCode seen = 0;
  for (const GradedColumn graded : graded_) {
    const char byte = run[2 * (graded.column - begin)];
    const GradeCode code = code_of[static_cast<uint8_t>(byte)];
    codes[graded.requirement] = code;
    seen |= code;
  }
  return seen != texts::GradeWords::kNoGrade;
}

void RowReader::AddUngraded(GradedColumn graded, absl::string_view cell,
                            RowReading* row) const {
  const bool digits = style_ == texts::GradeStyle::kWords &&
                      words_.KindOf(cell) != texts::GradeKind::kUnknown;
  const size_t mark = cell.rfind(kStyleMark);
  const absl::string_view style =
      mark == cell.npos ? texts::GradeStyleName(style_) : cell.substr(mark + 1);
  row->ungraded.push_back(graded.requirement);
  row->findings.push_back(
      {layout_.NameOf(graded.column),
       digits ? "grade.digits_need_choice" : "grade.unknown",
       std::string(cell.substr(0, mark)),
       digits ? "digits can be scores or codes; say which with --grades"
              : absl::StrCat("is no grade among ", style)});
}

void RowReader::AddRefusal(const Refusal& refusal, const RecordCells& cells,
                           const std::vector<size_t>& ungraded,
                           RowFindings* findings) const {
  if (refusal.violations.empty()) findings->push_back(FindingOf(refusal));
  for (const Violation& violation : refusal.violations.listed()) {
    if (violation.index < 0) {
      findings->push_back({FieldOf(violation), violation.rule_id,
                           violation.value, violation.message, "",
                           violation.there_are_zh});
      continue;
    }
    const auto item = static_cast<size_t>(violation.index);
    const size_t column = layout_.column_of[item];
    const bool said =
        std::find(ungraded.begin(), ungraded.end(), item) != ungraded.end();
    if (said) continue;
    findings->push_back(
        {layout_.PlaceOf(model_, item), violation.rule_id,
         column == kNoColumn ? "" : std::string(TrimBlanks(cells[column])),
         violation.message});
  }
}

}  // namespace cmmm::tables
