#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

std::vector<Column> Columns(const Words& words) {
  return {{"#", "num"},
          {words.In("做什么", "What to do"), ""},
          {words.In("现状 → 提升到", "Now → raise to"), "grade"},
          {words.In("累计档数", "Grades so far"), "num"},
          {words.In("之后总分", "Total then"), "num"}};
}

Markup Milestone(const Words& words, int level) {
  return Element("tr.milestone",
                 Element("td", {{"colspan", "5"}},
                         absl::StrCat("▶ ",
                                      words.In("到此达到",
                                               "Here the enterprise "
                                               "reaches "),
                                      words.Level(level))));
}

Markup Steps(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  const std::vector<Column> columns = Columns(words);
  Markup rows;
  int level = plan.before().level();
  int step = 0;
  for (const v1::Raise& raise : plan.raises()) {
    rows +=
        Row(columns, {std::to_string(++step),
                      RequirementWithEvidence(words, raise.requirement_id()),
                      GradeChange(words, raise.from(), raise.to()),
                      std::to_string(raise.cost_so_far()),
                      texts::ShowScore(raise.total())});
    if (raise.level_reached() > level) {
      level = raise.level_reached();
      rows += Milestone(words, level);
    }
  }
  return Element("table.roadmap", HeadRow(columns) + Element("tbody", rows));
}

// What the list below takes, and how far open questions leave that open.
std::string Effort(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  const std::string requirements =
      words.Count(plan.raises_size(), "条", "requirement", "requirements");
  if (plan.has_open()) {
    return absl::StrCat(
        words.In("。共需提升 ", ". It takes "), texts::ShowPlanCost(plan),
        words.In(
            " 档，取决于未作答的条款；下面的 ",
            " grades, depending on what is not answered yet. If all of "
            "that is not satisfied, no way takes fewer than this one, on "),
        requirements, words.In("，是它们都“不满足”时档数最少的办法。", ". "));
  }
  return absl::StrCat(
      words.In("。共需提升 ", ". It takes "),
      words.Count(plan.total_cost(), "档", "grade", "grades"),
      words.In("，涉及 ", " in all, on "), requirements,
      words.In("，这是档数最少的办法。", ", and no way takes fewer. "));
}

std::string About(const Words& words) {
  return absl::StrCat(
      words.In("目标：", "Target: "),
      words.Level(words.input().plan->target_level()), Effort(words),
      words.In("低等级的条款在前，同一等级里每档加分多的在前。这里每提升一档都"
               "算同样的投入；各条的投入相差大时，可以给每条估出人天或费用，"
               "重新算出最省的路线。",
               "Lower levels come first, and within a level what adds most "
               "per grade. Every grade counts the same here; where the effort "
               "differs much, estimate days or money for each requirement, and "
               "the cheapest way can be computed from those."));
}

std::string OutOfReach(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  return absl::StrCat(
      words.In("目标", "The target, "), words.Level(plan.target_level()),
      words.In("，达不到：即使所有条款都做到全部满足，最高也只到",
               ", is out of reach: with every requirement fully satisfied the "
               "result is "),
      words.Level(plan.highest_reachable_level()), words.In("。", "."));
}

}  // namespace

Part RoadmapSection(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  Markup content;
  if (plan.already_reached()) {
    content = Paragraph(words.In("目标等级已经达到，不需要提升。",
                                 "The target is held already; there is "
                                 "nothing to raise."));
  } else if (plan.reachable()) {
    content = Holds(words, plan.open().questions()) + Paragraph(About(words)) +
              Steps(words);
  } else {
    content = Paragraph(OutOfReach(words));
  }
  return {"roadmap", words.In("提升路线", "The way up"), content, ""};
}

}  // namespace cmmm::report
