#include "cli/options/batch_options.h"

#include "absl/strings/str_split.h"
#include "cli/options/assessment_options.h"

namespace cmmm::cli {

void AddRowDefaults(Command command, RowDefaults* options) {
  command.AddOption("--models", &options->models,
                    "Folder or file of models to score by");
  command.AddOption("--model", &options->model, "Model ID or ID@VERSION");
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

v1::ScoreRequest ToRequest(const RowDefaults& options) {
  v1::ScoreRequest request;
  *request.mutable_model() = ReadModelName(options.model);
  v1::Profile* profile = request.mutable_profile();
  profile->set_weight_set(options.weights);
  for (const auto id :
       absl::StrSplit(options.exclude, ',', absl::SkipWhitespace())) {
    profile->add_excluded_domain_ids(std::string(id));
  }
  profile->set_assess_up_to_level(options.up_to);
  if (options.unanswered == "not-satisfied") {
    request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  }
  return request;
}

}  // namespace cmmm::cli
