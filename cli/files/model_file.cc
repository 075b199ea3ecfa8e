#include "cli/files/model_file.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"

namespace cmmm::cli {
namespace {

constexpr char kModelHead[] =
    "# proto-file: proto/cmmm/v1/model.proto\n"
    "# proto-message: cmmm.v1.ModelDefinition\n"
    "#\n"
    "# Written by `cmmm model import` from a workbook. Provenance of weights\n"
    "# and requirements: A two or more independent sources agree, or compared\n"
    "# with the official text (`checked` says by whom); B one public source; "
    "C\n"
    "# not checked.\n";

}  // namespace

std::string RenderModel(const v1::ModelDefinition& model) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(model, &text);
  return absl::StrCat(kModelHead, "\n", text);
}

}  // namespace cmmm::cli
