// Asks the own server for its health, over a new connection each time, and
// gives up on it when it does not answer several times in a row.
//
// Some faults only a restart mends: a listener that has gone deaf, threads that
// all hang. Whoever still has a connection may not notice; whoever comes anew
// does. So does this probe: it connects as a stranger would, speaks just enough
// HTTP/2 by itself to call grpc.health.v1.Health/Check, and takes any reply for
// an answer.
//
//   SelfProbe probe(address, {}, [&](int port) { server.ExpectOwn(port); },
//                   [] { _exit(75); });
#ifndef CMMM_SERVICE_SELF_PROBE_H_
#define CMMM_SERVICE_SELF_PROBE_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "service/listen_address.h"

namespace cmmm::service {

// By default it gives up after some 15 to 30 seconds.
struct ProbeOptions {
  // From the end of one probe to the next; also how long one may take.
  std::chrono::milliseconds interval{5'000};
  // Failures in a row before it gives up.
  int failures = 3;
  // Whether the address speaks TLS, unless it is a Unix socket. Whose
  // certificate it shows does not matter here.
  bool tls = false;
};

// Has a thread of its own. Thread-safe.
// The first probe comes one interval after its construction.
class SelfProbe {
 public:
  // `address` with the port that was bound; a wildcard is asked on loopback.
  // `before` is told the port that the probe will come from, so that no limit
  // stops it; `give_up` is called once, from the probe's thread.
  SelfProbe(const ListenAddress& address, const ProbeOptions& options,
            std::function<void(int port)> before,
            std::function<void()> give_up);
  // Ends the probing; waits for the one that is under way.
  ~SelfProbe();
  SelfProbe(const SelfProbe&) = delete;
  SelfProbe& operator=(const SelfProbe&) = delete;

  // Probes that were answered so far.
  int answered() const;

 private:
  // The thread: a probe an interval, until the end or until it gives up.
  void ProbeAgainAndAgain();
  // Connects, calls, and waits for the head of a reply; false after an
  // interval.
  bool ProbeOnce() const;

  const ListenAddress address_;
  const ProbeOptions options_;
  const std::function<void(int port)> before_;
  const std::function<void()> give_up_;
  mutable std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;  // guarded by mutex_
  int answered_ = 0;     // guarded by mutex_
  std::thread thread_;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_SELF_PROBE_H_
