// Writes Protocol Buffers messages straight as bytes, field by field.
//
// For responses that nobody reads in this process: the bytes are those that
// the message class would serialise, without making the message. A message
// type is a class with the setters of the generated one (wire_messages.h),
// so that one template writes either.
//
//   WireBuffer buffer;
//   wire::ScoreResponse response(&buffer);
//   auto decision = response->mutable_decision();
//   decision->set_level(3);
#ifndef CMMM_ENGINE_RESPONSE_WIRE_H_
#define CMMM_ENGINE_RESPONSE_WIRE_H_

#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm {

// Bytes being written. Not thread-safe.
class WireBuffer {
 public:
  absl::string_view bytes() const {
    return {reinterpret_cast<const char*>(memory_.data()), size_};
  }
  size_t size() const { return size_; }
  // Keeps its memory for the next message, unless that was unusually large.
  void Clear();

  // REQUIRES: field is 1 to 15, so that the tag is one byte.
  void AddVarint(int field, uint64_t value) {
    uint8_t* at = Room(kMaxVarintBytes + 1);
    *at++ = static_cast<uint8_t>(field << 3);
    Advance(PutVarint(value, at));
  }
  void AddDouble(int field, double value) {
    uint8_t* at = Room(sizeof(value) + 1);
    *at++ = static_cast<uint8_t>(field << 3 | 1);
    std::memcpy(at, &value, sizeof(value));
    Advance(at + sizeof(value));
  }
  // Fields 1 to 3 of a score at once, those that are 0 left out.
  void AddScore(uint64_t numerator, uint64_t denominator, double value) {
    uint8_t* at = Room(3 * (kMaxVarintBytes + 1));
    if (numerator != 0) {
      *at = 1 << 3;
      at = PutVarint(numerator, at + 1);
    }
    if (denominator != 0) {
      *at = 2 << 3;
      at = PutVarint(denominator, at + 1);
    }
    if (std::bit_cast<uint64_t>(value) != 0) {
      *at = 3 << 3 | 1;
      std::memcpy(at + 1, &value, sizeof(value));
      at += 1 + sizeof(value);
    }
    Advance(at);
  }
  // Adds a field of `length` bytes and returns where they are to be put.
  uint8_t* AddRoom(int field, size_t length) {
    uint8_t* at = Room(length + kMaxVarintBytes + 1);
    *at++ = static_cast<uint8_t>(field << 3 | 2);
    at = PutVarint(length, at);
    Advance(at + length);
    return at;
  }
  // Adds `length` bytes that are to be put where the result points to.
  uint8_t* AddRoom(size_t length) {
    uint8_t* at = Room(length);
    Advance(at + length);
    return at;
  }
  void AddBytes(int field, absl::string_view value) {
    std::memcpy(AddRoom(field, value.size()), value.data(), value.size());
  }
  // Opens a message as field; what is added until Close is inside it.
  // Returns where it begins. It is moved when its length turns out not to take
  // `length_bytes` bytes, 1 or 2.
  size_t Open(int field, size_t length_bytes) {
    uint8_t* at = Room(1 + length_bytes);
    *at++ = static_cast<uint8_t>(field << 3 | 2);
    Advance(at + length_bytes);
    return size_;
  }
  void Close(size_t begin, size_t length_bytes) {
    const size_t length = size_ - begin;
    uint8_t* at = memory_.data() + begin;
    if (length_bytes == 1 && length < 0x80) {
      at[-1] = static_cast<uint8_t>(length);
    } else if (length_bytes == 2 && length >= 0x80 && length < 0x4000) {
      at[-2] = static_cast<uint8_t>(length | 0x80);
      at[-1] = static_cast<uint8_t>(length >> 7);
    } else {
      CloseMoved(begin, length_bytes, length);
    }
  }

 private:
  static constexpr size_t kMaxVarintBytes = 10;

  uint8_t* Room(size_t bytes) {
    if (memory_.size() - size_ < bytes) Grow(bytes);
    return memory_.data() + size_;
  }
  void Advance(const uint8_t* end) {
    size_ = static_cast<size_t>(end - memory_.data());
  }
  static uint8_t* PutVarint(uint64_t value, uint8_t* at) {
    if (value < 0x80) {
      *at = static_cast<uint8_t>(value);
      return at + 1;
    }
    return value >> 56 == 0 ? PutUsualVarint(value, at)
                            : PutLongVarint(value, at);
  }
  // Up to 56 bits without branches: spreads them out to seven a byte, in
  // halves, quarters and eighths. REQUIRES: a machine of lowest bytes first.
  static uint8_t* PutUsualVarint(uint64_t value, uint8_t* at) {
    uint64_t bytes = (value & 0x000000000FFFFFFF) | (value & 0x00FFFFFFF0000000)
                                                        << 4;
    bytes = (bytes & 0x00003FFF00003FFF) | (bytes & 0x0FFFC0000FFFC000) << 2;
    bytes = (bytes & 0x007F007F007F007F) | (bytes & 0x3F803F803F803F80) << 1;
    const unsigned count =
        (static_cast<unsigned>(std::bit_width(value)) + 6) / 7;
    bytes |= 0x8080808080808080 & ((uint64_t{1} << (8 * (count - 1))) - 1);
    std::memcpy(at, &bytes, sizeof(bytes));
    return at + count;
  }
  static uint8_t* PutLongVarint(uint64_t value, uint8_t* at);
  void Grow(size_t bytes);
  void CloseMoved(size_t begin, size_t length_bytes, size_t length);

  std::vector<uint8_t> memory_;  // all of it usable; `size_` bytes are used
  size_t size_ = 0;
};

// A message being written; ends with the object. Fields must be set in the
// order of their numbers, each once. As in proto3, a field that is 0 or empty
// is left out.
template <typename Message>
class WireMessage {
 public:
  // The outermost message of a buffer.
  explicit WireMessage(WireBuffer* out) : out_(out), begin_(kOutermost) {}
  // `length_bytes`: 2 for messages that are mostly of 128 bytes or more.
  WireMessage(WireBuffer* out, int field, size_t length_bytes = 1)
      : out_(out),
        begin_(out->Open(field, length_bytes)),
        length_bytes_(length_bytes) {}
  ~WireMessage() {
    if (begin_ != kOutermost) out_->Close(begin_, length_bytes_);
  }
  WireMessage(const WireMessage&) = delete;
  WireMessage& operator=(const WireMessage&) = delete;

  // Like a pointer to the generated class.
  Message* operator->() { return static_cast<Message*>(this); }

 protected:
  void Varint(int field, uint64_t value) {
    if (value != 0) out_->AddVarint(field, value);
  }
  void Double(int field, double value) {
    if (std::bit_cast<uint64_t>(value) != 0) out_->AddDouble(field, value);
  }
  void Bytes(int field, absl::string_view value) {
    if (!value.empty()) out_->AddBytes(field, value);
  }
  WireBuffer* out() const { return out_; }

 private:
  static constexpr size_t kOutermost = 0;  // no field begins there

  WireBuffer* out_;
  size_t begin_;
  size_t length_bytes_ = 1;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_WIRE_H_
