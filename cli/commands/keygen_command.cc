// `cmmm keygen`: a pair of keys to sign results with.
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "engine/sign_result.h"
#include "texts/format_text.h"

namespace cmmm::cli {
namespace {

struct KeygenOptions {
  std::string file;
  std::string language = texts::DefaultLanguage();
};

// The public half first: without the private one it is useless and harmless.
MaybeFailure WritePair(const PrivateKey& key, const std::string& private_file,
                       const std::string& public_file, std::string* failed) {
  *failed = private_file;
  if (auto failure = CheckNew(private_file)) return failure;
  *failed = public_file;
  if (auto failure = WriteWholeFile(
          public_file, WritePublicKey(key.PublicHalf()), kPublicFile, false)) {
    return failure;
  }
  *failed = private_file;
  auto failure =
      WriteWholeFile(private_file, WritePrivateKey(key), kPrivateFile, false);
  if (failure.has_value()) RemoveFile(public_file);
  return failure;
}

ExitCode RunKeygen(const KeygenOptions& options) {
  const texts::Language language = ReadLanguage(options.language);
  const std::optional<PrivateKey> key = NewPrivateKey();
  if (!key.has_value()) {
    std::cerr << "cmmm: the system gives no random numbers for a key\n";
    return kExitSoftware;
  }
  const std::string public_file = absl::StrCat(options.file, ".pub");
  std::string failed;
  if (const auto failure =
          WritePair(*key, options.file, public_file, &failed)) {
    return PrintIfFailed(failed, failure);
  }
  std::cout << Say(language, "私钥  ", "Private key  ") << options.file
            << Say(language, "（请妥善保管，不要交给任何人）\n",
                   "  (keep it, and keep it to yourself)\n")
            << Say(language, "公钥  ", "Public key   ") << public_file
            << Say(language, "（交给需要核验的一方）\n",
                   "  (for everybody who verifies)\n")
            << Say(language, "密钥标识  ", "Key id       ")
            << KeyId(key->PublicHalf()) << "\n";
  return kExitOk;
}

}  // namespace

void AddKeygenCommand(Command app, Run* run) {
  auto options = std::make_shared<KeygenOptions>();
  Command keygen = app.AddSubcommand(
      "keygen", "Make a pair of Ed25519 keys to sign results with");
  keygen
      .AddOption("KEY", &options->file,
                 "File for the private key; the public one goes to KEY.pub. "
                 "Neither may exist")
      .Required();
  AddLanguageOption(keygen, "Language of the report", &options->language);
  keygen.ShowExamples({"cmmm keygen my.key"});
  keygen.OnCall(
      [options, run] { *run = [options] { return RunKeygen(*options); }; });
}

}  // namespace cmmm::cli
