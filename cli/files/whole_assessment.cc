#include "cli/files/whole_assessment.h"

#include <iostream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/files/answer_file.h"
#include "cli/files/outputs.h"
#include "cli/files/read_request.h"
#include "cli/files/table_rows.h"
#include "cli/files/write_file.h"
#include "excel/list_answers.h"
#include "excel/questions.h"
#include "excel/write_template.h"

namespace cmmm::cli {
namespace {

void TellOfCall(const v1::ScoreRequest& request) {
  if (request.unanswered() == v1::UNANSWERED_POLICY_UNSPECIFIED &&
      request.target_level() == 0 && request.view() == v1::VIEW_UNSPECIFIED) {
    return;
  }
  std::cerr << texts::Say(
      MessageLanguage(),
      "cmmm: 未作答的处理方式、目标等级和结果详略是评分时的选项，工作簿里"
      "没有它们的位置，没有写入\n",
      "cmmm: how open questions count, the target and the view are options of "
      "scoring; a workbook has no place for them, and they are not written\n");
}

MaybeFailure MakeBook(const v1::ScoreRequest& request,
                      const v1::GetModelResponse& model,
                      texts::Language language, std::string* bytes) {
  const auto questions = excel::SelectFilledQuestions(model, request);
  if (!questions.ok()) return ToFailure(questions.refusal());
  if (auto failure = excel::WriteTemplate(questions.value(), language, bytes)) {
    return failure;
  }
  TellOfCall(request);
  return std::nullopt;
}

bool EndsIn(const std::string& path, absl::string_view ending) {
  return absl::EndsWith(absl::AsciiStrToLower(path), ending);
}

// Of a table, which has no place for evidence and for what is said of the
// whole.
Failure NoTable() {
  return Failure{
      FailureKind::kData,
      "this is a table, which cmmm batch scores; convert and join take "
      "workbooks (cmmm template -o NAME.xlsx), JSON and textproto",
      "这是表格，请用 cmmm batch 评分；convert 和 join 只读取工作簿（cmmm "
      "template -o 名称.xlsx）、JSON 和 textproto"};
}

MaybeFailure CheckAssessmentName(const std::string& path) {
  for (const char* ending : {".xlsx", ".json", ".textproto"}) {
    if (EndsIn(path, ending)) return std::nullopt;
  }
  return Failure{FailureKind::kUsage,
                 "--output: the name must end in .xlsx, .json or .textproto",
                 "--output：文件名须以 .xlsx、.json 或 .textproto 结尾"};
}

}  // namespace

MaybeFailure ReadWhole(const std::string& file, ScoringEngine* engine,
                       excel::AssessmentPart* part,
                       v1::GetModelResponse* model) {
  part->name = absl::StrCat(file, ": ");
  if (auto failure = ReadRequest(file, engine, &part->request, &part->places)) {
    const bool is_table = failure->kind == FailureKind::kData &&
                          failure->violations.empty() &&
                          KindOf(file) == FileKind::kTable;
    return is_table ? NoTable() : failure;
  }
  v1::ScoreRequest tried = part->request;
  tried.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  tried.set_view(v1::VIEW_LEVEL);
  v1::ScoreResponse response;
  if (auto failure = engine->Ask(tried, &response)) return failure;
  v1::GetModelRequest get;
  get.mutable_model()->set_id(response.model().id());
  get.mutable_model()->set_version(response.model().version());
  model->Clear();
  if (auto failure = engine->Ask(get, model)) return failure;
  part->digest = excel::DigestOf(part->request, model->model());
  *part->request.mutable_model() = get.model();
  excel::ListAnswers(model->definition(), &part->request);
  return std::nullopt;
}

MaybeFailure CheckWholeOutput(std::vector<std::string> inputs,
                              const std::string& models,
                              const std::string& output, bool force) {
  if (auto failure = CheckAssessmentName(output)) return failure;
  for (std::string& file : ModelFiles(models)) {
    inputs.push_back(std::move(file));
  }
  if (auto failure = CheckApart(inputs, {output})) return failure;
  return CheckOutput(output, force);
}

MaybeFailure WriteWhole(const std::string& path,
                        const v1::ScoreRequest& request,
                        const v1::GetModelResponse& model,
                        texts::Language language, bool force) {
  std::string bytes;
  if (EndsIn(path, ".xlsx")) {
    if (auto failure = MakeBook(request, model, language, &bytes)) {
      return failure;
    }
  } else if (EndsIn(path, ".json")) {
    bytes = RenderJson(request);
  } else {
    bytes = RenderAssessment(request, model.definition(), language);
  }
  return WriteWholeFile(path, bytes, kPublicFile, force);
}

}  // namespace cmmm::cli
