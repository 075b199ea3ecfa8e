#include "excel/field_lines.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "excel/refuse_workbook.h"

namespace cmmm::excel {
namespace {

constexpr absl::string_view kKeyBegin = "cmmm.";
constexpr size_t kLabelsOfOurs = 3;
// Of a sheet as much is looked at as one of ours has, many times over.
constexpr int64_t kMaxLabelRows = 10'000;

bool CanChangeLevel(Field field) {
  return field == Field::kWeights || field == Field::kExcluded ||
         field == Field::kUpTo;
}

std::optional<Field> LabelIn(const Cell& cell) {
  if (cell.kind != CellKind::kText) return std::nullopt;
  return FindFieldLabel(cell.text);
}

// The first cell of the row, from `column` on, that has something in it;
// nullptr without.
const Cell* FirstFrom(const SheetRow& row, int column) {
  for (const Cell& cell : row.cells) {
    if (cell.column >= column && !IsBlank(cell)) return &cell;
  }
  return nullptr;
}

// `cmmm.weigths`, and no sentence that begins so.
bool LooksLikeKey(absl::string_view text) {
  const std::string key = Normalised(text);
  return key.size() > kKeyBegin.size() && absl::StartsWith(key, kKeyBegin) &&
         std::all_of(key.begin(), key.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  absl::StrContains("._-", c);
         });
}

std::string AllKeys() {
  std::string keys;
  for (int i = 0; i < kFieldCount; ++i) {
    absl::StrAppend(&keys, i == 0 ? "" : ", ", FieldKey(static_cast<Field>(i)));
  }
  return keys;
}

// What the template says beside an empty line.
bool IsRemarkOfTemplate(const WrittenCell& cell) {
  const std::string text = ComparedKey(cell.text);
  const Text word = NoDomainLeftOutWord();
  return text == ComparedKey(word.zh) || text == ComparedKey(word.en);
}

}  // namespace

void FieldLines::Read(const std::string& sheet, const SheetRow& row,
                      bool of_questions) {
  const std::vector<Line> titles = std::exchange(titles_, {});
  if (ReadKeyed(sheet, row) || of_questions || RefuseUnknownKey(sheet, row)) {
    return;
  }
  if (row.number > kMaxLabelRows) return;
  ReadBelow(sheet, row, titles);
  ReadLabels(sheet, row);
}

// A key, a label, the value.
bool FieldLines::ReadKeyed(const std::string& sheet, const SheetRow& row) {
  for (const Cell& key : row.cells) {
    if (key.kind != CellKind::kText) continue;
    const std::optional<Field> field = FindField(key.text);
    if (!field.has_value()) continue;
    keyed_columns_.insert(key.column + 1);
    const WrittenCell value = KeepFrom(sheet, row, key.column + 2);
    assessment_.field_places.try_emplace(*field, value.place);
    const Cell* label = row.Find(key.column + 1);
    if (value.kind == CellKind::kEmpty && !value.uncomputed &&
        CanChangeLevel(*field) && label != nullptr && !IsBlank(*label) &&
        LabelIn(*label) != field) {
      stray_.push_back({*field,
                        key.column,
                        std::string(FieldKey(*field)),
                        PlaceInSheet(sheet, key.column, row.number),
                        KeepFrom(sheet, row, key.column + 1),
                        {}});
    }
    SetField(*field, FieldKey(*field), value);
    return true;
  }
  return false;
}

bool FieldLines::RefuseUnknownKey(const std::string& sheet,
                                  const SheetRow& row) {
  const Cell* key = FirstFrom(row, 0);
  if (key == nullptr || key->kind != CellKind::kText ||
      !LooksLikeKey(key->text)) {
    return false;
  }
  const WrittenCell value = KeepFrom(sheet, row, key->column + 2);
  if (value.kind == CellKind::kEmpty) return true;
  const std::string keys = AllKeys();
  assessment_.faults.AddWithList(
      PlaceInSheet(sheet, key->column, row.number), "workbook.unknown_field",
      key->text,
      absl::StrCat("no line about the assessment has the key `",
                   Printable(key->text), "`, so `", Printable(TextOf(value)),
                   "` in ", value.place, " is not read"),
      {keys, keys});
  return true;
}

void FieldLines::ReadLabels(const std::string& sheet, const SheetRow& row) {
  const Cell* first = FirstFrom(row, 0);
  std::vector<Line> titles;  // beside each other, without values of their own
  int last_label = -1;
  for (const Cell& cell : row.cells) {
    const std::optional<Field> field = LabelIn(cell);
    if (!field.has_value()) continue;
    Line line{*field,
              cell.column,
              Printable(cell.text),
              PlaceInSheet(sheet, cell.column, row.number),
              KeepFrom(sheet, row, cell.column + 1),
              {}};
    const Cell* next = FirstFrom(row, cell.column + 1);
    const bool is_beside_label =
        (last_label >= 0 && last_label == cell.column - 1) ||
        (next != nullptr && LabelIn(*next).has_value());
    last_label = cell.column;
    if (is_beside_label) {
      line.value = KeepCell(nullptr, line.value.place, true, 0);
      titles.push_back(line);
    } else if (next != nullptr && next->column > cell.column + 1) {
      line.further = KeepFrom(sheet, row, next->column);
    }
    if (&cell == first) {
      lines_.push_back(std::move(line));
    } else if (CanChangeLevel(*field)) {
      stray_.push_back(std::move(line));
    }
  }
  titles_ = std::move(titles);
}

// Labels side by side are titles: their values stand below.
void FieldLines::ReadBelow(const std::string& sheet, const SheetRow& row,
                           const std::vector<Line>& titles) {
  for (const Line& title : titles) {
    const Cell* below = row.Find(title.column);
    if (below == nullptr || IsBlank(*below) || !CanChangeLevel(title.field) ||
        LabelIn(*below).has_value()) {
      continue;
    }
    stray_.push_back(title);
    stray_.back().value = KeepFrom(sheet, row, title.column);
  }
}

// `labels` are those of its column: how often each stands there.
bool FieldLines::Counts(const Line& line,
                        const std::map<Field, int>& labels) const {
  if (keyed_columns_.count(line.column) > 0) return true;
  const bool is_twice =
      std::any_of(labels.begin(), labels.end(),
                  [](const auto& label) { return label.second > 1; });
  if (labels.size() < kLabelsOfOurs || is_twice) return false;
  const bool is_common =
      line.field == Field::kModel || line.field == Field::kVersion;
  return !is_common || labels.count(Field::kDigest) > 0;
}

void FieldLines::EndSheet() {
  std::map<int, std::map<Field, int>> labels;
  for (const Line& line : lines_) ++labels[line.column][line.field];
  for (const Line& line : lines_) {
    if (Counts(line, labels[line.column])) {
      labelled_.push_back(line);
    } else if (CanChangeLevel(line.field)) {
      stray_.push_back(line);
    }
  }
  lines_.clear();
  titles_.clear();
  keyed_columns_.clear();
}

void FieldLines::SetField(Field field, absl::string_view name,
                          const WrittenCell& value) {
  if (value.uncomputed) {
    assessment_.faults.Add(value.place, "workbook.formula_without_value", name,
                           kFormulaWithoutValue);
  }
  if (value.kind == CellKind::kEmpty) return;
  if (!assessment_.fields.try_emplace(field, value).second) {
    assessment_.faults.Add(
        value.place, "workbook.duplicate_field", name,
        absl::StrCat("`", name,
                     "` is given a second time; a workbook is one "
                     "assessment"));
  }
}

// `names` are those of the lines with a value.
void FieldLines::ReadByLabel(const Line& line,
                             std::vector<std::string>* names) {
  const std::string value = FieldText(assessment_, line.field);
  const bool has_value =
      line.value.kind != CellKind::kEmpty || line.value.uncomputed;
  if (!has_value) {
    assessment_.field_places.try_emplace(line.field, line.value.place);
    if (CanChangeLevel(line.field)) stray_.push_back(line);
  } else if (value.empty()) {
    assessment_.field_places[line.field] = line.value.place;
    SetField(line.field, line.name, line.value);
    names->push_back(line.name);
  } else if (ComparedKey(value) != ComparedKey(TextOf(line.value))) {
    SetField(line.field, line.name, line.value);
  }
}

// `told` are the values that were.
void FieldLines::TellNotRead(const Line& line,
                             std::set<std::pair<Field, std::string>>* told) {
  const bool is_beside = line.value.kind != CellKind::kEmpty;
  const WrittenCell& cell = is_beside ? line.value : line.further;
  const bool may_be_meant = is_beside || CanChangeLevel(line.field);
  const std::string value = TextOf(cell);
  if (!may_be_meant || value.empty() ||
      (!is_beside && IsRemarkOfTemplate(cell)) ||
      ComparedKey(value) == ComparedKey(FieldText(assessment_, line.field)) ||
      !told->emplace(line.field, value).second) {
    return;
  }
  const auto read = assessment_.field_places.find(line.field);
  std::string message;
  if (read == assessment_.field_places.end()) {
    message = absl::StrCat(
        "`", Printable(value), "` stands beside `", line.name, "` in ",
        line.place,
        " and is not read: the line has no hidden key; write it in a workbook "
        "that the page or `cmmm template` gave");
  } else {
    message = absl::StrCat(
        "`", Printable(value), "` stands beside `", line.name, "` in ",
        line.place, " and is not read: what counts stands in ", read->second);
  }
  assessment_.notices.Add(cell.place, "workbook.field_not_read", value,
                          std::move(message));
}

void FieldLines::Settle() {
  std::set<Field> keyed;
  for (const auto& [field, place] : assessment_.field_places) {
    keyed.insert(field);
  }
  std::vector<std::string> names;
  std::string first;
  for (const Line& line : labelled_) {
    if (keyed.count(line.field) > 0) {
      stray_.push_back(line);
      continue;
    }
    ReadByLabel(line, &names);
    if (names.size() == 1 && first.empty()) first = line.place;
  }
  if (!names.empty()) {
    assessment_.notices.Add(
        first, "workbook.field_by_label", "",
        absl::StrCat("lines about the assessment have lost their hidden keys "
                     "and were read by their labels: ",
                     absl::StrJoin(names, ", ")));
  }
  std::set<std::pair<Field, std::string>> told;
  for (const Line& line : stray_) TellNotRead(line, &told);
}

}  // namespace cmmm::excel
