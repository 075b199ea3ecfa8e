// The memory that a thread answers calls with, one after another.
//
// An answer that needs no more than its first block costs no allocation for the
// arena.
#ifndef CMMM_SERVICE_CALL_MEMORY_H_
#define CMMM_SERVICE_CALL_MEMORY_H_

#include <google/protobuf/arena.h>

#include <cstddef>

#include "engine/evaluate.h"

namespace cmmm::service {

// Enough for a request and a response of common size; larger ones take more.
inline constexpr size_t kCallMemoryBytes = size_t{64} << 10;

// One per thread, whatever it answers: a call finds what the call before it
// left behind, and clears what it uses. A buffer that grew unusually large is
// given up when it is cleared (engine/response/wire.h).
struct CallMemory {
  alignas(8) char block[kCallMemoryBytes];  // the first of an arena
  WireBuffer bytes;                         // a response
  BlockResults results;                     // those of a block
};

// This thread's; made when first asked for.
CallMemory& MemoryOfThisThread();

// Options of an arena that begins in `memory`: one such arena at a time.
// The arena ends before the thread's next call begins.
google::protobuf::ArenaOptions ArenaIn(CallMemory* memory);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CALL_MEMORY_H_
