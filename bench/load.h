// A load generator: keeps a fixed number of calls outstanding from one thread.
#ifndef CMMM_BENCH_LOAD_H_
#define CMMM_BENCH_LOAD_H_

#include <grpcpp/grpcpp.h>

#include <string>

namespace cmmm::bench {

struct Load {
  double calls_per_second = 0;
  double p50_microseconds = 0;
  double p99_microseconds = 0;
  int64_t failed = 0;
};

// Calls `method` (`/package.Service/Method`) with `request` for `seconds`,
// `outstanding` calls at a time. Responses are not parsed.
Load RunUnary(grpc::Channel* channel, const std::string& method,
              const grpc::ByteBuffer& request, int outstanding, double seconds);

// One stream: sends `block` as fast as flow control lets it, reads every
// answer; calls are blocks.
Load RunStream(grpc::Channel* channel, const std::string& method,
               const grpc::ByteBuffer& block, double seconds);

}  // namespace cmmm::bench

#endif  // CMMM_BENCH_LOAD_H_
