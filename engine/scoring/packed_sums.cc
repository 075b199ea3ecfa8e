#include "engine/scoring/packed_sums.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/scoring/score_block.h"

namespace cmmm {

PackedSums::PackedSums(const CompiledModel& model, const Scope& scope,
                       int count, std::function<absl::string_view(int)> packed)
    : plan_(scope.plan.has_value() ? &*scope.plan : nullptr),
      levels_(model.level_count()),
      count_(count),
      packed_(std::move(packed)) {
  if (plan_ == nullptr) return;
  rows_.resize(static_cast<size_t>(kAtOnce) * plan_->row_bytes);
  weighted_.resize(static_cast<size_t>(kAtOnce) * levels_);
  graded_.resize(kAtOnce);
}

const int64_t* PackedSums::Of(int i) {
  if (plan_ == nullptr) return nullptr;
  const int row = i % kAtOnce;
  if (row == 0) ScoreFrom(i);
  return graded_[row] != 0 ? &weighted_[static_cast<size_t>(row) * levels_]
                           : nullptr;
}

void PackedSums::ScoreFrom(int first) {
  const int count = std::min(kAtOnce, count_ - first);
  const auto bytes = static_cast<size_t>(plan_->row_bytes);
  for (int i = 0; i < count; ++i) {
    const absl::string_view packed = packed_(first + i);
    uint8_t* row = &rows_[i * bytes];
    if (packed.size() == bytes) {
      std::memcpy(row, packed.data(), bytes);
    } else {
      std::memset(row, kOpen, bytes);
    }
  }
  ScoreBlock(*plan_, rows_.data(), count, weighted_.data(), graded_.data());
}

}  // namespace cmmm
