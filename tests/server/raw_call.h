// Calls by method name with hand-made bytes: what no generated stub sends.
#ifndef CMMM_TESTS_SERVER_RAW_CALL_H_
#define CMMM_TESTS_SERVER_RAW_CALL_H_

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <string>

#include "tests/server/running_server.h"

namespace cmmm::test {

inline constexpr char kScore[] = "/cmmm.v1.ScoringService/Score";
inline constexpr char kScoreStream[] = "/cmmm.v1.ScoringService/ScoreStream";

struct RawReply {
  grpc::Status status;
  std::string bytes;
};

// One unary call, `/package.Service/Method`.
RawReply CallRaw(const std::shared_ptr<grpc::Channel>& channel,
                 const std::string& method, const std::string& bytes);

// One streaming call, one operation at a time.
class RawStream {
 public:
  RawStream(const std::shared_ptr<grpc::Channel>& channel,
            const std::string& method);
  ~RawStream();

  bool Write(const std::string& bytes);
  bool WritesDone();
  // Nothing when the server has ended its side.
  std::optional<std::string> Read();
  void Cancel() { context_.TryCancel(); }
  grpc::Status Finish();

 private:
  bool Complete();

  grpc::CompletionQueue queue_;
  CallContext context_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SERVER_RAW_CALL_H_
