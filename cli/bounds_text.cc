#include "cli/bounds_text.h"

#include "absl/strings/str_cat.h"
#include "cli/table.h"

namespace cmmm {

std::string NameLevel(Language language, const v1::ModelDefinition& model,
                      int level) {
  if (level == 0) return Say(language, "未达级", "no level");
  return absl::StrCat(level, " ",
                      Say(language, model.levels(level - 1).name()));
}

std::string NamePossibleLevels(Language language,
                               const v1::ModelDefinition& model,
                               const v1::Bounds& bounds) {
  std::string worst = NameLevel(language, model, bounds.worst().level());
  if (bounds.settled()) return worst;
  return absl::StrCat(worst, Say(language, " 到 ", " to "),
                      NameLevel(language, model, bounds.best().level()));
}

std::string SaySettled(Language language, const v1::Bounds& bounds) {
  if (!bounds.settled()) {
    return Say(language, "等级未定。", "The level is open.");
  }
  return Say(language, "等级已定，其余答案不会改变它。",
             "The level is settled: no answer left can change it.");
}

void PrintBounds(Language language, const v1::ModelDefinition& model,
                 const v1::Bounds& bounds, std::ostream& out) {
  Table table({{""},
               {Say(language, "等级", "level")},
               {Say(language, "总分 S", "total S"), Align::kRight}});
  const auto add = [&](const char* name, const v1::LevelDecision& decision) {
    table.AddRow({name, NameLevel(language, model, decision.level()),
                  ShowScore(decision.total())});
  };
  add(Say(language, "最差", "at worst"), bounds.worst());
  add(Say(language, "最好", "at best"), bounds.best());
  table.Print(out);
  out << "\n  " << Say(language, "未作答 ", "Unanswered ") << bounds.open();
  if (bounds.doubtful() > 0) {
    out << Say(language, "，存疑 ", ", doubtful ") << bounds.doubtful();
  }
  out << "\n  " << SaySettled(language, bounds) << "\n";
}

}  // namespace cmmm
