// A file descriptor that closes itself.
#ifndef CMMM_SERVICE_OWNED_FD_H_
#define CMMM_SERVICE_OWNED_FD_H_

#include <unistd.h>

#include <utility>

namespace cmmm::service {

// Owns a descriptor, or none (-1). Moves; does not copy.
class OwnedFd {
 public:
  OwnedFd() = default;
  explicit OwnedFd(int number) : number_(number) {}
  ~OwnedFd() { Close(); }
  OwnedFd(OwnedFd&& other) noexcept
      : number_(std::exchange(other.number_, -1)) {}
  OwnedFd& operator=(OwnedFd&& other) noexcept {
    if (this != &other) {
      Close();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  // Gives it away.
  int Release() { return std::exchange(number_, -1); }
  void Close() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_OWNED_FD_H_
