#include "engine/response/wire.h"

#include <algorithm>

namespace cmmm {
namespace {

constexpr size_t kFirstBytes = size_t{16} << 10;
constexpr size_t kMostKeptBytes = size_t{4} << 20;

}  // namespace

void WireBuffer::Clear() {
  size_ = 0;
  if (memory_.size() > kMostKeptBytes) memory_ = {};
}

void WireBuffer::Grow(size_t bytes) {
  memory_.resize(std::max({kFirstBytes, 2 * memory_.size(), size_ + bytes}));
}

uint8_t* WireBuffer::PutLongVarint(uint64_t value, uint8_t* at) {
  for (; value >= 0x80; value >>= 7) {
    *at++ = static_cast<uint8_t>(value | 0x80);
  }
  *at++ = static_cast<uint8_t>(value);
  return at;
}

// Moves the message to where it begins behind its length.
void WireBuffer::CloseMoved(size_t begin, size_t length_bytes, size_t length) {
  uint8_t prefix[kMaxVarintBytes];
  const auto prefix_bytes =
      static_cast<size_t>(PutVarint(length, prefix) - prefix);
  Room(prefix_bytes);
  uint8_t* at = memory_.data() + begin;
  std::memmove(at - length_bytes + prefix_bytes, at, length);
  std::memcpy(at - length_bytes, prefix, prefix_bytes);
  size_ = size_ + prefix_bytes - length_bytes;
}

}  // namespace cmmm
