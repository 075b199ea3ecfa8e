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

// Sets what one parameter says; else adds why it cannot say that.
void SetParameter(const std::string& name, const std::string& value,
                  batch::FilterOptions* options, Violations* wrong) {
  v1::ScoreRequest& common = options->common;
  const auto want = [&](bool is_right, const char* values) {
    if (is_right) return;
    wrong->Add(name, "query.value", value,
               absl::StrCat("there is no such value", kThereAre, values));
  };
  if (name == "model") {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(value, absl::MaxSplits('@', 1));
    common.mutable_model()->set_id(parts.first);
    common.mutable_model()->set_version(parts.second);
  } else if (name == "weights") {
    common.mutable_profile()->set_weight_set(value);
  } else if (name == "exclude") {
    for (const std::string& domain : SplitNames(value)) {
      common.mutable_profile()->add_excluded_domain_ids(domain);
    }
  } else if (name == "up_to") {
    int level = 0;
    if (!absl::SimpleAtoi(value, &level) || level < 0) {
      wrong->Add(name, "query.value", value,
                 "must be a whole number, 0 or more");
    }
    common.mutable_profile()->set_assess_up_to_level(level);
  } else if (name == "unanswered") {
    want(value == "refuse" || value == "not-satisfied",
         "refuse, not-satisfied");
    if (value == "not-satisfied") {
      common.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    }
  } else if (name == "grades") {
    const auto style = texts::ParseGradeStyle(value);
    want(style.has_value(), "words, scores, codes");
    options->grades = style.value_or(options->grades);
  } else if (name == "view") {
    want(value == "level" || value == "scorecard", "level, scorecard");
    options->with_maturity = value == "scorecard";
  } else {
    wrong->Add(Printable(name), "query.unknown_parameter", value,
               absl::StrCat("there is no such parameter", kThereAre,
                            "exclude, grades, model, unanswered, up_to, view, "
                            "weights"));
  }
}

// What the query says of records that say nothing must be there in the model,
// also when each record says its own.
void CheckDefaults(const CompiledModel& model, const v1::Profile& profile,
                   Violations* wrong) {
  const auto add = [&](const char* name, const std::string& value,
                       const Text& there_are) {
    wrong->AddWithList(name, "query.value", value, "there is no such value",
                       there_are);
  };
  const std::string& weights = profile.weight_set();
  if (!weights.empty() && FindWeightSet(model, weights) < 0) {
    add("weights", weights, model.names.weight_sets());
  }
  if (!model.names.SayNoDomain(profile.excluded_domain_ids())) {
    for (const std::string& domain : profile.excluded_domain_ids()) {
      const int found = FindDomain(model, domain);
      if (found < 0 ||
          model.nodes[static_cast<size_t>(found)].excludable_bit < 0) {
        add("exclude", domain, model.names.excludable_domains());
      }
    }
  }
  const int up_to = profile.assess_up_to_level();
  if (up_to > model.level_count()) {
    wrong->Add(
        "up_to", "query.value", absl::StrCat(up_to),
        absl::StrCat("must be 0 to ", model.level_count(), ", got ", up_to));
  }
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
  Violations wrong;
  const auto parameters = ReadQuery(request.query);
  if (!parameters.has_value()) {
    wrong.Add("", "query.syntax", request.query,
              "cannot be read, or names a parameter twice");
  } else {
    for (const auto& [name, value] : *parameters) {
      SetParameter(name, value, &options, &wrong);
    }
  }
  if (!wrong.empty()) {
    return RefuseViolations("MALFORMED_REQUEST", "the query cannot be read",
                            std::move(wrong));
  }
  const v1::ModelRef& named = options.common.model();
  const auto model = catalog.Find(named.id(), named.version());
  if (!model.ok()) return model.refusal();
  CheckDefaults(*model.value()->compiled, options.common.profile(), &wrong);
  if (!wrong.empty()) {
    return RefuseViolations("MALFORMED_REQUEST", "the query cannot be read",
                            std::move(wrong));
  }
  return options;
}

}  // namespace cmmm::http
