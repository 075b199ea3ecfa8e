// A file descriptor that closes itself.
//
//   const OwnedFd file(open(path, O_RDONLY | O_CLOEXEC));
//   if (!file.is_open()) …  // errno says why
#ifndef CMMM_SERVICE_OWNED_FD_H_
#define CMMM_SERVICE_OWNED_FD_H_

#include <unistd.h>

#include <utility>

namespace cmmm::service {

// Owns a descriptor, or none (-1). Moves; does not copy.
class OwnedFd {
 public:
  OwnedFd() = default;
  // Takes it over; -1, as failed calls return it, is none.
  explicit OwnedFd(int number) : number_(number) {}
  ~OwnedFd() { Close(); }
  // The other has none afterwards.
  OwnedFd(OwnedFd&& other) noexcept
      : number_(std::exchange(other.number_, -1)) {}
  // Closes what it had.
  OwnedFd& operator=(OwnedFd&& other) noexcept {
    if (this != &other) {
      Close();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }

  bool is_open() const { return number_ >= 0; }
  // For calls that use it; stays owned here. -1: none.
  int number() const { return number_; }
  // Gives it away.
  int Release() { return std::exchange(number_, -1); }
  // Closes it now; once is enough.
  void Close() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_OWNED_FD_H_
