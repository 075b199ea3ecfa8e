// The life of `cmmm serve` after its settings are known: start, wait for
// signals, stop.
//
//   SIGHUP            take models and programmes anew, all of them or none
//   SIGTERM, SIGINT   stop: report NOT_SERVING, serve on for --drain-delay,
//                     drain for --grace, exit 0; a second one hurries
#ifndef CMMM_CLI_SERVE_SERVE_H_
#define CMMM_CLI_SERVE_SERVE_H_

#include "cli/exit_code.h"
#include "service/settings.h"

namespace cmmm::cli {

// Serves until it is told to stop. The exit code: kExitOk, kExitConfig (the
// models have findings), kExitUnavailable (the address is taken). `config` must
// be without findings.
ExitCode Serve(const service::Config& config);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SERVE_SERVE_H_
