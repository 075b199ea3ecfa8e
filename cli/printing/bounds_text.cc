#include "cli/printing/bounds_text.h"

#include "absl/strings/str_cat.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {

std::string NamePossibleLevels(texts::Language language,
                               const v1::ModelDefinition& model,
                               const v1::Bounds& bounds) {
  const texts::TextNames names(language, model);
  std::string worst = names.Level(bounds.worst().level());
  if (bounds.settled()) return worst;
  return absl::StrCat(worst, texts::Say(language, "到", " to "),
                      names.Level(bounds.best().level()));
}

std::string SaySettled(texts::Language language, const v1::Bounds& bounds) {
  if (!bounds.settled()) {
    return texts::Say(language, "等级未定。", "The level is open.");
  }
  return texts::Say(language, "等级已定，其余答案不会改变它。",
                    "The level is settled: no answer left can change it.");
}

void PrintBounds(texts::Language language, const v1::ModelDefinition& model,
                 const v1::Bounds& bounds, std::ostream& out) {
  texts::Table table(
      {{""},
       {texts::Say(language, "等级", "level")},
       {texts::Say(language, "总分 S", "total S"), texts::Align::kRight}});
  const texts::TextNames names(language, model);
  const auto add = [&](const char* name, const v1::LevelDecision& decision) {
    table.AddRow({name, names.Level(decision.level()),
                  texts::ShowScore(decision.total())});
  };
  add(texts::Say(language, "最差", "at worst"), bounds.worst());
  add(texts::Say(language, "最好", "at best"), bounds.best());
  table.Print(out);
  out << "\n  " << texts::Say(language, "未作答 ", "Unanswered ")
      << bounds.open();
  if (bounds.doubtful() > 0) {
    out << texts::Say(language, "，存疑 ", ", doubtful ") << bounds.doubtful();
  }
  out << "\n  " << SaySettled(language, bounds) << "\n";
}

}  // namespace cmmm::cli
