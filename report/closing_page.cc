#include <string>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

// How many requirements, and what became of them.
std::string CoverageText(const Words& words) {
  const v1::Coverage& coverage = words.input().score->coverage();
  std::string text = absl::StrCat(
      words.In("评估范围内共 ", "Requirements in scope: "), coverage.in_scope(),
      words.In(" 条：已作答 ", ", of them answered "), coverage.answered(),
      words.In(" 条，不适用 ", ", not applicable "), coverage.not_applicable(),
      words.In(" 条，未作答 ", ", not answered "), coverage.unanswered(),
      words.In(" 条。", "."));
  if (coverage.out_of_scope() > 0) {
    absl::StrAppend(&text,
                    words.In("范围以外的答案 ",
                             " Answers outside the scope, which "
                             "do not count: "),
                    coverage.out_of_scope(), words.In(" 条，不计分。", "."));
  }
  return text;
}

std::string Method(const Words& words) {
  const std::string decided = words.In(
      "是否达标按精确值判定；显示的小数一律截断，“还差”的数一律进位，"
      "所以差一点的不会显示成达标。",
      "Exact values decide what is satisfied. Decimals shown are cut "
      "off, and what is missing is rounded up, so that what falls "
      "just short is never shown as reaching it.");
  if (!IsProgressive(words.input())) {
    return absl::StrCat(
        words.In("各级得分是适用条款得分的加权平均；总分是各级得分之和，等级由"
                 "总分所在的区间决定。",
                 "The score of a level is the weighted mean of its applicable "
                 "requirements. The total adds up the levels, and the range "
                 "in which it lies decides the level. "),
        decided);
  }
  return absl::StrCat(
      words.In("各级得分是适用条款得分的加权平均，不低于 ",
               "The score of a level is the weighted mean of its applicable "
               "requirements; the level is satisfied from "),
      words.Threshold(),
      words.In(" 即达标；等级是自一级起连续达标的级数；总分是该级数加上下一级"
               "的得分。",
               " on. The level reached is how many are satisfied one after the "
               "other from level 1; the total is that number plus the score of "
               "the next level. "),
      decided);
}

Markup NoticesOfScore(const Words& words) {
  const Markup notices = Notices(words, words.input().score->notices());
  if (notices.empty()) return {};
  return Element("h3", words.In("要注意的", "What to keep in mind")) + notices;
}

}  // namespace

Part ClosingPage(const Words& words) {
  const v1::ModelDefinition& model = *words.input().model;
  Markup content = NoticesOfScore(words);
  content += Element("h3", words.In("作答情况", "What was answered")) +
             Paragraph(CoverageText(words));
  content += Element("h3", words.In("计算方法", "How it is computed")) +
             Paragraph(Method(words));
  content += Element("h3", words.In("模型的依据", "What the model rests on")) +
             Paragraph(words.In(model.summary()));
  if (model.has_requirements_note()) {
    content += Paragraph(words.In(model.requirements_note()));
  }
  return {"sources", words.In("依据与注意事项", "What this rests on"), content,
          "closing"};
}

}  // namespace cmmm::report
