#include "batch/book/result_page.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/level_words.h"

namespace cmmm::batch {
namespace {

// The usual names of the columns with facts.
constexpr std::array<std::array<absl::string_view, 6>, kFactCount> kFacts = {{
    {"企业名称", "enterprise", "name", "单位名称", "企业", ""},
    {"所属行业", "industry", "行业", "sector", "", ""},
    {"所属地区", "region", "地区", "city", "所在地", ""},
    {"联系人", "contact", "contact_person", "联系方式", "", ""},
    {"联系电话", "phone", "电话", "telephone", "", ""},
    {"备注", "note", "remark", "remarks", "notes", "说明"},
    {"填写人", "assessor", "", "", "", ""},
}};

// A telephone number and nothing else.
bool IsNumberAlone(absl::string_view text) {
  constexpr size_t kLeastDigits = 7;
  size_t digits = 0;
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      ++digits;
    } else if (!absl::StrContains("+-() /", absl::string_view(&c, 1))) {
      return false;
    }
  }
  return digits >= kLeastDigits;
}

bool IsFact(size_t fact, const std::string& name) {
  const std::string lower = absl::AsciiStrToLower(name);
  const auto& names = kFacts.at(fact);
  return !lower.empty() &&
         std::find(names.begin(), names.end(), lower) != names.end();
}

}  // namespace

ResultPage::ResultPage(const CompiledModel& model, excel::BookWriter* book)
    : model_(model),
      book_(*book),
      level_look_(
          book->NumberLook(absl::StrCat("[=0]\"", LevelText(0), "\";0"))) {}

void ResultPage::FindFacts(const std::vector<std::string>& carried) {
  for (size_t fact = 0; fact < kFactCount; ++fact) {
    size_t& at = facts_.at(fact);
    for (at = 0; at < carried.size() && !IsFact(fact, carried[at]);) ++at;
  }
}

std::string ResultPage::FactOf(const BookRow& row, Fact fact) const {
  const size_t at = facts_.at(fact);
  return at < row.carried.size() ? row.carried[at] : "";
}

std::string ResultPage::NameOf(const BookRow& row) const {
  const std::string name = FactOf(row, kName);
  return name.empty() ? row.id : name;
}

std::string ResultPage::RemarksOf(const BookRow& row) const {
  std::string remarks = FactOf(row, kNote);
  if (row.open == 0) return remarks;
  return absl::StrCat(
      remarks, remarks.empty() ? "" : Say("；", "; "), row.open,
      Say(" 条未作答，按“不满足”计", " unanswered, counted as not satisfied"));
}

std::string ResultPage::ContactOf(const BookRow& row) const {
  const std::string contact = FactOf(row, kContact);
  return IsNumberAlone(contact) ? FactOf(row, kAssessor) : contact;
}

std::string ResultPage::PhoneOf(const BookRow& row) const {
  const std::string phone = FactOf(row, kPhone);
  const std::string contact = FactOf(row, kContact);
  return phone.empty() && IsNumberAlone(contact) ? contact : phone;
}

std::string ResultPage::CarriedTitle(
    const std::string& name, const std::vector<std::string>& carried) const {
  for (const results::Title& title : results::kInfoTitles) {
    if (name != title.en) continue;
    const bool taken =
        std::find(carried.begin(), carried.end(), title.zh) != carried.end();
    return taken ? name : Say(title);
  }
  return name;
}

std::string ResultPage::LevelText(int level) const {
  return Say(NameLevel(model_, level));
}

std::optional<double> ResultPage::NextScore(const BookRow& row) const {
  const auto next = static_cast<size_t>(row.level);
  return next < row.scores.size() ? row.scores[next] : std::nullopt;
}

void ResultPage::Head(
    lxw_worksheet* sheet, int row,
    const std::vector<std::pair<std::string, double>>& titles) {
  constexpr double kRowHeight = 20;
  worksheet_set_default_row(sheet, kRowHeight, LXW_FALSE);
  for (size_t c = 0; c < titles.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    worksheet_set_column(sheet, column, column, titles[c].second, nullptr);
  }
  worksheet_set_row(sheet, static_cast<lxw_row_t>(row), 48, nullptr);
  for (size_t c = 0; c < titles.size(); ++c) {
    book_.Put(sheet, row, static_cast<int>(c), titles[c].first,
              book_.look().header);
  }
}

void ResultPage::PutOptional(lxw_worksheet* sheet, int at, int column,
                             std::optional<double> number, lxw_format* format) {
  if (number.has_value()) {
    book_.PutNumber(sheet, at, column, *number, format);
  } else {
    book_.Put(sheet, at, column, "–", book_.look().centre);
  }
}

void ResultPage::PutShortfall(lxw_worksheet* sheet, int at, int column,
                              const BookRow& row) {
  std::optional<double> shortfall = NextScore(row);
  if (shortfall.has_value()) shortfall = std::max(0.0, Needed() - *shortfall);
  PutOptional(sheet, at, column, shortfall, book_.look().score);
}

}  // namespace cmmm::batch
