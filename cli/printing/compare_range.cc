#include "cli/printing/compare_range.h"

#include "absl/strings/str_cat.h"
#include "cli/printing/bounds_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

// What the side becomes when every open answer is the best one.
const v1::LevelDecision& BestOf(const v1::ComparedAssessment& side) {
  return side.has_bounds() ? side.bounds().best() : side.decision();
}

// `✓ 0.8500`, `? 0.3000–0.9000`, `0.1000–0.3000`.
std::string ShowPossible(const v1::ComparedAssessment& side, int level) {
  const auto& worst = side.decision().levels(level - 1);
  const auto& best = BestOf(side).levels(level - 1);
  return absl::StrCat(worst.satisfied()  ? "✓ "
                      : best.satisfied() ? "? "
                                         : "",
                      texts::ShowScoreRange(worst.score(), best.score()));
}

}  // namespace

std::string NameLevels(texts::Language language,
                       const v1::ModelDefinition& model,
                       const v1::ComparedAssessment& side) {
  if (!side.has_bounds() || side.bounds().settled()) {
    return texts::TextNames(language, model)
        .LevelTitle(side.decision().level());
  }
  return NamePossibleLevels(language, model, side.bounds());
}

std::string ShowTotal(const v1::ComparedAssessment& side) {
  return texts::ShowScoreRange(side.decision().total(), BestOf(side).total());
}

std::string ShowBetween(texts::Language language, const v1::OpenChange& range) {
  std::string low = texts::ShowChange(range.lowest());
  const std::string high = texts::ShowChange(range.highest());
  if (low == high) return low;
  return absl::StrCat(low, texts::Say(language, " 到 ", " to "), high);
}

void PrintLevelRanges(texts::Language language, const texts::TextNames& names,
                      const v1::CompareResponse& response, std::ostream& out) {
  out << "\n"
      << Say(language, "各级得分：尚有条款未作答，只能给出范围",
             "Level scores: questions are open, so there are ranges")
      << "\n";
  texts::Table table({{Say(language, "等级", "Level")},
                      {"A", texts::Align::kRight},
                      {"B", texts::Align::kRight},
                      {Say(language, "变化", "change"), texts::Align::kRight}});
  for (const auto& level : response.comparison().levels()) {
    table.AddRow({names.Level(level.level()),
                  ShowPossible(response.a(), level.level()),
                  ShowPossible(response.b(), level.level()),
                  ShowRangeOf(language, level, level.attribution().change())});
  }
  table.Print(out);
  texts::PrintParagraph(
      "  ",
      Say(language, "✓ 一定达标；? 未定；没有记号：一定不达标。",
          "✓ = satisfied for sure; ? = undecided; no mark: not satisfied, "
          "whatever the answers."),
      out);
}

}  // namespace cmmm::cli
