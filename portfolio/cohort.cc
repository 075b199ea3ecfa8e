#include "portfolio/cohort.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"

namespace cmmm::portfolio {
namespace {

constexpr int32_t kGrid = 100;  // ten-thousandths: a hundredth
constexpr int32_t kMostBins = 100;
constexpr int32_t kMostValue = 1000000;

v1::CohortSketch SketchOf(const std::vector<int32_t>& values,
                          int32_t min_group) {
  std::map<int32_t, int32_t> grid;
  int32_t count = 0;
  for (const int32_t value : values) {
    if (value == results::kNoValue) continue;
    ++grid[value / kGrid];
    ++count;
  }
  v1::CohortSketch sketch;
  if (count < min_group) return sketch;
  sketch.set_enterprises(count);
  const int32_t enough =
      std::max(min_group, (count + kMostBins - 1) / kMostBins);
  int32_t in_bin = 0;
  int32_t from = 0;
  for (const auto& [cell, here] : grid) {
    in_bin += here;
    if (in_bin < enough) continue;
    v1::CohortBin* bin = sketch.add_bins();
    bin->set_from(from);
    bin->set_to((cell + 1) * kGrid);
    bin->set_enterprises(in_bin);
    from = bin->to();
    in_bin = 0;
  }
  if (in_bin > 0) {  // too few left for a bin of their own
    v1::CohortBin* last = sketch.mutable_bins(sketch.bins_size() - 1);
    last->set_to((grid.rbegin()->first + 1) * kGrid);
    last->set_enterprises(last->enterprises() + in_bin);
  }
  return sketch;
}

std::string CheckSketch(const v1::CohortSketch& sketch, int32_t min_group) {
  int64_t count = 0;
  int32_t from = 0;
  for (const v1::CohortBin& bin : sketch.bins()) {
    if (bin.from() != from || bin.to() <= bin.from() || bin.to() > kMostValue ||
        bin.enterprises() < min_group) {
      return "its bins do not ascend from 0, or are too small";
    }
    from = bin.to();
    count += bin.enterprises();
  }
  if (count == 0 || count != sketch.enterprises()) {
    return "its bins do not add up";
  }
  return "";
}

}  // namespace

v1::Cohort MakeCohort(const results::ResultTable& table, int32_t min_group) {
  v1::Cohort cohort;
  cohort.set_enterprises(table.rows());
  cohort.set_min_group(min_group);
  *cohort.mutable_total() = SketchOf(table.totals, min_group);
  for (size_t s = 0; s < table.subdomain_ids.size(); ++s) {
    v1::CohortSketch sketch = SketchOf(table.maturity[s], min_group);
    if (sketch.bins().empty()) continue;
    v1::SubdomainSketch* row = cohort.add_subdomains();
    row->set_subdomain_id(table.subdomain_ids[s]);
    *row->mutable_maturity() = std::move(sketch);
  }
  return cohort;
}

std::string CheckCohort(const v1::Cohort& cohort) {
  if (cohort.min_group() < kLeastCohortGroup) {
    return absl::StrCat("min_group is below ", kLeastCohortGroup);
  }
  std::string problem = CheckSketch(cohort.total(), cohort.min_group());
  if (!problem.empty()) return "total: " + problem;
  for (const v1::SubdomainSketch& row : cohort.subdomains()) {
    problem = CheckSketch(row.maturity(), cohort.min_group());
    if (!problem.empty()) {
      return absl::StrCat(row.subdomain_id(), ": ", problem);
    }
  }
  return "";
}

Place PlaceIn(const v1::CohortSketch& sketch, int32_t value) {
  Place place;
  place.enterprises = sketch.enterprises();
  const double all = sketch.enterprises();
  int32_t below = 0;
  for (const v1::CohortBin& bin : sketch.bins()) {
    if (value < bin.to()) {
      const double part = static_cast<double>(value - bin.from()) /
                          static_cast<double>(bin.to() - bin.from());
      place.least = below / all;
      place.most = (below + bin.enterprises()) / all;
      place.about = (below + bin.enterprises() * part) / all;
      return place;
    }
    below += bin.enterprises();
  }
  // Beyond the last bin.
  place.least = place.most = place.about = 1;
  return place;
}

std::optional<Place> PlaceSubdomain(const v1::Cohort& cohort,
                                    const std::string& subdomain_id,
                                    int32_t value) {
  for (const v1::SubdomainSketch& row : cohort.subdomains()) {
    if (row.subdomain_id() == subdomain_id) {
      return PlaceIn(row.maturity(), value);
    }
  }
  return std::nullopt;
}

}  // namespace cmmm::portfolio
