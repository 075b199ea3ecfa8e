#include "cli/files/answer_file.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/files/read_request.h"
#include "cli/files/write_file.h"
#include "google/protobuf/text_format.h"

namespace cmmm::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kHead[] =
    "# proto-file: proto/cmmm/v1/scoring_service.proto\n"
    "# proto-message: cmmm.v1.ScoreRequest\n"
    "#\n"
    "# Written by `cmmm ask`, which goes on where it stopped.\n";
constexpr size_t kLongestComment = 4096;

Failure IoFailure(std::string message) {
  return Failure{FailureKind::kIo, std::move(message)};
}

std::optional<struct stat> Look(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return std::nullopt;
  return found;
}

bool Same(const std::optional<struct stat>& a,
          const std::optional<struct stat>& b) {
  if (!a.has_value() || !b.has_value()) return a.has_value() == b.has_value();
  return a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

bool IsOurs(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string head(sizeof(kHead) - 1, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  return stream.good() && head == kHead;
}

std::string ToText(const google::protobuf::Message& message, bool one_line) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  printer.SetSingleLineMode(one_line);
  std::string text;
  printer.PrintToString(message, &text);
  return std::string(absl::StripSuffix(text, " "));
}

}  // namespace

std::string RenderAssessment(const v1::ScoreRequest& request,
                             const v1::ModelDefinition& model,
                             texts::Language language) {
  std::map<std::string, const v1::RequirementDefinition*> requirement;
  for (const auto& item : model.requirements()) requirement[item.id()] = &item;
  v1::ScoreRequest head = request;
  head.clear_answers();
  std::string text = absl::StrCat(kHead, "\n", ToText(head, false), "list {\n");
  for (const v1::Answer& answer : request.list().answers()) {
    const auto found = requirement.find(answer.requirement_id());
    if (found != requirement.end()) {
      const auto& item = *found->second;
      absl::StrAppend(
          &text, "  # ",
          Printable(texts::Say(language, item.statement()), kLongestComment),
          "\n");
    }
    absl::StrAppend(&text, "  answers { ", ToText(answer, true), " }\n");
  }
  return text + "}\n";
}

MaybeFailure AnswerFile::Open(v1::ScoreRequest* request) {
  std::error_code error;
  const fs::path followed = fs::canonical(path_, error);
  if (!error) path_ = followed.string();
  on_disk_ = Look(path_);
  if (on_disk_.has_value()) {
    if (auto failure = ReadRequest(path_, request)) return failure;
    foreign_ = !IsOurs(path_);
    if (request->has_packed()) {
      return Failure{FailureKind::kData,
                     "holds packed answers; an interview needs a list"};
    }
  }
  return CheckReplaceable(path_);
}

MaybeFailure AnswerFile::KeepOriginal() {
  if (!foreign_) return std::nullopt;
  std::error_code error;
  const std::string copy = path_ + ".orig";
  if (!fs::exists(copy, error)) {
    fs::copy_file(path_, copy, error);
    if (error) {
      return IoFailure(
          absl::StrCat("cannot be kept as ", copy, ": ", error.message()));
    }
    kept_as_ = copy;
  }
  foreign_ = false;
  return std::nullopt;
}

MaybeFailure AnswerFile::Save(const std::string& text) {
  if (!Same(Look(path_), on_disk_)) {
    return IoFailure(
        "was changed by somebody else meanwhile and is left as it is; the last "
        "answer is not saved");
  }
  if (auto failure = KeepOriginal()) return failure;
  const mode_t mode =
      on_disk_.has_value() ? on_disk_->st_mode & 07777 : kPublicFile;
  if (auto failure = WriteWholeFile(path_, text, mode, true)) return failure;
  on_disk_ = Look(path_);
  return std::nullopt;
}

}  // namespace cmmm::cli
