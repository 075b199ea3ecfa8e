// Options that the commands for tables share.
#ifndef CMMM_CLI_OPTIONS_BATCH_OPTIONS_H_
#define CMMM_CLI_OPTIONS_BATCH_OPTIONS_H_

#include <string>

#include "cli/options/command.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/failure.h"
#include "engine/model/catalog.h"

namespace cmmm::cli {

// What applies where a row says nothing.
// --models, --model, --weights, --exclude, --up-to, --unanswered; empty, or 0:
// the option was not named.
struct RowDefaults {
  std::string models;
  std::string model;
  std::string weights;
  std::string exclude;
  int up_to = 0;
  // `refuse` or `not-satisfied`.
  std::string unanswered;
};

// Declares them; their values must live until the command line was read.
void AddRowDefaults(Command command, RowDefaults* options);
// Puts a request without answers in place of *request; fails as wrong options
// when the catalog has no such model, or the model nothing of that name.
// kUsage, with what there is; `request` means nothing then.
MaybeFailure ReadRowDefaults(const RowDefaults& options, const Catalog& catalog,
                             v1::ScoreRequest* request);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_BATCH_OPTIONS_H_
