#include "http/batch_request.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/model/model_names.h"
#include "http/connect_error.h"
#include "http/connect_request.h"

namespace cmmm::http {
namespace {

constexpr const char* kLineTypes[] = {
    "application/jsonl", "application/x-ndjson", "application/json"};

bool IsJsonLines(absl::string_view type) {
  type = absl::StripAsciiWhitespace(type.substr(0, type.find(';')));
  for (const char* known : kLineTypes) {
    if (absl::EqualsIgnoreCase(type, known)) return true;
  }
  return false;
}

// Sets what one parameter says; false: it cannot say that.
bool SetParameter(const std::string& name, const std::string& value,
                  batch::FilterOptions* options) {
  v1::ScoreRequest& common = options->common;
  if (name == "model") {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(value, absl::MaxSplits('@', 1));
    common.mutable_model()->set_id(parts.first);
    common.mutable_model()->set_version(parts.second);
    return true;
  }
  if (name == "weights") {
    common.mutable_profile()->set_weight_set(value);
    return true;
  }
  if (name == "exclude") {
    for (const std::string& domain : SplitNames(value)) {
      common.mutable_profile()->add_excluded_domain_ids(domain);
    }
    return true;
  }
  if (name == "up_to") {
    int level = 0;
    if (!absl::SimpleAtoi(value, &level) || level < 0) return false;
    common.mutable_profile()->set_assess_up_to_level(level);
    return true;
  }
  if (name == "unanswered") {
    if (value == "not-satisfied") {
      common.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    }
    return value == "not-satisfied" || value == "refuse";
  }
  if (name == "grades") {
    const auto style = texts::ParseGradeStyle(value);
    if (style.has_value()) options->grades = *style;
    return style.has_value();
  }
  if (name != "view") return false;
  options->with_maturity = value == "scorecard";
  return value == "scorecard" || value == "level";
}

}  // namespace

std::optional<Reply> CheckBatchHead(const Request& head) {
  if (head.method != "POST") {
    Reply reply = BadHttp(405, "records are sent by POST");
    reply.With("Allow", "POST");
    return reply;
  }
  if (!IsJsonLines(head.Find("Content-Type"))) {
    Reply reply = BadHttp(415, "Content-Type must be application/jsonl");
    reply.With("Accept-Post", "application/jsonl, application/x-ndjson");
    return reply;
  }
  if (!head.Find("Content-Encoding").empty()) {
    Reply reply =
        ErrorReply(Refuse(absl::StatusCode::kUnimplemented, "UNKNOWN_ENCODING",
                          "records are not taken compressed"));
    reply.close = true;
    return reply;
  }
  return std::nullopt;
}

Outcome<batch::FilterOptions> ReadBatchRequest(const Request& request,
                                               const Catalog& catalog) {
  batch::FilterOptions options;
  const auto parameters = ReadQuery(request.query);
  if (!parameters.has_value()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "BAD_CONNECT_REQUEST",
                  "the query cannot be read, or names a parameter twice");
  }
  for (const auto& [name, value] : *parameters) {
    if (SetParameter(name, value, &options)) continue;
    return Refuse(absl::StatusCode::kInvalidArgument, "BAD_CONNECT_REQUEST",
                  absl::StrCat("no such parameter, or no such value of it: ",
                               Printable(name)));
  }
  const v1::ModelRef& named = options.common.model();
  const auto model = catalog.Find(named.id(), named.version());
  if (!model.ok()) return model.refusal();
  return options;
}

}  // namespace cmmm::http
