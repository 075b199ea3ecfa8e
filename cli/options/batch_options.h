// Options that the commands for tables share.
#ifndef CMMM_CLI_OPTIONS_BATCH_OPTIONS_H_
#define CMMM_CLI_OPTIONS_BATCH_OPTIONS_H_

#include <string>

#include "cli/options/command.h"
#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::cli {

// What applies where a row says nothing.
struct RowDefaults {
  std::string models;
  std::string model;
  std::string weights;
  std::string exclude;
  int up_to = 0;
  std::string unanswered;
};

void AddRowDefaults(Command command, RowDefaults* options);
// A request without answers.
v1::ScoreRequest ToRequest(const RowDefaults& options);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_BATCH_OPTIONS_H_
