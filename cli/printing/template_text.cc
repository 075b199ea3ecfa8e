#include "cli/printing/template_text.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "google/protobuf/util/json_util.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

std::string Quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

std::string Record(const std::vector<std::string>& cells) {
  return absl::StrJoin(cells, ",",
                       [](std::string* out, const std::string& cell) {
                         absl::StrAppend(out, Quoted(cell));
                       }) +
         "\r\n";
}

std::string Header(texts::Language language) {
  if (language == texts::Language::kZh) {
    return Record({"企业编号", "权重集", "裁剪能力域", "评估等级上限",
                   "条款编号", "能力子域", "等级", "条款内容", "证据提示",
                   "判定", "说明"});
  }
  return Record({"enterprise_id", "weight_set", "excluded_domain_ids",
                 "assess_up_to_level", "requirement_id", "subdomain", "level",
                 "statement", "hint", "grade", "note"});
}

std::map<std::string, std::string> SubdomainNames(
    const v1::ModelDefinition& model, texts::Language language) {
  std::map<std::string, std::string> names;
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        names[subdomain.id()] = texts::Say(language, subdomain.name());
      }
    }
  }
  return names;
}

}  // namespace

std::string TemplateCsv(const excel::Questions& questions,
                        texts::Language language) {
  const v1::ModelDefinition& model = *questions.definition;
  const auto names = SubdomainNames(model, language);
  const std::string up_to =
      questions.up_to > 0 ? absl::StrCat(questions.up_to) : "";
  std::string text = absl::StrCat(kByteOrderMark, Header(language));
  for (const v1::RequirementDefinition* item : questions.items) {
    absl::StrAppend(
        &text,
        Record({texts::Say(language, "企业1", "enterprise-1"),
                questions.weights->id(), absl::StrJoin(questions.excluded, ";"),
                up_to, item->id(), names.at(item->subdomain_id()),
                texts::LevelOfModel(language, model, item->level()),
                texts::Say(language, item->statement()),
                texts::Say(language, item->evidence()), "", ""}));
  }
  return text;
}

std::string TemplateJsonLine(const excel::Questions& questions) {
  v1::ScoreRequest request;
  request.mutable_model()->set_id(questions.model->id());
  request.mutable_model()->set_version(questions.model->version());
  request.mutable_profile()->set_weight_set(questions.weights->id());
  for (const std::string& id : questions.excluded) {
    request.mutable_profile()->add_excluded_domain_ids(id);
  }
  request.mutable_profile()->set_assess_up_to_level(questions.up_to);
  for (const v1::RequirementDefinition* item : questions.items) {
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(item->id());
    answer->set_grade(v1::GRADE_UNSPECIFIED);
  }
  std::string line;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  (void)google::protobuf::util::MessageToJsonString(request, &line, options);
  return line + "\n";
}

}  // namespace cmmm::cli
