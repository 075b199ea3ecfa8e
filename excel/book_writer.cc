#include "excel/book_writer.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "engine/base/fraction.h"
#include "engine/base/utf8.h"

namespace cmmm::excel {
namespace {

constexpr lxw_color_t kInk = 0x1F2937;
constexpr lxw_color_t kFaint = 0x6B7280;
constexpr lxw_color_t kLine = 0xC9D1DC;
constexpr lxw_color_t kDark = 0x1F4E79;
constexpr lxw_color_t kPale = 0xEAF1F8;
constexpr lxw_color_t kInputFill = 0xFFFBE6;
constexpr lxw_color_t kGreyFill = 0xE5E7EB;
constexpr lxw_color_t kRamp[] = {0xF8CBAD, 0xFFE699, 0xE2EFDA, 0xA9D08E};
constexpr size_t kMaxNameCharacters = 28;  // of 31, with room for a number
constexpr double kMaxRowHeight = 400;

// What tabs may be called: no []:*?/\ and no quote; not empty.
std::string TabName(absl::string_view name) {
  std::string out;
  size_t characters = 0;
  while (!name.empty() && characters < kMaxNameCharacters) {
    const size_t length = std::max<size_t>(1, Utf8Length(name));
    // Characters beyond the first plane count twice.
    characters += length == 4 ? 2 : 1;
    const absl::string_view character = name.substr(0, length);
    const bool refused =
        absl::string_view("[]:*?/\\'").find(character) != name.npos ||
        IsControl(character);
    absl::StrAppend(&out, refused ? "-" : character);
    name.remove_prefix(length);
  }
  return out.empty() ? "-" : out;
}

// The name of a new, empty file; empty when there cannot be one.
std::string TemporaryFile() {
  std::error_code error;
  std::string path =
      (std::filesystem::temp_directory_path(error) / "cmmm-XXXXXX").string();
  const int file = mkstemp(path.data());
  if (file < 0) return "";
  close(file);
  return path;
}

Failure CannotWrite(absl::string_view why, absl::string_view why_zh) {
  return {FailureKind::kIo, absl::StrCat("cannot be written: ", why),
          absl::StrCat("无法写入：", why_zh)};
}

std::string WhyNot(lxw_error error) {
  switch (error) {
    case LXW_ERROR_CREATING_XLSX_FILE:
      return "无法创建文件";
    case LXW_ERROR_CREATING_TMPFILE:
      return "无法创建临时文件";
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
      return "内存不足";
    case LXW_ERROR_ZIP_FILE_OPERATION:
      return "无法写完文件，磁盘可能已满";
    default:
      return absl::StrCat("错误 ", static_cast<int>(error));
  }
}

}  // namespace

BookWriter::BookWriter(texts::Language language)
    : language_(language),
      temporary_(true),
      path_(TemporaryFile()),
      book_(workbook_new(path_.c_str())) {
  Begin();
}

BookWriter::BookWriter(texts::Language language, std::string path)
    : language_(language), temporary_(false), path_(std::move(path)) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  book_.reset(workbook_new_opt(path_.c_str(), &options));
  Begin();
}

void BookWriter::Begin() {
  lxw_doc_properties properties = {};
  properties.created = 1'577'836'800;  // a fixed time: equal input, equal file
  workbook_set_properties(book(), &properties);
  MakeLook();
  MakeInputs();
}

lxw_format* BookWriter::NewFormat(double size) {
  lxw_format* format = workbook_add_format(book());
  format_set_font_name(format, language_ == texts::Language::kZh
                                   ? "Microsoft YaHei"
                                   : "Calibri");
  format_set_font_size(format, size);
  format_set_font_color(format, kInk);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format* BookWriter::Bordered(double size) {
  lxw_format* format = NewFormat(size);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kLine);
  format_set_text_wrap(format);
  return format;
}

lxw_format* BookWriter::NumberLook(const std::string& code) {
  lxw_format* format = Bordered(10);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_num_format(format, code.c_str());
  return format;
}

void BookWriter::MakeLook() {
  look_.title = NewFormat(18);
  format_set_bold(look_.title);
  format_set_font_color(look_.title, kDark);
  look_.subtitle = NewFormat(10);
  format_set_font_color(look_.subtitle, kFaint);
  look_.heading = NewFormat(12);
  format_set_bold(look_.heading);
  format_set_font_color(look_.heading, kDark);
  format_set_bottom(look_.heading, LXW_BORDER_MEDIUM);
  format_set_bottom_color(look_.heading, kDark);
  look_.header = Bordered(10);
  format_set_bold(look_.header);
  format_set_font_color(look_.header, LXW_COLOR_WHITE);
  format_set_bg_color(look_.header, kDark);
  format_set_align(look_.header, LXW_ALIGN_CENTER);
  look_.label = Bordered(10);
  format_set_indent(look_.label, 1);
  format_set_bg_color(look_.label, kPale);
  look_.text = Bordered(10);
  format_set_indent(look_.text, 1);
  look_.small_text = Bordered(9);
  format_set_indent(look_.small_text, 1);
  format_set_font_color(look_.small_text, kFaint);
  look_.plain = NewFormat(10);
  format_set_indent(look_.plain, 1);
  format_set_text_wrap(look_.plain);
  look_.centre = NumberLook("General");
  look_.score = NumberLook("0.0000");
  look_.score2 = NumberLook("0.00");
  look_.percent = NumberLook("0.0%");
  for (size_t i = 0; i < look_.ramp.size(); ++i) {
    look_.ramp[i] = Bordered(10);
    format_set_bg_color(look_.ramp[i], kRamp[i]);
    format_set_align(look_.ramp[i], LXW_ALIGN_CENTER);
  }
  look_.grey = Bordered(10);
  format_set_bg_color(look_.grey, kGreyFill);
  format_set_align(look_.grey, LXW_ALIGN_CENTER);
}

void BookWriter::MakeInputs() {
  look_.input = Bordered(10);
  format_set_indent(look_.input, 1);
  format_set_bg_color(look_.input, kInputFill);
  look_.input_text = Bordered(10);
  format_set_indent(look_.input_text, 1);
  format_set_bg_color(look_.input_text, kInputFill);
  format_set_num_format(look_.input_text, "@");
  look_.input_choice = Bordered(10);
  format_set_bg_color(look_.input_choice, kInputFill);
  format_set_align(look_.input_choice, LXW_ALIGN_CENTER);
  look_.input_date = Bordered(10);
  format_set_bg_color(look_.input_date, kInputFill);
  format_set_align(look_.input_date, LXW_ALIGN_LEFT);
  format_set_indent(look_.input_date, 1);
  format_set_num_format(look_.input_date, "yyyy-mm-dd");
  look_.fixed = Bordered(9);
  format_set_indent(look_.fixed, 1);
  format_set_font_color(look_.fixed, kFaint);
  format_set_bg_color(look_.fixed, kGreyFill);
  look_.link = Bordered(10);
  format_set_indent(look_.link, 1);
  format_set_font_color(look_.link, 0x0563C1);
  format_set_underline(look_.link, LXW_UNDERLINE_SINGLE);
  look_.attention = NewFormat(10);
  format_set_bg_color(look_.attention, 0xF4B6B6);
}

lxw_worksheet* BookWriter::AddSheet(const std::string& name) {
  std::string tab = TabName(name);
  for (int i = 2; !names_.insert(absl::AsciiStrToLower(tab)).second; ++i) {
    tab = absl::StrCat(TabName(name), " ", i);
  }
  lxw_worksheet* sheet = workbook_add_worksheet(book(), tab.c_str());
  if (sheet == nullptr) {
    // A name that is refused all the same: the library's own.
    sheet = workbook_add_worksheet(book(), nullptr);
  }
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  return sheet;
}

void BookWriter::Keep(lxw_error error) {
  if (error_ == LXW_NO_ERROR) error_ = error;
}

void BookWriter::Put(lxw_worksheet* sheet, int row, int column,
                     const std::string& text, lxw_format* format) {
  Keep(worksheet_write_string(sheet, static_cast<lxw_row_t>(row),
                              static_cast<lxw_col_t>(column), text.c_str(),
                              format));
}

double BookWriter::AsShown(double number, const lxw_format* format) const {
  int places = 0;
  if (format == look_.score) places = 4;
  if (format == look_.score2) places = 2;
  if (format == look_.percent) places = 3;
  if (places == 0 || number < 0) return number;
  return static_cast<double>(UnitsDown(number, places)) /
         std::pow(10.0, places);
}

void BookWriter::PutNumber(lxw_worksheet* sheet, int row, int column,
                           double number, lxw_format* format) {
  Keep(worksheet_write_number(sheet, static_cast<lxw_row_t>(row),
                              static_cast<lxw_col_t>(column),
                              AsShown(number, format), format));
}

void BookWriter::PutAcross(lxw_worksheet* sheet, int row, int first_column,
                           int last_column, const std::string& text,
                           double width, lxw_format* format) {
  FitRow(sheet, row, {{text, width}});
  Keep(worksheet_merge_range(
      sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(first_column),
      static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(last_column),
      text.c_str(), format));
}

void BookWriter::FitRow(lxw_worksheet* sheet, int row,
                        const std::vector<Wrapped>& texts) {
  // A Chinese line is higher and breaks anywhere; an English one has narrower
  // letters and breaks between words.
  const bool chinese = language_ == texts::Language::kZh;
  double height = 0;
  for (const Wrapped& wrapped : texts) {
    const double letter = wrapped.size / 10 * (chinese ? 1.0 : 0.88);
    const double room = std::max(1.0, wrapped.width - 2);
    double lines = 0;
    for (const absl::string_view line : absl::StrSplit(wrapped.text, '\n')) {
      lines += std::max(1.0, std::ceil(DisplayWidth(line) * letter / room));
    }
    height = std::max(height, lines * wrapped.size * (chinese ? 1.55 : 1.4));
  }
  worksheet_set_row(sheet, static_cast<lxw_row_t>(row),
                    std::min(kMaxRowHeight, height + 5), nullptr);
}

void BookWriter::SetUpPage(lxw_worksheet* sheet, Page page) {
  constexpr uint8_t kA4 = 9;
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, kA4);
  worksheet_center_horizontally(sheet);
  worksheet_fit_to_pages(sheet, 1, page == Page::kOne ? 1 : 0);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_set_footer(sheet, "&L&9&A&R&9&P / &N");
  if (page == Page::kRepeatFirstRow) worksheet_repeat_rows(sheet, 0, 0);
}

BookWriter::~BookWriter() {
  if (temporary_ && !path_.empty()) unlink(path_.c_str());
}

MaybeFailure BookWriter::Finish() {
  Keep(workbook_close(book_.release()));
  if (error_ == LXW_NO_ERROR) return std::nullopt;
  return CannotWrite(lxw_strerror(error_), WhyNot(error_));
}

MaybeFailure BookWriter::Save(std::string* bytes) {
  if (path_.empty()) {
    return CannotWrite("there is no room for a temporary file",
                       "没有空间存放临时文件");
  }
  if (auto failure = Finish()) return failure;
  std::ifstream stream(path_, std::ios::binary);
  bytes->assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream.good() || bytes->empty()) {
    return CannotWrite("the file cannot be read back", "无法读回该文件");
  }
  return std::nullopt;
}

std::string SheetPrefix(const lxw_worksheet* sheet) {
  return absl::StrCat("'", absl::StrReplaceAll(sheet->name, {{"'", "''"}}),
                      "'!");
}

std::string QuotedInFormula(absl::string_view text) {
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace cmmm::excel
