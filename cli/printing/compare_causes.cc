#include "cli/printing/compare_causes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cli/printing/compare_range.h"

namespace cmmm::cli {
namespace {

// A change or a cause of it: its title, and where it stands.
struct Part {
  const char* zh;
  const char* en;
  const v1::Change& (v1::Attribution::*value)() const;
  const v1::OpenChange& (v1::OpenAttribution::*range)() const;
};

constexpr std::array<Part, 4> kParts = {{
    {"变化", "change", &v1::Attribution::change, &v1::OpenAttribution::change},
    {"答案", "answers", &v1::Attribution::answers,
     &v1::OpenAttribution::answers},
    {"权重", "weights", &v1::Attribution::weights,
     &v1::OpenAttribution::weights},
    {"结构", "structure", &v1::Attribution::structure,
     &v1::OpenAttribution::structure},
}};

bool MayBe(const v1::Attribution& parts, const Part& part) {
  if (!parts.has_open()) return (parts.*part.value)().numerator() != 0;
  const v1::OpenChange& range = (parts.open().*part.range)();
  return range.lowest().numerator() != 0 || range.highest().numerator() != 0;
}

std::string Show(texts::Language language, const v1::Attribution& parts,
                 const Part& part) {
  if (!parts.has_open()) return texts::ShowChange((parts.*part.value)());
  return ShowBetween(language, (parts.open().*part.range)());
}

}  // namespace

bool MayMove(const v1::Attribution& parts) {
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](const Part& part) { return MayBe(parts, part); });
}

double MovedForSure(const v1::Attribution& parts) {
  if (!parts.has_open()) return std::abs(parts.change().value());
  const v1::OpenChange& range = parts.open().change();
  return std::max({range.lowest().value(), -range.highest().value(), 0.0});
}

double MovedAtMost(const v1::Attribution& parts) {
  if (!parts.has_open()) return std::abs(parts.change().value());
  const v1::OpenChange& range = parts.open().change();
  return std::max(-range.lowest().value(), range.highest().value());
}

void CausesTable::Print(std::ostream& out) const {
  std::vector<texts::Table::Column> columns = first_;
  std::vector<Part> shown;
  for (const Part& part : kParts) {
    const bool has_part =
        std::any_of(rows_.begin(), rows_.end(),
                    [&](const Row& row) { return MayBe(*row.parts, part); });
    // The change itself always stands there.
    if (open_ && !has_part && part.range != kParts.front().range) continue;
    shown.push_back(part);
    // Ranges take two lines where they must; numbers never do.
    columns.push_back({texts::Say(language_, part.zh, part.en),
                       open_ ? texts::Align::kLeft : texts::Align::kRight});
  }
  texts::Table table(columns);
  for (const Row& row : rows_) {
    std::vector<std::string> cells = row.cells;
    for (const Part& part : shown) {
      cells.push_back(Show(language_, *row.parts, part));
    }
    table.AddRow(std::move(cells));
  }
  table.Print(out);
}

}  // namespace cmmm::cli
