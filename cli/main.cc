// The `cmmm` command.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "cli/commands.h"
#include "engine/base/version.h"
#include "google/protobuf/stubs/logging.h"

namespace {

int Main(int argc, char** argv) {
  // Parsers report through their results; nothing else goes to the terminal.
  google::protobuf::SetLogHandler(nullptr);
  CLI::App app(
      "Scores smart-manufacturing maturity questionnaires (GB/T 39116-2020), "
      "exactly.\n\n"
      "  cmmm score datasets/furniture-maker-level-1.textproto\n"
      "  cmmm questionnaire --weights discrete --lang zh > my.textproto\n"
      "  cmmm serve --listen 127.0.0.1:50051\n",
      "cmmm");
  app.set_version_flag("--version",
                       std::string("cmmm ") + cmmm::kEngineVersion);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 64 wrong options, 65 bad data, 66 no such file, "
      "69 no server,\n74 cannot write, 75 try again later, 78 bad models.");
  cmmm::Run run;
  cmmm::AddScoreCommand(&app, &run);
  cmmm::AddBoundsCommand(&app, &run);
  cmmm::AddPlanCommand(&app, &run);
  cmmm::AddMarginCommand(&app, &run);
  cmmm::AddNextCommand(&app, &run);
  cmmm::AddCompareCommand(&app, &run);
  cmmm::AddKeygenCommand(&app, &run);
  cmmm::AddSignCommand(&app, &run);
  cmmm::AddVerifyCommand(&app, &run);
  cmmm::AddQuestionnaireCommand(&app, &run);
  cmmm::AddModelCommand(&app, &run);
  cmmm::AddServeCommand(&app, &run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cmmm::kExitOk : cmmm::kExitUsage;
  }
  const cmmm::ExitCode code = run();
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "cmmm: the output could not be written\n";
    return cmmm::kExitIo;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "cmmm: internal error: " << error.what() << "\n";
    return cmmm::kExitSoftware;
  }
}
