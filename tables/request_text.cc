#include "tables/request_text.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"
#include "engine/request/parse_json.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace cmmm::tables {
namespace {

// Deeper nesting than a request has; protects the parser's stack.
constexpr int kMaxNesting = 32;
// Hostile input can have millions of errors.
constexpr size_t kMaxListedErrors = 20;

void AddDetail(const std::string& where, const char* rule,
               const std::string& value, std::string detail,
               Violations* violations) {
  if (violations->listed().size() < kMaxListedErrors) {
    violations->Add(where, rule, value, std::move(detail));
  } else {
    violations->AddUnlisted(1);
  }
}

// What a message of the parser quotes, which is what it is about.
std::string LastQuoted(absl::string_view message) {
  const std::vector<absl::string_view> parts = absl::StrSplit(message, '"');
  return parts.size() < 3 ? "" : std::string(parts[parts.size() - 2]);
}

class CollectErrors : public google::protobuf::io::ErrorCollector {
 public:
  explicit CollectErrors(Violations* violations) : violations_(violations) {}
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    AddDetail(absl::StrCat(line + 1, ":", column + 1), "request.text",
              LastQuoted(message), Printable(message), violations_);
  }

 private:
  Violations* violations_;
};

Failure DataFailure(std::string en, std::string zh) {
  return Failure{FailureKind::kData, std::move(en), std::move(zh)};
}

MaybeFailure ParseJson(absl::string_view content,
                       google::protobuf::Message* request) {
  std::optional<Refusal> refusal = cmmm::ParseJson(content, request);
  if (!refusal.has_value()) return std::nullopt;
  Failure failure = DataFailure(
      absl::StrCat("not a ", request->GetTypeName(), " in proto3 JSON"),
      absl::StrCat("不是 ", request->GetTypeName(), " 的 proto3 JSON"));
  for (const Violation& violation : refusal->violations.listed()) {
    if (failure.violations.listed().size() == kMaxListedErrors) break;
    failure.violations.Add(violation.field_path, violation.rule_id,
                           violation.value, violation.message);
  }
  failure.violations.AddUnlisted(refusal->violations.total() -
                                 failure.violations.total());
  return failure;
}

MaybeFailure ParseText(absl::string_view content,
                       google::protobuf::Message* request) {
  Failure failure = DataFailure(
      absl::StrCat("not a ", request->GetTypeName(), " as textproto"),
      absl::StrCat("不是 ", request->GetTypeName(), " 的 textproto"));
  CollectErrors errors(&failure.violations);
  google::protobuf::TextFormat::Parser parser;
  parser.SetRecursionLimit(kMaxNesting);
  parser.RecordErrorsTo(&errors);
  if (parser.ParseFromString(std::string(content), request)) {
    return std::nullopt;
  }
  return failure;
}

}  // namespace

MaybeFailure CheckUtf8(absl::string_view content) {
  int line_number = 0;
  for (const absl::string_view line : absl::StrSplit(content, '\n')) {
    ++line_number;
    if (!IsUtf8(line)) {
      return DataFailure(
          absl::StrCat(line_number, ":1: the line is not valid UTF-8"),
          absl::StrCat(line_number, ":1: 这一行不是有效的 UTF-8"));
    }
  }
  return std::nullopt;
}

bool LooksLikeJson(absl::string_view content) {
  content = absl::StripLeadingAsciiWhitespace(WithoutByteOrderMarks(content));
  return absl::StartsWith(content, "{") || absl::StartsWith(content, "[");
}

MaybeFailure ParseRequest(absl::string_view content,
                          google::protobuf::Message* request) {
  content = WithoutByteOrderMarks(content);
  if (auto failure = CheckUtf8(content)) return failure;
  if (absl::StripAsciiWhitespace(content).empty()) {
    return DataFailure("the file is empty", "文件是空的");
  }
  return LooksLikeJson(content) ? ParseJson(content, request)
                                : ParseText(content, request);
}

}  // namespace cmmm::tables
