#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

// What the assessor said of every requirement, by id.
class Answers {
 public:
  explicit Answers(const Input& input) {
    const v1::ScoreRequest& request = *input.request;
    for (const v1::Answer& answer : request.list().answers()) {
      answers_[answer.requirement_id()] = answer;
    }
    const std::string& grades = request.packed().grades();
    for (int i = 0; i < input.model->requirements_size(); ++i) {
      if (static_cast<size_t>(i) >= grades.size()) break;
      v1::Answer& answer = answers_[input.model->requirements(i).id()];
      const int code = grades[static_cast<size_t>(i)];
      if (v1::Grade_IsValid(code)) {
        answer.set_grade(static_cast<v1::Grade>(code));
      } else {
        answer.mutable_not_applicable();
      }
    }
  }

  const v1::Answer& Of(const std::string& id) const {
    const auto found = answers_.find(id);
    return found == answers_.end() ? v1::Answer::default_instance()
                                   : found->second;
  }

 private:
  std::map<std::string, v1::Answer> answers_;
};

std::string GradeText(const Words& words, const v1::Answer& answer) {
  return answer.has_not_applicable() ? words.In("不适用", "not applicable")
                                     : words.names().Grade(answer.grade());
}

// The reason, the note and the evidence, as they were written.
Markup Written(const Words& words, const v1::Answer& answer) {
  Markup written;
  const std::string& reason = answer.not_applicable().reason();
  if (!reason.empty()) {
    written += Element("div", words.In("理由：", "Reason: ") + reason);
  }
  if (!answer.note().empty()) {
    written += Element("div", words.In("备注：", "Note: ") + answer.note());
  }
  for (const v1::Evidence& evidence : answer.evidence()) {
    std::string text = evidence.text();
    if (!evidence.link().empty()) {
      absl::StrAppend(&text, text.empty() ? "" : " ", evidence.link());
    }
    written += Element("div.evidence", words.In("证据：", "Evidence: ") + text);
  }
  return written;
}

Markup AnswersOf(const Words& words, const Answers& answers,
                 const std::string& id) {
  const std::vector<Column> columns = {
      {words.In("条款", "Requirement"), ""},
      {words.In("满足程度", "Grade"), "grade"},
      {words.In("备注与证据", "Notes and evidence"), "why"}};
  const int highest = words.input().score->coverage().assessed_up_to_level();
  Markup rows;
  for (const auto& item : words.input().model->requirements()) {
    if (item.subdomain_id() != id || item.level() > highest) continue;
    const v1::Answer& answer = answers.Of(item.id());
    rows += Row(columns, {RequirementCell(words, item.id()),
                          GradeText(words, answer), Written(words, answer)});
  }
  return Element("h3", words.Subdomain(id)) +
         Element("table.small", HeadRow(columns) + Element("tbody", rows));
}

}  // namespace

Part AnnexSection(const Words& words) {
  if (words.input().request == nullptr) return {};
  const Answers answers(words.input());
  Markup content = Paragraph(words.In(
      "评估范围内的每一条条款：满足程度，以及评估人写下的备注、证据和不适用的"
      "理由。",
      "Every requirement in scope: its grade, and the notes, the "
      "evidence and the reasons for “does not apply” as the assessor "
      "wrote them."));
  for (const auto& row : words.input().score->scorecard().subdomains()) {
    content += AnswersOf(words, answers, row.id());
  }
  return {"annex",
          words.In("附录：逐条记录", "Annex: requirement by requirement"),
          content, "annex"};
}

}  // namespace cmmm::report
