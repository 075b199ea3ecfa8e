#include "batch/book/gap_sheet.h"

#include "absl/strings/str_cat.h"

namespace cmmm::batch {
namespace {

constexpr int kColumns = 9;
constexpr double kStatementWidth = 70;

}  // namespace

GapSheet::GapSheet(const CompiledModel& model, ResultPage* page,
                   excel::BookWriter* book)
    : model_(model),
      page_(*page),
      book_(*book),
      sheet_(book->AddSheet(page->Say("差距条款", "Missing requirements"))) {}

void GapSheet::Begin() {
  page_.Head(sheet_, 0,
             {{page_.Say("企业编号", "Id"), 24},
              {page_.Say("企业名称", "Enterprise"), 28},
              {page_.Say("未达标等级", "Level not reached"), 16},
              {page_.Say("排序", "Rank"), 7},
              {page_.Say("条款编号", "Requirement id"), 24},
              {page_.Say("能力子域", "Sub-domain"), 20},
              {page_.Say("条款内容", "Requirement"), kStatementWidth},
              {page_.Say("现状", "Grade now"), 16},
              {page_.Say("补足后该级加分", "Adds to the level"), 12}});
  worksheet_freeze_panes(sheet_, 1, 1);
  book_.SetUpPage(sheet_, excel::BookWriter::Page::kRepeatFirstRow);
}

void GapSheet::Add(const BookRow& row) {
  if (next_row_ > kMostRows) {
    ++skipped_;
    return;
  }
  for (const files::v1::MissingItem& missing : row.missing) {
    AddItem(row, missing);
  }
  if (row.more_missing == 0) return;
  AddRemark(row,
            page_.Say(Text{
                absl::StrCat("另有 ", row.more_missing,
                             " 条未列出（cmmm report 列出全部）"),
                absl::StrCat(row.more_missing,
                             " more are not listed (cmmm report has all)")}));
}

std::string GapSheet::GradeText(v1::Grade grade) const {
  const auto code = static_cast<size_t>(grade);
  if (grade == v1::GRADE_UNSPECIFIED || code >= model_.grade_names.size()) {
    return page_.Say("未作答", "open");
  }
  return page_.Say(model_.grade_names.at(code));
}

void GapSheet::AddItem(const BookRow& row,
                       const files::v1::MissingItem& missing) {
  const ModelRequirement& item =
      model_.requirements[static_cast<size_t>(missing.requirement())];
  const std::string statement = page_.Say(item.statement);
  const excel::BookLook& look = book_.look();
  book_.Put(sheet_, next_row_, 0, row.id, look.text);
  book_.Put(sheet_, next_row_, 1, page_.NameOf(row), look.text);
  book_.Put(sheet_, next_row_, 2, page_.LevelText(missing.level()),
            look.centre);
  book_.PutNumber(sheet_, next_row_, 3, missing.rank(), look.centre);
  book_.Put(sheet_, next_row_, 4, item.id, look.text);
  book_.Put(sheet_, next_row_, 5,
            page_.Say(model_.subdomain(item.subdomain).name), look.text);
  book_.Put(sheet_, next_row_, 6, statement, look.text);
  book_.Put(sheet_, next_row_, 7, GradeText(missing.grade()), look.centre);
  book_.PutNumber(sheet_, next_row_, 8, missing.gain(), look.score);
  book_.FitRow(sheet_, next_row_++, {{statement, kStatementWidth}});
}

void GapSheet::AddRemark(const BookRow& row, const std::string& text) {
  const excel::BookLook& look = book_.look();
  book_.Put(sheet_, next_row_, 0, row.id, look.text);
  book_.Put(sheet_, next_row_, 1, page_.NameOf(row), look.text);
  for (int column = 2; column < kColumns; ++column) {
    book_.Put(sheet_, next_row_, column, column == 6 ? text : "",
              look.small_text);
  }
  ++next_row_;
}

void GapSheet::Finish() {
  if (skipped_ > 0) {
    book_.Put(
        sheet_, next_row_, 0,
        page_.Say(Text{
            absl::StrCat("本表已满：另有 ", skipped_, " 家企业的差距未列出"),
            absl::StrCat("The sheet is full: gaps of enterprises that are not "
                         "listed: ",
                         skipped_)}),
        book_.look().plain);
  }
  if (next_row_ > 1) {
    worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(next_row_ - 1),
                         kColumns - 1);
  }
}

}  // namespace cmmm::batch
