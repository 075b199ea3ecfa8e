#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/front_figures.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

// `A: b` pairs below the name of the enterprise.
Markup Fact(const std::string& name, const std::string& value) {
  return Element("span.fact", Element("b", name) + " " + value);
}

std::string Scope(const Words& words) {
  const Input& input = words.input();
  const v1::Coverage& coverage = input.score->coverage();
  std::string scope =
      words.Count(coverage.in_scope(), "条", "requirement", "requirements");
  absl::StrAppend(&scope, words.In("，评到", ", up to "),
                  words.LevelNumber(coverage.assessed_up_to_level()));
  std::vector<std::string> excluded;
  for (const std::string& id : input.profile->excluded_domain_ids()) {
    excluded.push_back(words.names().Node(v1::TIER_DOMAIN, id));
  }
  if (!excluded.empty()) {
    absl::StrAppend(&scope, words.In("，不含", ", without "),
                    words.List(excluded));
  }
  return scope;
}

// Who was assessed, when and by whom, as far as the assessment says.
Markup InfoFacts(const Words& words) {
  const v1::AssessmentInfo& info = words.input().request->info();
  Markup facts;
  const auto add = [&](const char* zh, const char* en,
                       const std::string& value) {
    if (!value.empty()) {
      facts += Fact(words.In(zh, en), value);
    }
  };
  add("统一社会信用代码", "Unified social credit code",
      info.unified_social_credit_code());
  add("行业", "Industry", info.industry());
  add("地区", "Region", info.region());
  add("评估日期", "Assessed on", info.assessed_on());
  add("评估人", "Assessor", info.assessor());
  add("联系人", "Contact", info.contact());
  add("说明", "Remarks", info.remarks());
  return facts;
}

Markup ReportHead(const Words& words) {
  const Input& input = words.input();
  Markup facts =
      Fact(words.In("模型", "Model"), words.In(input.model->title()));
  facts += Fact(words.In("权重", "Weights"), words.WeightSet());
  facts += Fact(words.In("范围", "Scope"), Scope(words));
  if (input.request != nullptr) facts += InfoFacts(words);
  if (!input.date.empty()) {
    facts += Fact(words.In("报告日期", "Date of the report"), input.date);
  }
  return Element(
      "header",
      Element("p.kind", words.In("智能制造能力成熟度自评估报告",
                                 "Smart-manufacturing maturity · "
                                 "self-assessment report")) +
          Element("h1", Element("bdi", input.label)) +
          (input.details.empty()
               ? Markup()
               : Element("p.details", Element("bdi", input.details))) +
          Element("div.facts", facts));
}

// The level in one box, for sure.
Markup Badge(const Words& words) {
  const v1::ScoreResponse& score = *words.input().score;
  const int level = score.decision().level();
  const bool open = score.bounds().open() > 0 && !score.bounds().settled();
  std::string note = CountedAsNot(words.input()) > 0
                         ? words.In("未作答按不满足计", "open as not satisfied")
                         : words.In("结论", "result");
  std::string title = words.In("未达级", "no level");
  std::string name = absl::StrCat(words.In("", "below "), words.LevelNumber(1),
                                  words.In("以下", ""));
  if (level > 0) {
    if (open) note = words.In("至少", "at least");
    title = words.LevelNumber(level);
    name = words.In(words.input().model->levels(level - 1).name());
  } else if (open) {
    note = words.In("目前", "so far");
    name = words.In("尚未确定", "not settled yet");
  }
  return Element("div.badge", Element("div.badge-note", note) +
                                  Element("div.badge-level", title) +
                                  Element("div.badge-name", name));
}

Markup Verdict(const Words& words) {
  Markup sentences;
  for (const std::string& sentence : VerdictSentences(words)) {
    sentences += Paragraph(sentence);
  }
  return Element("div.verdict",
                 Badge(words) + Element("div.sentences", sentences));
}

}  // namespace

Markup FrontPage(const Words& words) {
  return Element(
      "section.front",
      ReportHead(words) + Verdict(words) + KeyFigures(words) +
          LevelTable(words) + FirstSteps(words) +
          Element("p.caveat",
                  words.In("本报告由企业自评的答案逐条计算得出，不是第三方评估"
                           "结论，也不构成任何认定。依据什么、要注意什么，见"
                           "“依据与注意事项”；精确数值和重算办法，见“供核对”。",
                           "This report is computed from the enterprise's own "
                           "answers. It is neither an assessment by a third "
                           "party nor a recognition of any kind. “What this "
                           "rests on” says what it is based on and what to "
                           "keep in mind; “For checking” has the exact values "
                           "and how to compute them again.")));
}

}  // namespace cmmm::report
