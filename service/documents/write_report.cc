#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/base/civil_date.h"
#include "engine/base/utf8.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "portfolio/cohort.h"
#include "report/page.h"
#include "service/documents/documents.h"
#include "service/documents/within.h"
#include "texts/format_text.h"
#include "texts/open_text.h"
#include "texts/text_names.h"

namespace cmmm::service {
namespace {

constexpr size_t kMaxCharacters = 1000;

// What the engine's doors say about the assessment.
struct Answers {
  v1::ScoreRequest request;
  v1::ScoreResponse score;
  v1::PlanUpgradeResponse plan;
  v1::AnalyzeMarginResponse margin;
  v1::PlanUpgradeResponse safer;
  v1::GetModelResponse model;
  v1::GetProgrammeResponse programme;
  v1::CheckReadinessResponse readiness;
};

void CheckText(absl::string_view field, const std::string& text,
               Violations* violations) {
  if (!IsUtf8(text)) {
    violations->Add(std::string(field), "report.not_utf8", text,
                    "not valid UTF-8");
  } else if (Utf8Characters(text) > kMaxCharacters) {
    violations->Add(
        std::string(field), "report.text_too_long", text,
        absl::StrCat("longer than ", kMaxCharacters, " characters"));
  }
}

std::optional<Refusal> CheckTexts(const v1::WriteReportRequest& request) {
  Violations violations;
  CheckText("label", request.label(), &violations);
  CheckText("details", request.details(), &violations);
  if (!request.date().empty() && !ParseCivilDate(request.date()).has_value()) {
    violations.Add("date", "report.date", request.date(),
                   "no day of the calendar, as `2022-10-25`");
  }
  if (request.has_cohort()) {
    if (const auto problem = portfolio::CheckCohort(request.cohort())) {
      violations.Add("cohort", "report.cohort", "", problem->en);
    }
  }
  if (violations.empty()) return std::nullopt;
  return RefuseViolations("INVALID_REPORT", "the report cannot be written",
                          std::move(violations));
}

std::optional<Refusal> AskReadiness(const Catalog& catalog,
                                    const v1::WriteReportRequest& request,
                                    const Stop& stop, Answers* answers) {
  if (request.programme_id().empty()) return std::nullopt;
  v1::CheckReadinessRequest check;
  *check.mutable_assessment() = answers->request;
  check.set_programme_id(request.programme_id());
  check.set_track_id(request.track_id());
  check.set_date(request.date());
  *check.mutable_declarations() = request.declarations();
  if (auto refusal =
          CheckReadiness(catalog, check, &answers->readiness, stop)) {
    return refusal;
  }
  v1::GetProgrammeRequest get;
  get.set_programme_id(request.programme_id());
  return DescribeProgramme(catalog, get, &answers->programme);
}

std::optional<Refusal> AskAll(const Catalog& catalog,
                              const v1::WriteReportRequest& request,
                              const Stop& stop, Answers* answers) {
  answers->request = request.assessment();
  answers->request.set_view(v1::VIEW_FULL);
  if (auto refusal = Evaluate(catalog, answers->request, &answers->score)) {
    return Within("assessment.", std::move(refusal));
  }
  v1::PlanUpgradeRequest up;
  *up.mutable_assessment() = answers->request;
  up.set_target_level(answers->request.target_level());
  if (auto refusal = PlanUpgrade(catalog, up, &answers->plan, stop)) {
    return refusal;
  }
  v1::AnalyzeMarginRequest down;
  *down.mutable_assessment() = answers->request;
  if (auto refusal = AnalyzeMargin(catalog, down, &answers->margin, stop)) {
    return refusal;
  }
  if (texts::IsHeldByAHair(answers->margin)) {
    up.set_target_level(answers->margin.level());
    up.set_hold(1);
    if (auto refusal = PlanUpgrade(catalog, up, &answers->safer, stop)) {
      return refusal;
    }
  }
  if (auto refusal = AskReadiness(catalog, request, stop, answers)) {
    return refusal;
  }
  v1::GetModelRequest get;
  get.mutable_model()->set_id(answers->score.model().id());
  get.mutable_model()->set_version(answers->score.model().version());
  return DescribeModel(catalog, get, &answers->model);
}

// The level and the total, as far as they are known.
void Describe(const report::Input& input, v1::ReportLine* line) {
  const texts::TextNames names(input.language, *input.model);
  const v1::LevelDecision& worst = input.score->decision();
  const v1::LevelDecision& best =
      input.score->has_bounds() ? input.score->bounds().best() : worst;
  line->set_label(input.label);
  line->set_level(
      texts::ShowRange(names.Level(worst.level()), names.Level(best.level())));
  line->set_total(texts::ShowScoreRange(worst.total(), best.total()));
}

}  // namespace

std::optional<Refusal> WriteReport(const Catalog& catalog,
                                   const v1::WriteReportRequest& request,
                                   v1::WriteReportResponse* response,
                                   const Stop& stop) {
  if (auto refusal = CheckTexts(request)) return refusal;
  Answers answers;
  if (auto refusal = AskAll(catalog, request, stop, &answers)) return refusal;
  report::Input input;
  input.language = request.language() == v1::LANGUAGE_EN ? texts::Language::kEn
                                                         : texts::Language::kZh;
  input.label = request.label().empty()
                    ? request.assessment().info().enterprise_name()
                    : request.label();
  input.details = request.details();
  input.date = request.date();
  input.model = &answers.model.definition();
  input.profile = &answers.request.profile();
  input.request = &answers.request;
  input.score = &answers.score;
  input.plan = &answers.plan;
  input.margin = &answers.margin;
  input.safer = &answers.safer;
  if (request.has_cohort()) input.cohort = &request.cohort();
  if (!request.programme_id().empty()) {
    input.programme = &answers.programme.definition();
    input.readiness = &answers.readiness;
  }
  response->set_html(report::WritePage(input));
  Describe(input, response->mutable_line());
  *response->mutable_model() = answers.score.model();
  return std::nullopt;
}

}  // namespace cmmm::service
