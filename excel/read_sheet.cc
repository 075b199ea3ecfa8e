#include "excel/read_sheet.h"

#include <charconv>
#include <cmath>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace cmmm::excel {
namespace {

bool ParseNumber(absl::string_view text, double* number) {
  const auto result =
      std::from_chars(text.data(), text.data() + text.size(), *number);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() &&
         std::isfinite(*number);
}

}  // namespace

SheetReader::SheetReader(ZipArchive* archive, SheetContext context)
    : context_(std::move(context)), xml_(archive, context_.part) {}

const SheetRow* SheetReader::NextRow() {
  while (xml_.NextWithin(0)) {
    if (xml_.depth() <= data_depth_) data_depth_ = 0;
    const absl::string_view name = xml_.name();
    if (name == "sheetData") {
      data_depth_ = xml_.depth();
    } else if (name == "row" && data_depth_ > 0) {
      ReadRow();
      return fault().has_value() ? nullptr : &row_;
    } else if (name == "mergeCell") {
      AddMerged(xml_.Attribute("ref"));
    }
  }
  return nullptr;
}

void SheetReader::ReadRow() {
  if (!StartRow()) return;
  const int depth = xml_.depth();
  while (xml_.NextWithin(depth)) {
    if (xml_.name() == "c") ReadCell();
  }
}

bool SheetReader::StartRow() {
  int64_t number = row_.number + 1;
  const absl::string_view written = xml_.Attribute("r");
  if (!written.empty() && !absl::SimpleAtoi(written, &number)) number = 0;
  if (number <= row_.number || number > kMaxRows) {
    xml_.Fail(
        MakeViolation(context_.name, "workbook.broken_xml",
                      absl::StrCat("row ", row_.number, " is followed by row `",
                                   Printable(written), "`")));
    return false;
  }
  row_.number = number;
  row_.cells.clear();
  own_texts_.clear();
  return true;
}

void SheetReader::ReadCell() {
  Cell cell;
  cell.column = ColumnOfCell(xml_.Attribute("r"));
  const ValueType type = TypeOf(xml_.Attribute("t"));
  size_t style = 0;
  if (!absl::SimpleAtoi(xml_.Attribute("s"), &style)) style = 0;
  text_.clear();
  bool has_value = false;
  bool is_inline = false;
  bool fits = true;
  const int depth = xml_.depth();
  while (xml_.NextWithin(depth)) {
    if (xml_.name() == "f") {
      cell.formula = true;
    } else if (xml_.name() == "v") {
      has_value = true;
      if (!is_inline) fits = fits && xml_.AppendText(kMaxCellBytes, &text_);
    } else if (xml_.name() == "is") {
      // Counts alone; some programs write a number beside it.
      is_inline = true;
      text_.clear();
      fits = fits && AppendRichText(kMaxCellBytes, &xml_, &text_);
    }
  }
  if (!fits) {
    FailAt(cell.column, "workbook.text_too_long",
           absl::StrCat("more than ", kMaxCellBytes, " bytes of text"));
  }
  if (fault().has_value()) return;
  if (has_value || is_inline) {
    SetValue(type,
             style < context_.formats->size() ? (*context_.formats)[style]
                                              : NumberFormat::kNumber,
             &cell);
  }
  row_.cells.push_back(cell);
}

int SheetReader::ColumnOfCell(absl::string_view written) {
  const int last = row_.cells.empty() ? -1 : row_.cells.back().column;
  int column = last + 1;
  if (!written.empty()) {
    const auto position = ParseCellName(written);
    const bool is_here = position.has_value() && position->row == row_.number;
    column = is_here ? position->column : -1;
  }
  if (column <= last || column >= kMaxColumns) {
    FailAt(last + 1, "workbook.broken_xml",
           absl::StrCat("followed by a cell `", Printable(written), "`"));
  }
  return column;
}

SheetReader::ValueType SheetReader::TypeOf(absl::string_view name) {
  if (name == "s") return ValueType::kShared;
  if (name == "inlineStr" || name == "str") return ValueType::kText;
  if (name == "e") return ValueType::kError;
  if (name == "d") return ValueType::kDate;
  return name == "b" ? ValueType::kBoolean : ValueType::kNumber;
}

void SheetReader::SetValue(ValueType type, NumberFormat format, Cell* cell) {
  switch (type) {
    case ValueType::kShared:
      return SetSharedText(cell);
    case ValueType::kText:
      return SetText(CellKind::kText, DecodeEscapes(text_), cell);
    case ValueType::kError:
      return SetText(CellKind::kError, text_, cell);
    case ValueType::kDate:
      return SetText(CellKind::kDate, text_, cell);
    case ValueType::kNumber:
    case ValueType::kBoolean:
      if (!text_.empty()) SetNumber(type, format, cell);
  }
}

void SheetReader::SetText(CellKind kind, std::string text, Cell* cell) {
  own_texts_.push_back(std::move(text));
  cell->kind = kind;
  cell->text = own_texts_.back();
}

void SheetReader::SetSharedText(Cell* cell) {
  if (text_.empty()) return;
  size_t index = 0;
  if (!absl::SimpleAtoi(text_, &index) || index >= context_.strings->size()) {
    return FailAt(cell->column, "workbook.broken_xml",
                  absl::StrCat("there is no text `", Printable(text_), "`"));
  }
  cell->kind = CellKind::kText;
  cell->text = (*context_.strings)[index];
}

void SheetReader::SetNumber(ValueType type, NumberFormat format, Cell* cell) {
  if (!ParseNumber(text_, &cell->number)) {
    return FailAt(cell->column, "workbook.broken_xml",
                  absl::StrCat("`", Printable(text_), "` is not a number"));
  }
  cell->kind =
      type == ValueType::kBoolean ? CellKind::kBoolean : CellKind::kNumber;
  if (type == ValueType::kBoolean || format == NumberFormat::kNumber) return;
  cell->percent = format == NumberFormat::kPercent;
  if (cell->percent) return;
  std::string shown = ShownText(cell->number, format, context_.from_1904);
  if (!shown.empty()) SetText(CellKind::kDate, std::move(shown), cell);
}

void SheetReader::AddMerged(absl::string_view ref) {
  const auto range = ParseRange(ref);
  if (!range.has_value()) {
    xml_.Fail(
        MakeViolation(context_.name, "workbook.broken_xml",
                      absl::StrCat("`", Printable(ref), "` is no range")));
  } else if (merged_.size() >= context_.limits.merged_ranges) {
    xml_.Fail(
        MakeViolation(context_.name, "workbook.too_much",
                      absl::StrCat("more than ", context_.limits.merged_ranges,
                                   " merged ranges")));
  } else if (range->first_row != range->last_row ||
             range->first_column != range->last_column) {
    merged_.push_back(*range);
  }
}

void SheetReader::FailAt(int column, absl::string_view rule_id,
                         std::string message) {
  xml_.Fail(MakeViolation(
      absl::StrCat(context_.name, "!", CellName(column, row_.number)), rule_id,
      std::move(message)));
}

}  // namespace cmmm::excel
