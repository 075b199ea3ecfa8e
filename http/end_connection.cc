#include "http/end_connection.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <chrono>
#include <utility>

namespace cmmm::http {
namespace {

using boost::system::error_code;

constexpr std::chrono::seconds kLongest{2};
constexpr size_t kMostBytes = size_t{16} << 20;

class Ending : public std::enable_shared_from_this<Ending> {
 public:
  Ending(Stream stream, std::unique_ptr<Connections::Place> place)
      : stream_(std::move(stream)), place_(std::move(place)) {}

  void Start() {
    stream_.expires_after(kLongest);
    if (stream_.tls() == nullptr) return EndSocket();
    // Says farewell, and waits for the other side's.
    stream_.tls()->async_shutdown(
        [self = shared_from_this()](error_code) { self->EndSocket(); });
  }

 private:
  void EndSocket() {
    error_code ignored;
    stream_.socket().shutdown(Socket::shutdown_send, ignored);
    stream_.expires_after(kLongest);
    Drop();
  }

  void Drop() {
    stream_.plain().async_read_some(
        boost::asio::buffer(bytes_),
        [self = shared_from_this()](error_code error, size_t count) {
          self->dropped_ += count;
          if (!error && self->dropped_ < kMostBytes) self->Drop();
        });
  }

  Stream stream_;
  const std::unique_ptr<Connections::Place> place_;
  std::array<char, 16 << 10> bytes_;
  size_t dropped_ = 0;
};

}  // namespace

void EndConnection(Stream stream, std::unique_ptr<Connections::Place> place) {
  std::make_shared<Ending>(std::move(stream), std::move(place))->Start();
}

}  // namespace cmmm::http
