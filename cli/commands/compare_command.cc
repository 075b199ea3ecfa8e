// `cmmm compare`: what moved the level from one assessment to another.
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/compare_text.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

struct CompareOptions {
  std::string file_a;
  std::string file_b;  // empty: A again, under the settings for B
  AssessmentOptions assessment;
  AssessmentOptions b;  // only what ApplyOptions reads
  int listed = 10;
};

std::string Title(const std::string& file) {
  return file == "-" ? "<stdin>" : file;
}

class CompareCommand {
 public:
  explicit CompareCommand(const CompareOptions& options) : options_(options) {}

  ExitCode Run() {
    engine_ = OpenEngine(options_.assessment);
    if (engine_ == nullptr) return kExitConfig;
    const auto failure = CompareFiles();  // says which file failed
    if (failure.has_value() && compared_ && !failure->violations.empty()) {
      return PrintBySide(*failure);
    }
    const ExitCode last = PrintIfFailed(failed_, failure);
    return first_ == kExitOk ? last : first_;
  }

 private:
  // Each violation below the file of its side, where its cells are known.
  ExitCode PrintBySide(const Failure& failure) const {
    Failure rest = failure;
    rest.violations = Violations();
    std::map<char, Violations> of_side;
    for (Violation one : failure.violations.listed()) {
      const bool is_of_side = absl::StartsWith(one.field_path, "a.") ||
                              absl::StartsWith(one.field_path, "b.");
      if (!is_of_side) {
        rest.violations.Add(std::move(one));
        continue;
      }
      Violations& side = of_side[one.field_path[0]];
      side.Add(std::move(one));
    }
    rest.violations.AddUnlisted(failure.violations.total() -
                                failure.violations.listed().size());
    for (auto& [side, violations] : of_side) {
      const bool is_b = side == 'b' && !options_.file_b.empty();
      (void)PrintIfFailed(
          is_b ? options_.file_b : options_.file_a,
          ToFailure(RefuseInvalid("the assessment cannot be compared",
                                  std::move(violations))));
    }
    if (!rest.violations.empty()) (void)PrintIfFailed(failed_, rest);
    return ExitCodeOf(failure.kind);
  }

  MaybeFailure CompareFiles() {
    v1::CompareRequest request;
    if (auto failure = ReadSides(&request)) return failure;
    v1::CompareResponse response;
    failed_ = options_.file_b.empty()
                  ? Title(options_.file_a)
                  : absl::StrCat(Title(options_.file_a), ", ",
                                 Title(options_.file_b));
    compared_ = true;
    if (auto failure = engine_->Ask(request, &response)) return failure;
    if (PrintMessage(options_.assessment.format, response)) return std::nullopt;
    return PrintText(response);
  }

  MaybeFailure ReadSides(v1::CompareRequest* request) {
    failed_ = options_.file_a;
    auto failure = ReadAssessment(options_.file_a, options_.assessment,
                                  engine_.get(), request->mutable_a());
    if (!options_.file_b.empty()) return ReadB(std::move(failure), request);
    if (failure.has_value()) return failure;
    // The engine takes over the answers of A.
    *request->mutable_b() = request->a();
    request->mutable_b()->clear_answers();
    return FinishB(request->mutable_b());
  }

  MaybeFailure FinishB(v1::ScoreRequest* b) {
    ApplyOptions(options_.b, b);
    return CheckOptions(options_.b, engine_.get(), b);
  }

  // What is wrong with both is said at once, A's first. While one cannot be
  // read, the other one is asked for what the comparison would find in it.
  MaybeFailure ReadB(MaybeFailure failure_a, v1::CompareRequest* request) {
    auto failure_b = ReadAssessment(options_.file_b, options_.assessment,
                                    engine_.get(), request->mutable_b());
    if (!failure_b.has_value()) {
      failure_b = FinishB(request->mutable_b());
      if (failure_b.has_value() && !failure_a.has_value()) return failure_b;
    }
    if (failure_a.has_value() && !failure_b.has_value()) {
      failure_b = CheckAlone(request->b());
    } else if (failure_b.has_value() && !failure_a.has_value()) {
      failure_a = CheckAlone(request->a());
    }
    if (!failure_b.has_value()) return failure_a;
    first_ = PrintIfFailed(options_.file_a, failure_a);
    failed_ = options_.file_b;
    return failure_b;
  }

  MaybeFailure CheckAlone(v1::ScoreRequest request) {
    request.set_view(v1::VIEW_LEVEL);
    v1::ScoreResponse unused;
    return engine_->Ask(request, &unused);
  }

  MaybeFailure PrintText(const v1::CompareResponse& response) {
    ModelReader model_a(engine_.get());
    ModelReader model_b(engine_.get());
    if (auto failure = model_a.Get(response.a().model())) return failure;
    if (auto failure = model_b.Get(response.b().model())) return failure;
    CompareReport report;
    report.language = ReadLanguage(options_.assessment);
    report.title_a = Title(options_.file_a);
    report.title_b =
        options_.file_b.empty() ? report.title_a : Title(options_.file_b);
    report.listed = options_.listed;
    PrintComparison(report, model_a.last(), model_b.last(), response,
                    std::cout);
    return std::nullopt;
  }

  const CompareOptions& options_;
  std::unique_ptr<ScoringEngine> engine_;
  std::string failed_;        // the file a failure is about
  ExitCode first_ = kExitOk;  // of what was said of A before
  bool compared_ = false;     // both were read
};

void AddOptionsOfB(Command command, AssessmentOptions* b) {
  command.AddOption("--model-b", &b->model, "Model of B, over everything");
  command.AddOption("--weights-b", &b->weights,
                    "Weight set of B, over everything");
  command.AddOption("--exclude-b", &b->exclude,
                    "Domains B has no business in, over everything");
  command
      .AddOption("--up-to-b", &b->up_to,
                 "Assess B at levels 1 to N only; 0 = all")
      .NotNegative();
}

}  // namespace

void AddCompareCommand(Command app, Run* run) {
  auto options = std::make_shared<CompareOptions>();
  Command compare = app.AddSubcommand(
      "compare", "Show what moved the level from assessment A to assessment B");
  compare
      .AddOption("A", &options->file_a,
                 "Assessment: a ScoreRequest as textproto or JSON; - is "
                 "standard input")
      .Required();
  compare.AddOption("B", &options->file_b,
                    "The other one; left out: A again, under --model-b, "
                    "--weights-b, --exclude-b or --up-to-b");
  AddOptionsOfB(compare, &options->b);
  compare
      .AddOption("--listed", &options->listed,
                 "Sub-domains and answers listed, those that moved most")
      .NotNegative()
      .ShowDefault();
  AddAssessmentOptions(compare, &options->assessment);
  compare.ShowExamples(
      {"cmmm compare datasets/furniture-maker-level-1.textproto "
       "datasets/auto-parts-level-3.textproto",
       "cmmm compare datasets/auto-parts-level-3.textproto --weights-b "
       "process"});
  compare.OnCall([options, run] {
    *run = [options] { return CompareCommand(*options).Run(); };
  });
}

}  // namespace cmmm::cli
