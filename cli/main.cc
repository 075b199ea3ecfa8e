// The `cmmm` command.
#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include "cli/commands/commands.h"
#include "cli/options/command.h"
#include "cli/printing/failure_text.h"
#include "engine/base/version.h"
#include "google/protobuf/stubs/logging.h"
#include "texts/help_texts.h"

namespace {

int Main(int argc, char** argv) {
  // Parsers report through their results; nothing else goes to the terminal.
  google::protobuf::SetLogHandler(nullptr);
  const cmmm::texts::Language language =
      cmmm::cli::LanguageAskedFor(argc, argv);
  cmmm::cli::SetMessageLanguage(language);
  cmmm::cli::CommandLine line(
      "cmmm",
      cmmm::texts::HelpText(language,
                            "Scores smart-manufacturing maturity "
                            "questionnaires (GB/T 39116-2020), exactly.") +
          "\n\n"
          "  cmmm score datasets/furniture-maker-level-1.textproto\n"
          "  cmmm questionnaire --weights discrete --lang zh > my.textproto\n"
          "  cmmm template --weights discrete --lang zh -o 自评.xlsx\n"
          "  cmmm serve --listen 127.0.0.1:50051\n",
      std::string("cmmm ") + cmmm::kEngineVersion,
      cmmm::texts::HelpText(
          language,
          "Exit codes: 0 done, 64 wrong options, 65 bad data, 66 no such file, "
          "69 no server,\n74 cannot write, 75 try again later, 78 bad "
          "models."));
  cmmm::cli::Run run;
  for (const cmmm::cli::AddCommand add : cmmm::cli::kCommands) {
    add(line.root(), &run);
  }
  if (const std::optional<int> code = line.Parse(argc, argv)) return *code;
  const cmmm::cli::ExitCode code = run();
  std::cout.flush();
  if (!std::cout) {
    return cmmm::cli::PrintIfFailed(
        "", cmmm::Failure{cmmm::FailureKind::kIo,
                          "the output could not be written", "输出无法写入"});
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << cmmm::texts::Say(cmmm::cli::MessageLanguage(),
                                  "cmmm: 内部错误：", "cmmm: internal error: ")
              << error.what() << "\n";
    return cmmm::cli::kExitSoftware;
  }
}
