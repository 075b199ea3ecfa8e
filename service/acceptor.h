// Accepts connections, up to limits for all and for each peer, and lets go of
// them when the server stops.
//
// The transport does not accept for itself: gRPC 1.51 goes deaf for ever once
// the process has run out of descriptors, and counts no connections. It is
// handed each accepted socket instead (`take`) and owns that; beside it a
// duplicate is kept here, by which the kernel tells when the connection is
// over.
//
//   Acceptor acceptor(std::move(sockets), limits, &proxies,
//                     [&](int socket) { transport.Take(socket); });
//   …
//   acceptor.StopListening();          // nobody new
//   acceptor.Close(keep, deadline);    // those who are there, but some
//
// What is past a limit is accepted and closed at once, so that its owner knows
// and looks elsewhere. When the process is out of descriptors, a spare one is
// given up for a moment to do so.
#ifndef CMMM_SERVICE_ACCEPTOR_H_
#define CMMM_SERVICE_ACCEPTOR_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "service/connection_counts.h"
#include "service/listen_sockets.h"
#include "service/owned_fd.h"
#include "service/peer.h"

namespace cmmm::service {

// What is past them: SERVER_FULL, CALLER_LIMIT in the figures.
struct ConnectionLimits {
  // Over all peers. Never more than the descriptors of the process allow
  // (DescriptorsFor): each connection takes two.
  int max_connections = 2048;
  // Of one peer; a trusted proxy is exempt.
  int max_connections_per_peer = 256;
  // Those of this process that share its descriptors, this one with them.
  int doors = 1;
};

// Raises the limit of open descriptors to what the system allows; returns what
// holds now. Once per process, before it serves.
// 1,024 where the system does not say.
int64_t RaiseDescriptorLimit();

// How many descriptors the connections of one door may take, of so many doors
// of one process: so that those of one leave the other its own, and 64 stay
// for everything else. At least 2.
int64_t DescriptorsFor(int doors);

// Thread-safe. Has a thread of its own from its construction to its end.
// A peer that acknowledges nothing for 20 s is gone (TCP_USER_TIMEOUT).
class Acceptor {
 public:
  // Owns the socket that it is given: connected, non-blocking.
  using Take = std::function<void(int socket)>;
  // Whether a connection stays, by its transport as gRPC writes it
  // (`ipv4:192.0.2.1:4711`).
  using Keep = std::function<bool(const std::string& transport)>;

  // `proxies` must outlive the acceptor.
  Acceptor(ListenSockets sockets, const ConnectionLimits& limits,
           const TrustedProxies* proxies, Take take);
  // Stops listening; leaves open connections to their owner.
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  // The port that was bound.
  int port() const { return port_; }

  // Closes the listening sockets: who connects now is refused by the system.
  // Returns when it has happened.
  void StopListening();

  // Tells every connection but those to keep that nothing more is sent, which
  // ends it after what was sent before. Returns when they are gone, or at
  // `deadline`.
  // For HTTP/2: gRPC then ends the connection with what was under way.
  void Close(const Keep& keep, std::chrono::steady_clock::time_point deadline);

  // Cuts every connection off at once.
  void CutOff();

  // A copy of one moment.
  ConnectionCounts counts() const;

  // The next connection from this port is the process's own, and has no limits.
  // (Over a Unix socket the kernel knows who it is.)
  void ExpectOwn(int port) { own_port_ = port; }

 private:
  // Kept until the kernel says that both directions are over.
  struct Connection {
    OwnedFd duplicate;
    std::string peer;  // empty: not counted by peer
    std::string transport;
  };

  // The thread: waits for callers, ends and the wish to stop, by epoll.
  void Watch();
  // 64 at most, then the others have their turn.
  void AcceptAll(int listener);
  // False when no descriptor was left for it.
  bool AcceptOne(int listener);
  // Lets one in by the spare descriptor and closes it; rests for 100 ms when
  // not even that helps.
  void ShedOne(int listener);
  // Over TCP by the port that was told, once; over a Unix socket by its
  // process.
  bool IsOwn(int socket, const std::string& transport);
  // Counts, and hands over or drops: the other end is told at once (RST).
  void Admit(OwnedFd socket, const std::string& transport, bool is_own);
  // Counts back.
  void Forget(int duplicate);

  const ConnectionLimits limits_;
  const TrustedProxies* const proxies_;
  const Take take_;
  int port_ = 0;
  std::string path_;
  OwnedFd epoll_;
  OwnedFd wake_;
  OwnedFd spare_;
  std::atomic<int> own_port_{0};
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;                            // guarded by mutex_
  bool ending_ = false;                              // guarded by mutex_
  std::vector<OwnedFd> listeners_;                   // guarded by mutex_
  std::unordered_map<int, Connection> connections_;  // guarded by mutex_
  std::unordered_map<std::string, int> of_peer_;     // guarded by mutex_
  ConnectionCounts counts_;                          // guarded by mutex_
  std::thread thread_;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ACCEPTOR_H_
