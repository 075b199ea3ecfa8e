// `cmmm audit`: what can be asked of the audit trail of a server.
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/read_file.h"
#include "cli/printing/failure_text.h"
#include "service/audit/find.h"
#include "service/audit/trail.h"
#include "service/audit/verify.h"
#include "texts/format_text.h"

namespace cmmm::cli {
namespace {

// A result that a server sends is never larger.
constexpr size_t kMaxResultBytes = size_t{64} << 20;

struct AuditCommandOptions {
  std::string result;
  std::vector<std::string> files;
  int64_t first_seq = 1;
  std::string contains;
};

std::string Say(const std::string& zh, const std::string& en) {
  return texts::Say(MessageLanguage(), zh.c_str(), en.c_str());
}

// One file stands for its whole trail.
std::vector<std::string> TrailOf(const std::vector<std::string>& files) {
  if (files.size() != 1) return files;
  std::vector<std::string> all = service::AuditFilesOf(files.front());
  return all.empty() ? files : all;
}

ExitCode RunAuditVerify(const AuditCommandOptions& options) {
  service::AuditReport report;
  const service::AuditExpectation expected{options.first_seq, options.contains};
  if (auto failure =
          service::VerifyAudit(TrailOf(options.files), expected, &report)) {
    return PrintIfFailed("", failure);
  }
  if (report.finding.has_value()) {
    const service::AuditFinding& finding = *report.finding;
    std::cerr << "cmmm: " << finding.file << ":" << finding.line << ": "
              << finding.rule_id << ": "
              << Say(finding.text.zh, finding.text.en) << "\n";
    std::cout << Say(
        absl::StrCat("此前 ", report.lines, " 行完好\n"),
        absl::StrCat(report.lines, " lines before it are whole\n"));
    return kExitData;
  }
  if (report.torn > 0) {
    std::cout << Say(
        absl::StrCat("其中有 ", report.torn,
                     " 处因服务中断而残缺的行，其后的行已作说明\n"),
        absl::StrCat(report.torn,
                     " lines were left half-written by a server that was "
                     "killed; the lines behind them say so\n"));
  }
  std::cout << Say(absl::StrCat(report.lines, " 行完好，最后一行序号 ",
                                report.last.seq, "，校验值 "),
                   absl::StrCat(report.lines,
                                " lines are whole; the last is "
                                "seq ",
                                report.last.seq, ", hash "))
            << report.last.hash << "\n";
  return kExitOk;
}

ExitCode RunAuditFind(const AuditCommandOptions& options) {
  std::string bytes;
  if (auto failure = ReadWholeFile(options.result, kMaxResultBytes, &bytes)) {
    return PrintIfFailed(options.result, failure);
  }
  bool is_found = false;
  bool are_whole = true;
  const auto failure = service::FindInAudit(
      TrailOf(options.files), service::HashesOf(bytes),
      [&](const service::AuditMatch& match) {
        is_found = true;
        are_whole = are_whole && match.is_whole;
        std::cout << match.file << ":" << match.line << ": " << match.field
                  << ": " << match.text << "\n";
        if (!match.is_whole) {
          std::cerr << "cmmm: " << match.file << ":" << match.line
                    << ": audit.changed: "
                    << Say("此行已被改动", "this line was changed") << "\n";
        }
      });
  if (failure.has_value()) return PrintIfFailed("", failure);
  if (!are_whole) return kExitData;
  if (is_found) return kExitOk;
  return PrintIfFailed(
      options.result,
      Failure{FailureKind::kNoInput, "no line of the trail is about it",
              "审计记录中没有与它有关的行"});
}

Option AddFiles(Command command, AuditCommandOptions* options) {
  return command
      .AddOption("FILE", &options->files,
                 "The files of a trail, in any order; of one alone, the older "
                 "files beside it as well")
      .Required();
}

}  // namespace

void AddAuditCommand(Command app, Run* run) {
  auto options = std::make_shared<AuditCommandOptions>();
  Command audit = app.AddSubcommand(
      "audit", "The audit trail of a server: verify it, find a result in it");
  audit.RequireSubcommand();
  audit.ShowExamples(
      {"cmmm serve --listen 127.0.0.1:50051 --audit-file audit.jsonl",
       "cmmm audit verify audit.jsonl"});
  Command verify = audit.AddSubcommand(
      "verify",
      "Name the first line that was changed, removed or moved, if any");
  AddFiles(verify, options.get());
  verify.AddOption("--from", &options->first_seq,
                   "The seq of the first line, when older files were put away "
                   "(default 1)");
  verify.AddOption("--contains", &options->contains,
                   "A hash noted before, which some line must have: lines "
                   "removed at the end are noticed by it");
  verify.OnCall([options, run] {
    *run = [options] { return RunAuditVerify(*options); };
  });
  Command find = audit.AddSubcommand(
      "find", "The lines about a result, a request or a document");
  find.AddOption("RESULT", &options->result,
                 "It, in any form: JSON, text, bytes, signed, workbook, report")
      .Required();
  AddFiles(find, options.get());
  find.OnCall(
      [options, run] { *run = [options] { return RunAuditFind(*options); }; });
}

}  // namespace cmmm::cli
