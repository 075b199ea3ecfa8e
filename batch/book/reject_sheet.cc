#include "batch/book/reject_sheet.h"

#include "absl/strings/str_cat.h"

namespace cmmm::batch {
namespace {

constexpr int kRejectColumns = 7;
constexpr double kWhyWidth = 60;

}  // namespace

void RejectSheet::Begin() {
  sheet_ = book_.AddSheet(page_.Say("未评分", "Not scored"));
  page_.Head(sheet_, 0,
             {{page_.Say("企业编号", "Id"), 24},
              {page_.Say("文件", "File"), 36},
              {page_.Say("行", "Row"), 8},
              {page_.Say("位置", "Where"), 20},
              {page_.Say("所填内容", "What stands there"), 24},
              {page_.Say("原因", "Why"), kWhyWidth},
              {page_.Say("规则", "Rule"), 30}});
  worksheet_freeze_panes(sheet_, 1, 1);
  book_.SetUpPage(sheet_, excel::BookWriter::Page::kRepeatFirstRow);
}

void RejectSheet::Add(const BookRow& row) {
  if (sheet_ == nullptr) Begin();
  ++count_;
  if (next_row_ > kMostRows) {
    ++skipped_;
    return;
  }
  for (const auto& finding : row.rejected->findings()) {
    AddFinding(row, finding);
  }
  const int64_t more = row.rejected->more_findings();
  if (more == 0) return;
  files::v1::RejectedFinding rest;
  rest.set_message(absl::StrCat(more, " more, not listed here"));
  rest.set_message_zh(absl::StrCat("另有 ", more, " 处没有列出"));
  AddFinding(row, rest);
}

void RejectSheet::AddFinding(const BookRow& row,
                             const files::v1::RejectedFinding& finding) {
  const excel::BookLook& look = book_.look();
  const std::string why =
      page_.Say(Text{finding.message_zh(), finding.message()});
  book_.Put(sheet_, next_row_, 0, row.id, look.text);
  book_.Put(sheet_, next_row_, 1, row.rejected->file(), look.text);
  book_.PutNumber(sheet_, next_row_, 2,
                  static_cast<double>(row.rejected->row()), look.centre);
  book_.Put(sheet_, next_row_, 3, finding.column(), look.text);
  book_.Put(sheet_, next_row_, 4, finding.value(), look.text);
  book_.Put(sheet_, next_row_, 5, why, look.text);
  book_.Put(sheet_, next_row_, 6, finding.rule(), look.small_text);
  book_.FitRow(sheet_, next_row_++,
               {{why, kWhyWidth}, {row.rejected->file(), 36}});
}

void RejectSheet::Finish() {
  if (sheet_ == nullptr) return;
  if (skipped_ > 0) {
    book_.Put(sheet_, next_row_, 0,
              page_.Say(Text{absl::StrCat("本表已满：另有 ", skipped_,
                                          " 行没有列出，见未评分清单文件"),
                             absl::StrCat("The sheet is full: rows that are "
                                          "not listed, but in the file of "
                                          "rejects: ",
                                          skipped_)}),
              book_.look().plain);
  }
  if (next_row_ > 1) {
    worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(next_row_ - 1),
                         kRejectColumns - 1);
  }
}

}  // namespace cmmm::batch
