#include "engine/base/signed_fraction.h"

#include <gtest/gtest.h>

#include <limits>

namespace cmmm {
namespace {

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

TEST(SignedFractionTest, IsInLowestTerms) {
  EXPECT_EQ(SignedFraction::Of(-8, 10), (SignedFraction{-4, 5}));
  EXPECT_EQ(SignedFraction::Of(0, 7), (SignedFraction{0, 1}));
  EXPECT_EQ(Signed(Ratio{6, 4}), (SignedFraction{3, 2}));
}

TEST(SignedFractionTest, AddsSubtractsAndMultipliesExactly) {
  const SignedFraction third{1, 3};
  const SignedFraction half{1, 2};
  EXPECT_EQ(third + half, (SignedFraction{5, 6}));
  EXPECT_EQ(third - half, (SignedFraction{-1, 6}));
  EXPECT_EQ((third - half) * half, (SignedFraction{-1, 12}));
  EXPECT_EQ(third - third, (SignedFraction{0, 1}));
}

TEST(SignedFractionTest, KeepsWhatFitsIn63Bits) {
  EXPECT_EQ((SignedFraction{kMost, 1}) - (SignedFraction{kMost, 1}),
            (SignedFraction{0, 1}));
  EXPECT_EQ((SignedFraction{-kMost, 3}) + (SignedFraction{kMost, 3}),
            (SignedFraction{0, 1}));
  EXPECT_EQ((SignedFraction{1, kMost}) * (SignedFraction{kMost, 1}),
            (SignedFraction{1, 1}));
  EXPECT_TRUE(((SignedFraction{kMost - 1, 1}) + (SignedFraction{1, 1})).fits());
}

TEST(SignedFractionTest, SaysWhatDoesNotFitAndPassesItOn) {
  const SignedFraction too_large =
      SignedFraction{kMost, 1} + SignedFraction{1, 1};
  EXPECT_FALSE(too_large.fits());
  EXPECT_FALSE((too_large - too_large).fits());
  EXPECT_FALSE((SignedFraction{0, 1} * too_large).fits());
  EXPECT_FALSE(
      (SignedFraction{1, kMost} - SignedFraction{1, kMost - 1}).fits());
}

TEST(SignedFractionTest, HasTheNearestDouble) {
  EXPECT_EQ(SignedFraction::Of(-1, 10).NearestDouble(), -0.1);
  EXPECT_EQ(SignedFraction::Of(1, 10).NearestDouble(), 0.1);
  EXPECT_EQ(SignedFraction().NearestDouble(), 0.0);
}

}  // namespace
}  // namespace cmmm
