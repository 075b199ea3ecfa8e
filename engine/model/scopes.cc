#include "engine/model/scopes.h"

#include <cassert>
#include <utility>
#include <vector>

#include "absl/base/call_once.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

struct Scopes::Parts {
  struct Slot {
    absl::once_flag compiled;
    Scope scope;
  };

  Compile compile;
  std::vector<Slot> slots;
};

Scopes::Scopes(size_t count, Compile compile)
    : parts_(std::make_shared<Parts>(
          Parts{std::move(compile), std::vector<Parts::Slot>(count)})) {}

size_t Scopes::size() const {
  return parts_ == nullptr ? 0 : parts_->slots.size();
}

const Scope& Scopes::operator[](size_t excluded) const {
  assert(excluded < size());
  Parts::Slot& slot = parts_->slots[excluded];
  absl::call_once(slot.compiled, [&] {
    slot.scope = parts_->compile(static_cast<uint32_t>(excluded));
  });
  return slot.scope;
}

}  // namespace cmmm
