#include "texts/node_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "texts/format_text.h"
#include "texts/text_names.h"

namespace cmmm::texts {
namespace {

constexpr int kNodePlaces = 2;

using Nodes = std::vector<const v1::NodeScore*>;

// The maturity over what was answered, and where that ends.
double AnsweredMaturity(const v1::NodeScore& node) {
  return node.has_open() ? node.open().answered_maturity() : node.maturity();
}
int AnsweredTo(const v1::NodeScore& node) {
  return node.has_open() ? node.open().answered_up_to_level()
                         : AssessedTo(node);
}

void SortByMaturity(Nodes* nodes, int sign) {
  std::stable_sort(nodes->begin(), nodes->end(),
                   [sign](const v1::NodeScore* a, const v1::NodeScore* b) {
                     const double x = sign * AnsweredMaturity(*a);
                     const double y = sign * AnsweredMaturity(*b);
                     return x != y ? x < y : a->weight() > b->weight();
                   });
}

}  // namespace

int AssessedTo(const v1::NodeScore& node) {
  int highest = 0;
  for (const v1::NodeLevelScore& level : node.levels()) {
    if (level.items() > 0) highest = level.level();
  }
  return highest;
}

bool IsAnswered(const v1::NodeScore& node) {
  return !node.has_open() || node.open().answered_up_to_level() > 0;
}

std::string ShowMaturity(Language language, const v1::NodeScore& node) {
  if (!IsAnswered(node)) return Say(language, "未作答", "unanswered");
  const int highest = AssessedTo(node);
  if (highest == 0) return "–";
  if (node.has_open()) {
    return ShowDownRange(node.maturity(), node.open().best_maturity(),
                         kNodePlaces);
  }
  std::string shown = ShowDown(node.maturity(), kNodePlaces);
  if (node.maturity() >= highest && highest < node.levels_size()) {
    absl::StrAppend(&shown, Say(language, "（评到", " (to "),
                    LevelName(language, highest), Say(language, "）", ")"));
  }
  return shown;
}

std::string ShowNodeScore(const v1::NodeLevelScore& level, Room room) {
  if (!level.has_score()) return "–";
  if (level.open() == 0) return ShowDown(level.score(), kNodePlaces);
  if (level.open() == level.items()) return "?";
  if (room == Room::kNarrow) {
    return absl::StrCat("≥", ShowDown(level.score(), kNodePlaces));
  }
  return ShowDownRange(level.score(), level.best_score(), kNodePlaces);
}

Nodes WeakestFirst(const v1::Scorecard& scorecard) {
  Nodes nodes;
  for (const v1::NodeScore& node : scorecard.subdomains()) {
    if (AnsweredMaturity(node) < AnsweredTo(node)) nodes.push_back(&node);
  }
  SortByMaturity(&nodes, 1);
  return nodes;
}

Nodes StrongestFirst(const v1::Scorecard& scorecard) {
  Nodes nodes;
  for (const v1::NodeScore& node : scorecard.subdomains()) {
    if (!node.has_open() && AssessedTo(node) > 0) nodes.push_back(&node);
  }
  SortByMaturity(&nodes, -1);
  return nodes;
}

}  // namespace cmmm::texts
