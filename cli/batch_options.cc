#include "cli/batch_options.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_split.h"

namespace cmmm {

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
  const std::pair<std::string, std::string> name =
      absl::StrSplit(options.model, absl::MaxSplits('@', 1));
  request.mutable_model()->set_id(name.first);
  request.mutable_model()->set_version(name.second);
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

ExitCode Report(const batch::Failure& failure) {
  std::cerr << "cmmm: " << failure.message << "\n";
  switch (failure.kind) {
    case batch::FailureKind::kUsage:
      return kExitUsage;
    case batch::FailureKind::kData:
      return kExitData;
    case batch::FailureKind::kNoInput:
      return kExitNoInput;
    case batch::FailureKind::kIo:
      return kExitIo;
    case batch::FailureKind::kTemporary:
      return kExitTemporary;
  }
  return kExitSoftware;
}

}  // namespace cmmm
