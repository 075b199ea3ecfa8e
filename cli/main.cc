// The `cmmm` command.
#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/commands.h"
#include "engine/base/version.h"
#include "google/protobuf/stubs/logging.h"

namespace {

int Main(int argc, char** argv) {
  // Parsers report through their results; nothing else goes to the terminal.
  google::protobuf::SetLogHandler(nullptr);
  cmmm::CommandLine line(
      "cmmm",
      "Scores smart-manufacturing maturity questionnaires (GB/T 39116-2020), "
      "exactly.\n\n"
      "  cmmm score datasets/furniture-maker-level-1.textproto\n"
      "  cmmm questionnaire --weights discrete --lang zh > my.textproto\n"
      "  cmmm template --weights discrete --lang zh -o 自评.xlsx\n"
      "  cmmm serve --listen 127.0.0.1:50051\n",
      std::string("cmmm ") + cmmm::kEngineVersion,
      "Exit codes: 0 done, 64 wrong options, 65 bad data, 66 no such file, "
      "69 no server,\n74 cannot write, 75 try again later, 78 bad models.");
  cmmm::Run run;
  cmmm::AddScoreCommand(line.root(), &run);
  cmmm::AddBoundsCommand(line.root(), &run);
  cmmm::AddPlanCommand(line.root(), &run);
  cmmm::AddMarginCommand(line.root(), &run);
  cmmm::AddNextCommand(line.root(), &run);
  cmmm::AddAskCommand(line.root(), &run);
  cmmm::AddCompareCommand(line.root(), &run);
  cmmm::AddReadyCommand(line.root(), &run);
  cmmm::AddReportCommand(line.root(), &run);
  cmmm::AddPortfolioCommand(line.root(), &run);
  cmmm::AddExplainCommand(line.root(), &run);
  cmmm::AddKeygenCommand(line.root(), &run);
  cmmm::AddSignCommand(line.root(), &run);
  cmmm::AddVerifyCommand(line.root(), &run);
  cmmm::AddBatchCommand(line.root(), &run);
  cmmm::AddMergeCommand(line.root(), &run);
  cmmm::AddFilterCommand(line.root(), &run);
  cmmm::AddSynthesizeCommand(line.root(), &run);
  cmmm::AddQuestionnaireCommand(line.root(), &run);
  cmmm::AddTemplateCommand(line.root(), &run);
  cmmm::AddModelCommand(line.root(), &run);
  cmmm::AddServeCommand(line.root(), &run);
  if (const std::optional<int> code = line.Parse(argc, argv)) return *code;
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
