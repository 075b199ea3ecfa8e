#include "excel/read_sheet.h"

#include <charconv>
#include <cmath>
#include <deque>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "excel/plain_cell.h"

namespace cmmm::excel {
namespace {

// `7`, `0.8`: quotients of whole numbers so small are exact to the last bit.
bool ParseShortNumber(absl::string_view text, double* number) {
  const auto is_digit = [&](size_t at) {
    return absl::ascii_isdigit(static_cast<unsigned char>(text[at]));
  };
  if (text.size() == 1 && is_digit(0)) {
    *number = text[0] - '0';
    return true;
  }
  if (text.size() != 3 || text[1] != '.' || !is_digit(0) || !is_digit(2)) {
    return false;
  }
  *number = ((text[0] - '0') * 10 + (text[2] - '0')) / 10.0;
  return true;
}

bool ParseNumber(absl::string_view text, double* number) {
  if (ParseShortNumber(text, number)) return true;
  const auto result =
      std::from_chars(text.data(), text.data() + text.size(), *number);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() &&
         std::isfinite(*number);
}

}  // namespace

class SheetReader::Handler final : public XmlHandler {
 public:
  Handler(const SheetContext& context, RowCallback on_row,
          std::vector<CellRange>* merged)
      : context_(context), on_row_(std::move(on_row)), merged_(merged) {}

  void Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name.size() == 1) {
      StartShort(name[0], attributes);
    } else if (name == "row" && in_data_) {
      StartRow(attributes);
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "is") {
      // Counts alone; some programs write a number beside it.
      inline_ = in_cell_;
      if (in_cell_) text_.clear();
    } else if (name == "sheetData") {
      in_data_ = true;
    } else if (name == "mergeCell") {
      AddMerged(attributes.Get("ref"));
    }
  }

  void End(absl::string_view name) override {
    if (name == "v" || name == "t") {
      in_text_ = false;
    } else if (name == "c") {
      if (in_cell_) EndCell();
    } else if (name == "row" && in_row_) {
      in_row_ = false;
      if (!on_row_(row_)) StopSatisfied();
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "sheetData") {
      in_data_ = false;
    }
  }

  bool TakesElements() const override { return true; }

  size_t TakeElements(absl::string_view xml) override {
    if (!in_row_ || in_cell_ || phonetic_) return 0;
    size_t taken = 0;
    PlainCell cell;
    while (!stopped() && ReadPlainCell(xml.substr(taken), &cell)) {
      taken += cell.size;
      StartCell(cell.name, cell.type, cell.style);
      has_value_ = cell.has_value;
      inline_ = cell.has_text;
      AppendText(cell.value);
      EndCell();
    }
    return taken;
  }

  void Text(absl::string_view text) override {
    if (in_text_) AppendText(text);
  }

 private:
  // What the `t` of a cell says its value is.
  enum class ValueType { kNumber, kShared, kText, kError, kDate, kBoolean };

  static ValueType TypeOf(absl::string_view name) {
    if (name == "s") return ValueType::kShared;
    if (name == "inlineStr" || name == "str") return ValueType::kText;
    if (name == "e") return ValueType::kError;
    if (name == "d") return ValueType::kDate;
    return name == "b" ? ValueType::kBoolean : ValueType::kNumber;
  }

  void AppendText(absl::string_view text) {
    text_.append(text.data(), text.size());
    if (text_.size() > kMaxCellBytes) {
      Fail("workbook.text_too_long",
           absl::StrCat("more than ", kMaxCellBytes, " bytes of text"));
    }
  }

  void StartShort(char name, const XmlAttributes& attributes) {
    if (name == 'c' && in_row_) {
      StartCell(attributes.Get("r"), attributes.Get("t"), attributes.Get("s"));
    } else if (name == 'v') {
      in_text_ = in_cell_ && !inline_;
      has_value_ = in_cell_;
    } else if (name == 'f') {
      cell_.formula = true;
    } else if (name == 't') {
      in_text_ = in_cell_ && inline_ && !phonetic_;
    }
  }

  void StartRow(const XmlAttributes& attributes) {
    int64_t number = row_.number + 1;
    const absl::string_view written = attributes.Get("r");
    if (!written.empty() && !absl::SimpleAtoi(written, &number)) number = 0;
    if (number <= row_.number || number > kMaxRows) {
      Stop(MakeFault(context_.name, "workbook.broken_xml",
                     absl::StrCat("row ", row_.number, " is followed by row `",
                                  Printable(written), "`")));
    }
    row_.number = number;
    row_.cells.clear();
    own_texts_.clear();
    in_row_ = true;
  }

  void StartCell(absl::string_view written, absl::string_view type,
                 absl::string_view style) {
    const int last = row_.cells.empty() ? -1 : row_.cells.back().column;
    cell_ = Cell();
    cell_.column = last + 1;
    if (!written.empty()) {
      const auto position = ParseCellName(written);
      cell_.column = position.has_value() && position->row == row_.number
                         ? position->column
                         : -1;
    }
    if (cell_.column <= last || cell_.column >= kMaxColumns) {
      cell_.column = last + 1;
      Fail("workbook.broken_xml",
           absl::StrCat("followed by a cell `", Printable(written), "`"));
    }
    type_ = TypeOf(type);
    if (style.empty() || !absl::SimpleAtoi(style, &style_)) style_ = 0;
    text_.clear();
    in_cell_ = true;
    has_value_ = inline_ = false;
  }

  void EndCell() {
    in_cell_ = false;
    if (has_value_ || inline_) SetValue();
    inline_ = false;
    row_.cells.push_back(cell_);
  }

  void SetValue() {
    switch (type_) {
      case ValueType::kShared:
        return SetSharedText();
      case ValueType::kText:
        return SetText(CellKind::kText, DecodeEscapes(text_));
      case ValueType::kError:
        return SetText(CellKind::kError, text_);
      case ValueType::kDate:
        return SetText(CellKind::kDate, text_);
      case ValueType::kNumber:
      case ValueType::kBoolean:
        if (!text_.empty()) SetNumber();
    }
  }

  void SetText(CellKind kind, std::string text) {
    own_texts_.push_back(std::move(text));
    cell_.kind = kind;
    cell_.text = own_texts_.back();
  }

  void SetSharedText() {
    if (text_.empty()) return;
    size_t index = 0;
    if (!absl::SimpleAtoi(text_, &index) || index >= context_.strings->size()) {
      Fail("workbook.broken_xml",
           absl::StrCat("there is no text `", Printable(text_), "`"));
      return;
    }
    cell_.kind = CellKind::kText;
    cell_.text = (*context_.strings)[index];
  }

  void SetNumber() {
    if (!ParseNumber(text_, &cell_.number)) {
      Fail("workbook.broken_xml",
           absl::StrCat("`", Printable(text_), "` is not a number"));
      return;
    }
    cell_.kind =
        type_ == ValueType::kBoolean ? CellKind::kBoolean : CellKind::kNumber;
    if (cell_.kind == CellKind::kBoolean || !IsDate()) return;
    const std::string day = DayOfSerial(cell_.number, context_.from_1904);
    if (!day.empty()) SetText(CellKind::kDate, day);
  }

  bool IsDate() const {
    return style_ < context_.is_date->size() && (*context_.is_date)[style_];
  }

  void AddMerged(absl::string_view ref) {
    const auto range = ParseRange(ref);
    if (!range.has_value()) {
      Stop(MakeFault(context_.name, "workbook.broken_xml",
                     absl::StrCat("`", Printable(ref), "` is no range")));
    } else if (merged_->size() >= context_.limits.merged_ranges) {
      Stop(MakeFault(context_.name, "workbook.too_much",
                     absl::StrCat("more than ", context_.limits.merged_ranges,
                                  " merged ranges")));
    } else if (range->first_row != range->last_row ||
               range->first_column != range->last_column) {
      merged_->push_back(*range);
    }
  }

  void Fail(absl::string_view rule_id, std::string message) {
    Stop(MakeFault(
        absl::StrCat(context_.name, "!", CellName(cell_.column, row_.number)),
        rule_id, std::move(message)));
  }

  const SheetContext& context_;
  RowCallback on_row_;
  std::vector<CellRange>* merged_;
  SheetRow row_;
  Cell cell_;
  ValueType type_ = ValueType::kNumber;
  std::string text_;
  size_t style_ = 0;
  std::deque<std::string> own_texts_;  // of this row; never moved
  bool in_data_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_text_ = false;
  bool has_value_ = false;
  bool inline_ = false;
  bool phonetic_ = false;
};

SheetReader::SheetReader(ZipArchive* archive, SheetContext context,
                         RowCallback on_row, std::vector<CellRange>* merged)
    : context_(std::move(context)),
      handler_(std::make_unique<Handler>(context_, std::move(on_row), merged)),
      xml_(archive, context_.part, handler_.get()) {}

SheetReader::~SheetReader() = default;

Fault SheetReader::Step(bool* more) { return xml_.Step(more); }

}  // namespace cmmm::excel
