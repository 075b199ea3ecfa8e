// A workbook being written, over libxlsxwriter: one set of formats, and errors
// kept until the end.
//
//   BookWriter book(texts::Language::kZh);
//   lxw_worksheet* sheet = book.AddSheet("技术");
//   book.Put(sheet, 0, 0, "条款内容", book.look().header);
//   if (MaybeFailure failure = book.Save(&bytes)) return failure;
#ifndef CMMM_EXCEL_BOOK_WRITER_H_
#define CMMM_EXCEL_BOOK_WRITER_H_

#include <array>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "texts/language.h"
#include "xlsxwriter.h"

namespace cmmm::excel {

// The formats of a book. Owned by it.
struct BookLook {
  lxw_format* title = nullptr;
  lxw_format* subtitle = nullptr;
  lxw_format* heading = nullptr;
  lxw_format* header = nullptr;  // titles of columns
  lxw_format* label = nullptr;
  lxw_format* text = nullptr;        // wrapped, with a border
  lxw_format* small_text = nullptr;  // the same, less important
  lxw_format* plain = nullptr;       // wrapped, without a border
  lxw_format* centre = nullptr;
  lxw_format* input = nullptr;       // to be filled in
  lxw_format* input_text = nullptr;  // as text, whatever is typed
  lxw_format* input_choice = nullptr;
  lxw_format* input_date = nullptr;
  lxw_format* fixed = nullptr;  // not to be changed
  lxw_format* link = nullptr;
  lxw_format* score = nullptr;    // 0.0000
  lxw_format* score2 = nullptr;   // 0.00
  lxw_format* percent = nullptr;  // 0.0 %
  lxw_format* attention = nullptr;
  // Fills from the worst to the best, and of what does not count.
  std::array<lxw_format*, 4> ramp = {};
  lxw_format* grey = nullptr;
};

class BookWriter {
 public:
  explicit BookWriter(texts::Language language);
  // Written straight to `path`, in flat memory: the rows of a sheet go in order
  // from the first, and none is touched again.
  BookWriter(texts::Language language, std::string path);
  ~BookWriter();
  BookWriter(const BookWriter&) = delete;
  BookWriter& operator=(const BookWriter&) = delete;

  lxw_workbook* book() { return book_.get(); }
  const BookLook& look() const { return look_; }
  // As look().centre, for numbers shown by `code`, as `[=0]"none";0`.
  lxw_format* NumberLook(const std::string& code);
  texts::Language language() const { return language_; }
  // The text of the book's language, of whatever texts::Say takes.
  template <typename... Texts>
  std::string Say(const Texts&... texts) const {
    return texts::Say(language_, texts...);
  }

  // `name` is shortened and changed to what a tab may be called; two sheets
  // never have the same. sheet->name is the result.
  lxw_worksheet* AddSheet(const std::string& name);

  void Put(lxw_worksheet* sheet, int row, int column, const std::string& text,
           lxw_format* format);
  // In a format of `look()` with decimals the cell holds what it shows: cut off
  // to those decimals, so that nothing is rounded up across a threshold and no
  // 9.99e-05 stands where 0.0001 is meant.
  void PutNumber(lxw_worksheet* sheet, int row, int column, double number,
                 lxw_format* format);
  // One text over several columns of a row that are `width` characters wide
  // together, as high as it needs.
  void PutAcross(lxw_worksheet* sheet, int row, int first_column,
                 int last_column, const std::string& text, double width,
                 lxw_format* format);

  // Makes the row as high as the highest of these texts needs, each in a column
  // of `width` characters. (LibreOffice does not when it opens a file.)
  struct Wrapped {
    absl::string_view text;
    double width = 0;
    double size = 10;  // of the letters
  };
  void FitRow(lxw_worksheet* sheet, int row, const std::vector<Wrapped>& texts);

  enum class Page { kOne, kRepeatFirstRow };
  // A4 across, one page wide: on one page, or on as many as it needs with the
  // first row on each.
  void SetUpPage(lxw_worksheet* sheet, Page page);

  // Completes the file at `path`, and ends the writing. Fails as kIo, with the
  // first thing that went wrong since the beginning as its message.
  MaybeFailure Finish();
  // Gives the bytes of the file instead, of a book without a path.
  MaybeFailure Save(std::string* bytes);

 private:
  struct Free {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };
  void Begin();
  double AsShown(double number, const lxw_format* format) const;
  lxw_format* NewFormat(double size);
  lxw_format* Bordered(double size);
  void MakeLook();
  void MakeInputs();
  void Keep(lxw_error error);

  texts::Language language_;
  bool temporary_;
  std::string path_;  // the library writes to files only
  std::unique_ptr<lxw_workbook, Free> book_;
  BookLook look_;
  std::set<std::string> names_;  // of sheets, in lower case
  lxw_error error_ = LXW_NO_ERROR;
};

// `'技术'!`, for formulas.
std::string SheetPrefix(const lxw_worksheet* sheet);

// `text` in a formula: in quotes, inner quotes doubled.
std::string QuotedInFormula(absl::string_view text);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_BOOK_WRITER_H_
