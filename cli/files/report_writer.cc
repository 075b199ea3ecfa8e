#include "cli/files/report_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/files/cohort_file.h"
#include "cli/files/read_request.h"
#include "cli/options/china_date.h"
#include "cli/options/profile_options.h"
#include "cli/options/programme_name.h"
#include "cli/options/wrong_options.h"
#include "cmmm/v1/document_service.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "engine/base/utf8.h"

namespace cmmm::cli {
namespace {

// What is wrong with an assessment, by the fields of its file.
Failure OfFile(Failure failure) {
  const Violations whole = std::move(failure.violations);
  failure.violations = {};
  for (const Violation& one : whole.listed()) {
    failure.violations.Add(
        std::string(absl::StripPrefix(one.field_path, "assessment.")),
        one.rule_id, one.value, one.message, one.index);
  }
  failure.violations.AddUnlisted(whole.total() - whole.listed().size());
  return failure;
}

// Bytes that are no UTF-8, as a shell may pass them, replaced, so that they can
// be sent.
std::string Sendable(absl::string_view text) {
  std::string sendable;
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    absl::StrAppend(&sendable,
                    length == 0 ? "\xEF\xBF\xBD" : text.substr(0, length));
    text.remove_prefix(std::max<size_t>(1, length));
  }
  return sendable;
}

}  // namespace

ReportWriter::ReportWriter(const ReportContent& content, ScoringEngine* engine)
    : content_(content), engine_(engine) {}

MaybeFailure ReportWriter::Prepare() {
  WrongOptions wrong;
  wrong.Add(ReadDate(content_.date, &date_));
  wrong.Add(CheckProgramme());
  if (!content_.declarations.empty()) {
    wrong.Add(InFile(content_.declarations,
                     ReadRequest(content_.declarations, &declarations_)));
  }
  if (!content_.cohort.empty()) {
    wrong.Add(ReadCohort(content_.cohort, &cohort_));
  }
  return wrong.Take();
}

// Once, not with every report.
MaybeFailure ReportWriter::CheckProgramme() {
  if (content_.programme.empty()) return std::nullopt;
  v1::GetProgrammeRequest get;
  get.set_programme_id(SplitProgramme(content_.programme).first);
  v1::GetProgrammeResponse response;
  return engine_->Ask(get, &response);
}

std::string ReportWriter::BasisInWords(const v1::ModelRef& model,
                                       const std::string& weight_set) {
  const texts::Language language = ReadLanguage(content_.assessment);
  const auto [at, is_new] = models_.try_emplace(EditionName(model));
  if (is_new) {
    v1::GetModelRequest get;
    get.mutable_model()->set_id(model.id());
    get.mutable_model()->set_version(model.version());
    v1::GetModelResponse response;
    if (!engine_->Ask(get, &response).has_value()) {
      at->second = std::move(*response.mutable_definition());
    }
  }
  const v1::ModelDefinition& definition = at->second;
  std::string words = absl::StrCat(
      definition.has_title() ? texts::Say(language, definition.title())
                             : model.id(),
      texts::Say(language, "，版本 ", ", version "), model.version());
  for (const auto& set : definition.weight_sets()) {
    if (set.id() != weight_set) continue;
    absl::StrAppend(&words, texts::Say(language, "，", ", "),
                    texts::Say(language, set.name()));
  }
  return words;
}

MaybeFailure ReportWriter::Write(const std::string& label, bool label_given,
                                 v1::ScoreRequest request,
                                 WrittenReport* written) {
  const std::string name = request.info().enterprise_name();
  v1::WriteReportRequest ask;
  *ask.mutable_assessment() = std::move(request);
  if (content_.target >= 0) {
    ask.mutable_assessment()->set_target_level(content_.target);
  }
  ask.set_language(ReadLanguage(content_.assessment) == texts::Language::kEn
                       ? v1::LANGUAGE_EN
                       : v1::LANGUAGE_ZH);
  ask.set_label(Sendable(name.empty() || label_given ? label : name));
  ask.set_details(Sendable(content_.details));
  ask.set_date(date_);
  if (!content_.programme.empty()) {
    const auto [programme, track] = SplitProgramme(content_.programme);
    ask.set_programme_id(programme);
    ask.set_track_id(track);
    *ask.mutable_declarations() = declarations_.declarations();
  }
  if (!content_.cohort.empty()) *ask.mutable_cohort() = cohort_;
  v1::WriteReportResponse response;
  if (auto failure = engine_->Ask(ask, &response)) {
    return BlameOption(content_.target >= 0, "target_level", OfFile(*failure));
  }
  const std::string& weights = ask.assessment().profile().weight_set();
  written->entry.ids = absl::StrCat(EditionName(response.model()),
                                    weights.empty() ? "" : ", ", weights);
  written->entry.basis = BasisInWords(response.model(), weights);
  written->page = std::move(*response.mutable_html());
  written->entry.label = std::move(*response.mutable_line()->mutable_label());
  written->entry.level = std::move(*response.mutable_line()->mutable_level());
  written->entry.total = std::move(*response.mutable_line()->mutable_total());
  return std::nullopt;
}

}  // namespace cmmm::cli
