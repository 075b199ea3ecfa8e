#include "http/connections.h"

#include <utility>

namespace cmmm::http {
namespace {

// What was told to stop does so within a second.
constexpr std::chrono::seconds kLongestEnd{5};

}  // namespace

Connections::Place::~Place() { all_->Leave(peer_); }

std::unique_ptr<Connections::Place> Connections::Enter(
    const service::Peer& peer) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (counts_.open >= most_) {
    ++counts_.refused_server_full;
    return nullptr;
  }
  int& of_peer = peers_[peer.name];
  if (of_peer >= one_ && !peer.is_proxy) {
    ++counts_.refused_caller_limit;
    return nullptr;
  }
  ++counts_.open;
  ++counts_.accepted;
  ++of_peer;
  return std::make_unique<Place>(this, peer.name);
}

void Connections::Leave(const std::string& peer) {
  const std::lock_guard<std::mutex> lock(mutex_);
  --counts_.open;
  const auto found = peers_.find(peer);
  if (found != peers_.end() && --found->second == 0) peers_.erase(found);
}

void Connections::CountNoDescriptor() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++counts_.refused_no_descriptor;
}

service::ConnectionCounts Connections::counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return counts_;
}

std::shared_ptr<Exchange> Connections::Begin() {
  auto exchange = std::make_unique<Exchange>();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (closed_) return nullptr;
    exchanges_.insert(exchange.get());
    ++open_exchanges_;
  }
  return {exchange.release(), [this](Exchange* ended) { End(ended); }};
}

void Connections::End(Exchange* exchange) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    exchanges_.erase(exchange);
  }
  // It may hold the last of a connection, which gives its place back.
  delete exchange;
  // Under the lock, as whoever waits may destroy this once it is let go.
  const std::lock_guard<std::mutex> lock(mutex_);
  --open_exchanges_;
  ended_.notify_all();
}

void Connections::Hurry() {
  const std::lock_guard<std::mutex> lock(mutex_);
  hurried_ = true;
  ended_.notify_all();
}

void Connections::EndExchanges(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock<std::mutex> lock(mutex_);
  const auto none_left = [this] { return open_exchanges_ == 0; };
  ended_.wait_until(lock, deadline, [&] { return none_left() || hurried_; });
  if (!none_left()) {
    for (Exchange* exchange : exchanges_) exchange->gone = true;
    // Nothing may hold up a stop for ever.
    ended_.wait_for(lock, kLongestEnd, none_left);
  }
  closed_ = true;
}

}  // namespace cmmm::http
