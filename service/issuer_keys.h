// The keys of one issuer of tokens, brought from where it publishes them, and
// how long they count when nothing comes any more.
//
//   IssuerKeys keys(issuer);
//   keys.Replace(*ReadKeySet(json), now);
//   …
//   keys.Get(now);   // null once they are older than keep_seconds
#ifndef CMMM_SERVICE_ISSUER_KEYS_H_
#define CMMM_SERVICE_ISSUER_KEYS_H_

#include <ctime>
#include <memory>
#include <mutex>
#include <utility>

#include "cmmm/config/v1/access.pb.h"
#include "service/key_set.h"

namespace cmmm::service {

// Thread-safe.
// Times are by the clock of the calendar, as those of tokens are.
class IssuerKeys {
 public:
  // `about` is the issuer's entry of an access file; there are no keys yet.
  explicit IssuerKeys(config::v1::TokenIssuer about)
      : about_(std::move(about)) {}

  const config::v1::TokenIssuer& about() const { return about_; }
  // How often they are to be brought: 300 s unless the file says otherwise.
  int refresh_seconds() const {
    constexpr int kDefault = 300;
    return about_.refresh_seconds() > 0 ? about_.refresh_seconds() : kDefault;
  }
  // How long they count without being brought anew: a day unless it says.
  int keep_seconds() const {
    constexpr int kDefault = 86'400;
    return about_.keep_seconds() > 0 ? about_.keep_seconds() : kDefault;
  }

  // Those that count at `now`; null: none do.
  // They stay whole for whoever has them, whatever is brought meanwhile.
  std::shared_ptr<const KeySet> Get(std::time_t now) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return now - brought_ <= keep_seconds() ? keys_ : nullptr;
  }
  // Counts from `now` on.
  void Replace(KeySet keys, std::time_t now) {
    const std::lock_guard<std::mutex> lock(mutex_);
    keys_ = std::make_shared<const KeySet>(std::move(keys));
    brought_ = now;
  }
  // Takes what `old`, of the same place, has, if it has any.
  // For a file that is read anew: calls need not wait for the issuer.
  void TakeOver(const IssuerKeys& old) {
    const std::scoped_lock lock(mutex_, old.mutex_);
    keys_ = old.keys_;
    brought_ = old.brought_;
  }
  // When they were brought; 0: never.
  // For the metrics, and for who brings them anew.
  std::time_t brought() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return brought_;
  }

 private:
  const config::v1::TokenIssuer about_;
  mutable std::mutex mutex_;
  std::shared_ptr<const KeySet> keys_;  // guarded by mutex_
  std::time_t brought_ = 0;             // guarded by mutex_
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ISSUER_KEYS_H_
