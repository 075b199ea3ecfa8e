#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

constexpr int kLarge = 10;  // requirements; the others follow in small letters
constexpr int kSubdomains = 8;

Markup Subdomains(const Words& words, const v1::LevelGap& gap) {
  const std::vector<Column> columns = {
      {words.In("缺口所在的子域", "Where it is missing"), ""},
      {words.In("占缺口的份额", "Share of what is missing"), "bars"},
      {words.In("份额", "Share"), "num"},
      {words.In("全部补足可加", "Gain if closed"), "num"}};
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

// Those from `first` to before `last`.
Markup Requirements(const Words& words, const v1::LevelGap& gap, int first,
                    int last, const char* tag) {
  const std::vector<Column> columns = {{"#", "num"},
                                       {words.In("要求", "Requirement"), ""},
                                       {words.In("现状", "Now"), "grade"},
                                       {words.In("补足可加", "Gain"), "num"}};
  Markup rows;
  for (int i = first; i < last; ++i) {
    const v1::RequirementGap& row = gap.requirements(i);
    rows += Row(columns, {std::to_string(row.rank()),
                          RequirementCell(words, row.requirement_id()),
                          words.names().Grade(row.grade()),
                          absl::StrCat("+", texts::ShowDown(row.gain(), 4))});
  }
  return Element(tag, HeadRow(columns) + Element("tbody", rows));
}

// The first ones, then the others, smaller.
Markup AllRequirements(const Words& words, const v1::LevelGap& gap) {
  const int all = gap.requirements_size();
  const int large = std::min(kLarge, all);
  Markup tables = Requirements(words, gap, 0, large, "table");
  if (all > large) {
    tables += Element("h4", words.In("其余的要求", "The others")) +
              Requirements(words, gap, large, all, "table.small");
  }
  return tables;
}

Markup Gap(const Words& words, const v1::LevelGap& gap) {
  const std::string about = absl::StrCat(
      words.In("得分 ", "Score "), texts::ShowScore(gap.actual()),
      words.In("，达标线 ", ", needed "), texts::ShowScore(gap.required()),
      words.In("，还差 ", ", short by "), texts::ShowShortfall(gap.shortfall()),
      words.In("。下列按补到“全部满足”时本级得分的增加量排序。",
               ". Sorted by what “fully satisfied” would add to the score of "
               "this level."));
  return Element("h3", words.Level(gap.level())) + Paragraph(about) +
         Subdomains(words, gap) + AllRequirements(words, gap);
}

}  // namespace

Markup GapSection(const Words& words) {
  Markup gaps;
  for (const v1::LevelGap& gap : words.input().score->gaps().levels()) {
    if (gap.shortfall().numerator() > 0) gaps += Gap(words, gap);
  }
  if (gaps.empty()) {
    gaps = Paragraph(words.In("到目标等级为止，各级都已达标。",
                              "Every level up to the target is satisfied."));
  }
  return Section(words.In("差距", "The gaps"), gaps);
}

}  // namespace cmmm::report
