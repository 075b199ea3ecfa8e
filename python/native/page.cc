#include "python/native/page.h"

#include "engine/analyze.h"
#include "python/native/errors.h"
#include "report/document.h"
#include "report/front_figures.h"
#include "report/page.h"
#include "report/sections.h"
#include "report/words.h"
#include "texts/open_text.h"

namespace cmmm::python {
namespace {

report::Input InputOf(const NativeModel& model, const Scored& scored,
                      texts::Language language) {
  report::Input input;
  input.language = language;
  input.model = &model.definition();
  input.profile = &scored.assessment().request.profile();
  input.request = &scored.assessment().request;
  input.score = &scored.response();
  return input;
}

}  // namespace

std::string ReportHtml(const NativeModel& model, const Scored& scored,
                       const std::string& label, const std::string& about,
                       const std::string& date, texts::Language language) {
  const v1::ScoreRequest& request = scored.assessment().request;
  v1::PlanUpgradeRequest up;
  *up.mutable_assessment() = request;
  up.set_target_level(request.target_level());
  v1::PlanUpgradeResponse plan;
  RaiseIf(PlanUpgrade(model.catalog(), up, &plan));
  v1::AnalyzeMarginRequest down;
  *down.mutable_assessment() = request;
  v1::AnalyzeMarginResponse margin;
  RaiseIf(AnalyzeMargin(model.catalog(), down, &margin));
  v1::PlanUpgradeResponse safer;
  if (texts::IsHeldByAHair(margin)) {
    up.set_target_level(margin.level());
    up.set_hold(1);
    RaiseIf(PlanUpgrade(model.catalog(), up, &safer));
  }
  report::Input input = InputOf(model, scored, language);
  input.safer = &safer;
  input.label = label.empty() ? request.info().enterprise_name() : label;
  input.details = about;
  input.date = date;
  input.plan = &plan;
  input.margin = &margin;
  return report::WritePage(input);
}

std::string CardHtml(const NativeModel& model, const Scored& scored,
                     texts::Language language) {
  const report::Input input = InputOf(model, scored, language);
  const report::Words words(input);
  const std::string level =
      words.names().LevelTitle(scored.response().decision().level());
  return report::WriteDocument(
      language, level,
      report::Element("section", report::Element("h1", level) +
                                     report::ScoreFigures(words) +
                                     report::LevelTable(words) +
                                     report::ProfileRadar(words)));
}

}  // namespace cmmm::python
