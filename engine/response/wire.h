// Writes Protocol Buffers messages straight as bytes, field by field.
//
// Nobody reads a response in the process that makes it, so its message is never
// made: the bytes are those that the message class would serialise.
//
//   WireBuffer bytes;
//   {
//     WireMessage response(&bytes);                      // the outermost one
//     WireMessage decision(&response, 2);                // its field 2
//     decision.Varint(v1::LevelDecision::kLevelFieldNumber, 3);
//   }                                                    // both end here
//   Send(bytes.bytes());
//
// Fields must be set in the order of their numbers, each once, with numbers of
// 1 to 15, so that a tag is one byte. As in proto3, a field that is 0 or empty
// is left out. Floor: "Score packed FULL ÷ empty call ≥ 0.50", which making
// messages first would miss; tests/engine/response/wire_test.cc and
// tests/oracle/bytes_test.cc hold the bytes equal to the message's.
#ifndef CMMM_ENGINE_RESPONSE_WIRE_H_
#define CMMM_ENGINE_RESPONSE_WIRE_H_

#include <google/protobuf/message_lite.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"

namespace cmmm {

// Bytes being written, by WireMessage alone. Meant to be kept from call to
// call, as its memory is: then a response takes none anew. Not thread-safe.
// Capacity: 16 KiB at the first write, then twice as much whenever it is full;
// 4 MiB at most are kept for the next call.
class WireBuffer {
 public:
  // Valid until more is written.
  absl::string_view bytes() const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return {reinterpret_cast<const char*>(memory_.data()), size_};
  }
  size_t size() const { return size_; }
  // Keeps its memory for the next message, unless that was unusually large.
  void Clear();
  // Replaces everything written.
  // `bytes` must not point into this buffer.
  void Assign(absl::string_view bytes);

 private:
  friend class WireMessage;

  // Room for `bytes` bytes behind what is written.
  uint8_t* Room(size_t bytes) {
    if (memory_.size() - size_ < bytes) Grow(bytes);
    return memory_.data() + size_;
  }
  // What is written ends at `end`, which Room gave or is behind it.
  void EndAt(const uint8_t* end) {
    size_ = static_cast<size_t>(end - memory_.data());
  }
  // Makes room for `bytes` more, and for as many again as there were.
  void Grow(size_t bytes);
  // Puts the length before the bytes from `begin` on, which were written one
  // byte behind its place.
  void PutLength(size_t begin);

  std::vector<uint8_t> memory_;  // all of it usable; `size_` bytes are used
  size_t size_ = 0;
};

// A message being written; ends with the object. While a message in it is open,
// nothing else may be written.
// Protocol Buffers' rules for the order of bytes: fields in the order of their
// numbers, repeated ones as often as they occur, none of them packed.
class WireMessage {
 public:
  // The outermost message, at the end of `out`.
  explicit WireMessage(WireBuffer* out ABSL_ATTRIBUTE_LIFETIME_BOUND)
      : out_(out), begin_(kOutermost) {}
  // A message that is field `field` of `outer`.
  // One that has no fields is written all the same: a tag and the length 0.
  WireMessage(WireMessage* outer ABSL_ATTRIBUTE_LIFETIME_BOUND, int field)
      : out_(outer->out_) {
    uint8_t* at = out_->Room(2);
    *at = Tag(field, 2);
    out_->EndAt(at + 2);
    begin_ = out_->size();
  }
  // Ends the message: its length, left out until now, is put in front. That is
  // one byte, which there is room for, unless the message is a long one.
  ~WireMessage() {
    if (begin_ == kOutermost) return;
    const size_t length = out_->size() - begin_;
    if (length < 0x80) {
      out_->memory_[begin_ - 1] = static_cast<uint8_t>(length);
    } else {
      out_->PutLength(begin_);
    }
  }
  WireMessage(const WireMessage&) = delete;
  WireMessage& operator=(const WireMessage&) = delete;

  // Of an integer, an enum or a bool: nothing for 0.
  // A negative number is its two's complement in 64 bits, ten bytes long.
  void Varint(int field, uint64_t value) {
    if (value == 0) return;
    uint8_t* at = out_->Room(1 + kMaxVarintBytes);
    *at++ = Tag(field, 0);
    out_->EndAt(PutVarint(value, at));
  }
  // Eight bytes, as the processor has them; nothing for 0.0, but -0.0.
  void Double(int field, double value) {
    if (std::bit_cast<uint64_t>(value) != 0) OptionalDouble(field, value);
  }
  // Of an `optional` field: written when it is 0, too.
  // The format wants them little-endian.
  void OptionalDouble(int field, double value) {
    uint8_t* at = out_->Room(1 + sizeof(value));
    *at++ = Tag(field, 1);
    std::memcpy(at, &value, sizeof(value));
    out_->EndAt(at + sizeof(value));
  }
  // A string or bytes, its length in front; nothing when it is empty.
  // A string must be UTF-8: nobody checks it here.
  void Bytes(int field, absl::string_view value) {
    if (value.empty()) return;
    uint8_t* at = out_->Room(1 + kMaxVarintBytes + value.size());
    *at++ = Tag(field, 2);
    at = PutVarint(value.size(), at);
    std::memcpy(at, value.data(), value.size());
    out_->EndAt(at + value.size());
  }

  // ⌈64 / 7⌉.
  static constexpr size_t kMaxVarintBytes = 10;
  // Seven bits a byte, the lowest first. Returns where they end.
  static uint8_t* PutVarint(uint64_t value, uint8_t* at) {
    for (; value >= 0x80; value >>= 7) {
      *at++ = static_cast<uint8_t>(value | 0x80);
    }
    *at++ = static_cast<uint8_t>(value);
    return at;
  }

 private:
  static constexpr size_t kOutermost = 0;  // no field begins there

  // What stands before a field: wire type 0 is a varint, 1 is eight bytes, 2 is
  // a length and so many bytes.
  static uint8_t Tag(int field, int wire_type) {
    return static_cast<uint8_t>(field << 3 | wire_type);
  }

  WireBuffer* out_;
  size_t begin_;  // behind the length, where the fields begin
};

// Makes `message` what `write(WireMessage*)` writes, for those who want a
// message all the same.
template <typename Write>
// Anything that was in `message` is gone afterwards.
void ParseWritten(Write write, google::protobuf::MessageLite* message) {
  WireBuffer bytes;
  {
    WireMessage outermost(&bytes);
    write(&outermost);
  }
  message->ParseFromArray(bytes.bytes().data(), static_cast<int>(bytes.size()));
}

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_WIRE_H_
