#include "engine/model/block_plan.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

constexpr uint8_t kUnused = 0x80;
constexpr int kMaxCellItems = kSlotBytes;
constexpr int64_t kMaxWeight = int64_t{1} << (2 * kWeightDigitBits);
constexpr int64_t kLargestPart = 255;

// The items of one sub-domain, contiguous in the row.
struct Run {
  int subdomain = 0;
  int first = 0;
  int end = 0;  // past the last
};

std::vector<Run> SubdomainRuns(const CompiledModel& model) {
  std::vector<Run> runs;
  for (int i = 0; i < model.requirement_count(); ++i) {
    const int subdomain = model.requirements[i].subdomain;
    if (runs.empty() || runs.back().subdomain != subdomain) {
      runs.push_back({subdomain, i, i});
    }
    runs.back().end = i + 1;
  }
  return runs;
}

bool Fits(const CompiledModel& model, const Scope& scope,
          const std::vector<Run>& runs) {
  const int row_bytes = model.requirement_count();
  // A cell that is empty and counts as met would need its mean added.
  return row_bytes >= kWindowBytes && row_bytes <= kMaxPlanRowBytes &&
         model.full_mean <= kLargestPart &&
         model.empty_cell == EmptyCell::kRenormalise &&
         static_cast<int>(runs.size()) <= model.subdomain_count &&
         std::all_of(runs.begin(), runs.end(),
                     [](const Run& run) {
                       return run.end - run.first <= kWindowBytes;
                     }) &&
         std::all_of(model.cell_size.begin(), model.cell_size.end(),
                     [](int size) { return size <= kMaxCellItems; }) &&
         scope.weights.whole.maxCoeff() < kMaxWeight;
}

SlotShuffle NothingShuffled() {
  SlotShuffle shuffle;
  shuffle.from.fill(kUnused);
  return shuffle;
}

SlotOffset NothingUsed() {
  SlotOffset offset;
  offset.to_index.fill(kUnused);
  return offset;
}

class Planner {
 public:
  Planner(const CompiledModel& model, const Scope& scope, int assessed_levels,
          const std::vector<Run>& runs)
      : model_(model),
        scope_(scope),
        assessed_levels_(assessed_levels),
        runs_(runs) {}

  BlockPlan Make() {
    plan_.row_bytes = model_.requirement_count();
    plan_.level_count = model_.level_count();
    const int levels = model_.level_count();
    // Three levels left over, or few in all, have a vector of their own.
    const int left =
        levels > kSlots && levels % kSlots < 3 ? levels % kSlots : 0;
    plan_.merged_windows = left == 0 ? 0 : kSlots / left;
    plan_.groups = (levels - left + kSlots - 1) / kSlots;
    FillMeanParts();
    for (const Run& run : runs_) AddWindow(run);
    for (int g = 0; g < plan_.groups; ++g) {
      for (size_t w = 0; w < runs_.size(); ++w) AddGroupVector(g, w);
    }
    if (plan_.merged_windows > 0) AddMergedVectors(left);
    return std::move(plan_);
  }

 private:
  void FillMeanParts() {
    plan_.mean_part.fill(0);
    for (int n = 1; n <= kMaxCellItems; ++n) {
      if (model_.mean_scale % n != 0) continue;  // no cell has n items
      for (GradeCode grade = kNot; grade <= kFully; ++grade) {
        plan_.mean_part[(n - 1) * 4 + (grade - 1)] = static_cast<uint8_t>(
            model_.grade_tenths[grade] * (model_.mean_scale / n));
      }
    }
  }

  void AddWindow(const Run& run) {
    BlockWindow window;
    window.offset =
        std::min(run.first, model_.requirement_count() - kWindowBytes);
    window.in_scope.fill(0);
    for (int i = run.first; i < run.end; ++i) {
      if (scope_.asked_at_level[i] < assessed_levels_) {
        window.in_scope[i - window.offset] = 0xFF;
      }
    }
    plan_.windows.push_back(window);
  }

  // Lays the cell of window `w` at level index `k` into slot `slot`.
  void FillSlot(size_t w, int k, int slot, SlotShuffle* shuffle,
                SlotOffset* offset, SlotWeights* weights) const {
    const Run& run = runs_[w];
    int position = slot * kSlotBytes;
    for (int i = run.first; i < run.end; ++i) {
      const ModelRequirement& item = model_.requirements[i];
      if (item.level_index != k) continue;
      shuffle->from[position] =
          static_cast<uint8_t>(i - plan_.windows[w].offset);
      offset->to_index[position] =
          static_cast<uint8_t>((model_.cell_size[item.cell] - 1) * 4 - kNot);
      ++position;
    }
    const int64_t weight = scope_.weights.weight(k, run.subdomain);
    const int64_t digit_mask = (int64_t{1} << kWeightDigitBits) - 1;
    for (int lane = 2 * slot; lane < 2 * slot + 2; ++lane) {
      weights->low[lane] = static_cast<int16_t>(weight & digit_mask);
      weights->high[lane] = static_cast<int16_t>(weight >> kWeightDigitBits);
    }
  }

  void AddGroupVector(int group, size_t w) {
    SlotShuffle shuffle = NothingShuffled();
    SlotOffset offset = NothingUsed();
    SlotWeights weights{};
    for (int slot = 0; slot < kSlots; ++slot) {
      const int k = group * kSlots + slot;
      if (k >= model_.level_count()) break;
      FillSlot(w, k, slot, &shuffle, &offset, &weights);
    }
    plan_.group_shuffle.push_back(shuffle);
    plan_.group_offset.push_back(offset);
    plan_.group_weights.push_back(weights);
  }

  // Window w puts level l of the `left` last ones into slot
  // (w mod merged_windows) · left + l.
  void AddMergedVectors(int left) {
    const int first_level = model_.level_count() - left;
    for (size_t w = 0; w < runs_.size(); ++w) {
      const int place = static_cast<int>(w) % plan_.merged_windows;
      if (place == 0) {
        plan_.merged_offset.push_back(NothingUsed());
        plan_.merged_weights.push_back({});
      }
      SlotShuffle shuffle = NothingShuffled();
      for (int l = 0; l < left; ++l) {
        FillSlot(w, first_level + l, place * left + l, &shuffle,
                 &plan_.merged_offset.back(), &plan_.merged_weights.back());
      }
      plan_.merged_shuffle.push_back(shuffle);
    }
  }

  const CompiledModel& model_;
  const Scope& scope_;
  const int assessed_levels_;
  const std::vector<Run>& runs_;
  BlockPlan plan_;
};

}  // namespace

std::optional<BlockPlan> MakeBlockPlan(const CompiledModel& model,
                                       const Scope& scope,
                                       int assessed_levels) {
  const std::vector<Run> runs = SubdomainRuns(model);
  if (!Fits(model, scope, runs)) return std::nullopt;
  return Planner(model, scope, assessed_levels, runs).Make();
}

}  // namespace cmmm
