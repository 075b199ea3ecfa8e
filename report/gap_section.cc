#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

constexpr size_t kLarge =
    10;  // requirements; the others follow in small letters
constexpr int kSubdomains = 8;

Markup Subdomains(const Words& words, const v1::LevelGap& gap) {
  const std::vector<Column> columns = {
      {words.In("缺口所在的子域", "Where it is missing"), ""},
      {words.In("占缺口的份额", "Share of what is missing"), "bars"},
      {words.In("份额", "Share"), "num"},
      {words.In("全部补足可加分", "Gain if closed"), "num"}};
  Markup rows;
  const int shown = std::min(kSubdomains, gap.subdomains_size());
  for (int i = 0; i < shown; ++i) {
    const v1::SubdomainGap& row = gap.subdomains(i);
    rows +=
        Row(columns, {words.Subdomain(row.subdomain_id()),
                      ShareBar(row.share()), texts::ShowPercent(row.share()),
                      absl::StrCat("+", texts::ShowDown(row.gain(), 4))});
  }
  return Element("table.shares", HeadRow(columns) + Element("tbody", rows));
}

using Rows = std::vector<const v1::RequirementGap*>;

// Nobody knows yet whether what was not answered is missing.
Rows AnsweredRows(const v1::LevelGap& gap) {
  Rows rows;
  for (const v1::RequirementGap& row : gap.requirements()) {
    if (row.grade() != v1::GRADE_UNSPECIFIED) rows.push_back(&row);
  }
  return rows;
}

// Those from `first` to before `last`.
Markup Requirements(const Words& words, const Rows& gaps, size_t first,
                    size_t last, const char* tag) {
  const std::vector<Column> columns = {{"#", "num"},
                                       {words.In("条款", "Requirement"), ""},
                                       {words.In("现状", "Now"), "grade"},
                                       {words.In("可加分", "Gain"), "num"}};
  Markup rows;
  for (size_t i = first; i < last; ++i) {
    rows +=
        Row(columns, {std::to_string(i + 1),
                      RequirementCell(words, gaps[i]->requirement_id()),
                      words.names().Grade(gaps[i]->grade()),
                      absl::StrCat("+", texts::ShowDown(gaps[i]->gain(), 4))});
  }
  return Element(tag, HeadRow(columns) + Element("tbody", rows));
}

// The first ones, then the others, smaller.
Markup AllRequirements(const Words& words, const Rows& gaps) {
  if (gaps.empty()) return {};
  const size_t large = std::min(kLarge, gaps.size());
  Markup tables = Requirements(words, gaps, 0, large, "table");
  if (gaps.size() > large) {
    tables += Element("h4", words.In("其余的条款", "The others")) +
              Requirements(words, gaps, large, gaps.size(), "table.small");
  }
  return tables;
}

// How far the level is from being satisfied, once the open questions are
// answered.
std::string Missing(const Words& words, const v1::LevelGap& gap) {
  const v1::Score& best = AtBest(words.input()).levels(gap.level() - 1).score();
  const v1::Score left = texts::ShortfallOf(best, gap.required());
  const std::string most = texts::ShowShortfall(gap.shortfall());
  return absl::StrCat(
      words.In("本级得分 ", "Score "),
      texts::ShowScoreRange(gap.actual(), best),
      words.In("，达标线 ", ", needed "), texts::ShowScore(gap.required()),
      words.In("，还差 ", ", short by "),
      texts::ShowRange(left.numerator() == 0 ? "0" : texts::ShowShortfall(left),
                       most),
      words.In("。下面按补到“全部满足”可为本级加多少分排列，加得多的在前。",
               ". What would add most to the score of this level, once fully "
               "satisfied, comes first."));
}

Markup Gap(const Words& words, const v1::LevelGap& gap) {
  const Rows answered = AnsweredRows(gap);
  const int open = gap.requirements_size() - static_cast<int>(answered.size());
  Markup content =
      Element("h3", words.Level(gap.level())) + Paragraph(Missing(words, gap));
  if (open == 0) {
    content += Subdomains(words, gap);
  } else {
    content += Paragraph(absl::StrCat(
        words.In("本级还有 ", "Not answered yet at this level: "),
        words.Count(open, "条未作答，不在下表中。", "requirement, not listed.",
                    "requirements, not listed.")));
  }
  return content + AllRequirements(words, answered);
}

}  // namespace

Part GapSection(const Words& words) {
  Markup gaps;
  for (const v1::LevelGap& gap : words.input().score->gaps().levels()) {
    if (gap.shortfall().numerator() > 0) gaps += Gap(words, gap);
  }
  if (gaps.empty()) {
    gaps = Paragraph(words.In("到目标等级为止，各级都已达标。",
                              "Every level up to the target is satisfied."));
  }
  return {"gaps", words.In("差距", "The gaps"), gaps, ""};
}

}  // namespace cmmm::report
