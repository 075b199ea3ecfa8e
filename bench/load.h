// A load generator: keeps a fixed number of calls outstanding from one thread.
#ifndef CMMM_BENCH_LOAD_H_
#define CMMM_BENCH_LOAD_H_

#include <grpcpp/grpcpp.h>

#include <limits>
#include <string>

namespace cmmm::bench {

struct Load {
  int64_t calls = 0;  // of a stream: blocks
  double seconds = 0;
  double calls_per_second = 0;
  double p50_microseconds = 0;
  double p99_microseconds = 0;
  int64_t failed = 0;
};

// Calls `method` (`/package.Service/Method`) with `request` for `seconds`,
// `outstanding` calls at a time. Responses are not parsed.
Load RunUnary(grpc::Channel* channel, const std::string& method,
              const grpc::ByteBuffer& request, int outstanding, double seconds);

// One stream: sends `block` as fast as flow control lets it, for `seconds` or
// `most` times, reads every answer; calls are blocks.
Load RunStream(grpc::Channel* channel, const std::string& method,
               const grpc::ByteBuffer& block, double seconds,
               int64_t most = std::numeric_limits<int64_t>::max());

}  // namespace cmmm::bench

#endif  // CMMM_BENCH_LOAD_H_
