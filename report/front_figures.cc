#include "report/front_figures.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"
#include "report/sections.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

// Columns of a value in large letters; a range may have more.
constexpr int kLargeColumns = 10;

Markup Figure(const std::string& name, const std::string& value,
              const Markup& note) {
  const char* style = DisplayWidth(value) > kLargeColumns
                          ? "div.figure-value long"
                          : "div.figure-value";
  return Element("div.figure", Element("div.figure-name", name) +
                                   Element(style, value) +
                                   Element("div.figure-note", note));
}

// Behind a figure that is the worst case.
std::string AtWorst(const Words& words) {
  return CountedAsNot(words.input()) == 0
             ? ""
             : words.In("；未作答按“不满足”计",
                        "; what is open counts as not satisfied");
}

Markup TotalFigure(const Words& words) {
  const Input& input = words.input();
  const v1::Score& total = input.score->decision().total();
  std::string note =
      absl::StrCat(words.In("满分 ", "of "), input.model->levels_size());
  absl::StrAppend(&note, AtWorst(words));
  return Figure(words.In("总分", "Total score"),
                texts::ShowScoreRange(total, AtBest(input).total()), note);
}

Markup DistanceFigure(const Words& words) {
  const NextLevel next = FindNextLevel(words.input());
  if (next.level == 0) {
    return Figure(words.In("距下一级", "To the next level"), "–",
                  words.In("已是所评的最高等级", "the highest level assessed"));
  }
  std::string note = absl::StrCat(
      words.In("现在 ", "now "), texts::ShowScoreRange(next.actual, next.best),
      words.In("，需要 ", ", needed "), texts::ShowScore(next.required));
  absl::StrAppend(&note, AtWorst(words));
  return Figure(
      absl::StrCat(words.In("距", "Short of "), words.LevelNumber(next.level),
                   words.In("还差", "")),
      ShowShortfall(next), note);
}

Markup PlanFigure(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  const std::string name = words.In("最省的提升", "Cheapest way up");
  if (plan.already_reached()) {
    return Figure(name, "0", words.In("目标等级已达到", "the target is held"));
  }
  if (!plan.reachable()) {
    return Figure(name, "–",
                  words.In("目标等级达不到", "the target is out of reach"));
  }
  const std::string then = absl::StrCat(words.In("即达", "then "),
                                        words.LevelNumber(plan.target_level()));
  if (plan.has_open()) {
    return Figure(
        name,
        absl::StrCat(texts::ShowPlanCost(plan), words.In(" 档", " grades")),
        absl::StrCat(words.In("视未作答的条款而定，",
                              "depending on what is "
                              "not answered, "),
                     then));
  }
  return Figure(name, words.Count(plan.total_cost(), "档", "grade", "grades"),
                absl::StrCat(words.In("提升 ", "on "),
                             words.Count(plan.raises_size(), "条",
                                         "requirement", "requirements"),
                             words.In("，", ", "), then));
}

Markup MarginFigure(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  const std::string name = words.In("等级余量", "Margin of the level");
  if (margin.level() == 0) {
    return Figure(name, "–",
                  margin.open() > 0
                      ? words.In("等级尚未确定", "no level is certain yet")
                      : words.In("尚无等级", "no level to lose"));
  }
  const v1::LevelMargin& held = margin.levels(margin.level() - 1);
  if (held.cannot_be_lost()) {
    return Figure(name, "∞",
                  words.In("怎样下调都能保住", "kept whatever is lowered"));
  }
  return Figure(
      name,
      absl::StrCat(texts::ShowMarginSize(held),
                   words.In(" 档", held.size() == 1 && !IsOpen(words.input())
                                       ? " grade"
                                       : " grades")),
      words.In("评审最少下调这么多档，等级就会失去",
               "the fewest steps down that lose the level"));
}

std::string Percent(double value) {
  return absl::StrFormat("%.2f%%", value * 100);
}

// The score as a bar, hatched to `best`, as far as open questions can still
// raise it, with a mark at the threshold.
Markup Bar(const Words& words, const v1::LevelScore& level, double best) {
  const double threshold = words.input().model->satisfied_at_percent() / 100.0;
  const double score = level.score().value();
  Markup bar =
      Element("div.bar-fill", {{"style", "width:" + Percent(score)}}, {});
  if (best > score) {
    bar += Element("div.bar-open",
                   {{"style", absl::StrCat("left:", Percent(score),
                                           ";width:", Percent(best - score))}},
                   {});
  }
  bar += Element("div.bar-mark", {{"style", "left:" + Percent(threshold)}}, {});
  return Element(level.satisfied() ? "div.bar yes" : "div.bar", bar);
}

// Satisfied by itself, which a level below it may keep from counting.
Markup SatisfiedCell(const Words& words, int level) {
  Markup result = Element("span.yes", words.In("✓ 达标", "✓ satisfied"));
  if (!IsProgressive(words.input()) ||
      level <= words.input().score->decision().level()) {
    return result;
  }
  return result +
         Element("div.where", words.In("前面各级都达标，它才算数",
                                       "counts once every level below is"));
}

Markup ResultCell(const Words& words, int k) {
  const Input& input = words.input();
  if (input.score->decision().levels(k).satisfied()) {
    return SatisfiedCell(words, k + 1);
  }
  if (AtBest(input).levels(k).satisfied()) {
    return Element("span.open", words.In("? 未定", "? undecided"));
  }
  if (const int open = CountedAsNot(input, k + 1); open > 0) {
    return Element("span.open", words.In("? 未达标", "? not satisfied")) +
           Element("div.where",
                   absl::StrCat(open, words.In(" 条未作答，按“不满足”计",
                                               " open, counted as not "
                                               "satisfied")));
  }
  return Element("span.no", words.In("✗ 未达标", "✗ not satisfied"));
}

// What the hatches are; nothing where nothing is open.
Markup KeyOfBars(const Words& words) {
  if (words.input().score->coverage().unanswered() == 0) return {};
  return Element(
      "p.key",
      words.In("斜线：未作答的条款都“全部满足”时，得分还能高出的部分。",
               "Hatched: what the score would gain were all that is "
               "open fully satisfied."));
}

}  // namespace

Markup KeyFigures(const Words& words) {
  return Element("div.figures", TotalFigure(words) + DistanceFigure(words) +
                                    PlanFigure(words) + MarginFigure(words));
}

Markup ScoreFigures(const Words& words) {
  return Element("div.figures", TotalFigure(words) + DistanceFigure(words));
}

Markup LevelTable(const Words& words) {
  const std::vector<Column> columns = {
      {words.In("等级", "Level"), "level"},
      {words.In("得分与达标线", "Score and threshold"), "bars"},
      {words.In("得分", "Score"), "num"},
      {words.In("达标线", "Needed"), "num"},
      {words.In("结果", "Result"), "result"}};
  Markup rows;
  const v1::LevelDecision& decision = words.input().score->decision();
  for (int k = 0; k < decision.levels_size(); ++k) {
    const v1::LevelScore& level = decision.levels(k);
    const v1::LevelScore& best = AtBest(words.input()).levels(k);
    rows += Row(columns, {words.names().Level(level.level()),
                          Bar(words, level, BestScore(words.input(), k + 1)),
                          texts::ShowScoreRange(level.score(), best.score()),
                          words.Threshold(), ResultCell(words, k)});
  }
  return Element("table.levels", HeadRow(columns) + Element("tbody", rows)) +
         KeyOfBars(words);
}

}  // namespace cmmm::report
