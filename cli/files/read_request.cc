#include "cli/files/read_request.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/files/read_file.h"
#include "cli/files/read_workbook.h"
#include "cli/files/table_rows.h"
#include "engine/base/utf8.h"
#include "excel/xlsx_workbook.h"
#include "tables/request_text.h"

namespace cmmm::cli {
namespace {

using tables::CheckUtf8;
using tables::ParseRequest;

// A workbook may be larger than text, and its first bytes say that it is one.
MaybeFailure ReadContent(const std::string& file, std::string* content) {
  const size_t most = excel::XlsxLimits().file_bytes;
  auto failure = ReadWholeFile(file, most, content);
  if (!excel::LooksLikeWorkbook(*content) &&
      content->size() > kMaxRequestBytes) {
    return Failure{FailureKind::kData,
                   absl::StrCat("larger than ", kMaxRequestBytes, " bytes"),
                   absl::StrCat("大于 ", kMaxRequestBytes, " 字节")};
  }
  return failure;
}

}  // namespace

MaybeFailure ReadRequest(const std::string& file,
                         google::protobuf::Message* request) {
  std::string content;
  if (auto failure = ReadContent(file, &content)) return failure;
  if (excel::LooksLikeWorkbook(content)) {
    return Failure{FailureKind::kData, "this command does not read workbooks",
                   "这个命令不读取工作簿"};
  }
  return ParseRequest(content, request);
}

MaybeFailure ReadText(const std::string& file, std::string* text) {
  std::string content;
  if (auto failure = ReadWholeFile(file, kMaxRequestBytes, &content)) {
    return failure;
  }
  *text = std::string(WithoutByteOrderMarks(content));
  return CheckUtf8(*text);
}

MaybeFailure ReadRequest(const std::string& file, ScoringEngine* engine,
                         v1::ScoreRequest* request,
                         std::map<std::string, std::string>* places,
                         const v1::ModelRef& asked) {
  std::string content;
  if (auto failure = ReadContent(file, &content)) return failure;
  if (excel::LooksLikeWorkbook(content) || tables::MayBeWorkbook(file)) {
    return ReadWorkbook(file, std::move(content), engine, asked, request,
                        places);
  }
  auto failure = ParseRequest(content, request);
  if (!failure.has_value()) return failure;
  const FileKind kind = KindOf(file);
  if (kind == FileKind::kResults) return NeedsAnswers();
  return kind == FileKind::kTable && !tables::IsOneRequest(content)
             ? OneAssessmentOnly()
             : failure;
}

}  // namespace cmmm::cli
