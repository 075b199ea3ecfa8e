#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

constexpr int kShown = 3;

// What makes a level safe that one step down loses comes first.
bool IsHeldByAHair(const Words& words) {
  const v1::PlanUpgradeResponse* safer = words.input().safer;
  return safer != nullptr && safer->reachable() && !safer->raises().empty();
}

// That the list is but the beginning, and where all of it stands.
Markup AndMore(const Words& words, int raises) {
  if (raises <= kShown) return {};
  const std::string where = IsHeldByAHair(words)
                                ? words.In("等级余量", "How safe the level is")
                                : words.In("提升路线", "The way up");
  return Element(
      "p.key",
      words.language() == texts::Language::kZh
          ? absl::StrCat("以上是 ", raises, " 条中的前 ", kShown,
                         " 条；全部见“", where, "”。")
          : absl::StrCat("These are the first ", kShown, " of ", raises,
                         "; all of them are in “", where, "”."));
}

Markup List(const Words& words, const v1::PlanUpgradeResponse& plan,
            const std::string& title) {
  const int shown = std::min(kShown, plan.raises_size());
  Markup items;
  for (int i = 0; i < shown; ++i) {
    const v1::Raise& raise = plan.raises(i);
    items += Element(
        "li",
        Markup(words.names().Statement(raise.requirement_id())) +
            Element("span.where",
                    absl::StrCat(
                        words.In("（", " ("),
                        words.names().ShortName(raise.requirement_id()),
                        words.In("：", ": "), words.names().Grade(raise.from()),
                        " → ", words.names().Grade(raise.to()),
                        words.In("）", ")"))));
  }
  return Element("h3", title) + Element("ol", items) +
         AndMore(words, plan.raises_size());
}

Markup Raises(const Words& words) {
  if (IsHeldByAHair(words)) {
    const v1::PlanUpgradeResponse& safer = *words.input().safer;
    return List(words, safer,
                words.In("先把等级守住：做到这几条，评审下调任何一档也能保住",
                         "First make the level safe: with these, it is kept "
                         "whichever single step down an assessor takes"));
  }
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  return List(words, plan,
              plan.has_open()
                  ? words.In("先做这几件事（未作答的条款按“不满足”计）",
                             "What to do first, if all that is not answered is "
                             "not satisfied")
                  : words.In("先做这几件事", "What to do first"));
}

Markup Evidence(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  const int shown = std::min(kShown, margin.downgrades_size());
  Markup items;
  for (int i = 0; i < shown; ++i) {
    const std::string& id = margin.downgrades(i).requirement_id();
    items += Element(
        "li", Markup(words.names().Statement(id)) +
                  Element("div.evidence", words.In("可作证据：", "Evidence: ") +
                                              words.Evidence(id)));
  }
  return Element("h3", words.In("要守住等级，先备齐这些证据",
                                "To keep the level, have this evidence "
                                "first")) +
         Element("ol", items);
}

}  // namespace

Markup FirstSteps(const Words& words) {
  const Input& input = words.input();
  Markup steps;
  if (IsHeldByAHair(words) ||
      (input.plan->reachable() && !input.plan->raises().empty())) {
    steps = Raises(words);
  } else if (!input.margin->downgrades().empty()) {
    steps = Evidence(words);
  } else {
    return {};
  }
  return Element("div.first-steps", steps);
}

}  // namespace cmmm::report
