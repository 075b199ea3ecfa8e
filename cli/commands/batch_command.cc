// `cmmm batch`: tables in, a table of results out.
#include <algorithm>
#include <csignal>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "batch/book/result_book.h"
#include "batch/run.h"
#include "batch/run_files.h"
#include "cli/commands/commands.h"
#include "cli/files/folders.h"
#include "cli/files/outputs.h"
#include "cli/files/table_rows.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "cli/options/batch_options.h"
#include "cli/options/wrong_options.h"
#include "cli/printing/batch_progress.h"
#include "cli/scoring_engine.h"
#include "results/write_result.h"
#include "tables/file_size.h"
#include "texts/format_text.h"
#include "texts/refusal_text.h"

namespace cmmm::cli {
namespace {

struct BatchOptions {
  RowDefaults defaults;
  batch::RunOptions run;
  std::string encoding = "auto";
  std::string grades = "auto";
  std::string from = "csv";
  std::string to = "csv";
  std::string view = "scorecard";
  std::string shard;
  std::string book;  // workbook of the results, beside the CSV
  std::string language = texts::DefaultLanguage();
  bool quiet = false;
};

constexpr int kMostThreads = 256;
constexpr int kMostShards = 100000;

// `2/8`.
bool ReadShard(const std::string& text, batch::Shard* shard) {
  if (text.empty()) return true;
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  return parts.size() == 2 && absl::SimpleAtoi(parts[0], &shard->index) &&
         absl::SimpleAtoi(parts[1], &shard->count) && shard->index >= 1 &&
         shard->index <= shard->count && shard->count <= kMostShards;
}

tables::Format ReadFormat(const std::string& name) {
  tables::Format format = tables::Format::kCsv;
  (void)tables::FormatOfPath("." + name, &format);
  return format;
}

void PrintSummary(const batch::RunSummary& summary, bool quiet) {
  if (quiet) return;
  const int64_t rows = summary.rows - summary.blank;
  std::cerr << SayCounts(rows, summary.scored, summary.rejected);
  if (summary.rejected > 0 && summary.rejects != "&2") {
    std::cerr << " (" << summary.rejects << ")";
  }
  std::cerr << "\n";
}

// `results.xlsx` is made from `results.csv`, which can be resumed.
void CompleteBook(BatchOptions* options, WrongOptions* wrong) {
  batch::RunOptions& run = options->run;
  if (!tables::IsWorkbookPath(run.output)) return;
  options->book = run.output;
  run.with_book = true;
  run.output.replace(run.output.rfind('.'), std::string::npos, ".csv");
  if (options->view == "level") {
    wrong->Add("a workbook shows maturities; leave out --view level",
               "工作簿要列出成熟度；请去掉 --view level");
  }
  if (!options->shard.empty()) {
    wrong->Add("--shard writes no workbook; merge the parts first",
               "--shard 不写工作簿；请先合并各部分");
  }
}

// That nothing which is read is written over, and no workbook but with --force.
MaybeFailure CheckOutputs(const BatchOptions& options) {
  const batch::RunOptions& run = options.run;
  std::vector<std::string> inputs = ModelFiles(options.defaults.models);
  inputs.insert(inputs.end(), run.inputs.begin(), run.inputs.end());
  std::vector<std::string> outputs = batch::FilesOfRun(run.output, run.rejects);
  if (!options.book.empty()) {
    outputs.push_back(options.book);
    outputs.push_back(batch::PartialOf(options.book));
  }
  if (auto failure = CheckApart(inputs, outputs)) {
    if (options.book.empty()) return failure;
    // Nobody named it.
    absl::StrAppend(&failure->message, "; beside ", options.book,
                    " the results are written as ", run.output, ", too");
    absl::StrAppend(&failure->message_zh, "；写工作簿 ", options.book,
                    " 时，旁边还要写 ", run.output);
    return failure;
  }
  if (options.book.empty() || run.force ||
      !CheckNew(options.book).has_value()) {
    return std::nullopt;
  }
  return Failure{FailureKind::kUsage,
                 options.book + ": exists; say --force to replace it",
                 options.book + "：已存在；加 --force 才替换"};
}

MaybeFailure WriteBook(const BatchOptions& options, const Catalog& catalog,
                       const batch::RunSummary& summary) {
  if (options.book.empty()) return std::nullopt;
  const auto entry = catalog.Find(summary.model.id(), summary.model.version());
  if (!entry.ok()) {
    return texts::FailureOf(FailureKind::kUsage, entry.refusal());
  }
  return batch::WriteResultBook(
      *entry.value()->compiled, ReadLanguage(options.language),
      summary.book_rows, summary.scored, options.book);
}

MaybeFailure Complete(BatchOptions* options) {
  batch::RunOptions& run = options->run;
  run.inputs = ExpandFolders(run.inputs, &run.notices);
  if (run.inputs.empty()) {
    PrintNotices(run.notices, std::cerr);
    return NoWorkbooks();
  }
  WrongOptions wrong;
  if (!ReadShard(options->shard, &run.shard)) {
    wrong.Add("--shard is I/N with 1 <= I <= N, for example 2/8",
              "--shard 须为 I/N，1 <= I <= N，例如 2/8");
  }
  CompleteBook(options, &wrong);
  wrong.Add(CheckOutputs(*options));
  tables::Format format;
  const bool named = tables::FormatOfPath(run.output, &format);
  const bool straight =
      run.output == "-" || (!named && run.output.rfind("/dev/", 0) == 0);
  if (!straight && !named) {
    wrong.Add(run.output + ": the output is one of csv, tsv, jsonl",
              run.output + "：输出须为 csv、tsv 或 jsonl");
  }
  if (run.shard.count > 1 && straight) {
    wrong.Add("--shard needs an output that is a file",
              "--shard 要求输出为文件");
  }
  for (const std::string& input : run.inputs) {
    if (tables::IsReadOnce(input) && (run.resume || run.inputs.size() > 1)) {
      wrong.Add(absl::StrCat(input == "-" ? "standard input" : input,
                             " cannot be resumed or read with others"),
                absl::StrCat(input == "-" ? "标准输入" : input,
                             "不能续算，也不能与其他输入一起读"));
    }
  }
  run.input.encoding = *tables::ParseEncoding(options->encoding);
  run.input.grades = *texts::ParseGradeStyle(options->grades);
  run.input.stdin_format = ReadFormat(options->from);
  run.stdout_format = ReadFormat(options->to);
  run.with_maturity = options->view == "scorecard";
  return wrong.Take();
}

bool AnyResults(const std::vector<std::string>& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [](const std::string& file) {
    return KindOf(file) == FileKind::kResults;
  });
}

ExitCode RunBatchCommand(BatchOptions options) {
  // A reader that goes away is an error of writing, not a death.
  std::signal(SIGPIPE, SIG_IGN);
  if (auto failure = Complete(&options)) return PrintIfFailed("", *failure);
  const std::optional<Catalog> catalog = LoadCatalog(options.defaults.models);
  if (!catalog.has_value()) return kExitConfig;
  if (auto failure =
          ReadRowDefaults(options.defaults, *catalog, &options.run.common)) {
    return PrintIfFailed("", *failure);
  }
  options.run.input.tell_open =
      options.run.common.unanswered() != v1::UNANSWERED_POLICY_AS_NOT_SATISFIED;
  ProgressPrinter printer;
  if (!options.quiet) {
    options.run.progress = [&](const batch::Progress& progress) {
      printer.Show(progress);
    };
  }
  batch::RunSummary summary;
  auto failure = batch::RunBatch(*catalog, options.run, &summary);
  printer.Finish();
  const bool nothing_scored = failure.has_value() || summary.scored == 0;
  if (nothing_scored && AnyResults(options.run.inputs)) {
    PrintFailure("", NeedsAnswers(), std::cerr);
  }
  if (!failure.has_value()) failure = WriteBook(options, *catalog, summary);
  if (failure.has_value()) return PrintIfFailed("", failure);
  PrintNotices(summary.notices, std::cerr);
  PrintSummary(summary, options.quiet);
  return summary.rejected > 0 ? kExitData : kExitOk;
}

void AddFileOptions(Command batch, BatchOptions* options) {
  batch::RunOptions* run = &options->run;
  batch
      .AddOption(
          "IN", &run->inputs,
          "Tables: csv, tsv, jsonl or xlsx; workbooks filled in; folders "
          "of them; - is standard input")
      .Required();
  batch
      .AddOption("-o,--output", &run->output,
                 "Results: csv, tsv or jsonl; or xlsx, which is made from a "
                 "csv beside it")
      .Required();
  batch.AddOption("--rejects", &run->rejects,
                  "Rows that cannot be scored (default: OUT.rejects.csv)");
  batch.AddOption("--from", &options->from, "Format of standard input")
      .OneOf({"csv", "tsv", "jsonl"})
      .ShowDefault();
  batch.AddOption("--to", &options->to, "Format of standard output")
      .OneOf({"csv", "tsv", "jsonl"})
      .ShowDefault();
  batch
      .AddOption("--view", &options->view,
                 "level = levels and scores only; scorecard = the maturity of "
                 "every sub-domain, too")
      .OneOf({"level", "scorecard"})
      .ShowDefault();
  batch
      .AddOption("--encoding", &options->encoding,
                 "Of the inputs; auto finds it by their bytes")
      .OneOf({"auto", "utf-8", "utf-16le", "utf-16be", "gb18030", "big5"})
      .ShowDefault();
  batch
      .AddOption("--grades", &options->grades,
                 "What digits mean: scores (what the model says a grade is "
                 "worth) or codes (1 not to 4 fully); docs/batch.md has the "
                 "rule")
      .OneOf({"auto", "words", "scores", "codes"})
      .ShowDefault();
}

void AddRunOptions(Command batch, BatchOptions* options) {
  batch::RunOptions* run = &options->run;
  batch.AddOption("--threads", &run->threads, "How many at once")
      .Between(1, kMostThreads)
      .ShowDefault();
  batch.AddFlag("--force", &run->force, "Replace outputs that exist");
  batch.AddFlag("--resume", &run->resume,
                "Go on where a run with the same inputs and options was "
                "killed");
  batch.AddOption("--shard", &options->shard,
                  "I/N: only this part; `cmmm merge` joins the parts");
  AddLanguageOption(batch, "Language of a workbook", &options->language);
  batch.AddFlag("--quiet", &options->quiet, "No progress and no summary");
}

}  // namespace

void AddBatchCommand(Command app, Run* run) {
  auto options = std::make_shared<BatchOptions>();
  options->run.threads =
      std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 16);
  Command batch = app.AddSubcommand(
      "batch", "Score tables: a row an enterprise in, a row a result out");
  AddFileOptions(batch, options.get());
  AddRunOptions(batch, options.get());
  AddRowDefaults(batch, &options->defaults);
  batch.ShowExamples(
      {"cmmm synthesize --n 300 -o province.csv",
       "cmmm batch province.csv -o results.csv",
       "cmmm batch province.csv -o results.xlsx --force --lang zh"});
  batch.OnCall([options, run] {
    *run = [options] { return RunBatchCommand(*options); };
  });
}

}  // namespace cmmm::cli
