// Elements, domains and sub-domains as reports show them: their maturity, their
// scores, and which of them are weak. A question that nobody answered is never
// shown as a zero: there is a range, or the words for it.
//
//   ShowMaturity(Language::kEn, node)   2.50
//                                       3.00 (to level 3)   all there is of it
//                                       0.20–4.10           questions are open
//                                       unanswered          all of them are
#ifndef CMMM_TEXTS_NODE_TEXT_H_
#define CMMM_TEXTS_NODE_TEXT_H_

#include <string>
#include <vector>

#include "cmmm/v1/scorecard.pb.h"
#include "texts/language.h"

namespace cmmm::texts {

// The highest level assessed at which the node has items; 0: at none.
int AssessedTo(const v1::NodeScore& node);

// Whether any question of the node was answered, or is not asked at all.
bool IsAnswered(const v1::NodeScore& node);

// Two decimals, cut off; see above.
std::string ShowMaturity(Language language, const v1::NodeScore& node);

// A score of a node: `0.50`, `0.20–0.90` while some of its items are open, `?`
// while all are, `–` without items. Where there is little room, the lower end
// of a range alone: `≥0.20`.
enum class Room { kWide, kNarrow };
std::string ShowNodeScore(const v1::NodeLevelScore& level,
                          Room room = Room::kWide);

// The sub-domains that leave something to be desired in what was answered of
// them, lowest maturity over those answers first, of equal ones the weightiest.
// They stay those of `scorecard`.
std::vector<const v1::NodeScore*> WeakestFirst(const v1::Scorecard& scorecard);

// The sub-domains without an open question, highest maturity first, of equal
// ones the weightiest.
std::vector<const v1::NodeScore*> StrongestFirst(
    const v1::Scorecard& scorecard);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_NODE_TEXT_H_
