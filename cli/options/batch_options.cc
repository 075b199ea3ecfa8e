#include "cli/options/batch_options.h"

#include "cli/options/assessment_options.h"
#include "cli/options/profile_options.h"
#include "cli/printing/failure_text.h"

namespace cmmm::cli {

void AddRowDefaults(Command command, RowDefaults* options) {
  command.AddOption("--models", &options->models,
                    "Folder or file of models to score by");
  command.AddOption("--model", &options->model,
                    "Model ID or ID@VERSION; without a version each workbook "
                    "is scored by the edition that it names");
  command.AddOption("--weights", &options->weights,
                    "Weight set of rows that name none");
  command.AddOption("--exclude", &options->exclude,
                    "Domains that rows without a list of their own leave out, "
                    "comma-separated");
  command
      .AddOption("--up-to", &options->up_to,
                 "Highest level of rows that name none; 0 = all")
      .NotNegative();
  command
      .AddOption("--unanswered", &options->unanswered,
                 "Open questions: refuse the row (default), or count them as "
                 "not satisfied")
      .OneOf({"refuse", "not-satisfied"});
}

MaybeFailure ReadRowDefaults(const RowDefaults& options, const Catalog& catalog,
                             v1::ScoreRequest* request) {
  *request->mutable_model() = ReadModelName(options.model);
  const auto entry =
      catalog.Find(request->model().id(), request->model().version());
  if (!entry.ok()) {
    MaybeFailure failure = ToFailure(entry.refusal());
    failure->kind = FailureKind::kUsage;
    return failure;
  }
  if (options.unanswered == "not-satisfied") {
    request->set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  }
  return ReadProfile(*entry.value()->definition,
                     {options.weights, options.exclude, options.up_to},
                     request->mutable_profile());
}

}  // namespace cmmm::cli
