// A maturity model as run: immutable, indexed, integers only.
//
// Compiled once from a valid ModelDefinition (engine/model/compile.h), whole,
// and then shared by every request. Thread-safe: nothing in it ever changes.
//
// Sizes used below: R requirements, D sub-domains, K levels. Levels are
// counted from 0 here (`level index`) and from 1 wherever a person sees them.
// A cell is one sub-domain at one level; cells are stored as [K × D]. Of
// gbt39116-2020@2020.3: R = 208, D = 20 below 12 domains and 4 elements, K = 5,
// so 100 cells, of which 95 have items; mean_scale 12, full_mean 120; 2 weight
// sets of 16 scopes each. Every number is an integer and every sum of products
// fits into 63 bits: engine/model/arithmetic_bound.h checks that beforehand.
#ifndef CMMM_ENGINE_MODEL_COMPILED_MODEL_H_
#define CMMM_ENGINE_MODEL_COMPILED_MODEL_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "engine/base/grade_code.h"
#include "engine/base/text.h"
#include "engine/model/block_plan.h"
#include "engine/model/gap_order.h"
#include "engine/model/level_weights.h"
#include "engine/model/model_names.h"

namespace cmmm {

// How level scores become the total S: progressive, the satisfied levels from
// the first and the score of the one above; cumulative, the sum of all.
// Both are worked out for every assessment; the model's own decides
// (engine/levels/decide.h).
enum class Accumulation { kProgressive, kCumulative };
// 能力要素, 能力域, 能力子域: technology, data, data collection.
// In `nodes` each tier stands whole before the next.
enum class ModelTier { kElement, kDomain, kSubdomain };

// Above every level index.
// So one comparison with the levels assessed tells whether an item is asked.
inline constexpr uint8_t kNotAsked = 0xFF;

// A node of the hierarchy. Sub-domains of a node are contiguous in model
// order: [first_subdomain, first_subdomain + subdomain_count).
struct ModelNode {
  ModelTier tier;
  std::string id;
  Text name;
  int parent = -1;  // index into `nodes`; -1 for elements
  int first_subdomain = 0;
  int subdomain_count = 0;
  int excludable_bit = -1;  // bit in an exclusion mask; -1: always counts
};

// A question of the model: one statement about a sub-domain at a level.
// What may be answered is the same for all: a grade, `not applicable` where the
// model allows it, or nothing.
struct ModelRequirement {
  std::string id;
  int subdomain = 0;    // 0 to D-1
  int level_index = 0;  // 0 to K-1
  int cell = 0;         // level_index * D + subdomain
  // Whether `not applicable` is an answer; else it is a violation.
  bool may_be_not_applicable = false;
  Text statement;
  Text evidence;
};

// A level, and where the band of the total S that means it begins: 1.80 is 180.
// Level k means band[k] <= S < band[k + 1]; below band[1] no level is reached.
struct ModelLevel {
  Text name;
  int band_from_percent = 0;
};

// A weight set under one exclusion of domains: what a request with this
// profile is scored by.
// A weight set has 2^E of them, with E domains that may be excluded, and finds
// one by its mask. All are made at start-up: none while a request waits.
struct Scope {
  int weight_set = 0;
  uint32_t excluded = 0;  // bits of ModelNode::excludable_bit
  // [D]: 1 where the sub-domain has a weight and its domain is not excluded.
  std::vector<uint8_t> subdomain_counts;
  // [R]: the requirement's level index where its sub-domain counts, else
  // kNotAsked. Beside `requirements`, so that loops over answers stay small.
  std::vector<uint8_t> asked_at_level;
  // Share of the whole per node of `nodes`, empty cells left aside, as
  // parts of `node_weight_whole`.
  std::vector<int64_t> node_weight;
  int64_t node_weight_whole = 1;
  // The weights per level when no answer empties a cell.
  LevelWeights weights;
  // How rows of grades are scored with vectors, if they can be; all levels.
  std::optional<BlockPlan> plan;
  // In which order gaps are listed; none for a large model.
  std::optional<GapOrder> gap_order;
  // [K + 1]: how many requirements of levels 1 to k are asked for.
  std::vector<int> items_up_to;
};

// Weights for one kind of enterprise, process or discrete, under every
// exclusion of domains that the model allows.
// The percentages of siblings add up to 100; a part of 0 is not asked for.
struct CompiledWeightSet {
  std::string id;
  Text name;
  // Percent of the parent, by index into `nodes`.
  std::vector<int> percent;
  std::vector<Scope> scopes;  // by exclusion mask
  bool unverified = false;    // some group has provenance C
  Text checked;  // what was compared with the standard; empty: nothing
};

// Neither copied nor moved: others keep references to its parts.
struct CompiledModel {
  CompiledModel() = default;
  CompiledModel(const CompiledModel&) = delete;
  CompiledModel& operator=(const CompiledModel&) = delete;

  std::string id;
  std::string version;
  // A model is named `id@version`; the digest is over its whole definition
  // (digest.h): equal digests, equal definitions.
  std::string digest;  // 64 hex digits
  Text title;

  // By grade code: what a grade is called, and its score in tenths.
  std::array<Text, kGradeCodes> grade_names;
  std::array<int, kGradeCodes> grade_tenths{};  // kOpen, kNotApplicable: 0
  std::vector<ModelLevel> levels;               // [K]
  // A level is satisfied at a score of this many hundredths.
  // 80 in the shipped model: A[k] >= 0.80, and equality satisfies.
  int satisfied_at_percent = 0;
  Accumulation accumulation = Accumulation::kProgressive;
  EmptyCell empty_cell = EmptyCell::kRenormalise;
  // When false, no answer of any requirement may be `not applicable`.
  bool not_applicable_allowed = true;
  // The statements were not compared with the standard: a notice says so.
  bool requirements_unverified = false;
  // What of them was, by whom and when; empty: nothing.
  Text requirements_checked;

  // Elements, then domains, then sub-domains, each in model order.
  std::vector<ModelNode> nodes;
  int element_count = 0;
  int domain_count = 0;
  int subdomain_count = 0;  // D

  std::vector<ModelRequirement> requirements;  // [R], model order
  std::vector<int> requirement_cell;           // [R], their `cell`
  std::vector<std::vector<int>> level_items;   // [K], model order
  std::vector<int> cell_size;                  // [K × D], items per cell
  // [K × D], mean_scale / cell_size; 0 for empty cells.
  std::vector<int64_t> cell_factor;

  // A cell's mean is kept as an integer: tenths * (mean_scale / items). Every
  // possible number of applicable items divides mean_scale.
  // It is L in docs/scoring_math.md: over all cells the lcm of every number
  // from the items that always apply, at least 1, to all of the cell.
  int64_t mean_scale = 1;
  // The mean of a cell whose items are all `fully`: 10 * mean_scale.
  int64_t full_mean = 10;

  std::vector<CompiledWeightSet> weight_sets;

  // By id, for requests and for columns of tables.
  absl::flat_hash_map<std::string, int> requirement_index;
  absl::flat_hash_map<std::string, int> domain_index;  // into `nodes`
  absl::flat_hash_map<std::string, int> weight_set_index;
  ModelNames names;  // what else may be said for these ids

  // K and R; where the sub-domains begin in `nodes`, and one of them.
  // They are the sizes of every array above.
  int level_count() const { return static_cast<int>(levels.size()); }
  int requirement_count() const {
    return static_cast<int>(requirements.size());
  }
  int first_subdomain() const { return element_count + domain_count; }
  const ModelNode& subdomain(int index) const {
    return nodes[first_subdomain() + index];
  }
};

// The index of what `text` names, by its id or otherwise (model_names.h); -1:
// nothing. Of a domain, into `nodes`.
// A caller turns -1 into a violation with the value as it was given.
inline int FindRequirement(const CompiledModel& model, absl::string_view text) {
  auto found = model.requirement_index.find(text);
  if (found == model.requirement_index.end()) {
    found = model.requirement_index.find(model.names.Requirement(text));
  }
  return found == model.requirement_index.end() ? -1 : found->second;
}
inline int FindDomain(const CompiledModel& model, absl::string_view text) {
  auto found = model.domain_index.find(text);
  if (found == model.domain_index.end()) {
    found = model.domain_index.find(model.names.Domain(text));
  }
  return found == model.domain_index.end() ? -1 : found->second;
}
inline int FindWeightSet(const CompiledModel& model, absl::string_view text) {
  auto found = model.weight_set_index.find(text);
  if (found == model.weight_set_index.end()) {
    found = model.weight_set_index.find(model.names.WeightSet(text));
  }
  return found == model.weight_set_index.end() ? -1 : found->second;
}

// What a tenth of requirement `item` adds to the weighted sum of its level,
// w[k][s] · (L / n[k][s]): `weights` and `items` [K × D], the applicable items
// of each cell, are those in force. REQUIRES: its cell has an applicable item.
inline int64_t GainPerTenth(const CompiledModel& model,
                            const LevelWeights& weights, const int* items,
                            const ModelRequirement& item) {
  return weights.weight(item.level_index, item.subdomain) *
         (model.mean_scale / items[item.cell]);
}

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_COMPILED_MODEL_H_
