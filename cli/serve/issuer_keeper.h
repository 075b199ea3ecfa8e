// Brings the keys of those who issue tokens, from files and addresses, and
// again every so often.
//
// When they cannot be brought the last ones count on for keep_seconds
// (service/issuer_keys.h), and the log says so each time
// (`"event":"jwks_unreadable"`).
#ifndef CMMM_CLI_SERVE_ISSUER_KEEPER_H_
#define CMMM_CLI_SERVE_ISSUER_KEEPER_H_

#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/base/failure.h"
#include "service/access.h"

namespace cmmm::cli {

// Before `access` goes into service: brings the keys of all its issuers. Those
// of an address that does not answer are taken over from `old`, if that has
// the same; null: there is none. Fails (kConfig), access.jwks, when a file is
// no JWKS with a key that counts.
MaybeFailure BringIssuerKeys(const service::Access& access,
                             const service::Access* old);

// Keeps those of what is in service fresh, in a thread of its own, until its
// end: issuers one after the other, at most 5 s for one that does not answer,
// each again refresh_seconds after it was last tried. Those that a new access
// file brings count as fresh. The end waits for the one that is being asked.
class IssuerKeeper {
 public:
  // `access` outlives it.
  explicit IssuerKeeper(const service::LiveAccess* access);
  ~IssuerKeeper();
  IssuerKeeper(const IssuerKeeper&) = delete;
  IssuerKeeper& operator=(const IssuerKeeper&) = delete;

 private:
  // The thread: each issuer's, every refresh_seconds.
  void Keep();

  const service::LiveAccess* const access_;
  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SERVE_ISSUER_KEEPER_H_
