// The parts of a report, in its order. Each is empty when there is nothing to
// say.
#ifndef CMMM_REPORT_SECTIONS_H_
#define CMMM_REPORT_SECTIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "report/document.h"
#include "report/markup.h"
#include "report/words.h"

namespace cmmm::report {

// Who, the level, how far it is to the next one, and what follows, on one
// page.
Markup FrontPage(const Words& words);
// What to do first: the next raises, or the evidence that keeps the level.
Markup FirstSteps(const Words& words);
// What the front page says first, in whole sentences.
std::vector<std::string> VerdictSentences(const Words& words);

// The radar of the sub-domains, the strongest and the weakest.
Part ProfileSection(const Words& words);
// The radar by itself, which a narrow screen shows as bars.
Markup ProfileRadar(const Words& words);
// Every sub-domain at every level, as numbers and signs.
Part MatrixSection(const Words& words);
// The place among others, if a cohort was given.
Part CohortSection(const Words& words);
std::string PlaceSentence(const Words& words);
// What is missing on the way to the target.
Part GapSection(const Words& words);
// The cheapest plan, in the order of carrying it out.
Part RoadmapSection(const Words& words);
// How thin the level is.
Part MarginSection(const Words& words);
// The conditions of the programme, if one was named.
Part ReadinessSection(const Words& words);
// Every answer with what was written beside it.
Part AnnexSection(const Words& words);
// What everything rests on, and what to beware of.
Part ClosingPage(const Words& words);
// What only those need who check the result: exact values, ids, digests, how to
// compute it again. No other part has any of them.
Part CheckingSection(const Words& words);

// Shared by them.

Markup Paragraph(const std::string& text);
// Of cells that are markup already; a class per column such as `num`.
struct Column {
  std::string title;
  std::string style;
};
// A share in [0, 1] as a filled bar; green with `style` ` yes`.
Markup ShareBar(double share, const std::string& style = "");
// Filled to `low`, hatched from there to `high`.
Markup RangeBar(double low, double high, const std::string& style = "");
Markup HeadRow(const std::vector<Column>& columns);
Markup Row(const std::vector<Column>& columns,
           const std::vector<Markup>& cells);
// What the requirement asks, and its short name.
Markup RequirementCell(const Words& words, const std::string& id);
// The same with what counts as evidence.
Markup RequirementWithEvidence(const Words& words, const std::string& id);
// For which answers to the `open` questions the list below holds; nothing when
// none is open.
Markup Holds(const Words& words, int open);
// What stands as a program writes it.
Markup Code(const std::string& text);
// Names with what they name.
using Facts = std::vector<std::pair<std::string, Markup>>;
Markup FactsTable(const Facts& facts);
// What identifies a computation, as far as `model` says.
Facts FactsOfModel(texts::Language language, const v1::ModelRef& model);
// What an answer tells besides, as a list; nothing when that is nothing.
using NoticeList = google::protobuf::RepeatedPtrField<v1::Notice>;
Markup Notices(const Words& words, const NoticeList& notices);
// `partly →` above `fully`.
Markup GradeChange(const Words& words, v1::Grade from, v1::Grade to);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_SECTIONS_H_
