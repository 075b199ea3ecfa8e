// The scopes of a weight set, each compiled when it is first asked for.
//
// A model with x excludable domains has 2^x of them for each weight set, of
// which most runs ask for one.
#ifndef CMMM_ENGINE_MODEL_SCOPES_H_
#define CMMM_ENGINE_MODEL_SCOPES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace cmmm {

struct Scope;

// Copies are the same scopes.
class Scopes {
 public:
  using Compile = std::function<Scope(uint32_t excluded)>;

  Scopes() = default;
  // `compile` gives the same for the same bits, whenever it is called.
  Scopes(size_t count, Compile compile);

  size_t size() const;
  // By exclusion mask. Thread-safe, and calls `compile` once for each.
  // REQUIRES: excluded < size().
  const Scope& operator[](size_t excluded) const;

 private:
  struct Parts;

  std::shared_ptr<Parts> parts_;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_SCOPES_H_
