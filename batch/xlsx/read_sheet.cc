#include "batch/xlsx/read_sheet.h"

#include <charconv>
#include <cmath>
#include <deque>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace cmmm::xlsx {
namespace {

bool ParseNumber(absl::string_view text, double* number) {
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
    if (name == "c" && in_row_) {
      StartCell(attributes);
    } else if (name == "v") {
      in_text_ = in_cell_;
      has_value_ = in_cell_;
    } else if (name == "f") {
      cell_.formula = true;
    } else if (name == "t") {
      in_text_ = in_cell_ && inline_ && !phonetic_;
    } else if (name == "row" && in_data_) {
      StartRow(attributes);
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "is") {
      inline_ = in_cell_;
    } else if (name == "sheetData") {
      in_data_ = true;
    } else if (name == "mergeCell") {
      AddMerged(attributes.Get("ref"));
    }
  }

  void End(absl::string_view name) override {
    if (name == "v" || name == "t") {
      in_text_ = false;
    } else if (name == "c" && in_cell_) {
      EndCell();
    } else if (name == "row" && in_row_) {
      in_row_ = false;
      if (!on_row_(row_)) StopSatisfied();
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "sheetData") {
      in_data_ = false;
    }
  }

  void Text(absl::string_view text) override {
    if (!in_text_) return;
    absl::StrAppend(&text_, text);
    if (text_.size() > kMaxCellBytes) {
      Fail("workbook.text_too_long",
           absl::StrCat("more than ", kMaxCellBytes, " bytes of text"));
    }
  }

 private:
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

  void StartCell(const XmlAttributes& attributes) {
    const int last = row_.cells.empty() ? -1 : row_.cells.back().column;
    cell_ = Cell();
    cell_.column = last + 1;
    const absl::string_view written = attributes.Get("r");
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
    type_ = std::string(attributes.Get("t"));
    if (!absl::SimpleAtoi(attributes.Get("s"), &style_)) style_ = 0;
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
    if (type_ == "s") {
      SetSharedText();
    } else if (type_ == "inlineStr" || type_ == "str") {
      SetText(CellKind::kText, DecodeEscapes(text_));
    } else if (type_ == "e") {
      SetText(CellKind::kError, text_);
    } else if (type_ == "d") {
      SetText(CellKind::kDate, text_);
    } else if (!text_.empty()) {
      SetNumber();
    }
  }

  void SetText(CellKind kind, std::string text) {
    own_texts_.push_back(std::move(text));
    cell_.kind = kind;
    cell_.text = own_texts_.back();
  }

  void SetSharedText() {
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
    cell_.kind = type_ == "b" ? CellKind::kBoolean : CellKind::kNumber;
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
  std::string type_;
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

}  // namespace cmmm::xlsx
