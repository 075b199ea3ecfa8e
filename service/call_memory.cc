#include "service/call_memory.h"

#include <memory>

namespace cmmm::service {

CallMemory& MemoryOfThisThread() {
  static thread_local const auto memory = std::make_unique<CallMemory>();
  return *memory;
}

google::protobuf::ArenaOptions ArenaIn(CallMemory* memory) {
  google::protobuf::ArenaOptions options;
  options.initial_block = memory->block;
  options.initial_block_size = sizeof(memory->block);
  return options;
}

}  // namespace cmmm::service
