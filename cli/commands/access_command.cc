// `cmmm access`: the keys that a server lets in.
#include <google/protobuf/text_format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/commands/commands.h"
#include "cli/files/read_file.h"
#include "cli/files/write_file.h"
#include "cli/printing/failure_text.h"
#include "engine/base/civil_date.h"
#include "service/access.h"
#include "service/access_keys.h"
#include "texts/format_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

using config::v1::AccessFile;
using config::v1::AccessKey;

constexpr char kHead[] =
    "# proto-file: cmmm/config/v1/access.proto\n"
    "# proto-message: cmmm.config.v1.AccessFile\n"
    "# Kept by `cmmm access`; nobody but the server may read it.\n";

struct AccessOptions {
  std::string file;
  std::string tenant;
  std::vector<std::string> methods;
  std::vector<std::string> roles;
  std::string expires;
  std::string id;
};

bool Exists(const std::string& file) {
  struct stat about {};
  return stat(file.c_str(), &about) == 0;
}

MaybeFailure ReadAccess(const std::string& file, AccessFile* access) {
  std::string text;
  if (auto failure = ReadWholeFile(file, service::kMaxAccessBytes, &text)) {
    return failure;
  }
  service::Access check;
  if (auto failure = check.Read(text)) return failure;
  google::protobuf::TextFormat::ParseFromString(text, access);
  return std::nullopt;
}

// A file that is there keeps its owner and who may read it: the server reads
// it as somebody else.
MaybeFailure WriteAccess(const std::string& file, const AccessFile& access) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(access, &text);
  service::Access check;
  if (auto failure = check.Read(text)) return failure;
  struct stat before {};
  const bool was_there = stat(file.c_str(), &before) == 0;
  if (auto failure =
          WriteWholeFile(file, absl::StrCat(kHead, text), kPrivateFile, true)) {
    return failure;
  }
  constexpr mode_t kRights = 07777;
  if (was_there && (chown(file.c_str(), before.st_uid, before.st_gid) != 0 ||
                    chmod(file.c_str(), before.st_mode & kRights) != 0)) {
    return Failure{FailureKind::kIo, "its owner and rights cannot be kept",
                   "无法保持文件的所有者和权限"};
  }
  return std::nullopt;
}

Failure NoRandomNumbers() {
  return Failure{FailureKind::kSoftware,
                 "the system gives no random numbers for a key",
                 "系统无法提供随机数来生成密钥"};
}

ExitCode RunAdd(const AccessOptions& options) {
  if (!options.expires.empty() && !ParseCivilDate(options.expires)) {
    return PrintIfFailed("",
                         Failure{FailureKind::kUsage,
                                 "--expires must be a day such as 2027-12-31",
                                 "--expires 须为日期，例如 2027-12-31"});
  }
  AccessFile access;
  if (Exists(options.file)) {
    if (auto failure = ReadAccess(options.file, &access)) {
      return PrintIfFailed(options.file, failure);
    }
  }
  if (access.secret().empty()) {
    if (const auto made = service::NewAccessFile()) {
      access.set_secret(made->secret());
    }
  }
  AccessKey about;
  about.set_tenant(options.tenant);
  for (const std::string& method : options.methods) about.add_methods(method);
  for (const std::string& role : options.roles) about.add_roles(role);
  if (options.methods.empty() && options.roles.empty()) about.add_methods("*");
  about.set_expires(options.expires);
  const auto key = access.secret().empty()
                       ? std::nullopt
                       : service::AddKey(std::move(about), &access);
  if (!key.has_value()) return PrintIfFailed("", NoRandomNumbers());
  if (auto failure = WriteAccess(options.file, access)) {
    return PrintIfFailed(options.file, failure);
  }
  std::cerr << texts::Say(MessageLanguage(),
                          "密钥只显示这一次，请立即交给使用者：\n",
                          "The key is shown this once; hand it over now:\n");
  std::cout << *key << "\n";
  return kExitOk;
}

// An empty file lets nobody in.
ExitCode RunNew(const AccessOptions& options) {
  if (auto failure = CheckNew(options.file)) {
    return PrintIfFailed(options.file, failure);
  }
  return PrintIfFailed(options.file, WriteAccess(options.file, {}));
}

ExitCode RunList(const AccessOptions& options) {
  AccessFile access;
  if (auto failure = ReadAccess(options.file, &access)) {
    return PrintIfFailed(options.file, failure);
  }
  const texts::Language language = MessageLanguage();
  texts::Table table({{Say(language, "编号", "id")},
                      {Say(language, "租户", "tenant")},
                      {Say(language, "可调用", "may call")},
                      {Say(language, "有效至", "until")},
                      {Say(language, "状态", "state")}});
  const std::string today = service::DayOf(std::time(nullptr));
  for (const AccessKey& key : access.keys()) {
    const bool is_over = !key.expires().empty() && key.expires() < today;
    std::vector<std::string> may = {key.methods().begin(), key.methods().end()};
    for (const std::string& role : key.roles()) {
      may.push_back(absl::StrCat(Say(language, "角色 ", "role "), role));
    }
    table.AddRow({key.id(), key.tenant(), absl::StrJoin(may, ", "),
                  key.expires(),
                  key.revoked() ? Say(language, "已吊销", "revoked")
                  : is_over     ? Say(language, "已过期", "expired")
                                : Say(language, "有效", "counts")});
  }
  table.Print(std::cout);
  return kExitOk;
}

ExitCode RunRevoke(const AccessOptions& options) {
  AccessFile access;
  if (auto failure = ReadAccess(options.file, &access)) {
    return PrintIfFailed(options.file, failure);
  }
  for (AccessKey& key : *access.mutable_keys()) {
    if (key.id() != options.id) continue;
    key.set_revoked(true);
    return PrintIfFailed(options.file, WriteAccess(options.file, access));
  }
  return PrintIfFailed(
      options.file,
      Failure{FailureKind::kNoInput,
              absl::StrCat("there is no key ", Printable(options.id)),
              absl::StrCat("没有密钥 ", Printable(options.id))});
}

Command AddWith(Command access, const char* name, const char* about,
                AccessOptions* options) {
  Command command = access.AddSubcommand(name, about);
  command
      .AddOption("FILE", &options->file,
                 "The file of keys, as for cmmm serve --access-file")
      .Required();
  return command;
}

}  // namespace

void AddAccessCommand(Command app, Run* run) {
  auto options = std::make_shared<AccessOptions>();
  Command access = app.AddSubcommand(
      "access", "Keys for those who may call a server: new, add, list, revoke");
  access.RequireSubcommand();
  access.ShowExamples({"cmmm access add keys.textproto --tenant hunan",
                       "cmmm access list keys.textproto"});
  Command add = AddWith(access, "add",
                        "Make a key, show it once, and keep its hash in FILE",
                        options.get());
  add.AddOption("--tenant", &options->tenant, "Whose key it is").Required();
  add.AddOption("--method", &options->methods,
                "What it may call: Score, cmmm.v1.ModelService/*, or * "
                "(default); several by naming it again")
      .OneValueEach();
  add.AddOption("--role", &options->roles,
                "A role of FILE; instead of --method, or beside it; several by "
                "naming it again")
      .OneValueEach();
  add.AddOption("--expires", &options->expires, "Its last day, 2027-12-31");
  add.OnCall([options, run] { *run = [options] { return RunAdd(*options); }; });
  Command start = AddWith(access, "new", "Make FILE, which lets nobody in yet",
                          options.get());
  start.OnCall(
      [options, run] { *run = [options] { return RunNew(*options); }; });
  Command list =
      AddWith(access, "list", "Show the keys, without the keys", options.get());
  list.OnCall(
      [options, run] { *run = [options] { return RunList(*options); }; });
  Command revoke =
      AddWith(access, "revoke", "Let a key in no longer", options.get());
  revoke.AddOption("ID", &options->id, "Its id, as list shows it").Required();
  revoke.OnCall(
      [options, run] { *run = [options] { return RunRevoke(*options); }; });
}

}  // namespace cmmm::cli
