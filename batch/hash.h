// SHA-256 of what runs read and write.
#ifndef CMMM_BATCH_HASH_H_
#define CMMM_BATCH_HASH_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::batch {

class Sha256Hash {
 public:
  Sha256Hash();
  ~Sha256Hash();
  Sha256Hash(const Sha256Hash&) = delete;
  Sha256Hash& operator=(const Sha256Hash&) = delete;

  void Add(absl::string_view bytes);
  // Of everything added so far, as 64 hex digits.
  std::string Hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Of a whole file; empty when it cannot be read.
std::string Sha256OfFile(const std::string& path);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_HASH_H_
