// `cmmm report`: reports to hand over, one HTML file per assessment.
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/report_writer.h"
#include "cli/files/table_rows.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

constexpr char kStandard[] = "-";  // input or output
constexpr size_t kMostNameBytes = 200;

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

// A file name that says the id: what could mean something to a file system or
// a shell becomes `_`. Ids are UTF-8, and are cut at whole characters.
std::string NameOf(const std::string& enterprise_id) {
  std::string name;
  for (const char c : enterprise_id) {
    const auto byte = static_cast<unsigned char>(c);
    const bool begins_character = (byte & 0xC0) != 0x80;
    if (begins_character && name.size() >= kMostNameBytes) break;
    const bool plain = byte >= 0x80 || absl::ascii_isalnum(byte) || c == '-' ||
                       (c == '.' && !name.empty());
    name.push_back(plain ? c : '_');
  }
  return name + ".html";
}

class ReportCommand {
 public:
  ReportCommand(const PageOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), writer_(options.content, engine) {}

  // The exit code of the first assessment that failed; every one is tried.
  ExitCode WriteAll() {
    auto failure = writer_.Prepare();
    if (!failure.has_value()) failure = PlanOutputs();
    if (failure.has_value()) return PrintIfFailed("", failure);
    for (const std::string& file : options_.files) {
      const ExitCode code = PrintIfFailed(file, Write(file));
      if (failed_ == kExitOk) failed_ = code;
    }
    return failed_;
  }

 private:
  MaybeFailure Write(const std::string& file) {
    switch (kinds_.at(file)) {
      case FileKind::kTable:
        return WriteTable(file);
      case FileKind::kResults:
        return NeedsAnswers();
      case FileKind::kAssessment:
        break;
    }
    return WriteFile(file);
  }

  bool IsTable(const std::string& file) const {
    return kinds_.at(file) == FileKind::kTable;
  }

  bool IsFolder() const {
    std::error_code error;
    bool many = options_.files.size() > 1;
    for (const std::string& file : options_.files) many |= IsTable(file);
    return many || absl::EndsWith(options_.output, "/") ||
           std::filesystem::is_directory(options_.output, error);
  }

  std::string OutputOf(const std::string& name) const {
    if (!folder_) return options_.output;
    return (std::filesystem::path(options_.output) / name).string();
  }

  // Checks every output that has a name already before anything is computed,
  // so that a name that is taken costs nothing.
  MaybeFailure PlanOutputs() {
    for (const std::string& file : options_.files) {
      kinds_[file] = KindOf(file);
    }
    folder_ = IsFolder();
    if (folder_ && options_.output == kStandard) {
      return Failure{FailureKind::kUsage, "several reports need a folder"};
    }
    if (folder_ && !options_.label.empty() &&
        (options_.files.size() > 1 || IsTable(options_.files[0]))) {
      return Failure{FailureKind::kUsage, "--label names one enterprise only"};
    }
    if (folder_) {
      if (auto failure = MakeFolder()) return failure;
    }
    for (const std::string& file : options_.files) {
      if (kinds_.at(file) != FileKind::kAssessment) continue;
      if (auto failure = TakeName(Stem(file) + ".html")) return failure;
    }
    return std::nullopt;
  }

  MaybeFailure MakeFolder() const {
    std::error_code error;
    std::filesystem::create_directories(options_.output, error);
    if (!error) return std::nullopt;
    return Failure{
        FailureKind::kIo,
        absl::StrCat(options_.output, ": cannot be made: ", error.message())};
  }

  // No two reports have one name, and none is taken already.
  MaybeFailure TakeName(const std::string& name) {
    if (!names_.insert(name).second) {
      return Failure{FailureKind::kUsage,
                     absl::StrCat("two reports would be called ", name)};
    }
    const std::string output = OutputOf(name);
    if (output == kStandard) return std::nullopt;
    return CheckOutput(output, options_.force);
  }

  MaybeFailure WriteFile(const std::string& file) {
    v1::ScoreRequest request;
    if (auto failure = ReadAssessment(file, options_.content.assessment,
                                      engine_, &request)) {
      return failure;
    }
    return WriteOne(options_.label.empty() ? Stem(file) : options_.label,
                    request, OutputOf(Stem(file) + ".html"));
  }

  MaybeFailure WriteTable(const std::string& file) {
    return ForEachRow(
        file, options_.content.assessment, options_.grades,
        [this](const tables::TableRow& row) {
          const std::string name = NameOf(row.enterprise_id);
          auto failure = TakeName(name);
          if (!failure.has_value()) {
            failure = WriteOne(row.enterprise_id, row.request, OutputOf(name));
          }
          return failure;
        },
        &failed_);
  }

  MaybeFailure WriteOne(const std::string& label,
                        const v1::ScoreRequest& request,
                        const std::string& output) {
    std::string page;
    if (auto failure = writer_.Write(label, request, &page)) return failure;
    if (output == kStandard) {
      std::cout << page;
      return std::nullopt;
    }
    return InFile(output,
                  WriteWholeFile(output, page, kPublicFile, options_.force));
  }

  const PageOptions& options_;
  ScoringEngine* engine_;
  ReportWriter writer_;
  std::map<std::string, FileKind> kinds_;
  bool folder_ = false;
  std::set<std::string> names_;
  ExitCode failed_ = kExitOk;
};

ExitCode RunReport(const PageOptions& options) {
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
  command.AddOption("--date", &options->content.date,
                    "Day of the report and for deadlines, YYYY-MM-DD, or "
                    "none; default: today in China");
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
                 "workbooks; or tables, a row an enterprise (csv, tsv, jsonl, "
                 "xlsx)")
      .Required();
  command
      .AddOption("-o,--output", &options->output,
                 "The HTML file, or a folder for them; - is standard output")
      .Required();
  command.AddFlag("--force", &options->force, "Replace reports that exist");
  AddContentOptions(command, options.get());
  AddGradesOption(command, &options->grades);
  AddProfileOptions(command, &options->content.assessment);
  AddLanguageOption(command, &options->content.assessment);
  AddServerOption(command,
                  AddModelsOption(command, &options->content.assessment),
                  &options->content.assessment);
  command.OnCall(
      [options, run] { *run = [options] { return RunReport(*options); }; });
}

}  // namespace cmmm::cli
