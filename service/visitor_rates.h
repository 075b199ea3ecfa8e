// How often each visitor may call: who shows nothing of himself is known by his
// address.
#ifndef CMMM_SERVICE_VISITOR_RATES_H_
#define CMMM_SERVICE_VISITOR_RATES_H_

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/base/refusal.h"
#include "service/admission.h"

namespace cmmm::service {

// Thread-safe. Remembers those of the last second, 65,536 at most.
class VisitorRates {
 public:
  // Takes one call of `address` out of `per_second`, for a second at once; 0:
  // no limit. RESOURCE_EXHAUSTED, CALLER_LIMIT, when there is none left.
  std::optional<Refusal> Take(const std::string& address, int per_second,
                              std::chrono::steady_clock::time_point now =
                                  std::chrono::steady_clock::now());

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;  // guarded by mutex_
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_VISITOR_RATES_H_
