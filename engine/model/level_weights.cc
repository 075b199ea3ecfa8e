#include "engine/model/level_weights.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/base/fraction.h"
#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

// Sum of the percents of the siblings that count, by parent node; the
// elements' sum is at index `nodes.size()`.
std::vector<int64_t> SiblingSums(const CompiledModel& model,
                                 const std::vector<int>& percent,
                                 const std::vector<uint8_t>& node_counts) {
  std::vector<int64_t> sums(model.nodes.size() + 1, 0);
  for (size_t n = 0; n < model.nodes.size(); ++n) {
    if (node_counts[n] == 0) continue;
    const int parent = model.nodes[n].parent;
    sums[parent < 0 ? model.nodes.size() : static_cast<size_t>(parent)] +=
        percent[n];
  }
  return sums;
}

// A node counts when it has a weight and one of its sub-domains counts.
std::vector<uint8_t> CountingNodes(const CompiledModel& model,
                                   const std::vector<int>& percent,
                                   const std::vector<uint8_t>& counts) {
  std::vector<uint8_t> node_counts(model.nodes.size(), 0);
  for (int s = 0; s < model.subdomain_count; ++s) {
    if (counts[s] == 0) continue;
    const int subdomain = model.first_subdomain() + s;
    const int domain = model.nodes[subdomain].parent;
    const int element = model.nodes[domain].parent;
    if (percent[subdomain] == 0 || percent[domain] == 0 ||
        percent[element] == 0) {
      continue;
    }
    node_counts[subdomain] = node_counts[domain] = node_counts[element] = 1;
  }
  return node_counts;
}

void AddDenominators(const CompiledModel& model, LevelWeights* weights) {
  int64_t common = 1;
  for (const int64_t whole : weights->whole) {
    common = std::lcm(common, std::max<int64_t>(whole, 1));
    weights->denominator.emplace_back(whole > 0 ? whole * model.full_mean : 1);
  }
  weights->common = Denominator(common * model.full_mean);
}

}  // namespace

std::vector<Fraction> DeriveShares(const CompiledModel& model,
                                   const std::vector<int>& percent,
                                   const std::vector<uint8_t>& counts) {
  const std::vector<uint8_t> node_counts =
      CountingNodes(model, percent, counts);
  const std::vector<int64_t> sums = SiblingSums(model, percent, node_counts);
  std::vector<Fraction> share(model.subdomain_count);
  for (int s = 0; s < model.subdomain_count; ++s) {
    const int subdomain = model.first_subdomain() + s;
    if (node_counts[subdomain] == 0) continue;
    const int domain = model.nodes[subdomain].parent;
    const int element = model.nodes[domain].parent;
    // At most 100 * 100 * 100 on either side of the stroke.
    share[s] = Fraction::Of(
        int64_t{percent[element]} * percent[domain] * percent[subdomain],
        sums[model.nodes.size()] * sums[element] * sums[domain]);
  }
  return share;
}

int64_t DeriveWeightRow(const CompiledModel& model,
                        const std::vector<int>& percent,
                        const std::vector<uint8_t>& counts, int64_t* weights) {
  const std::vector<Fraction> share = DeriveShares(model, percent, counts);
  int64_t whole = 1;
  bool any = false;
  for (const Fraction& part : share) {
    whole = std::lcm(whole, part.denominator);
    any = any || part.numerator > 0;
  }
  for (int s = 0; s < model.subdomain_count; ++s) {
    weights[s] = share[s].numerator * (whole / share[s].denominator);
  }
  return any ? whole : 0;
}

LevelWeights DeriveLevelWeights(const CompiledModel& model,
                                const std::vector<int>& percent,
                                const std::vector<uint8_t>& subdomain_counts,
                                const int* items) {
  const int columns = model.subdomain_count;
  LevelWeights result;
  result.weight.setZero(model.level_count(), columns);
  result.whole.setZero(model.level_count());
  for (int k = 0; k < model.level_count(); ++k) {
    std::vector<uint8_t> counts = subdomain_counts;
    for (int s = 0; s < columns; ++s) {
      if (model.empty_cell == EmptyCell::kRenormalise &&
          items[k * columns + s] == 0) {
        counts[s] = 0;
      }
    }
    result.whole[k] =
        DeriveWeightRow(model, percent, counts, result.weight.row(k).data());
  }
  AddDenominators(model, &result);
  return result;
}

}  // namespace cmmm
