#include "engine/response/wire.h"

#include <algorithm>

namespace cmmm {
namespace {

constexpr size_t kFirstBytes = size_t{16} << 10;
constexpr size_t kMostKeptBytes = size_t{4} << 20;

}  // namespace

void WireBuffer::Clear() {
  size_ = 0;
  if (memory_.size() > kMostKeptBytes) memory_ = std::vector<uint8_t>();
}

void WireBuffer::Assign(absl::string_view bytes) {
  size_ = 0;
  uint8_t* at = Room(bytes.size());
  std::memcpy(at, bytes.data(), bytes.size());
  EndAt(at + bytes.size());
}

void WireBuffer::Grow(size_t bytes) {
  memory_.resize(std::max({kFirstBytes, 2 * memory_.size(), size_ + bytes}));
}

void WireBuffer::PutLength(size_t begin) {
  const size_t length = size_ - begin;
  uint8_t prefix[WireMessage::kMaxVarintBytes];
  const auto prefix_bytes =
      static_cast<size_t>(WireMessage::PutVarint(length, prefix) - prefix);
  Room(prefix_bytes);
  uint8_t* at = memory_.data() + begin - 1;
  std::memmove(at + prefix_bytes, at + 1, length);
  std::memcpy(at, prefix, prefix_bytes);
  size_ += prefix_bytes - 1;
}

}  // namespace cmmm
