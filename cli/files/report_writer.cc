#include "cli/files/report_writer.h"

#include <utility>

#include "absl/strings/str_split.h"
#include "cli/files/cohort_file.h"
#include "cli/files/read_request.h"
#include "cli/options/china_date.h"
#include "report/page.h"
#include "texts/open_text.h"
#include "texts/text_names.h"

namespace cmmm::cli {

// What the engine's doors say about one assessment.
struct ReportWriter::Findings {
  v1::ScoreRequest request;
  v1::ScoreResponse score;
  v1::PlanUpgradeResponse plan;
  v1::AnalyzeMarginResponse margin;
  v1::PlanUpgradeResponse safer;
  v1::GetProgrammeResponse programme;
  v1::CheckReadinessResponse readiness;
};

namespace {

// The level and the total, as far as they are known.
report::IndexEntry EntryOf(const report::Input& input) {
  const texts::TextNames names(input.language, *input.model);
  const v1::LevelDecision& worst = input.score->decision();
  const v1::LevelDecision& best =
      input.score->has_bounds() ? input.score->bounds().best() : worst;
  report::IndexEntry entry;
  entry.label = input.label;
  entry.level =
      texts::ShowRange(names.Level(worst.level()), names.Level(best.level()));
  entry.total = texts::ShowScoreRange(worst.total(), best.total());
  return entry;
}

}  // namespace

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
  if (texts::IsHeldByAHair(findings->margin)) {
    up.set_target_level(findings->margin.level());
    up.set_hold(1);
    if (auto failure = engine_->Ask(up, &findings->safer)) return failure;
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

MaybeFailure ReportWriter::Write(const std::string& label, bool label_given,
                                 v1::ScoreRequest request,
                                 WrittenReport* written) {
  Findings findings;
  findings.request = std::move(request);
  if (auto failure = Ask(&findings)) return failure;
  report::Input input;
  input.language = ReadLanguage(content_.assessment);
  const std::string& name = findings.request.info().enterprise_name();
  input.label = name.empty() || label_given ? label : name;
  input.details = content_.details;
  input.date = date_;
  input.model = &models_.last();
  input.profile = &findings.request.profile();
  input.request = &findings.request;
  input.score = &findings.score;
  input.plan = &findings.plan;
  input.margin = &findings.margin;
  input.safer = &findings.safer;
  if (!content_.cohort.empty()) input.cohort = &cohort_;
  if (!content_.programme.empty()) {
    input.programme = &findings.programme.definition();
    input.readiness = &findings.readiness;
  }
  written->page = report::WritePage(input);
  written->entry = EntryOf(input);
  return std::nullopt;
}

}  // namespace cmmm::cli
