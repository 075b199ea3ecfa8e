#include "cli/printing/next_steps_text.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

constexpr int kRaisesShown = 5;

void PrintPlan(const texts::TextNames& texts,
               const v1::PlanUpgradeResponse& plan, std::ostream& out) {
  const texts::Language language = texts.language();
  out << "\n"
      << Say(language, "到 ", "Cheapest way to ")
      << texts.Level(plan.target_level())
      << Say(language, "，最少提升的档数（升一档计 1）：",
             ", in steps up of one grade: ")
      << plan.total_cost() << "\n";
  texts::Table table({{"#", texts::Align::kRight},
                      {Say(language, "条款", "requirement")},
                      {Say(language, "现状 → 提升到", "now → raise to")},
                      {Say(language, "内容", "what it asks"),
                       texts::Align::kLeft, texts::kStatementWidth}});
  const int shown = std::min(kRaisesShown, plan.raises_size());
  for (int i = 0; i < shown; ++i) {
    const v1::Raise& raise = plan.raises(i);
    table.AddRow({absl::StrCat(i + 1), raise.requirement_id(),
                  absl::StrCat(texts.Grade(raise.from()), " → ",
                               texts.Grade(raise.to())),
                  texts.Statement(raise.requirement_id())});
  }
  table.Print(out);
  if (plan.raises_size() > shown) {
    out << "  … " << Say(language, "还有 ", "") << plan.raises_size() - shown
        << Say(language, " 条，见 cmmm plan", " more: cmmm plan") << "\n";
  }
}

void PrintMargin(const texts::TextNames& texts,
                 const v1::AnalyzeMarginResponse& margin, std::ostream& out) {
  const texts::Language language = texts.language();
  const v1::LevelMargin& held = margin.levels(margin.level() - 1);
  if (held.cannot_be_lost()) return;
  out << "\n"
      << Say(language, "评审从严时，失去 ", "Fewest steps down that lose ")
      << texts.Level(margin.level())
      << Say(language, " 最少要下调的档数：", ", if a reviewer is stricter: ")
      << margin.size();
  if (!margin.critical_requirement_ids().empty()) {
    out << Say(language, "；单独下调一档就会失去它的条款数：",
               "; answers that lose it alone, by one step: ")
        << margin.critical_requirement_ids_size();
  }
  out << Say(language, "（cmmm margin）", " (cmmm margin)") << "\n";
}

}  // namespace

void PrintNextSteps(const texts::TextNames& texts,
                    const v1::PlanUpgradeResponse& plan,
                    const v1::AnalyzeMarginResponse& margin,
                    std::ostream& out) {
  if (plan.reachable() && !plan.already_reached()) PrintPlan(texts, plan, out);
  if (margin.level() > 0) PrintMargin(texts, margin, out);
}

}  // namespace cmmm::cli
