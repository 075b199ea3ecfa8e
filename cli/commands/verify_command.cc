// `cmmm verify`: whether a signed result can be believed. Needs no server.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/read_file.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/verification_text.h"
#include "engine/analyze.h"
#include "engine/sign_result.h"
#include "texts/rule_texts.h"

namespace cmmm::cli {
namespace {

namespace fs = std::filesystem;

struct VerifyOptions {
  std::vector<std::string> files;
  std::vector<std::string> keys;
  bool any_key = false;
  AssessmentOptions assessment;
};

// The key files of a folder, sorted; a file is itself.
std::vector<std::string> KeyFiles(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path, error)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".pem" || extension == ".pub") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Adds the keys to the request, each checked, so that a wrong one is named by
// its file.
ExitCode AddKeys(const std::string& path, v1::VerifyResultRequest* request) {
  const std::vector<std::string> files = KeyFiles(path);
  if (files.empty()) {
    return PrintIfFailed(path, Failure{FailureKind::kNoInput,
                                       "no keys in the folder (*.pem, *.pub)",
                                       "文件夹中没有密钥（*.pem、*.pub）"});
  }
  for (const std::string& file : files) {
    std::string pem;
    PublicKey key;
    if (const auto failure = ReadWholeFile(file, kMaxKeyFileBytes, &pem)) {
      return PrintIfFailed(file, failure);
    }
    if (const auto fault = ReadPublicKey(pem, &key)) {
      return PrintIfFailed(
          file, Failure{FailureKind::kData,
                        absl::StrCat(fault->rule, ": ", fault->message),
                        absl::StrCat(fault->rule, ": ",
                                     texts::ChineseRule(fault->rule))});
    }
    request->add_trusted_keys(WritePublicKey(key));
  }
  return kExitOk;
}

class VerifyCommand {
 public:
  VerifyCommand(const VerifyOptions& options, const Catalog& catalog,
                v1::VerifyResultRequest request)
      : options_(options), catalog_(catalog), request_(std::move(request)) {}

  // The exit code of the first file that failed; every file is tried.
  ExitCode VerifyAll() {
    ExitCode first_failure = kExitOk;
    for (const std::string& file : options_.files) {
      const ExitCode code = VerifyFile(file);
      if (first_failure == kExitOk) first_failure = code;
    }
    return first_failure;
  }

 private:
  ExitCode VerifyFile(const std::string& file) {
    request_.clear_signed_result();
    MaybeFailure failure = ReadWholeFile(file, kMaxSignedFileBytes,
                                         request_.mutable_signed_result());
    v1::VerifyResultResponse response;
    if (!failure.has_value()) {
      const auto refusal = VerifyResult(catalog_, request_, &response);
      if (refusal.has_value()) failure = ToFailure(*refusal);
    }
    if (failure.has_value()) return PrintIfFailed(file, failure);
    if (!PrintMessage(options_.assessment.format, response)) {
      if (printed_++ > 0) std::cout << "\n";
      PrintVerification(file == "-" ? "<stdin>" : file, response,
                        ReadLanguage(options_.assessment), std::cout);
    }
    return response.verified() ? kExitOk : kExitData;
  }

  const VerifyOptions& options_;
  const Catalog& catalog_;
  v1::VerifyResultRequest request_;
  int printed_ = 0;
};

ExitCode RunVerify(const VerifyOptions& options) {
  v1::VerifyResultRequest request;
  request.set_any_key(options.any_key);
  for (const std::string& path : options.keys) {
    const ExitCode code = AddKeys(path, &request);
    if (code != kExitOk) return code;
  }
  const std::optional<Catalog> catalog = LoadCatalog(options.assessment.models);
  if (!catalog.has_value()) return kExitConfig;
  return VerifyCommand(options, *catalog, std::move(request)).VerifyAll();
}

}  // namespace

void AddVerifyCommand(Command app, Run* run) {
  auto options = std::make_shared<VerifyOptions>();
  Command verify = app.AddSubcommand(
      "verify", "Check signed results: signature, and the scores once more");
  verify
      .AddOption("FILE", &options->files,
                 "Signed results of `cmmm sign`; - is standard input")
      .Required();
  Command trust = verify.AddChoice("whom to trust");
  trust
      .AddOption("--key", &options->keys,
                 "Public key as PEM, or a folder of them (*.pem, *.pub); "
                 "may be repeated")
      .OneValueEach();
  trust.AddFlag("--any-key", &options->any_key,
                "Accept any key: shows that the file is whole, not who "
                "signed it");
  AddLanguageOption(verify, &options->assessment);
  AddFormatOption(verify, &options->assessment);
  AddModelsOption(verify, &options->assessment);
  verify.ShowExamples({"cmmm keygen my.key",
                       "cmmm sign datasets/auto-parts-level-3.textproto --key "
                       "my.key -o my.signed",
                       "cmmm verify my.signed --key my.key.pub"});
  verify.OnCall(
      [options, run] { *run = [options] { return RunVerify(*options); }; });
}

}  // namespace cmmm::cli
