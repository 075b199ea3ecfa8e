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
          {words.In("之后 S", "S then"), "num"}};
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

std::string About(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  return absl::StrCat(
      words.In("目标", "Target: "), words.Level(plan.target_level()),
      words.In("。共需提升 ", ". It takes "),
      plan.has_open()
          ? absl::StrCat(texts::ShowPlanCost(plan), words.In(" 档", " grades"))
          : words.Count(plan.total_cost(), "档", "grade", "grades"),
      words.In("，涉及 ", " in all, on "),
      words.Count(plan.raises_size(), "条", "requirement", "requirements"),
      words.In(
          "，按下列顺序进行；没有档数更少的办法。顺序以先升级、后加分为先"
          "，每档按 1 计；按实际投入（人天、万元）的最省路线可用 cmmm plan "
          "另算。",
          ", in this order; there is no way with fewer. The order puts "
          "levels first. Every grade counts 1; with real costs (days, "
          "money) cmmm plan finds the cheapest way."));
}

std::string OutOfReach(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  return absl::StrCat(
      words.In("目标", "The target, "), words.Level(plan.target_level()),
      words.In("，达不到；把所有条款都补满，最高到 ",
               ", is out of reach; with every answer raised the result is "),
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
