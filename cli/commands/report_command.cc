// `cmmm report`: reports to hand over, one HTML file per assessment.
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/folders.h"
#include "cli/files/outputs.h"
#include "cli/files/read_file.h"
#include "cli/files/report_names.h"
#include "cli/files/report_writer.h"
#include "cli/files/table_rows.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "cli/options/output_options.h"
#include "cli/options/wrong_options.h"
#include "cli/scoring_engine.h"
#include "engine/base/file_failure.h"

namespace cmmm::cli {
namespace {

constexpr char kStandard[] = "-";  // input or output
constexpr size_t kMostIndexBytes = size_t{64} << 20;

struct PageOptions {
  std::vector<std::string> files;
  std::string output;
  std::string label;
  std::string grades = "auto";
  bool force = false;
  ReportContent content;
};

std::string Stem(const std::string& file) {
  return file == kStandard ? "report"
                           : std::filesystem::path(file).stem().string();
}

class ReportCommand {
 public:
  ReportCommand(const PageOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), writer_(options.content, engine) {}

  // The exit code of the first assessment that failed; every one is tried.
  ExitCode WriteAll() {
    WrongOptions wrong;
    wrong.Add(writer_.Prepare());
    CheckOptions(&wrong);
    if (wrong.empty()) wrong.Add(PlanOutputs());
    if (!wrong.empty()) return PrintIfFailed("", wrong.Take());
    for (size_t i = 0; i < options_.files.size(); ++i) Write(i);
    if (!index_.empty()) left_out_.Add("", WriteIndex());
    return left_out_.code();
  }

 private:
  // The reports about the file; what fails is left out.
  void Write(size_t index) {
    const std::string& file = options_.files[index];
    switch (kinds_.at(file)) {
      case FileKind::kTable:
        left_out_.Add("", WriteTable(file));
        return;
      case FileKind::kResults:
        left_out_.Add(file, NeedsAnswers());
        return;
      case FileKind::kAssessment:
        left_out_.Add(file, WriteFile(file, outputs_.at(index)));
    }
  }

  // Many reports have a page that leads to them and says what is missing.
  MaybeFailure WriteIndex() {
    const std::string page = report::WriteIndexPage(
        ReadLanguage(options_.content.assessment), entries_, left_out_.rows());
    return InFile(index_, WriteWholeFile(index_, page, kPublicFile,
                                         options_.force || replace_index_));
  }

  // Whether the file is the index of an earlier call, which may be replaced.
  static bool IsIndex(const std::string& path) {
    std::string page;
    return !ReadWholeFile(path, kMostIndexBytes, &page).has_value() &&
           absl::StrContains(page, report::kIndexMark);
  }

  bool IsTable(const std::string& file) const {
    return kinds_.at(file) == FileKind::kTable;
  }

  bool IsMany() const {
    bool many = options_.files.size() > 1;
    for (const std::string& file : options_.files) many |= IsTable(file);
    return many;
  }

  bool IsFolder() const {
    std::error_code error;
    return IsMany() || absl::EndsWith(options_.output, "/") ||
           std::filesystem::is_directory(options_.output, error);
  }

  std::string OutputOf(const std::string& name) const {
    if (!folder_) return options_.output;
    return (std::filesystem::path(options_.output) / name).string();
  }

  // What each file is and whether many pages come of it; and what of the
  // options does not go with that.
  void CheckOptions(WrongOptions* wrong) {
    for (const std::string& file : options_.files) {
      kinds_[file] = KindOf(file);
    }
    folder_ = IsFolder();
    if (folder_ && options_.output == kStandard) {
      wrong->Add("several reports need a folder", "多份报告需要一个文件夹");
    }
    if (folder_ && !options_.label.empty() &&
        (options_.files.size() > 1 || IsTable(options_.files[0]))) {
      wrong->Add("--label names one enterprise only", "--label 只能给一家企业");
    }
  }

  // Checks every output that has a name already before anything is computed,
  // so that a name that is taken costs nothing.
  MaybeFailure PlanOutputs() {
    if (folder_) {
      if (auto failure = MakeFolder()) return failure;
    }
    inputs_ = ModelFiles(options_.content.assessment.models);
    inputs_.insert(inputs_.end(), options_.files.begin(), options_.files.end());
    inputs_.push_back(options_.content.declarations);
    inputs_.push_back(options_.content.cohort);
    if (IsMany()) {
      index_ = OutputOf(names_.TakeStem("index"));
      replace_index_ = IsIndex(index_);
      if (auto failure = CheckApart(inputs_, {index_})) return failure;
      if (!replace_index_) {
        if (auto failure = CheckPage(index_)) return failure;
      }
    }
    for (size_t i = 0; i < options_.files.size(); ++i) {
      const std::string& file = options_.files[i];
      if (kinds_.at(file) != FileKind::kAssessment) continue;
      outputs_[i] = OutputOf(names_.TakeStem(Stem(file)));
      if (auto failure = CheckPage(outputs_[i])) return failure;
    }
    return std::nullopt;
  }

  MaybeFailure MakeFolder() const {
    std::error_code error;
    std::filesystem::create_directories(options_.output, error);
    if (!error) return std::nullopt;
    return AboutFile(FailureKind::kIo, options_.output,
                     WithReason({"无法新建", "cannot be made"}, error.value()));
  }

  // Whether the page may be written: over no input, and over no other report
  // but with --force.
  MaybeFailure CheckPage(const std::string& output) const {
    if (output == kStandard) return std::nullopt;
    if (auto failure = CheckApart(inputs_, {output})) return failure;
    return CheckOutput(output, options_.force);
  }

  MaybeFailure WriteFile(const std::string& file, const std::string& output) {
    v1::ScoreRequest request;
    if (auto failure = ReadAssessment(file, options_.content.assessment,
                                      engine_, &request)) {
      return failure;
    }
    return WriteOne(options_.label.empty() ? Stem(file) : options_.label,
                    request, output);
  }

  MaybeFailure WriteTable(const std::string& file) {
    return ForEachRow(
        file, options_.content.assessment, options_.grades, engine_,
        [this](const tables::TableRow& row) {
          const std::string output = OutputOf(names_.Take(row.enterprise_id));
          auto failure = CheckPage(output);
          if (!failure.has_value()) {
            failure = WriteOne(row.enterprise_id, row.request, output);
          }
          return failure;
        },
        &left_out_);
  }

  MaybeFailure WriteOne(const std::string& label,
                        const v1::ScoreRequest& request,
                        const std::string& output) {
    WrittenReport written;
    if (auto failure =
            writer_.Write(label, !options_.label.empty(), request, &written)) {
      return failure;
    }
    const std::string& page = written.page;
    if (output == kStandard) {
      std::cout << page;
      return std::nullopt;
    }
    if (auto failure =
            WriteWholeFile(output, page, kPublicFile, options_.force)) {
      return InFile(output, failure);
    }
    written.entry.file = std::filesystem::path(output).filename().string();
    entries_.push_back(std::move(written.entry));
    return std::nullopt;
  }

  const PageOptions& options_;
  ScoringEngine* engine_;
  ReportWriter writer_;
  std::map<std::string, FileKind> kinds_;
  bool folder_ = false;
  std::vector<std::string> inputs_;
  std::map<size_t, std::string> outputs_;  // of the files that are one
  ReportNames names_;
  std::string index_;  // the page that leads to many; empty: there is none
  bool replace_index_ = false;
  std::vector<report::IndexEntry> entries_;
  LeftOutList left_out_;
};

ExitCode RunReport(PageOptions options) {
  if (auto failure = ExpandInputs(&options.files)) {
    return PrintIfFailed("", failure);
  }
  const std::unique_ptr<ScoringEngine> engine =
      OpenEngine(options.content.assessment);
  if (engine == nullptr) return kExitConfig;
  return ReportCommand(options, engine.get()).WriteAll();
}

void AddContentOptions(Command command, PageOptions* options) {
  command.AddOption("--label", &options->label,
                    "Name of the enterprise; default: the file's");
  command.AddOption("--about", &options->content.details,
                    "A line below the name, such as place and sector");
  command
      .AddOption("--target", &options->content.target,
                 "Level that gaps and plan are about; 0 = the next one")
      .NotNegative();
  command.AddOption("--programme", &options->content.programme,
                    "Also check readiness: PROGRAMME or PROGRAMME/TRACK "
                    "(cmmm ready --list)");
  command.AddOption("--declarations", &options->content.declarations,
                    "File of declarations for the programme (cmmm ready)");
  command.AddOption("--cohort", &options->content.cohort,
                    "Compare with the enterprises of this cohort file (cmmm "
                    "portfolio)");
  command
      .AddOption("--date", &options->content.date,
                 "Day of the report and for deadlines, YYYY-MM-DD, or none; "
                 "today is that of China")
      .ShowDefault();
}

}  // namespace

void AddReportCommand(Command app, Run* run) {
  auto options = std::make_shared<PageOptions>();
  Command command = app.AddSubcommand(
      "report",
      "Write a report to hand over: one HTML file per assessment, to read on "
      "a screen or print on A4");
  command
      .AddOption("FILE", &options->files,
                 "Assessments: textproto, JSON (- is standard input) or "
                 "workbooks, also as folders of them; or tables, a row an "
                 "enterprise (csv, tsv, jsonl, xlsx)")
      .Required();
  AddOutputOptions(
      command, "The HTML file, or a folder for them; - is standard output",
      {&options->output, &options->force}, "Replace reports that exist")
      .Required();
  AddContentOptions(command, options.get());
  AddGradesOption(command, &options->grades);
  AddProfileOptions(command, &options->content.assessment);
  AddLanguageOption(command, &options->content.assessment);
  AddServerOption(command,
                  AddModelsOption(command, &options->content.assessment),
                  &options->content.assessment);
  command.ShowExamples(
      {"cmmm report datasets/auto-parts-level-3.textproto -o report.html "
       "--lang zh",
       "cmmm synthesize --n 3 -o clients.csv",
       "cmmm report clients.csv -o reports"});
  command.OnCall(
      [options, run] { *run = [options] { return RunReport(*options); }; });
}

}  // namespace cmmm::cli
