// `cmmm sign`: a result that can be checked elsewhere.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/outputs.h"
#include "cli/files/read_file.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "cli/options/output_options.h"
#include "cli/options/profile_options.h"
#include "engine/sign_result.h"
#include "texts/rule_texts.h"

namespace cmmm::cli {
namespace {

struct SignOptions {
  std::string file;
  std::string key;
  std::string out;
  bool force = false;
  int target = -1;
  std::string view;
  AssessmentOptions assessment;
};

MaybeFailure ReadKey(const std::string& file, PrivateKey* key) {
  std::string pem;
  if (auto failure = ReadWholeFile(file, kMaxKeyFileBytes, &pem)) {
    return failure;
  }
  const auto fault = ReadPrivateKey(pem, key);
  if (!fault.has_value()) return std::nullopt;
  return Failure{
      FailureKind::kData, absl::StrCat(fault->rule, ": ", fault->message),
      absl::StrCat(fault->rule, ": ", texts::ChineseRule(fault->rule))};
}

MaybeFailure MakeRequest(const SignOptions& options, const Catalog& catalog,
                         v1::ScoreRequest* request) {
  const auto engine = MakeLocalEngine(catalog);
  if (auto failure = ReadAssessment(options.file, options.assessment,
                                    engine.get(), request)) {
    return failure;
  }
  if (options.target >= 0) request->set_target_level(options.target);
  if (!options.view.empty() || request->view() == v1::VIEW_UNSPECIFIED) {
    request->set_view(options.view.empty() ? v1::VIEW_FULL
                                           : ReadView(options.view));
  }
  return std::nullopt;
}

// A failure names the file it is about.
MaybeFailure Sign(const SignOptions& options, const Catalog& catalog,
                  PrivateKey* key) {
  v1::ScoreRequest request;
  std::vector<std::string> inputs = ModelFiles(options.assessment.models);
  inputs.insert(inputs.end(), {options.file, options.key});
  if (auto failure = CheckApart(inputs, {options.out})) return failure;
  if (auto failure = ReadKey(options.key, key)) {
    return InFile(options.key, failure);
  }
  if (auto failure = MakeRequest(options, catalog, &request)) {
    return InFile(options.file, failure);
  }
  const auto signed_file = SignResult(catalog, request, *key);
  if (!signed_file.ok()) {
    return InFile(options.file, BlameOption(options.target >= 0, "target_level",
                                            ToFailure(signed_file.refusal())));
  }
  return InFile(options.out, WriteWholeFile(options.out, signed_file.value(),
                                            kPublicFile, options.force));
}

ExitCode RunSign(const SignOptions& options) {
  const std::optional<Catalog> catalog = LoadCatalog(options.assessment.models);
  if (!catalog.has_value()) return kExitConfig;
  PrivateKey key;
  if (const auto failure = Sign(options, *catalog, &key)) {
    return PrintIfFailed("", failure);
  }
  const texts::Language language = ReadLanguage(options.assessment);
  std::cout << options.out << "\n  "
            << Say(language, "已签名，密钥标识 ", "signed, key id ")
            << KeyId(key.PublicHalf()) << "\n";
  return kExitOk;
}

void AddSigningOptions(Command sign, SignOptions* options) {
  sign.AddOption("--key", &options->key,
                 "Private Ed25519 key as PEM, from `cmmm keygen` or openssl")
      .Required();
  AddOutputOptions(sign, "File to write", {&options->out, &options->force},
                   "Replace the file if it exists")
      .Required();
  sign.AddOption("--target", &options->target,
                 "Level the gaps are about; 0 = the next one")
      .NotNegative();
  sign.AddOption("--view", &options->view,
                 "How much of the result to sign; the file's view, or full")
      .OneOf({"level", "scorecard", "full"});
}

}  // namespace

void AddSignCommand(Command app, Run* run) {
  auto options = std::make_shared<SignOptions>();
  Command sign = app.AddSubcommand(
      "sign", "Score an assessment and sign the result, for `cmmm verify`");
  AddFileOption(sign, &options->file).Required();
  AddSigningOptions(sign, options.get());
  AddProfileOptions(sign, &options->assessment);
  AddLanguageOption(sign, &options->assessment);
  AddModelsOption(sign, &options->assessment);
  sign.ShowExamples({"cmmm keygen my.key",
                     "cmmm sign datasets/auto-parts-level-3.textproto --key "
                     "my.key -o my.signed"});
  sign.OnCall(
      [options, run] { *run = [options] { return RunSign(*options); }; });
}

}  // namespace cmmm::cli
