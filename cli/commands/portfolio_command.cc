// `cmmm portfolio`: many results at once.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/cohort_file.h"
#include "cli/files/folders.h"
#include "cli/files/outputs.h"
#include "cli/files/portfolio_reader.h"
#include "cli/files/table_rows.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "cli/options/wrong_options.h"
#include "cli/printing/portfolio_text.h"
#include "cli/scoring_engine.h"
#include "portfolio/cohort.h"
#include "portfolio/summarize.h"
#include "report/portfolio_page.h"

namespace cmmm::cli {
namespace {

constexpr int kMostGroup = 1000000;

class PortfolioCommand {
 public:
  PortfolioCommand(const PortfolioOptions& options, ScoringEngine* engine)
      : options_(options), reader_(options, engine) {}

  ExitCode Execute() {
    const auto failure = Carry();
    return failure.has_value() ? PrintIfFailed("", failure)
                               : reader_.left_out().code();
  }

 private:
  MaybeFailure Carry() {
    WrongOptions wrong;
    CheckOutputs(&wrong);
    wrong.Add(reader_.CheckOptions());
    if (auto failure = wrong.Take()) return failure;
    if (auto failure = reader_.Read()) return failure;
    // Said already; that nothing is left to be shown is no news.
    if (reader_.left_out().code() == kExitUsage &&
        reader_.table().rows() == 0) {
      return std::nullopt;
    }
    TellWeightSets();
    portfolio::Summarize(reader_.table(), options_.min_group, &summary_);
    if (!reader_.from_results() && !summary_.withheld()) {
      reader_.gaps().Write(options_.min_group, &summary_);
      if (options_.bring > 0) {
        *summary_.mutable_lift() =
            reader_.lift().Solve(options_.min_group, options_.names);
      }
    }
    if (auto failure = SaveCohort()) return failure;
    if (auto failure = SavePage()) return failure;
    Print();
    return std::nullopt;
  }

  // Whether a cohort and a page could be written, before anything is read.
  void CheckOutputs(WrongOptions* wrong) {
    std::vector<std::string> outputs;
    for (const std::string& output : {options_.cohort, options_.page}) {
      if (!output.empty()) outputs.push_back(output);
    }
    std::vector<std::string> inputs = ModelFiles(options_.assessment.models);
    for (const std::string& file : options_.files) {
      inputs.insert(inputs.end(), {file, ManifestBeside(file)});
    }
    const MaybeFailure covered = CheckApart(inputs, outputs);
    wrong->Add(covered);
    for (const std::string& output : outputs) {
      if (!covered.has_value()) {
        wrong->Add(CheckOutput(output, options_.force));
      }
    }
    if (!options_.cohort.empty() &&
        options_.min_group < portfolio::kLeastCohortGroup) {
      wrong->Add(absl::StrCat("--cohort needs a --min-group of at least ",
                              portfolio::kLeastCohortGroup),
                 absl::StrCat("--cohort 要求 --min-group 至少为 ",
                              portfolio::kLeastCohortGroup));
    }
    if (!options_.page.empty()) wrong->Add(ReadDate(options_.date, &date_));
  }

  // Enterprises of several types are counted together, each by its weights.
  void TellWeightSets() const {
    const std::string sets = reader_.WeightSets(MessageLanguage());
    if (sets.empty()) return;
    std::cerr << texts::Say(MessageLanguage(),
                            "cmmm: 其中有不止一套权重，各按自己的评分：",
                            "cmmm: several weight sets, each enterprise scored "
                            "by its own: ")
              << sets << "\n";
  }

  MaybeFailure SaveCohort() {
    if (options_.cohort.empty()) return std::nullopt;
    if (summary_.withheld()) {
      return Failure{FailureKind::kData, "too few enterprises for a cohort",
                     "企业太少，不能生成群组文件"};
    }
    v1::Cohort cohort =
        portfolio::MakeCohort(reader_.table(), options_.min_group);
    if (!reader_.model().digest().empty()) {
      *cohort.mutable_model() = reader_.model();
    }
    if (summary_.all().has_counted_as_not()) {
      *cohort.mutable_counted_as_not() = summary_.all().counted_as_not();
    }
    cohort.set_counted_as_not_unknown(summary_.counted_as_not_unknown());
    return WriteCohort(options_.cohort, cohort, options_.force);
  }

  MaybeFailure SavePage() const {
    if (options_.page.empty()) return std::nullopt;
    const texts::TextNames names(ReadLanguage(options_.assessment),
                                 reader_.definition());
    report::PortfolioInput input;
    input.names = &names;
    input.portfolio = &summary_;
    input.date = date_;
    const texts::Language language = ReadLanguage(options_.assessment);
    input.basis = reader_.model();
    if (!input.basis.id().empty() && reader_.definition().has_title()) {
      input.model = absl::StrCat(
          texts::Say(language, reader_.definition().title()),
          texts::Say(language, "，版本 ", ", version "), input.basis.version());
    }
    if (const std::string sets = reader_.WeightSets(language); !sets.empty()) {
      absl::StrAppend(&input.model,
                      texts::Say(language, "，权重：", "; weights: "), sets);
    }
    input.left_out = reader_.left_out().rows();
    return InFile(
        options_.page,
        WriteWholeFile(options_.page, report::WritePortfolioPage(input),
                       kPublicFile, options_.force));
  }

  void Print() const {
    if (PrintMessage(options_.assessment.format, summary_)) return;
    const texts::TextNames texts(ReadLanguage(options_.assessment),
                                 reader_.definition());
    PrintPortfolio(texts, summary_, std::cout);
  }

  const PortfolioOptions& options_;
  PortfolioReader reader_;
  std::string date_;  // of the page
  v1::Portfolio summary_;
};

ExitCode RunPortfolio(PortfolioOptions options) {
  if (auto failure = ExpandInputs(&options.files)) {
    return PrintIfFailed("", failure);
  }
  const std::unique_ptr<ScoringEngine> engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  return PortfolioCommand(options, engine.get()).Execute();
}

void AddContentOptions(Command command, PortfolioOptions* options) {
  command
      .AddOption("--by", &options->by,
                 "Also by the values of this column, such as industry; may be "
                 "repeated")
      .OneValueEach();
  command
      .AddOption("--min-group", &options->min_group,
                 "Nothing is shown of fewer enterprises")
      .Between(1, kMostGroup)
      .ShowDefault();
  command
      .AddOption("--bring", &options->bring,
                 "With --to: the cheapest way to have so many enterprises at "
                 "the level (assessments only)")
      .NotNegative();
  command.AddOption("--to", &options->to, "Level for --bring").NotNegative();
  command.AddFlag("--names", &options->names,
                  "Name the enterprises that --bring chooses");
  command.AddOption("--cohort", &options->cohort,
                    "Write a cohort file for cmmm score and cmmm report");
  command.AddOption("--page", &options->page,
                    "Write an HTML page to hand over, with what could not be "
                    "scored and why");
  command
      .AddOption("--date", &options->date,
                 "Day of the page, YYYY-MM-DD, or none; today is that of China")
      .ShowDefault();
  command.AddFlag("--force", &options->force,
                  "Replace a cohort or page that exists");
}

}  // namespace

void AddPortfolioCommand(Command app, Run* run) {
  auto options = std::make_shared<PortfolioOptions>();
  Command command = app.AddSubcommand(
      "portfolio",
      "Show how many enterprises stand where: levels, quantiles, common "
      "gaps");
  command
      .AddOption("FILE", &options->files,
                 "Results of cmmm batch, or assessments: textproto, JSON, "
                 "workbooks, also as folders of them, tables")
      .Required();
  AddContentOptions(command, options.get());
  AddGradesOption(command, &options->grades);
  AddAssessmentOptions(command, &options->assessment);
  command.ShowExamples(
      {"cmmm synthesize --n 300 -o province.csv",
       "cmmm batch province.csv -o results.csv",
       "cmmm portfolio results.csv --by industry --cohort cohort.json --page "
       "portfolio.html",
       "cmmm portfolio province.csv --bring 20 --to 2"});
  command.OnCall(
      [options, run] { *run = [options] { return RunPortfolio(*options); }; });
}

}  // namespace cmmm::cli
