#include "tests/server/raw_call.h"

#include <string>
#include <vector>

namespace cmmm::test {
namespace {

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

void DrainQueue(grpc::CompletionQueue* queue) {
  queue->Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue->Next(&tag, &ok)) {
  }
}

}  // namespace

RawReply CallRaw(const std::shared_ptr<grpc::Channel>& channel,
                 const std::string& method, const std::string& bytes) {
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  CallContext context;
  const auto call =
      stub.PrepareUnaryCall(&context, method, ToBuffer(bytes), &queue);
  call->StartCall();
  RawReply reply;
  grpc::ByteBuffer response;
  call->Finish(&response, &reply.status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (reply.status.ok()) reply.bytes = ToString(response);
  DrainQueue(&queue);
  return reply;
}

RawStream::RawStream(const std::shared_ptr<grpc::Channel>& channel,
                     const std::string& method) {
  grpc::GenericStub stub(channel);
  call_ = stub.PrepareCall(&context_, method, &queue_);
  call_->StartCall(nullptr);
  Complete();
}

RawStream::~RawStream() {
  context_.TryCancel();
  DrainQueue(&queue_);
}

bool RawStream::Write(const std::string& bytes) {
  call_->Write(ToBuffer(bytes), nullptr);
  return Complete();
}

bool RawStream::WritesDone() {
  call_->WritesDone(nullptr);
  return Complete();
}

std::optional<std::string> RawStream::Read() {
  grpc::ByteBuffer buffer;
  call_->Read(&buffer, nullptr);
  if (!Complete()) return std::nullopt;
  return ToString(buffer);
}

grpc::Status RawStream::Finish() {
  grpc::Status status;
  call_->Finish(&status, nullptr);
  Complete();
  return status;
}

bool RawStream::Complete() {
  void* tag = nullptr;
  bool ok = false;
  return queue_.Next(&tag, &ok) && ok;
}

}  // namespace cmmm::test
