#include "portfolio/cohort.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "portfolio/distinct.h"

namespace cmmm::portfolio {
namespace {

constexpr int32_t kGrid = 100;  // ten-thousandths: a hundredth
constexpr int32_t kMostBins = 100;
constexpr int32_t kMostValue = 1000000;

// The enterprises with values from `from` to before the next stretch.
struct Stretch {
  int32_t from = 0;
  std::vector<std::pair<int32_t, int32_t>> rows;  // value, row; ascending
  bool one_value = false;                         // enough have it
};

class Sketcher {
 public:
  Sketcher(const std::vector<int32_t>& values,
           const std::vector<int32_t>& enterprise, int32_t min_group)
      : enterprise_(enterprise) {
    for (size_t row = 0; row < values.size(); ++row) {
      if (values[row] == results::kNoValue) continue;
      rows_.emplace_back(values[row], static_cast<int32_t>(row));
    }
    std::sort(rows_.begin(), rows_.end());
    const auto count = static_cast<int32_t>(rows_.size());
    enough_ = std::max(min_group, (count + kMostBins - 1) / kMostBins);
    min_group_ = min_group;
  }

  v1::CohortSketch Sketch() {
    v1::CohortSketch sketch;
    if (EnterprisesOf(rows_) < min_group_) return sketch;
    sketch.set_enterprises(static_cast<int32_t>(rows_.size()));
    const std::vector<Stretch> stretches = JoinSmall(Split());
    for (size_t i = 0; i < stretches.size(); ++i) {
      const int32_t to = i + 1 < stretches.size() ? stretches[i + 1].from
                                                  : EndOf(stretches[i]);
      AddBins(stretches[i], to, &sketch);
    }
    return sketch;
  }

 private:
  int32_t EnterprisesOf(
      const std::vector<std::pair<int32_t, int32_t>>& rows) const {
    Distinct enterprises(enterprise_);
    for (const auto& [value, row] : rows) enterprises.Add(row);
    return enterprises.count();
  }

  // Values that enough enterprises have, and what lies between them.
  std::vector<Stretch> Split() const {
    std::vector<Stretch> stretches(1);
    for (size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
      const int32_t value = rows_[begin].first;
      while (end < rows_.size() && rows_[end].first == value) ++end;
      Stretch same{value,
                   {rows_.begin() + static_cast<long>(begin),
                    rows_.begin() + static_cast<long>(end)},
                   true};
      if (EnterprisesOf(same.rows) >= enough_) {
        stretches.push_back(std::move(same));
        stretches.push_back({value + 1, {}, false});
        continue;
      }
      auto& rows = stretches.back().rows;
      rows.insert(rows.end(), same.rows.begin(), same.rows.end());
    }
    return stretches;
  }

  // What is too little for a bin goes to the smaller neighbour, which then is
  // one value no longer. A stretch of nobody goes to the one before it.
  std::vector<Stretch> JoinSmall(std::vector<Stretch> from) const {
    for (size_t i = 0; from.size() > 1 && i < from.size();) {
      const bool empty = from[i].rows.empty();
      if (EnterprisesOf(from[i].rows) >= min_group_) {
        ++i;
        continue;
      }
      const bool back =
          i + 1 == from.size() ||
          (i > 0 && from[i - 1].rows.size() <= from[i + 1].rows.size());
      const size_t first = back ? i - 1 : i;
      Stretch& joined = from[first];
      Stretch& next = from[first + 1];
      joined.one_value = empty && (back ? joined : next).one_value;
      joined.rows.insert(joined.rows.end(), next.rows.begin(), next.rows.end());
      if (empty && !back) joined.from = next.from;
      from.erase(from.begin() + static_cast<long>(first) + 1);
      i = first;
    }
    from.front().from = 0;
    return from;
  }

  static int32_t EndOf(const Stretch& last) {
    const int32_t value = last.rows.back().first;
    return last.one_value ? value + 1 : (value / kGrid + 1) * kGrid;
  }

  // Enterprises among the rows from each one to the end.
  std::vector<int32_t> CountBehind(const Stretch& stretch) const {
    std::vector<int32_t> behind(stretch.rows.size() + 1);
    Distinct enterprises(enterprise_);
    for (size_t i = stretch.rows.size(); i-- > 0;) {
      enterprises.Add(stretch.rows[i].second);
      behind[i] = enterprises.count();
    }
    return behind;
  }

  // Ends a bin at an edge of the grid, when there are enough in it and behind.
  void AddBins(const Stretch& stretch, int32_t to,
               v1::CohortSketch* sketch) const {
    const std::vector<int32_t> behind = CountBehind(stretch);
    int32_t from = stretch.from;
    size_t begin = 0;
    Distinct in_bin(enterprise_);
    for (size_t i = 0; i < stretch.rows.size(); ++i) {
      in_bin.Add(stretch.rows[i].second);
      const int32_t edge = (stretch.rows[i].first / kGrid + 1) * kGrid;
      const bool last = i + 1 == stretch.rows.size();
      if (!last && (stretch.rows[i + 1].first < edge ||
                    in_bin.count() < enough_ || behind[i + 1] < min_group_)) {
        continue;
      }
      v1::CohortBin* bin = sketch->add_bins();
      bin->set_from(from);
      bin->set_to(last ? to : edge);
      bin->set_enterprises(static_cast<int32_t>(i + 1 - begin));
      if (stretch.one_value) bin->set_value(stretch.rows[i].first);
      from = bin->to();
      begin = i + 1;
      in_bin = Distinct(enterprise_);
    }
  }

  const std::vector<int32_t>& enterprise_;
  std::vector<std::pair<int32_t, int32_t>> rows_;  // value, row; ascending
  int32_t enough_ = 0;
  int32_t min_group_ = 0;
};

std::optional<Text> CheckSketch(const v1::CohortSketch& sketch,
                                int32_t min_group) {
  int64_t count = 0;
  int32_t from = 0;
  for (const v1::CohortBin& bin : sketch.bins()) {
    if (bin.from() != from || bin.to() <= bin.from() || bin.to() > kMostValue ||
        bin.enterprises() < min_group ||
        (bin.has_value() &&
         (bin.value() < bin.from() || bin.value() >= bin.to()))) {
      return Text{"各段没有从 0 起依次上升，或者过小",
                  "its bins do not ascend from 0, or are too small"};
    }
    from = bin.to();
    count += bin.enterprises();
  }
  if (count == 0 || count != sketch.enterprises()) {
    return Text{"各段的企业数相加不符", "its bins do not add up"};
  }
  return std::nullopt;
}

}  // namespace

v1::Cohort MakeCohort(const results::ResultTable& table, int32_t min_group) {
  v1::Cohort cohort;
  cohort.set_enterprises(table.rows());
  cohort.set_min_group(min_group);
  *cohort.mutable_total() =
      Sketcher(table.totals, table.enterprise, min_group).Sketch();
  for (size_t s = 0; s < table.subdomain_ids.size(); ++s) {
    v1::CohortSketch sketch =
        Sketcher(table.maturity[s], table.enterprise, min_group).Sketch();
    if (sketch.bins().empty()) continue;
    v1::SubdomainSketch* row = cohort.add_subdomains();
    row->set_subdomain_id(table.subdomain_ids[s]);
    *row->mutable_maturity() = std::move(sketch);
  }
  return cohort;
}

std::optional<Text> CheckCohort(const v1::Cohort& cohort) {
  if (cohort.min_group() < kLeastCohortGroup) {
    return Text{absl::StrCat("min_group 小于 ", kLeastCohortGroup),
                absl::StrCat("min_group is below ", kLeastCohortGroup)};
  }
  const auto at = [](const std::string& place, const Text& problem) {
    return Text{absl::StrCat(place, "：", problem.zh),
                absl::StrCat(place, ": ", problem.en)};
  };
  const v1::LevelCount& counted = cohort.counted_as_not();
  if (cohort.has_counted_as_not() && !counted.withheld() &&
      (counted.enterprises() < cohort.min_group() ||
       counted.enterprises() > cohort.enterprises())) {
    return at("counted_as_not",
              {"企业数小于 min_group，或者多于全部企业",
               "fewer enterprises than min_group, or more than there are"});
  }
  auto problem = CheckSketch(cohort.total(), cohort.min_group());
  if (problem.has_value()) return at("total", *problem);
  for (const v1::SubdomainSketch& row : cohort.subdomains()) {
    problem = CheckSketch(row.maturity(), cohort.min_group());
    if (problem.has_value()) return at(row.subdomain_id(), *problem);
  }
  return std::nullopt;
}

Place PlaceIn(const v1::CohortSketch& sketch, int32_t value) {
  Place place;
  place.enterprises = sketch.enterprises();
  for (const v1::CohortBin& bin : sketch.bins()) {
    if (value < bin.from()) break;
    const bool beyond =
        bin.has_value() ? value > bin.value() : value >= bin.to();
    if (beyond) {
      place.below_least += bin.enterprises();
    } else if (bin.has_value()) {
      const bool same = value == bin.value();
      place.equal_least = place.equal_most = same ? bin.enterprises() : 0;
      break;
    } else {
      place.equal_most = bin.enterprises();
      place.below_most =
          place.below_least + (value > bin.from() ? bin.enterprises() : 0);
      return place;
    }
  }
  place.below_most = place.below_least;
  return place;
}

Place PlaceIn(const v1::CohortSketch& sketch, int32_t low, int32_t high) {
  Place place = PlaceIn(sketch, low);
  if (low == high) return place;
  const Place other = PlaceIn(sketch, high);
  place.below_most = other.below_most;
  // Anything between may be what others have, too.
  place.equal_least = 0;
  place.equal_most = std::max({place.equal_most, other.equal_most,
                               place.below_most - place.below_least});
  return place;
}

std::optional<Place> PlaceSubdomain(const v1::Cohort& cohort,
                                    const std::string& subdomain_id,
                                    int32_t low, int32_t high) {
  for (const v1::SubdomainSketch& row : cohort.subdomains()) {
    if (row.subdomain_id() == subdomain_id) {
      return PlaceIn(row.maturity(), low, high);
    }
  }
  return std::nullopt;
}

}  // namespace cmmm::portfolio
