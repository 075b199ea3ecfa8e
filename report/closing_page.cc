#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

using Pairs = std::vector<std::pair<std::string, Markup>>;

Markup Definitions(const Pairs& pairs) {
  Markup rows;
  for (const auto& [name, value] : pairs) {
    rows += Element(
        "tr", Element("th", {{"scope", "row"}}, name) + Element("td", value));
  }
  return Element("table.facts-table", Element("tbody", rows));
}

Markup Code(const std::string& text) { return Element("code", text); }

std::string CoverageText(const Words& words) {
  const v1::Coverage& coverage = words.input().score->coverage();
  return absl::StrCat(
      words.In("范围内 ", "In scope "), coverage.in_scope(),
      words.In("，已作答 ", ", answered "), coverage.answered(),
      words.In("，未作答 ", ", unanswered "), coverage.unanswered(),
      words.In("，不适用 ", ", not applicable "), coverage.not_applicable(),
      words.In("，范围外的答案 ", ", answers outside the scope "),
      coverage.out_of_scope());
}

Pairs FactsOf(const Words& words) {
  const v1::ModelRef& model = words.input().score->model();
  Pairs facts = {
      {words.In("模型", "Model"),
       Code(absl::StrCat(model.id(), "@", model.version()))},
      {words.In("模型摘要 (SHA-256)", "Digest of the model (SHA-256)"),
       Code(model.digest())},
      {words.In("引擎版本", "Version of the engine"),
       Code(absl::StrCat("cmmm ", model.engine_version()))},
      {words.In("权重", "Weights"), words.WeightSet()},
      {words.In("作答情况", "Answers"), CoverageText(words)}};
  if (words.input().programme != nullptr) {
    const v1::ProgrammeRef& programme = words.input().readiness->programme();
    facts.emplace_back(words.In("项目与摘要", "Programme and digest"),
                       Code(absl::StrCat(programme.id(), "/",
                                         words.input().readiness->track_id(),
                                         " ", programme.digest())));
  }
  return facts;
}

std::string Method(const Words& words) {
  if (!IsProgressive(words.input())) {
    return words.In(
        "方法：各级得分是适用条款得分的加权平均；总分 S 累加各级，等级由 S 所在"
        "的区间决定。判定用整数，不用四舍五入的小数。",
        "Method: the score of a level is the weighted mean of its applicable "
        "requirements; the total S adds up the levels, and its band is the "
        "level. Integers decide, never rounded decimals.");
  }
  return absl::StrCat(
      words.In("方法：各级得分是适用条款得分的加权平均，不低于 ",
               "Method: the score of a level is the weighted mean of its "
               "applicable requirements; it is satisfied from "),
      words.Threshold(),
      words.In(" 即达标；等级是自一级起连续达标的级数；总分 S 是该级数加上下"
               "一级的得分。判定用整数，不用四舍五入的小数。",
               ". The level is the number of levels satisfied one after the "
               "other from level 1; the total S adds the score of the next "
               "one. Integers decide, never rounded decimals."));
}

Markup NoticesOfScore(const Words& words) {
  const Markup notices = Notices(words, words.input().score->notices());
  if (notices.empty()) return {};
  return Element("h3", words.In("计算时的提示", "Notices of the computation")) +
         notices;
}

std::string Again(const Words& words) {
  return words.In(
      "同一份答案、同一模型摘要、同一引擎版本，任何人重算都得到逐位相同的结果。"
      "要让第三方离线核验，可用 cmmm sign 签名、cmmm verify 核验。",
      "The same answers, model digest and engine version give the same result, "
      "bit for bit, whoever computes it. For others to check it offline, "
      "cmmm sign signs a result and cmmm verify verifies it.");
}

}  // namespace

Part ClosingPage(const Words& words) {
  const v1::ModelDefinition& model = *words.input().model;
  Markup content = Definitions(FactsOf(words)) + Paragraph(Method(words)) +
                   NoticesOfScore(words);
  content += Element("h3", words.In("模型的依据", "What the model rests on")) +
             Paragraph(words.In(model.summary()));
  if (model.has_requirements_note()) {
    content += Paragraph(words.In(model.requirements_note()));
  }
  content += Element("h3", words.In("重算与核验", "Computing it again")) +
             Paragraph(Again(words));
  return {"sources", words.In("依据与注意事项", "What this rests on"), content,
          "closing"};
}

}  // namespace cmmm::report
