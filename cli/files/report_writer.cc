#include "cli/files/report_writer.h"

#include <utility>

#include "absl/strings/str_split.h"
#include "cli/files/cohort_file.h"
#include "cli/files/read_request.h"
#include "cli/options/china_date.h"
#include "report/page.h"

namespace cmmm::cli {

// What the engine's doors say about one assessment.
struct ReportWriter::Findings {
  v1::ScoreRequest request;
  v1::ScoreResponse score;
  v1::PlanUpgradeResponse plan;
  v1::AnalyzeMarginResponse margin;
  v1::GetProgrammeResponse programme;
  v1::CheckReadinessResponse readiness;
};

ReportWriter::ReportWriter(const ReportContent& content, ScoringEngine* engine)
    : content_(content), engine_(engine), models_(engine) {}

MaybeFailure ReportWriter::Prepare() {
  if (auto failure = ReadDate(content_.date, &date_)) return failure;
  if (!content_.declarations.empty()) {
    if (auto failure = ReadRequest(content_.declarations, &declarations_)) {
      return InFile(content_.declarations, failure);
    }
  }
  if (content_.cohort.empty()) return std::nullopt;
  return ReadCohort(content_.cohort, &cohort_);
}

MaybeFailure ReportWriter::Ask(Findings* findings) {
  v1::ScoreRequest& request = findings->request;
  if (content_.target >= 0) request.set_target_level(content_.target);
  request.set_view(v1::VIEW_FULL);
  if (auto failure = engine_->Ask(request, &findings->score)) return failure;
  v1::PlanUpgradeRequest up;
  *up.mutable_assessment() = request;
  up.set_target_level(request.target_level());
  if (auto failure = engine_->Ask(up, &findings->plan)) return failure;
  v1::AnalyzeMarginRequest down;
  *down.mutable_assessment() = request;
  if (auto failure = engine_->Ask(down, &findings->margin)) {
    return failure;
  }
  if (auto failure = AskReadiness(findings)) return failure;
  return models_.Get(findings->score.model());
}

MaybeFailure ReportWriter::AskReadiness(Findings* findings) {
  if (content_.programme.empty()) return std::nullopt;
  const std::pair<std::string, std::string> name =
      absl::StrSplit(content_.programme, absl::MaxSplits('/', 1));
  v1::CheckReadinessRequest request;
  *request.mutable_assessment() = findings->request;
  request.set_programme_id(name.first);
  request.set_track_id(name.second);
  request.set_date(date_);
  *request.mutable_declarations() = declarations_.declarations();
  if (auto failure = engine_->Ask(request, &findings->readiness)) {
    return failure;
  }
  v1::GetProgrammeRequest get;
  get.set_programme_id(name.first);
  return engine_->Ask(get, &findings->programme);
}

MaybeFailure ReportWriter::Write(const std::string& label,
                                 v1::ScoreRequest request, std::string* page) {
  Findings findings;
  findings.request = std::move(request);
  if (auto failure = Ask(&findings)) return failure;
  report::Input input;
  input.language = ReadLanguage(content_.assessment);
  input.label = label;
  input.details = content_.details;
  input.date = date_;
  input.model = &models_.last();
  input.profile = &findings.request.profile();
  input.score = &findings.score;
  input.plan = &findings.plan;
  input.margin = &findings.margin;
  if (!content_.cohort.empty()) input.cohort = &cohort_;
  if (!content_.programme.empty()) {
    input.programme = &findings.programme.definition();
    input.readiness = &findings.readiness;
  }
  *page = report::WritePage(input);
  return std::nullopt;
}

}  // namespace cmmm::cli
