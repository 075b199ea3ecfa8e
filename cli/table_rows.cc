#include "cli/table_rows.h"

#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/scoring_engine.h"

namespace cmmm {
namespace {

Problem ProblemOf(ExitCode code, std::string message) {
  Problem problem;
  problem.exit_code = code;
  problem.message = std::move(message);
  return problem;
}

// Messages of tables name the file themselves; commands do it for all.
Problem ToProblem(const std::string& file, const batch::Failure& failure) {
  ExitCode code = kExitData;
  if (failure.kind == batch::FailureKind::kUsage) code = kExitUsage;
  if (failure.kind == batch::FailureKind::kNoInput) code = kExitNoInput;
  absl::string_view message = failure.message;
  if (absl::ConsumePrefix(&message, file)) {
    (void)absl::ConsumePrefix(&message, ": ");
    (void)absl::ConsumePrefix(&message, ":");
  }
  return ProblemOf(code, std::string(message));
}

// What the row does not say is as the options say.
void Complete(const AssessmentOptions& options, v1::ScoreRequest* request) {
  AssessmentOptions rest = options;
  const v1::Profile& profile = request->profile();
  if (!profile.weight_set().empty()) rest.weights.clear();
  if (!profile.excluded_domain_ids().empty()) rest.exclude.clear();
  if (profile.assess_up_to_level() != 0) rest.up_to = -1;
  ApplyOptions(rest, request);
}

// Carries a row out; a problem names it.
std::optional<Problem> Use(const AssessmentOptions& options, const UseRow& use,
                           batch::TableRow* row) {
  if (!row->problems.empty()) {
    Problem problem = ProblemOf(kExitData, "the row cannot be read");
    problem.details = row->problems;
    return problem;
  }
  Complete(options, &row->request);
  return use(*row);
}

}  // namespace

bool IsTablePath(const std::string& file) {
  batch::Format format;
  return batch::FormatOfPath(file, &format);
}

std::optional<Problem> ForEachRow(const std::string& file,
                                  const AssessmentOptions& options,
                                  const std::string& grades, const UseRow& use,
                                  ExitCode* failed) {
  if (!options.server.empty()) {
    return ProblemOf(kExitUsage, "tables are read without --server");
  }
  const std::optional<Catalog> catalog = LoadCatalog(options.models);
  if (!catalog.has_value()) return ProblemOf(kExitConfig, "no models");
  v1::ScoreRequest named;
  ApplyOptions(options, &named);
  auto entry = catalog->Find(named.model().id(), named.model().version());
  if (!entry.ok()) return ToProblem(entry.refusal());
  batch::InputOptions input;
  input.grades = *batch::ParseGradeStyle(grades);
  batch::TableRequests rows({file}, input, *entry.value()->compiled);
  if (auto failure = rows.Open()) return ToProblem(file, *failure);
  batch::TableRow row;
  bool more = true;
  while (true) {
    if (auto failure = rows.Next(&row, &more)) return ToProblem(file, *failure);
    if (!more) return std::nullopt;
    const auto problem = Use(options, use, &row);
    if (!problem.has_value()) continue;
    std::cout.flush();
    PrintProblem(
        absl::StrCat(file, ": row ", row.number, " (", row.enterprise_id, ")"),
        *problem, std::cerr);
    if (*failed == kExitOk) *failed = problem->exit_code;
  }
}

void AddGradesOption(Command command, std::string* grades) {
  command
      .AddOption("--grades", grades,
                 "What digits in tables mean: scores or codes (docs/batch.md)")
      .OneOf({"auto", "words", "scores", "codes"})
      .ShowDefault();
}

}  // namespace cmmm
