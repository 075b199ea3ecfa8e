#include "cli/files/answer_file.h"

#include <filesystem>
#include <map>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/files/read_request.h"
#include "cli/files/write_file.h"
#include "engine/base/file_failure.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "tables/request_text.h"

namespace cmmm::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kHead[] =
    "# proto-file: proto/cmmm/v1/scoring_service.proto\n"
    "# proto-message: cmmm.v1.ScoreRequest\n"
    "#\n"
    "# Written by cmmm; `cmmm ask` goes on with what is open.\n";
constexpr size_t kLongestComment = 4096;

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

std::string RenderJson(const v1::ScoreRequest& request) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(request, &json, options);
  return json;
}

MaybeFailure AnswerFile::Open(v1::ScoreRequest* request) {
  std::error_code error;
  const fs::path followed = fs::canonical(path_, error);
  if (!error) path_ = followed.string();
  on_disk_ = Look(path_);
  if (on_disk_.has_value()) {
    if (auto failure = ReadRequest(path_, request)) return failure;
    if (auto failure = ReadText(path_, &original_)) return failure;
    opened_ = *request;
    is_json_ = tables::LooksLikeJson(original_);
    if (request->has_packed()) {
      return Failure{FailureKind::kData,
                     "holds packed answers; an interview needs a list",
                     "是打包的作答；逐题作答需要逐条列出"};
    }
  }
  return CheckReplaceable(path_);
}

MaybeFailure AnswerFile::KeepOriginal(const v1::ModelDefinition& model) {
  if (original_.empty() || is_json_) return std::nullopt;
  for (const auto language : {texts::Language::kZh, texts::Language::kEn}) {
    if (original_ == RenderAssessment(opened_, model, language)) {
      original_.clear();
      return std::nullopt;
    }
  }
  std::error_code error;
  std::string copy = path_ + ".orig";
  for (int number = 2; fs::exists(copy, error); ++number) {
    copy = absl::StrCat(path_, ".orig-", number);
  }
  fs::copy_file(path_, copy, error);
  if (error) {
    const Text what = WithReason({absl::StrCat("无法另存为 ", copy),
                                  absl::StrCat("cannot be kept as ", copy)},
                                 error.value());
    return Failure{FailureKind::kIo, what.en, what.zh};
  }
  kept_as_ = copy;
  original_.clear();
  return std::nullopt;
}

MaybeFailure AnswerFile::Save(const v1::ScoreRequest& request,
                              const v1::ModelDefinition& model,
                              texts::Language language) {
  if (!Same(Look(path_), on_disk_)) {
    return Failure{
        FailureKind::kIo,
        "was changed by somebody else meanwhile and is left as it is; the last "
        "answer is not saved",
        "文件在此期间被别人改动，未再写入；最后一题没有保存"};
  }
  if (auto failure = KeepOriginal(model)) return failure;
  const mode_t mode =
      on_disk_.has_value() ? on_disk_->st_mode & 07777 : kPublicFile;
  const std::string text = is_json_
                               ? RenderJson(request)
                               : RenderAssessment(request, model, language);
  if (auto failure = WriteWholeFile(path_, text, mode, true)) return failure;
  on_disk_ = Look(path_);
  return std::nullopt;
}

}  // namespace cmmm::cli
