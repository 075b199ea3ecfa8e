#include "http/connect_error.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "engine/response/print_json.h"
#include "engine/response/refusal_status.h"
#include "google/rpc/error_details.pb.h"
#include "texts/refusal_text.h"

namespace cmmm::http {
namespace {

constexpr int kMethodNotAllowed = 405;
constexpr int kUnsupportedMediaType = 415;

std::string WithoutPadding(absl::string_view bytes) {
  std::string text = absl::Base64Escape(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

void PutChinese(std::string message, google::rpc::LocalizedMessage* text) {
  text->set_locale("zh-CN");
  text->set_message(std::move(message));
}

// Says in Chinese, too, what is listed, and what it is all about. What the
// catalogue does not know stays in English alone.
void AddChinese(const Refusal& refusal, google::rpc::Status* status) {
  google::rpc::LocalizedMessage about;
  PutChinese(texts::ChineseReason(refusal), &about);
  for (auto& detail : *status->mutable_details()) {
    google::rpc::BadRequest bad;
    if (!detail.UnpackTo(&bad)) continue;
    // The first of them, in the same order.
    for (int i = 0; i < bad.field_violations_size(); ++i) {
      const Violation& one = refusal.violations.listed()[i];
      std::string zh = texts::ChineseViolation(one.rule_id, one.value,
                                               one.message, one.there_are_zh);
      if (zh.empty()) continue;
      PutChinese(std::move(zh),
                 bad.mutable_field_violations(i)->mutable_localized_message());
    }
    detail.PackFrom(bad);
  }
  if (!about.message().empty()) status->add_details()->PackFrom(about);
}

google::rpc::Status InBothLanguages(const Refusal& refusal) {
  google::rpc::Status status = ToRpcStatus(refusal);
  AddChinese(refusal, &status);
  return status;
}

}  // namespace

std::string ConnectCode(absl::StatusCode code) {
  if (code == absl::StatusCode::kCancelled) return "canceled";
  return absl::AsciiStrToLower(absl::StatusCodeToString(code));
}

int ConnectStatus(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    default:
      return 500;
  }
}

Reply StatusReply(const google::rpc::Status& status) {
  const auto code = static_cast<absl::StatusCode>(status.code());
  Reply reply;
  reply.status = ConnectStatus(code);
  reply.code = absl::StatusCodeToString(code);
  reply.rpc_status = status.SerializeAsString();
  reply.With("Content-Type", "application/json");
  absl::StrAppend(&reply.body, R"({"code":")", ConnectCode(code),
                  R"(","message":)", JsonString(status.message()));
  const char* separator = R"(,"details":[)";
  for (const auto& detail : status.details()) {
    const std::string type =
        detail.type_url().substr(detail.type_url().rfind('/') + 1);
    absl::StrAppend(&reply.body, separator, R"({"type":")", type,
                    R"(","value":")", WithoutPadding(detail.value()),
                    R"(","debug":)", PrintJsonLine(detail), "}");
    separator = ",";
  }
  absl::StrAppend(&reply.body, status.details_size() > 0 ? "]}\n" : "}\n");
  return reply;
}

Reply ErrorReply(const Refusal& refusal, int status) {
  Reply reply = StatusReply(InBothLanguages(refusal));
  if (status != 0) reply.status = status;
  reply.reason = refusal.reason;
  if (reply.status == 401) reply.With("WWW-Authenticate", "Bearer");
  if (refusal.retry_after_seconds > 0) {
    reply.With("Retry-After", absl::StrCat(refusal.retry_after_seconds));
  }
  return reply;
}

Reply BadHttp(int status, std::string what) {
  const Refusal refusal =
      Refuse(absl::StatusCode::kInvalidArgument, "BAD_HTTP", std::move(what));
  google::rpc::Status said = InBothLanguages(refusal);
  if (status == kMethodNotAllowed || status == kUnsupportedMediaType) {
    said.set_code(static_cast<int>(absl::StatusCode::kUnknown));
  }
  Reply reply = StatusReply(said);
  reply.status = status;
  // For the log and the metrics it is the caller's fault.
  reply.code = absl::StatusCodeToString(refusal.code);
  reply.reason = refusal.reason;
  reply.close = true;
  return reply;
}

}  // namespace cmmm::http
