// `cmmm ready`: whether an enterprise may apply for a programme.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/read_request.h"
#include "cli/files/ready_template.h"
#include "cli/options/assessment_options.h"
#include "cli/options/china_date.h"
#include "cli/options/programme_name.h"
#include "cli/options/wrong_options.h"
#include "cli/printing/ready_text.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

struct ReadyOptions {
  std::string programme;
  std::string file;
  std::string date = kToday;
  std::vector<std::string> declared;
  std::string declarations;
  std::vector<std::string> texts;
  bool list = false;
  bool print_template = false;
  bool verdict_as_exit_code = false;
  AssessmentOptions assessment;
};

// `ID=VALUE`; empty parts where there is no `=`.
std::pair<std::string, std::string> SplitOption(const std::string& text) {
  const size_t at = text.find('=');
  if (at == std::string::npos) return {};
  return {text.substr(0, at), text.substr(at + 1)};
}

// Goes over what a file declared about the same condition. The command line
// itself must not contradict itself; the engine refuses that.
void Declare(const v1::ConditionDeclaration& declaration, int from_file,
             v1::CheckReadinessRequest* request) {
  for (int i = 0; i < from_file; ++i) {
    auto* earlier = request->mutable_declarations(i);
    if (earlier->condition_id() == declaration.condition_id()) {
      earlier->set_declared(declaration.declared());
      return;
    }
  }
  *request->add_declarations() = declaration;
}

// Fills in a request from the options.
class RequestReader {
 public:
  RequestReader(const ReadyOptions& options, ScoringEngine* engine,
                v1::CheckReadinessRequest* request)
      : options_(options), engine_(engine), request_(request) {}

  MaybeFailure Read() {
    const auto [programme, track] = SplitProgramme(options_.programme);
    request_->set_programme_id(programme);
    request_->set_track_id(track);
    if (auto failure = CheckOptions()) return failure;
    if (auto failure = ReadFile()) return failure;
    if (auto failure = ReadDeclarations()) return failure;
    return ReadTexts();
  }

  // The file a failure is about, when it is not the assessment.
  const std::string& file() const { return file_; }

 private:
  // Before a file is read; all that is wrong with them at once.
  MaybeFailure CheckOptions() {
    WrongOptions wrong;
    wrong.Add(ReadDate(options_.date, request_->mutable_date()));
    for (const std::string& text : options_.declared) {
      const auto [id, value] = SplitOption(text);
      if (!id.empty() && (value == "yes" || value == "no")) continue;
      wrong.Add(absl::StrCat("--declare ", text, ": must be ID=yes or ID=no"),
                absl::StrCat("--declare ", text, "：须为 ID=yes 或 ID=no"));
    }
    for (const std::string& text : options_.texts) {
      const auto [id, file] = SplitOption(text);
      if (!id.empty() && !file.empty()) continue;
      wrong.Add(absl::StrCat("--text ", text, ": must be ID=FILE"),
                absl::StrCat("--text ", text, "：须为 ID=FILE"));
    }
    return wrong.Take();
  }

  MaybeFailure ReadFile() {
    file_ = options_.file;
    return ReadAssessment(file_, options_.assessment, engine_,
                          request_->mutable_assessment());
  }

  MaybeFailure ReadDeclarations() {
    if (!options_.declarations.empty()) {
      v1::Declarations declarations;
      file_ = options_.declarations;
      if (auto failure = ReadRequest(file_, &declarations)) return failure;
      *request_->mutable_declarations() = declarations.declarations();
    }
    file_ = options_.file;
    const int from_file = request_->declarations_size();
    for (const std::string& text : options_.declared) {
      const auto [id, value] = SplitOption(text);
      v1::ConditionDeclaration declaration;
      declaration.set_condition_id(id);
      declaration.set_declared(value == "yes" ? v1::DECLARED_YES
                                              : v1::DECLARED_NO);
      Declare(declaration, from_file, request_);
    }
    return std::nullopt;
  }

  MaybeFailure ReadTexts() {
    for (const std::string& text : options_.texts) {
      const auto [id, file] = SplitOption(text);
      v1::ConditionText* checked = request_->add_texts();
      checked->set_condition_id(id);
      file_ = file;
      if (auto failure = ReadText(file, checked->mutable_text())) {
        return failure;
      }
    }
    file_ = options_.file;
    return std::nullopt;
  }

  const ReadyOptions& options_;
  ScoringEngine* engine_;
  v1::CheckReadinessRequest* request_;
  std::string file_;
};

ExitCode ExitCodeFor(v1::Verdict verdict) {
  if (verdict == v1::VERDICT_MET) return kExitOk;
  return verdict == v1::VERDICT_NOT_MET ? kExitNotMet : kExitUndecided;
}

MaybeFailure PrintReport(const ReadyOptions& options,
                         const v1::CheckReadinessResponse& response,
                         ScoringEngine* engine) {
  if (PrintMessage(options.assessment.format, response)) return std::nullopt;
  ModelReader models(engine);
  if (auto failure = models.Get(response.model())) return failure;
  v1::GetProgrammeRequest get;
  get.set_programme_id(response.programme().id());
  v1::GetProgrammeResponse programme;
  if (auto failure = engine->Ask(get, &programme)) return failure;
  ReadyReport report;
  report.language = ReadLanguage(options.assessment);
  report.date_is_today = options.date == kToday;
  report.model = &models.last();
  report.programme = &programme.definition();
  report.response = &response;
  PrintReadiness(report, std::cout);
  return std::nullopt;
}

ExitCode RunCheck(const ReadyOptions& options, ScoringEngine* engine) {
  v1::CheckReadinessRequest request;
  v1::CheckReadinessResponse response;
  RequestReader reader(options, engine, &request);
  auto failure = reader.Read();
  if (!failure.has_value()) {
    failure = engine->Ask(request, &response);
  }
  if (!failure.has_value()) {
    failure = PrintReport(options, response, engine);
  }
  if (failure.has_value()) return PrintIfFailed(reader.file(), failure);
  return options.verdict_as_exit_code ? ExitCodeFor(response.verdict())
                                      : kExitOk;
}

ExitCode RunList(const ReadyOptions& options, ScoringEngine* engine) {
  v1::ListProgrammesRequest request;
  v1::ListProgrammesResponse all;
  v1::ListProgrammesResponse page;
  do {
    page.Clear();
    if (auto failure = engine->Ask(request, &page)) {
      return PrintIfFailed("", failure);
    }
    all.mutable_programmes()->MergeFrom(page.programmes());
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty());
  if (!PrintMessage(options.assessment.format, all)) {
    PrintProgrammes({all.programmes().begin(), all.programmes().end()},
                    ReadLanguage(options.assessment), std::cout);
  }
  return kExitOk;
}

MaybeFailure PrintTemplate(const ReadyOptions& options, ScoringEngine* engine) {
  const auto [programme, track] = SplitProgramme(options.programme);
  v1::GetProgrammeRequest get;
  get.set_programme_id(programme);
  v1::GetProgrammeResponse response;
  if (auto failure = engine->Ask(get, &response)) return failure;
  return PrintDeclarations(response.definition(), track,
                           ReadLanguage(options.assessment), std::cout);
}

ExitCode RunReady(const ReadyOptions& options) {
  if (!options.list && !options.print_template && options.file.empty()) {
    return PrintIfFailed(
        "", Failure{FailureKind::kUsage,
                    "ready: PROGRAMME and FILE are required; "
                    "`cmmm ready --list` shows the programmes",
                    "ready：须写明项目（PROGRAMME）和文件（FILE）；"
                    "cmmm ready --list 列出项目"});
  }
  const auto engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  if (options.list) return RunList(options, engine.get());
  if (!options.print_template) return RunCheck(options, engine.get());
  return PrintIfFailed("", PrintTemplate(options, engine.get()));
}

}  // namespace

void AddReadyCommand(Command app, Run* run) {
  auto options = std::make_shared<ReadyOptions>();
  Command ready = app.AddSubcommand(
      "ready",
      "Check whether an enterprise may apply for a programme, and what is in "
      "the way");
  ready.AddOption("PROGRAMME", &options->programme,
                  "Programme, or PROGRAMME/TRACK when it has several tracks");
  AddFileOption(ready, &options->file);
  ready.AddFlag("--list", &options->list, "List the programmes and tracks");
  ready.AddFlag("--template", &options->print_template,
                "Print a file of declarations for the track, all open, to "
                "fill in for --declarations");
  ready
      .AddOption("--date", &options->date,
                 "Day to check deadlines against, YYYY-MM-DD, or none; today "
                 "is that of China")
      .ShowDefault();
  ready
      .AddOption("--declare", &options->declared,
                 "A condition the applicant knows about, ID=yes or ID=no; "
                 "may be repeated")
      .OneValueEach();
  ready.AddOption("--declarations", &options->declarations,
                  "File of declarations: cmmm.v1.Declarations as textproto "
                  "or JSON; --declare goes over it");
  ready
      .AddOption("--text", &options->texts,
                 "A text whose length is checked, ID=FILE; may be repeated")
      .OneValueEach();
  ready.AddFlag("--exit-code", &options->verdict_as_exit_code,
                "End with 0 when met, 1 when not met, 2 when undecided; "
                "without it, 0 whatever the verdict");
  AddAssessmentOptions(ready, &options->assessment);
  ready.ShowExamples({"cmmm ready --list",
                      "cmmm ready national-pilot-2022/demonstration-factory "
                      "--template > declarations.textproto",
                      "cmmm ready national-pilot-2022/demonstration-factory "
                      "datasets/auto-parts-level-3.textproto --declarations "
                      "declarations.textproto"});
  ready.OnCall(
      [options, run] { *run = [options] { return RunReady(*options); }; });
}

}  // namespace cmmm::cli
