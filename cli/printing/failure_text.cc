#include "cli/printing/failure_text.h"

#include <iostream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "cli/printing/open_questions.h"
#include "google/rpc/error_details.pb.h"
#include "texts/list_in_text.h"
#include "texts/refusal_text.h"
#include "texts/rule_texts.h"

namespace cmmm::cli {
namespace {

texts::Language message_language = texts::Language::kEn;

FailureKind KindOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return FailureKind::kData;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kCancelled:  // a server that went away meanwhile
      return FailureKind::kUnavailable;
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kAborted:
      return FailureKind::kTemporary;
    default:
      return FailureKind::kSoftware;
  }
}

// A server's description of a violation is `rule: message`. What there is
// instead has names in the language of the text it stands in.
void AddViolations(const google::rpc::BadRequest& bad, Violations* violations) {
  for (const auto& violation : bad.field_violations()) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(violation.description(), absl::MaxSplits(": ", 1));
    const absl::string_view zh = violation.localized_message().message();
    const auto list = texts::FindListZh(zh);
    violations->Add(
        Violation{violation.field(), parts.first, "", parts.second, -1,
                  list.has_value() ? std::string(zh.substr(list->list)) : ""});
  }
}

// The rule in words, in the language of messages; with the offending value
// where the words do not have it.
std::string RuleInWords(const Violation& violation) {
  if (message_language == texts::Language::kZh) {
    std::string zh =
        texts::ChineseViolation(violation.rule_id, violation.value,
                                violation.message, violation.there_are_zh);
    if (!zh.empty()) return zh;
  }
  if (texts::SaysValue(violation.message, violation.value)) {
    return violation.message;
  }
  return absl::StrCat("`", violation.value, "`: ", violation.message);
}

// What a status without a reason of ours says: that of gRPC itself.
std::string StatusInChinese(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return "无法连接服务器";
    case absl::StatusCode::kDeadlineExceeded:
      return "超过时限";
    case absl::StatusCode::kResourceExhausted:
      return "消息过大，或服务器已满";
    case absl::StatusCode::kUnimplemented:
      return "服务器没有这一方法";
    case absl::StatusCode::kCancelled:
      return "调用被取消";
    default:
      return absl::StrCat("服务器出错：", absl::StatusCodeToString(code));
  }
}

// What is wrong besides what is listed.
void PrintRest(const Failure& failure, std::ostream& out) {
  const size_t more =
      failure.violations.total() - failure.violations.listed().size();
  if (more == 0) return;
  out << texts::Say(message_language, "  … 另有 ", "  … and ") << more
      << texts::Say(message_language, " 处\n", " more\n");
}

}  // namespace

ExitCode ExitCodeOf(FailureKind kind) {
  switch (kind) {
    case FailureKind::kUsage:
      return kExitUsage;
    case FailureKind::kData:
      return kExitData;
    case FailureKind::kNoInput:
      return kExitNoInput;
    case FailureKind::kIo:
      return kExitIo;
    case FailureKind::kTemporary:
      return kExitTemporary;
    case FailureKind::kUnavailable:
      return kExitUnavailable;
    case FailureKind::kConfig:
      return kExitConfig;
    case FailureKind::kSoftware:
      return kExitSoftware;
  }
  return kExitSoftware;
}

Failure ToFailure(const Refusal& refusal) {
  return texts::FailureOf(KindOf(refusal.code), refusal);
}

Failure ToFailure(const google::rpc::Status& status) {
  const auto code = static_cast<absl::StatusCode>(status.code());
  Failure failure{KindOf(code), status.message(), StatusInChinese(code)};
  size_t total = 0;
  bool retry_helps = false;
  google::rpc::ErrorInfo said;
  for (const auto& detail : status.details()) {
    google::rpc::BadRequest violations;
    google::rpc::ErrorInfo info;
    retry_helps = retry_helps || detail.Is<google::rpc::RetryInfo>();
    if (detail.UnpackTo(&info)) {
      const auto count = info.metadata().find("violations");
      if (count != info.metadata().end()) {
        (void)absl::SimpleAtoi(count->second, &total);
      }
      said = std::move(info);
    } else if (detail.UnpackTo(&violations)) {
      AddViolations(violations, &failure.violations);
    }
  }
  if (!said.reason().empty()) {
    const std::string zh = texts::ChineseReason(
        texts::ReasonToSay(said.reason(), failure.violations), status.message(),
        total, {said.metadata().begin(), said.metadata().end()});
    failure.message_zh = zh.empty() ? said.reason() : zh;
  }
  // gRPC's own answer to a message that is too large has no RetryInfo.
  if (code == absl::StatusCode::kResourceExhausted && !retry_helps) {
    failure.kind = FailureKind::kData;
  }
  if (total > failure.violations.total()) {
    failure.violations.AddUnlisted(total - failure.violations.total());
  }
  return failure;
}

MaybeFailure ToFailure(const std::optional<Refusal>& refusal) {
  if (!refusal.has_value()) return std::nullopt;
  return ToFailure(*refusal);
}

MaybeFailure InFile(const std::string& file, MaybeFailure failure) {
  if (!failure.has_value()) return failure;
  failure->message = absl::StrCat(file, ": ", failure->message);
  failure->message_zh = absl::StrCat(file, ": ", failure->message_zh);
  return failure;
}

MaybeFailure AsWritten(const std::string& field, const std::string& written,
                       MaybeFailure failure) {
  if (!failure.has_value()) return failure;
  Violations said;
  for (Violation violation : failure->violations.listed()) {
    if (violation.field_path == field) violation.value = Printable(written);
    said.Add(std::move(violation));
  }
  said.AddUnlisted(failure->violations.total() - said.total());
  failure->violations = std::move(said);
  return failure;
}

std::string ShowViolation(const Violation& violation) {
  std::string line;
  for (const std::string& part :
       {violation.field_path, violation.rule_id, RuleInWords(violation)}) {
    if (!part.empty()) {
      absl::StrAppend(&line, line.empty() ? "" : ": ", part);
    }
  }
  return line;
}

std::string ShowViolationInWords(const Violation& violation) {
  const std::string place =
      violation.field_path.empty() ? "" : violation.field_path + ": ";
  return place + RuleInWords(violation);
}

std::string ShowMessage(const Failure& failure) {
  return message_language == texts::Language::kEn ? failure.message
                                                  : failure.message_zh;
}

void SetMessageLanguage(texts::Language language) {
  message_language = language;
}

texts::Language MessageLanguage() { return message_language; }

void PrintFailure(const std::string& file, const Failure& failure,
                  std::ostream& out) {
  out << "cmmm: " << file << (file.empty() ? "" : ": ") << ShowMessage(failure)
      << "\n";
  const auto& questions = QuestionsOf(file);
  OpenQuestions open;
  for (const Violation& violation : failure.violations.listed()) {
    if (!open.Add(questions, violation)) {
      out << "  " << ShowViolation(violation) << "\n";
    }
  }
  open.Print(message_language, absl::StrCat(kOpenRule, ": "), out);
  PrintRest(failure, out);
  OpenQuestions besides;
  for (const std::string& id : OpenIn(file)) besides.Add(questions, id);
  besides.Print(message_language,
                texts::Say(message_language, "此外：", "besides: "), out);
}

void PrintNotices(const RowFindings& notices, std::ostream& out) {
  for (const RowFinding& notice : notices) {
    out << "cmmm: " << notice.column << (notice.column.empty() ? "" : ": ")
        << notice.rule << ": ";
    if (message_language == texts::Language::kZh) {
      out << texts::ChineseWords(notice) << "\n";
    } else {
      out << notice.message << "\n";
    }
  }
}

ExitCode PrintIfFailed(const std::string& file, const MaybeFailure& failure) {
  if (!failure.has_value()) return kExitOk;
  std::cout.flush();
  // What is wrong with the options is no fault of a file.
  const bool about_options = failure->kind == FailureKind::kUsage;
  PrintFailure(about_options ? "" : file, *failure, std::cerr);
  return ExitCodeOf(failure->kind);
}

}  // namespace cmmm::cli
