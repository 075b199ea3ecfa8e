#include "excel/model_page.h"

#include "absl/strings/str_cat.h"

namespace cmmm::excel {

void ModelPage::Begin(ModelSheet which, int fixed) {
  which_ = which;
  row_ = kFirstRow;
  sheet_ = book_.AddSheet(SheetTab(which));
  const auto columns = ColumnsOf(which);
  double width = 0;
  for (size_t c = 0; c < columns.size(); ++c) {
    const auto at = static_cast<lxw_col_t>(c);
    worksheet_set_column(sheet_, at, at, columns[c].width, nullptr);
    if (c > 0) width += columns[c].width;
    Title(static_cast<int>(c),
          absl::StrCat(columns[c].zh, "\n", columns[c].en));
  }
  book_.Put(sheet_, 0, 0, std::string(SheetKey(which)), look().fixed);
  const cmmm::Text help = SheetHelp(which);
  book_.PutAcross(sheet_, 0, 1, static_cast<int>(columns.size()) - 1,
                  absl::StrCat(help.zh, "\n", help.en), width, look().plain);
  worksheet_set_row(sheet_, kTitleRow, 34, nullptr);
  worksheet_freeze_panes(sheet_, kFirstRow, static_cast<lxw_col_t>(fixed));
  book_.SetUpPage(sheet_, BookWriter::Page::kRepeatFirstRow);
  worksheet_repeat_rows(sheet_, 0, kTitleRow);
}

void ModelPage::Filter(int columns) {
  worksheet_autofilter(sheet_, kTitleRow, 0, static_cast<lxw_row_t>(row_ - 1),
                       static_cast<lxw_col_t>(columns - 1));
}

void ModelPage::Text(int column, const std::string& text) {
  book_.Put(sheet_, row_, column, text, look().input_text);
}

void ModelPage::Word(int column, WordList list, int value) {
  book_.Put(sheet_, row_, column, WordText(list, value), look().input_choice);
}

void ModelPage::Number(int column, double number) {
  book_.PutNumber(sheet_, row_, column, number, look().input_choice);
}

void ModelPage::Check(int by, int on, const v1::Check& check) {
  Text(by, check.by());
  book_.Put(sheet_, row_, on, check.on(), look().input_date);
}

void ModelPage::Fixed(int column, const std::string& text) {
  book_.Put(sheet_, row_, column, text, look().fixed);
}

void ModelPage::Label(int column, const std::string& text) {
  book_.Put(sheet_, row_, column, text, look().label);
}

void ModelPage::Title(int column, const std::string& text) {
  book_.Put(sheet_, kTitleRow, column, text, look().header);
}

void ModelPage::EndRow(const std::vector<std::pair<int, std::string>>& texts) {
  const auto columns = ColumnsOf(which_);
  std::vector<BookWriter::Wrapped> wrapped;
  wrapped.reserve(texts.size());
  for (const auto& [column, text] : texts) {
    wrapped.push_back({text, columns[static_cast<size_t>(column)].width});
  }
  book_.FitRow(sheet_, row_++, wrapped);
}

void ModelPage::Choose(int column, WordList list) {
  rules_.AddChoice(sheet_, list, kFirstRow, ModelRules::LastRow(), column);
}

}  // namespace cmmm::excel
