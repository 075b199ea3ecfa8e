#include "batch/book/shortfall_sheet.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace cmmm::batch {
namespace {

constexpr int kWeakest = 5;  // sub-domains named
constexpr double kWeakWidth = 24;

}  // namespace

ShortfallSheet::ShortfallSheet(const CompiledModel& model, ResultPage* page,
                               excel::BookWriter* book)
    : model_(model),
      page_(*page),
      book_(*book),
      sheet_(book->AddSheet(page->Say("差距", "Gaps"))) {}

void ShortfallSheet::Begin() {
  std::vector<std::pair<std::string, double>> titles = {
      {page_.Say("企业编号", "Id"), 24},
      {page_.Say("企业名称", "Enterprise"), 28},
      {page_.Say("已达等级", "Level reached"), 16},
      {page_.Say("目标等级", "Next level"), 16},
      {page_.Say("该级得分", "Its score"), 11},
      {page_.Say("达标线", "Needed"), 9},
      {page_.Say("还差", "Short by"), 10}};
  for (int i = 1; i <= kWeakest; ++i) {
    titles.emplace_back(
        absl::StrCat(page_.Say("薄弱子域 ", "Weak sub-domain "), i),
        kWeakWidth);
  }
  page_.Head(sheet_, 0, titles);
  worksheet_freeze_panes(sheet_, 1, 1);
  book_.SetUpPage(sheet_, excel::BookWriter::Page::kRepeatFirstRow);
}

void ShortfallSheet::Add(const BookRow& row) {
  const excel::BookLook& look = book_.look();
  const auto next = page_.NextScore(row);
  book_.Put(sheet_, next_row_, 0, row.id, look.text);
  book_.Put(sheet_, next_row_, 1, page_.NameOf(row), look.text);
  book_.Put(sheet_, next_row_, 2, page_.LevelText(row.level), look.centre);
  book_.Put(sheet_, next_row_, 3,
            next.has_value() ? page_.LevelText(row.level + 1) : "–",
            look.centre);
  page_.PutOptional(sheet_, next_row_, 4, next, look.score);
  book_.PutNumber(sheet_, next_row_, 5, page_.Needed(), look.score2);
  page_.PutShortfall(sheet_, next_row_, 6, row);
  int column = 7;
  std::vector<excel::BookWriter::Wrapped> wrapped;
  const std::vector<std::string> weakest = Weakest(row);
  for (const std::string& text : weakest) {
    book_.Put(sheet_, next_row_, column++, text, look.text);
    wrapped.push_back({text, kWeakWidth});
  }
  book_.FitRow(sheet_, next_row_, wrapped);
  ++next_row_;
}

// The sub-domains of least maturity, the first in model order first.
std::vector<std::string> ShortfallSheet::Weakest(const BookRow& row) const {
  std::vector<int> order;
  for (int d = 0; d < model_.subdomain_count; ++d) {
    if (row.maturity[static_cast<size_t>(d)].has_value()) order.push_back(d);
  }
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return *row.maturity[static_cast<size_t>(a)] <
           *row.maturity[static_cast<size_t>(b)];
  });
  std::vector<std::string> texts;
  for (size_t i = 0; i < order.size() && i < kWeakest; ++i) {
    texts.push_back(
        absl::StrFormat("%s %.2f", page_.Say(model_.subdomain(order[i]).name),
                        *row.maturity[static_cast<size_t>(order[i])]));
  }
  return texts;
}

}  // namespace cmmm::batch
