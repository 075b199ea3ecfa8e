#include "cli/files/read_request.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/files/read_file.h"
#include "cli/files/read_workbook.h"
#include "cli/files/table_rows.h"
#include "engine/base/utf8.h"
#include "excel/xlsx_workbook.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"

namespace cmmm::cli {
namespace {

// Deeper nesting than a request has; protects the parser's stack.
constexpr int kMaxNesting = 32;
// Hostile input can have millions of errors.
constexpr size_t kMaxListedErrors = 20;
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

void AddDetail(const std::string& where, std::string detail,
               Violations* violations) {
  if (violations->listed().size() < kMaxListedErrors) {
    violations->Add(where, "", "", std::move(detail));
  } else {
    violations->AddUnlisted(1);
  }
}

class CollectErrors : public google::protobuf::io::ErrorCollector {
 public:
  explicit CollectErrors(Violations* violations) : violations_(violations) {}
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    AddDetail(absl::StrCat(line + 1, ":", column + 1), Printable(message),
              violations_);
  }

 private:
  Violations* violations_;
};

Failure DataFailure(std::string en, std::string zh) {
  return Failure{FailureKind::kData, std::move(en), std::move(zh)};
}

MaybeFailure ParseJson(absl::string_view content,
                       google::protobuf::Message* request) {
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(content.data(), content.size()), request);
  if (status.ok()) return std::nullopt;
  Failure failure = DataFailure(
      absl::StrCat("not a ", request->GetTypeName(), " in proto3 JSON"),
      absl::StrCat("不是 ", request->GetTypeName(), " 的 proto3 JSON"));
  // One line per line of the parser's excerpt, but nothing of huge input.
  for (const absl::string_view line : absl::StrSplit(
           absl::string_view(status.message().data(), status.message().size()),
           '\n')) {
    AddDetail("", Printable(line), &failure.violations);
  }
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

// A workbook may be larger than text, and its first bytes say that it is one.
MaybeFailure ReadContent(const std::string& file, std::string* content) {
  const size_t most = excel::XlsxLimits().file_bytes;
  auto failure = ReadWholeFile(file, most, content);
  if (!excel::LooksLikeWorkbook(*content) &&
      content->size() > kMaxRequestBytes) {
    return DataFailure(absl::StrCat("larger than ", kMaxRequestBytes, " bytes"),
                       absl::StrCat("大于 ", kMaxRequestBytes, " 字节"));
  }
  return failure;
}

}  // namespace

bool LooksLikeJson(absl::string_view content) {
  content = absl::StripLeadingAsciiWhitespace(
      absl::StripPrefix(content, kByteOrderMark));
  return absl::StartsWith(content, "{") || absl::StartsWith(content, "[");
}

MaybeFailure ParseRequest(absl::string_view content,
                          google::protobuf::Message* request) {
  content = absl::StripPrefix(content, kByteOrderMark);
  if (auto failure = CheckUtf8(content)) return failure;
  if (absl::StripAsciiWhitespace(content).empty()) {
    return DataFailure("the file is empty", "文件是空的");
  }
  return LooksLikeJson(content) ? ParseJson(content, request)
                                : ParseText(content, request);
}

MaybeFailure ReadRequest(const std::string& file,
                         google::protobuf::Message* request) {
  std::string content;
  if (auto failure = ReadContent(file, &content)) return failure;
  if (excel::LooksLikeWorkbook(content)) {
    return DataFailure("this command does not read workbooks",
                       "这个命令不读取工作簿");
  }
  return ParseRequest(content, request);
}

MaybeFailure ReadText(const std::string& file, std::string* text) {
  std::string content;
  if (auto failure = ReadWholeFile(file, kMaxRequestBytes, &content)) {
    return failure;
  }
  *text = std::string(absl::StripPrefix(content, kByteOrderMark));
  return CheckUtf8(*text);
}

MaybeFailure ReadRequest(const std::string& file, ScoringEngine* engine,
                         v1::ScoreRequest* request) {
  std::string content;
  if (auto failure = ReadContent(file, &content)) return failure;
  if (excel::LooksLikeWorkbook(content)) {
    return ReadWorkbook(file, std::move(content), engine, request);
  }
  auto failure = ParseRequest(content, request);
  if (!failure.has_value()) return failure;
  const FileKind kind = KindOf(file);
  if (kind == FileKind::kResults) return NeedsAnswers();
  return kind == FileKind::kTable ? OneAssessmentOnly() : failure;
}

}  // namespace cmmm::cli
