// `cmmm report`: a report to hand over, one HTML file per assessment.
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "cli/assessment_options.h"
#include "cli/china_date.h"
#include "cli/cohort_file.h"
#include "cli/commands.h"
#include "cli/read_request.h"
#include "cli/scoring_engine.h"
#include "cli/write_file.h"
#include "engine/base/civil_date.h"
#include "report/page.h"

namespace cmmm {
namespace {

constexpr char kNoDate[] = "none";
constexpr char kStandard[] = "-";  // input or output

struct ReportOptions {
  std::vector<std::string> files;
  std::string output;
  std::string label;
  std::string details;
  std::string programme;
  std::string declarations;
  std::string date;
  std::string cohort;
  int target = -1;
  bool force = false;
  AssessmentOptions assessment;
};

Problem ProblemOf(ExitCode code, std::string message) {
  Problem problem;
  problem.exit_code = code;
  problem.message = std::move(message);
  return problem;
}

// What the engine's doors say about one assessment.
struct Findings {
  v1::ScoreRequest request;
  v1::ScoreResponse score;
  v1::PlanUpgradeResponse plan;
  v1::AnalyzeMarginResponse margin;
  v1::GetProgrammeResponse programme;
  v1::CheckReadinessResponse readiness;
};

class ReportCommand {
 public:
  ReportCommand(const ReportOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), models_(engine) {
    if (options.date == kNoDate) return;
    date_ = options.date.empty() ? ChinaDate(absl::Now()) : options.date;
  }

  // The exit code of the first file that failed; every file is tried.
  ExitCode WriteAll() {
    if (!date_.empty() && !ParseCivilDate(date_).has_value()) {
      return Say("", ProblemOf(kExitUsage,
                               absl::StrCat("--date ", date_,
                                            ": must be a day, YYYY-MM-DD, or "
                                            "none")));
    }
    if (!options_.cohort.empty()) {
      if (auto problem = ReadCohort(options_.cohort, &cohort_)) {
        return Say("", *problem);
      }
    }
    if (auto problem = PlanOutputs()) return Say("", *problem);
    ExitCode first_failure = kExitOk;
    for (size_t i = 0; i < options_.files.size(); ++i) {
      const auto problem = WriteOne(options_.files[i], outputs_[i]);
      if (!problem.has_value()) continue;
      if (first_failure == kExitOk) first_failure = problem->exit_code;
    }
    return first_failure;
  }

 private:
  static ExitCode Say(const std::string& file, const Problem& problem) {
    PrintProblem(file, problem, std::cerr);
    return problem.exit_code;
  }

  static std::string Stem(const std::string& file) {
    return file == kStandard ? "report"
                             : std::filesystem::path(file).stem().string();
  }

  bool IsFolder() const {
    std::error_code error;
    return options_.files.size() > 1 || absl::EndsWith(options_.output, "/") ||
           std::filesystem::is_directory(options_.output, error);
  }

  // Names every output before anything is computed, so that a name that is
  // taken costs nothing.
  std::optional<Problem> PlanOutputs() {
    if (!IsFolder()) {
      outputs_ = {options_.output};
    } else if (auto problem = PlanFolder()) {
      return problem;
    }
    if (!options_.label.empty() && outputs_.size() > 1) {
      return ProblemOf(kExitUsage, "--label names one enterprise only");
    }
    for (const std::string& output : outputs_) {
      if (options_.force || output == kStandard) continue;
      if (auto problem = CheckNew(output)) {
        problem->message = absl::StrCat(output, ": ", problem->message,
                                        "; --force replaces it");
        return problem;
      }
    }
    return std::nullopt;
  }

  std::optional<Problem> PlanFolder() {
    std::error_code error;
    std::filesystem::create_directories(options_.output, error);
    if (error) {
      return ProblemOf(
          kExitIo,
          absl::StrCat(options_.output, ": cannot be made: ", error.message()));
    }
    std::set<std::string> names;
    for (const std::string& file : options_.files) {
      const std::string name = Stem(file) + ".html";
      if (!names.insert(name).second) {
        return ProblemOf(kExitUsage,
                         absl::StrCat("two reports would be called ", name));
      }
      outputs_.push_back(
          (std::filesystem::path(options_.output) / name).string());
    }
    return std::nullopt;
  }

  std::optional<Problem> WriteOne(const std::string& file,
                                  const std::string& output) {
    Findings findings;
    if (auto problem = Ask(file, &findings)) {
      Say(file, *problem);
      return problem;
    }
    const std::string page = report::WritePage(ToInput(file, findings));
    if (output == kStandard) {
      std::cout << page;
      return std::nullopt;
    }
    auto problem = WriteWholeFile(output, page, kPublicFile, options_.force);
    if (problem.has_value()) Say(output, *problem);
    return problem;
  }

  // Asks every door about the same request.
  std::optional<Problem> Ask(const std::string& file, Findings* findings) {
    v1::ScoreRequest& request = findings->request;
    if (auto problem = ReadRequest(file, engine_, &request)) return problem;
    ApplyOptions(options_.assessment, &request);
    if (options_.target >= 0) request.set_target_level(options_.target);
    request.set_view(v1::VIEW_FULL);
    if (auto problem = engine_->Score(request, &findings->score)) {
      return problem;
    }
    v1::PlanUpgradeRequest up;
    *up.mutable_assessment() = request;
    up.set_target_level(request.target_level());
    if (auto problem = engine_->PlanUpgrade(up, &findings->plan)) {
      return problem;
    }
    v1::AnalyzeMarginRequest down;
    *down.mutable_assessment() = request;
    if (auto problem = engine_->AnalyzeMargin(down, &findings->margin)) {
      return problem;
    }
    if (auto problem = AskReadiness(findings)) return problem;
    return models_.Get(findings->score.model());
  }

  std::optional<Problem> AskReadiness(Findings* findings) {
    if (options_.programme.empty()) return std::nullopt;
    const std::pair<std::string, std::string> name =
        absl::StrSplit(options_.programme, absl::MaxSplits('/', 1));
    v1::CheckReadinessRequest request;
    *request.mutable_assessment() = findings->request;
    request.set_programme_id(name.first);
    request.set_track_id(name.second);
    request.set_date(date_);
    if (!options_.declarations.empty()) {
      v1::Declarations declarations;
      if (auto problem = ReadRequest(options_.declarations, &declarations)) {
        problem->message =
            absl::StrCat(options_.declarations, ": ", problem->message);
        return problem;
      }
      *request.mutable_declarations() = declarations.declarations();
    }
    if (auto problem = engine_->CheckReadiness(request, &findings->readiness)) {
      return problem;
    }
    v1::GetProgrammeRequest get;
    get.set_programme_id(name.first);
    return engine_->GetProgramme(get, &findings->programme);
  }

  report::Input ToInput(const std::string& file,
                        const Findings& findings) const {
    report::Input input;
    input.language = ReadLanguage(options_.assessment);
    input.label = options_.label.empty() ? Stem(file) : options_.label;
    input.details = options_.details;
    input.date = date_;
    input.model = &models_.last();
    input.profile = &findings.request.profile();
    input.score = &findings.score;
    input.plan = &findings.plan;
    input.margin = &findings.margin;
    if (!options_.cohort.empty()) input.cohort = &cohort_;
    if (!options_.programme.empty()) {
      input.programme = &findings.programme.definition();
      input.readiness = &findings.readiness;
    }
    return input;
  }

  const ReportOptions& options_;
  ScoringEngine* engine_;
  ModelReader models_;
  std::string date_;
  v1::Cohort cohort_;
  std::vector<std::string> outputs_;
};

ExitCode RunReport(const ReportOptions& options) {
  const std::unique_ptr<ScoringEngine> engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  return ReportCommand(options, engine.get()).WriteAll();
}

void AddContentOptions(Command command, ReportOptions* options) {
  command.AddOption("--label", &options->label,
                    "Name of the enterprise; default: the file's");
  command.AddOption("--about", &options->details,
                    "A line below the name, such as place and sector");
  command
      .AddOption("--target", &options->target,
                 "Level that gaps and plan are about; 0 = the next one")
      .NotNegative();
  command.AddOption("--programme", &options->programme,
                    "Also check readiness: PROGRAMME or PROGRAMME/TRACK "
                    "(cmmm ready --list)");
  command.AddOption("--declarations", &options->declarations,
                    "File of declarations for the programme (cmmm ready)");
  command.AddOption("--cohort", &options->cohort,
                    "Compare with the enterprises of this cohort file (cmmm "
                    "portfolio)");
  command.AddOption("--date", &options->date,
                    "Day of the report and for deadlines, YYYY-MM-DD, or "
                    "none; default: today in China");
}

}  // namespace

void AddReportCommand(Command app, Run* run) {
  auto options = std::make_shared<ReportOptions>();
  Command command = app.AddSubcommand(
      "report",
      "Write a report to hand over: one HTML file per assessment, to read on "
      "a screen or print on A4");
  command
      .AddOption("FILE", &options->files,
                 "Assessments: a ScoreRequest as textproto or JSON; - is "
                 "standard input")
      .Required();
  command
      .AddOption("-o,--output", &options->output,
                 "The HTML file, or a folder for them; - is standard output")
      .Required();
  command.AddFlag("--force", &options->force, "Replace reports that exist");
  AddContentOptions(command, options.get());
  AddProfileOptions(command, &options->assessment);
  AddLanguageOption(command, &options->assessment);
  AddServerOption(command, AddModelsOption(command, &options->assessment),
                  &options->assessment);
  command.OnCall(
      [options, run] { *run = [options] { return RunReport(*options); }; });
}

}  // namespace cmmm
