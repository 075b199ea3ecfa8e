#include "batch/row_buckets.h"

#include <algorithm>

namespace cmmm::batch {

void RowBuckets::Bucket::MakeRoom(size_t maturities) {
  results.resize(std::max(results.size(), rows));
  maturity.resize(std::max(maturity.size(), rows * maturities));
}

void RowBuckets::Clear() {
  for (size_t b = 0; b < used_; ++b) buckets_[b].rows = 0;
  used_ = 0;
}

size_t RowBuckets::Find(const tables::RowProfile& profile) {
  for (size_t b = used_; b-- > 0;) {
    if (buckets_[b].profile == profile) return b;
  }
  if (used_ == buckets_.size()) buckets_.emplace_back();
  Bucket& bucket = buckets_[used_];
  bucket.profile = profile;
  bucket.scorer =
      &scorers_->Get(profile.weight_set, profile.excluded, profile.up_to_level);
  return used_++;
}

RowPlace RowBuckets::AddRow(const tables::RowProfile& profile,
                            absl::Span<const GradeCode> codes) {
  const size_t index = Find(profile);
  Bucket& bucket = buckets_[index];
  const size_t begin = bucket.rows * requirements_;
  if (bucket.codes.size() < begin + requirements_) {
    bucket.codes.resize(2 * (begin + requirements_));
  }
  std::copy(codes.begin(), codes.end(), &bucket.codes[begin]);
  return {index, bucket.rows++};
}

size_t RowBuckets::TakeRows(const tables::RowProfile& profile, size_t count,
                            std::vector<uint8_t>* codes) {
  const size_t index = Find(profile);
  buckets_[index].codes.swap(*codes);
  buckets_[index].rows = count;
  return index;
}

Ratio* RowBuckets::Maturity(Bucket* bucket, size_t row) const {
  if (maturities_ == 0 || bucket->maturity.empty()) return nullptr;
  return &bucket->maturity[row * maturities_];
}

void RowBuckets::Score() {
  for (size_t b = 0; b < used_; ++b) {
    Bucket& bucket = buckets_[b];
    bucket.MakeRoom(maturities_);
    bucket.scored.assign(bucket.rows, 0);
    if (one_by_one_ || !bucket.scorer->ok()) continue;
    bucket.scorer->value().ScoreGraded(
        bucket.codes.data(), static_cast<int64_t>(bucket.rows),
        bucket.results.data(), Maturity(&bucket, 0), bucket.scored.data());
  }
}

std::optional<Refusal> RowBuckets::ScoreAlone(RowPlace place,
                                              v1::GapAnalysis* gaps) {
  Bucket& bucket = buckets_[place.bucket];
  if (!bucket.scorer->ok()) return bucket.scorer->refusal();
  const absl::string_view codes(
      reinterpret_cast<const char*>(&bucket.codes[place.row * requirements_]),
      requirements_);
  auto refusal = bucket.scorer->value().ScoreOne(
      codes, &bucket.results[place.row], Maturity(&bucket, place.row), gaps);
  bucket.scored[place.row] = refusal.has_value() ? 0 : 1;
  return refusal;
}

const RowResult* RowBuckets::ResultOf(RowPlace place) const {
  const Bucket& bucket = buckets_[place.bucket];
  return bucket.scored[place.row] == 0 ? nullptr : &bucket.results[place.row];
}

const Ratio* RowBuckets::MaturityOf(RowPlace place) const {
  return maturities_ == 0
             ? nullptr
             : &buckets_[place.bucket].maturity[place.row * maturities_];
}

}  // namespace cmmm::batch
