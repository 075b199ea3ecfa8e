#include "service/address_rates.h"

#include <algorithm>
#include <iterator>

namespace cmmm::service {
namespace {

constexpr size_t kMostAddresses = size_t{1} << 16;
// Looking through all of them takes a moment: not for every call of a flood.
constexpr std::chrono::seconds kLookEvery{1};

}  // namespace

bool AddressRates::Take(const std::string& address, int most,
                        Clock::time_point now) {
  if (most == 0) return true;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (left_.size() >= kMostAddresses && left_.count(address) == 0) {
    ForgetFull(now);
    if (left_.size() >= kMostAddresses) return false;
  }
  const double whole = most;
  Left& left = left_.try_emplace(address, Left{whole, now}).first->second;
  left.count = LeftAt(left, whole, now);
  left.filled = now;
  if (left.count < 1) return false;
  left.count -= 1;
  return true;
}

bool AddressRates::Has(const std::string& address, int most,
                       Clock::time_point now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = left_.find(address);
  return most == 0 || found == left_.end() ||
         LeftAt(found->second, most, now) >= 1;
}

double AddressRates::LeftAt(const Left& left, double whole,
                            Clock::time_point now) const {
  const std::chrono::duration<double> passed = now - left.filled;
  const std::chrono::duration<double> period = period_;
  return std::min(whole, left.count + passed.count() / period.count() * whole);
}

// Whoever has been quiet for a period has his whole share again.
void AddressRates::ForgetFull(Clock::time_point now) {
  if (now < next_look_) return;
  next_look_ = now + kLookEvery;
  for (auto at = left_.begin(); at != left_.end();) {
    at = now - at->second.filled >= period_ ? left_.erase(at) : std::next(at);
  }
}

}  // namespace cmmm::service
