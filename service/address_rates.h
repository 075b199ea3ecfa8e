// How often something may happen for each address: calls of visitors, who show
// nothing of themselves, credentials that do not count, and guesses at one key.
//
//   AddressRates rates(std::chrono::seconds(60));
//   if (!rates.Take(peer.name, 30)) …            // the 31st within a minute
#ifndef CMMM_SERVICE_ADDRESS_RATES_H_
#define CMMM_SERVICE_ADDRESS_RATES_H_

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace cmmm::service {

// Thread-safe. Remembers the addresses of the last period, 65,536 at most.
// An address of IPv6 is its network of 64 bits (peer.h). One that was quiet for
// a whole period is forgotten once there is no room.
class AddressRates {
 public:
  using Clock = std::chrono::steady_clock;

  explicit AddressRates(std::chrono::seconds period) : period_(period) {}

  // Takes one of the `most` that `address` has in a period, refilled evenly, a
  // whole period's at once; 0: any number. False: there is none left, or there
  // are too many addresses to remember this one, too. `now` is told by tests
  // alone.
  bool Take(const std::string& address, int most,
            Clock::time_point now = Clock::now());

  // Whether Take would say so of an address that is remembered; true of others.
  bool Has(const std::string& address, int most,
           Clock::time_point now = Clock::now());

 private:
  // `count` was right at `filled`; it grows by most / period since.
  struct Left {
    double count;
    Clock::time_point filled;
  };

  // What it has at `now`. With mutex_ held.
  double LeftAt(const Left& left, double whole, Clock::time_point now) const;
  // Once a second at most. With mutex_ held.
  void ForgetFull(Clock::time_point now);

  const std::chrono::seconds period_;
  std::mutex mutex_;
  std::unordered_map<std::string, Left> left_;  // guarded by mutex_
  Clock::time_point next_look_;                 // guarded by mutex_
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ADDRESS_RATES_H_
