// How many connections there are, and what waits for their end.
//
//   auto place = connections.Enter(peer);      // held by the connection
//   auto exchange = connections.Begin();       // held until its reply has gone
//   connections.EndExchanges(end);             // on stopping: waits for those
#ifndef CMMM_HTTP_CONNECTIONS_H_
#define CMMM_HTTP_CONNECTIONS_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "http/message.h"
#include "service/connection_counts.h"
#include "service/peer.h"

namespace cmmm::http {

// Counts connections against their limits, and remembers the requests that
// are answered, so that a drain can wait for them, or tell them to stop.
// Thread-safe.
class Connections {
 public:
  Connections(int most, int most_of_one) : most_(most), one_(most_of_one) {}

  // What one connection holds; given back at its end.
  // Given back in any thread.
  class Place {
   public:
    Place(Connections* all, std::string peer)
        : all_(all), peer_(std::move(peer)) {}
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    Connections* const all_;
    const std::string peer_;
  };

  // A place for a connection of `peer`; nullptr: there are too many, and it is
  // to be closed.
  // The peer is who is at the other end of the socket, not whom a proxy names;
  // a trusted proxy counts among all, and not against the limit of one.
  std::unique_ptr<Place> Enter(const service::Peer& peer);

  // No connection could be taken, for want of descriptors.
  void CountNoDescriptor();

  // A copy of one moment.
  service::ConnectionCounts counts() const;

  // A new exchange, counted until the last who holds it lets go; nullptr: it is
  // too late for one.
  // This outlives all of them.
  std::shared_ptr<Exchange> Begin();

  // Waits until no exchange is left, until `deadline`; then marks the rest as
  // gone and waits for them, too, some seconds. After that none begins any
  // more.
  // At most 5 s after the deadline.
  void EndExchanges(std::chrono::steady_clock::time_point deadline);

  // As if the deadline of EndExchanges had come.
  void Hurry();

 private:
  void Leave(const std::string& peer);
  void End(Exchange* exchange);

  const int most_;
  const int one_;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool hurried_ = false;              // guarded by mutex_
  bool closed_ = false;               // guarded by mutex_
  service::ConnectionCounts counts_;  // guarded by mutex_
  std::map<std::string, int> peers_;  // guarded by mutex_
  int open_exchanges_ = 0;            // guarded by mutex_, being deleted too
  std::set<Exchange*> exchanges_;     // guarded by mutex_
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_CONNECTIONS_H_
