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

void GapSheet::Add(const results::ResultRow& row, const v1::GapAnalysis& gaps) {
  int shown = 0;
  int left_out = 0;
  for (const v1::LevelGap& level : gaps.levels()) {
    if (level.shortfall().numerator() == 0) continue;
    for (const v1::RequirementGap& gap : level.requirements()) {
      if (shown < kMostOfOne) {
        AddGap(row, level, gap);
        ++shown;
      } else {
        ++left_out;
      }
    }
  }
  if (left_out == 0) return;
  AddRemark(
      row,
      page_.Say(Text{
          absl::StrCat("另有 ", left_out, " 条未列出（cmmm report 列出全部）"),
          absl::StrCat(left_out,
                       " more are not listed (cmmm report has all)")}));
}

std::string GapSheet::GradeText(v1::Grade grade) const {
  const auto code = static_cast<size_t>(grade);
  if (grade == v1::GRADE_UNSPECIFIED || code >= model_.grade_names.size()) {
    return page_.Say("未作答", "open");
  }
  return page_.Say(model_.grade_names.at(code));
}

void GapSheet::AddGap(const results::ResultRow& row, const v1::LevelGap& level,
                      const v1::RequirementGap& gap) {
  const auto found = model_.requirement_index.find(gap.requirement_id());
  const ModelRequirement& item =
      model_.requirements[static_cast<size_t>(found->second)];
  const std::string statement = page_.Say(item.statement);
  const excel::BookLook& look = book_.look();
  book_.Put(sheet_, next_row_, 0, row.id, look.text);
  book_.Put(sheet_, next_row_, 1, page_.NameOf(row), look.text);
  book_.Put(sheet_, next_row_, 2, page_.LevelText(level.level()), look.centre);
  book_.PutNumber(sheet_, next_row_, 3, gap.rank(), look.centre);
  book_.Put(sheet_, next_row_, 4, gap.requirement_id(), look.text);
  book_.Put(sheet_, next_row_, 5,
            page_.Say(model_.subdomain(item.subdomain).name), look.text);
  book_.Put(sheet_, next_row_, 6, statement, look.text);
  book_.Put(sheet_, next_row_, 7, GradeText(gap.grade()), look.centre);
  book_.PutNumber(sheet_, next_row_, 8, gap.gain(), look.score);
  book_.FitRow(sheet_, next_row_++, {{statement, kStatementWidth}});
}

void GapSheet::AddRemark(const results::ResultRow& row,
                         const std::string& text) {
  const excel::BookLook& look = book_.look();
  book_.Put(sheet_, next_row_, 0, row.id, look.text);
  book_.Put(sheet_, next_row_, 1, page_.NameOf(row), look.text);
  for (int column = 2; column < kColumns; ++column) {
    book_.Put(sheet_, next_row_, column, column == 6 ? text : "",
              look.small_text);
  }
  ++next_row_;
}

void GapSheet::Finish(bool has_answers) {
  if (!has_answers) {
    book_.Put(
        sheet_, next_row_++, 0,
        page_.Say("输入来自标准输入，无法再读一遍，故不列条款；请给出文件",
                  "The input was standard input, which cannot be read "
                  "once more for the requirements; name a file"),
        book_.look().plain);
  }
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
