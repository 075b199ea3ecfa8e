#include "cli/printing/next_steps_text.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "texts/open_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

constexpr int kRaisesShown = 5;

// For which answers to the open questions the list below holds.
void PrintHolds(texts::Language language, int open, std::ostream& out) {
  if (open > 0) {
    texts::PrintParagraph("  ", texts::SayListHolds(language, open), out);
  }
}

void PrintRaises(const texts::TextNames& texts,
                 const v1::PlanUpgradeResponse& plan, std::ostream& out) {
  const texts::Language language = texts.language();
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

void PrintPlan(const texts::TextNames& texts,
               const v1::PlanUpgradeResponse& plan, std::ostream& out) {
  const texts::Language language = texts.language();
  out << "\n"
      << Say(language, "到", "Cheapest way to ")
      << texts.Level(plan.target_level())
      << Say(language, "，最少提升的档数（升一档计 1）：",
             ", in steps up of one grade: ")
      << texts::ShowPlanCost(plan) << "\n";
  PrintHolds(language, plan.open().questions(), out);
  PrintRaises(texts, plan, out);
}

// What makes a level safe that one step down loses.
void PrintSafer(const texts::TextNames& texts,
                const v1::PlanUpgradeResponse& safer, std::ostream& out) {
  const texts::Language language = texts.language();
  out << "\n";
  texts::PrintParagraph(
      "",
      absl::StrCat(
          texts.Level(safer.target_level()),
          Say(language,
              "只差一档就会失去。要经得起任意一档下调，最少提升的档数：",
              " is held by a hair: one step down loses it. To survive any one, "
              "steps up of one grade: "),
          safer.total_cost(),
          Say(language, "（cmmm plan --hold）", " (cmmm plan --hold)")),
      out);
  PrintRaises(texts, safer, out);
}

void PrintMargin(const texts::TextNames& texts,
                 const v1::AnalyzeMarginResponse& margin, std::ostream& out) {
  const texts::Language language = texts.language();
  const v1::LevelMargin& held = margin.levels(margin.level() - 1);
  if (held.cannot_be_lost()) return;
  std::string line = absl::StrCat(
      Say(language, "评审从严时，失去", "Fewest steps down that lose "),
      texts.Level(margin.level()),
      Say(language, "最少要下调的档数：", ", if a reviewer is stricter: "),
      texts::ShowMarginSize(held));
  if (margin.open() == 0 && !margin.critical_requirement_ids().empty()) {
    absl::StrAppend(&line,
                    Say(language, "；单独下调一档就会失去它的条款数：",
                        "; answers that lose it alone, by one step: "),
                    margin.critical_requirement_ids_size());
  }
  absl::StrAppend(&line, Say(language, "（cmmm margin）", " (cmmm margin)"));
  out << "\n";
  texts::PrintParagraph("", line, out);
}

}  // namespace

void PrintNextSteps(const texts::TextNames& texts,
                    const v1::PlanUpgradeResponse& plan,
                    const v1::AnalyzeMarginResponse& margin,
                    const v1::PlanUpgradeResponse& safer, std::ostream& out) {
  if (safer.reachable() && !safer.raises().empty()) {
    PrintSafer(texts, safer, out);
  }
  if (plan.reachable() && !plan.already_reached()) PrintPlan(texts, plan, out);
  if (margin.level() > 0) PrintMargin(texts, margin, out);
}

}  // namespace cmmm::cli
