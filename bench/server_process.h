// A server in a process of its own, pinned to core 0, and requests for it.
#ifndef CMMM_BENCH_SERVER_PROCESS_H_
#define CMMM_BENCH_SERVER_PROCESS_H_

#include <grpcpp/grpcpp.h>
#include <sys/types.h>

#include <memory>
#include <string>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"
#include "service/methods.h"

namespace cmmm::bench {

inline constexpr int kBlock = 256;  // assessments of a block
inline constexpr char kEmptyMethod[] = "/cmmm.v1.ModelService/ListModels";
// As empty, by way of the limits, figures and log of a call.
inline constexpr char kCountedMethod[] = "/cmmm.v1.ModelService/ListProgrammes";
// Constants as long as the answer to a request of ScoreRequestBytes.
inline constexpr char kLevelBytesMethod[] = "/cmmm.v1.ModelService/GetModel";
inline constexpr char kFullBytesMethod[] = "/cmmm.v1.ModelService/GetProgramme";
inline constexpr char kScoreMethod[] = "/cmmm.v1.ScoringService/Score";
inline constexpr char kStreamMethod[] = "/cmmm.v1.ScoringService/ScoreStream";

// Serves ScoringService as `cmmm serve` does, and calls that compute nothing in
// place of those of ModelService. Ends with this process.
class ServerProcess {
 public:
  // Forks: before anything of gRPC is used in this process. Pins this one to
  // core 1.
  ServerProcess();
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::shared_ptr<grpc::Channel> Connect() const;
  // Processor time it has used so far.
  double CpuSeconds() const;
  // Memory it has in use, now or at most since ResetPeak, in MiB.
  double MemoryNow() const { return Memory("VmRSS:"); }
  double MemoryPeak() const { return Memory("VmHWM:"); }
  void ResetPeak() const;

 private:
  double Memory(const std::string& line) const;

  pid_t process_ = 0;
  int port_ = 0;
};

// A method that answers nothing, as one of the table of methods.
service::Method CountedMethod();

// The shipped models.
Catalog LoadCatalog();

// Random grades by the second weight set of `model`, packed or as a list.
grpc::ByteBuffer ScoreRequestBytes(const CompiledModel& model, bool packed,
                                   v1::View view);
// A block of kBlock such.
grpc::ByteBuffer BlockBytes(const CompiledModel& model, v1::View view);

}  // namespace cmmm::bench

#endif  // CMMM_BENCH_SERVER_PROCESS_H_
