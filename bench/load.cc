#include "bench/load.h"

#include <grpcpp/generic/generic_stub.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace cmmm::bench {
namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

// One of the outstanding calls, started again as soon as it ends.
struct Slot {
  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<grpc::ClientAsyncResponseReader<grpc::ByteBuffer>> reader;
  grpc::ByteBuffer response;
  grpc::Status status;
  Clock::time_point start;
};

double Percentile(std::vector<float>* values, double share) {
  if (values->empty()) return 0;
  const auto at = static_cast<size_t>(share * (values->size() - 1));
  std::nth_element(values->begin(), values->begin() + at, values->end());
  return (*values)[at];
}

}  // namespace

Load RunUnary(grpc::Channel* channel, const std::string& method,
              const grpc::ByteBuffer& request, int outstanding,
              double seconds) {
  grpc::GenericStub stub(
      std::shared_ptr<grpc::Channel>(channel, [](grpc::Channel*) {}));
  grpc::CompletionQueue queue;
  std::vector<Slot> slots(outstanding);
  const auto start_call = [&](Slot* slot) {
    slot->context = std::make_unique<grpc::ClientContext>();
    slot->start = Clock::now();
    slot->reader =
        stub.PrepareUnaryCall(slot->context.get(), method, request, &queue);
    slot->reader->StartCall();
    slot->reader->Finish(&slot->response, &slot->status, slot);
  };
  Load load;
  std::vector<float> latencies;
  const Clock::time_point begin = Clock::now();
  for (Slot& slot : slots) start_call(&slot);
  int running = outstanding;
  void* tag = nullptr;
  bool ok = false;
  Clock::time_point end = begin;
  while (running > 0 && queue.Next(&tag, &ok)) {
    auto* slot = static_cast<Slot*>(tag);
    end = Clock::now();
    latencies.push_back(static_cast<float>(Seconds(end - slot->start) * 1e6));
    if (!ok || !slot->status.ok()) ++load.failed;
    if (Seconds(end - begin) < seconds) {
      start_call(slot);
    } else {
      --running;
    }
  }
  load.calls = static_cast<int64_t>(latencies.size());
  load.seconds = Seconds(end - begin);
  load.calls_per_second = static_cast<double>(load.calls) / load.seconds;
  load.p50_microseconds = Percentile(&latencies, 0.50);
  load.p99_microseconds = Percentile(&latencies, 0.99);
  return load;
}

Load RunStream(grpc::Channel* channel, const std::string& method,
               const grpc::ByteBuffer& block, double seconds, int64_t most) {
  grpc::GenericStub stub(
      std::shared_ptr<grpc::Channel>(channel, [](grpc::Channel*) {}));
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  auto call = stub.PrepareCall(&context, method, &queue);
  enum Tag : intptr_t { kStarted = 1, kRead, kWritten, kClosed, kFinished };
  const auto tag_of = [](Tag tag) { return reinterpret_cast<void*>(tag); };
  grpc::ByteBuffer response;
  grpc::Status status;
  Load load;
  int64_t sent = 1;
  const Clock::time_point begin = Clock::now();
  Clock::time_point end = begin;
  call->StartCall(tag_of(kStarted));
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) {
    switch (static_cast<Tag>(reinterpret_cast<intptr_t>(tag))) {
      case kStarted:
        call->Write(block, tag_of(kWritten));
        call->Read(&response, tag_of(kRead));
        break;
      case kWritten:
        if (ok && sent < most && Seconds(Clock::now() - begin) < seconds) {
          ++sent;
          call->Write(block, tag_of(kWritten));
        } else {
          call->WritesDone(tag_of(kClosed));
        }
        break;
      case kRead:
        end = Clock::now();
        if (ok) {
          ++load.calls;
          call->Read(&response, tag_of(kRead));
        } else {
          call->Finish(&status, tag_of(kFinished));
        }
        break;
      case kClosed:
        break;
      case kFinished:
        if (!status.ok()) ++load.failed;
        load.seconds = Seconds(end - begin);
        load.calls_per_second = static_cast<double>(load.calls) / load.seconds;
        return load;
    }
  }
  return load;
}

}  // namespace cmmm::bench
