// Score and ScoreStream beside an empty unary call on the same server.
//
// The server is a child process pinned to core 0, the load this process on
// core 1. Every round measures every row; the table shows medians. Server CPU
// is what the child's clock says, so that it also tells when the load
// generator is the limit.
//   grpc_bench [ROUNDS [SECONDS [PART-OF-NAME]]]
// measures only rows with that in their name, and the empty call.
#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "bench/load.h"
#include "cmmm/v1/model_service.grpc.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"
#include "server/admission.h"
#include "server/call_log.h"
#include "server/messages.h"
#include "server/scoring_service.h"

namespace cmmm::bench {
namespace {

constexpr int kOutstanding = 16;
constexpr int kBlock = 256;
constexpr char kEmpty[] = "/cmmm.v1.ModelService/ListModels";
constexpr char kScore[] = "/cmmm.v1.ScoringService/Score";
constexpr char kStream[] = "/cmmm.v1.ScoringService/ScoreStream";

void PinToCore(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  sched_setaffinity(0, sizeof(set), &set);
}

Catalog LoadCatalog() {
  Violations findings;
  Catalog catalog = Catalog::Load(CMMM_SOURCE_DIR "/models", &findings);
  if (!findings.empty()) std::exit(1);
  return catalog;
}

// Answers with nothing at once: the floor of any unary call.
class EmptyService final
    : public v1::ModelService::WithRawCallbackMethod_ListModels<
          v1::ModelService::Service> {
 public:
  grpc::ServerUnaryReactor* ListModels(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer*,
                                       grpc::ByteBuffer* response) override {
    grpc::Slice nothing;
    *response = grpc::ByteBuffer(&nothing, 1);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

// The child: serves until killed, tells its port through `ready`.
[[noreturn]] void Serve(int ready) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  PinToCore(0);
  const Catalog catalog = LoadCatalog();
  const int null = open("/dev/null", O_WRONLY);
  dup2(null, STDERR_FILENO);  // where the call log goes
  Admission admission(64);
  CallLog log(true);
  ScoringService scoring(&catalog, &admission, &log, size_t{4} << 20);
  EmptyService empty;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&scoring);
  builder.RegisterService(&empty);
  const auto server = builder.BuildAndStart();
  if (write(ready, &port, sizeof(port)) != sizeof(port)) std::exit(1);
  server->Wait();
  std::exit(0);
}

double CpuSeconds(pid_t pid) {
  clockid_t clock;
  timespec time{};
  if (clock_getcpuclockid(pid, &clock) != 0 ||
      clock_gettime(clock, &time) != 0) {
    return 0;
  }
  return static_cast<double>(time.tv_sec) + 1e-9 * time.tv_nsec;
}

grpc::ByteBuffer Bytes(const google::protobuf::Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

std::string RandomGrades(int count, uint32_t seed) {
  std::mt19937 random(seed);
  std::string grades;
  for (int i = 0; i < count; ++i) {
    grades.push_back(static_cast<char>(1 + random() % 4));
  }
  return grades;
}

v1::ScoreRequest Request(const CompiledModel& model, bool packed,
                         v1::View view) {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(model.weight_sets[1].id);
  request.set_view(view);
  const std::string grades = RandomGrades(model.requirement_count(), 7);
  if (packed) {
    request.mutable_packed()->set_grades(grades);
    request.mutable_packed()->set_model_digest(model.digest);
    return request;
  }
  for (int i = 0; i < model.requirement_count(); ++i) {
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(model.requirements[i].id);
    answer->set_grade(static_cast<v1::Grade>(grades[i]));
  }
  return request;
}

v1::ScoreStreamRequest Block(const CompiledModel& model, v1::View view) {
  v1::ScoreStreamRequest block;
  block.mutable_common()->mutable_profile()->set_weight_set(
      model.weight_sets[1].id);
  block.mutable_common()->set_view(view);
  block.set_packed_model_digest(model.digest);
  for (int i = 0; i < kBlock; ++i) {
    auto* assessment = block.add_assessments();
    assessment->set_key(std::to_string(i));
    assessment->mutable_packed()->set_grades(
        RandomGrades(model.requirement_count(), i));
  }
  return block;
}

struct Row {
  std::string name;
  std::function<Load(double)> run;
  double per_call;  // assessments
  std::vector<double> rate = {};
  std::vector<double> cpu = {};
  std::vector<double> p50 = {};
  std::vector<double> p99 = {};
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

void Print(const std::vector<Row>& rows) {
  const double empty_rate = Median(rows[0].rate);
  const double empty_cpu = Median(rows[0].cpu);
  std::printf(
      "| call | assessments/s | ÷ empty calls/s | server CPU µs per call | "
      "÷ empty's | p50 µs | p99 µs | p99 ÷ p50 |\n"
      "|---|---|---|---|---|---|---|---|\n");
  for (const Row& row : rows) {
    const double rate = Median(row.rate) * row.per_call;
    std::printf("| %s | %.0f | %.2f | %.1f | %.2f |", row.name.c_str(), rate,
                rate / empty_rate, Median(row.cpu) * 1e6,
                Median(row.cpu) / empty_cpu);
    if (Median(row.p50) > 0) {
      std::printf(" %.0f | %.0f | %.1f |\n", Median(row.p50), Median(row.p99),
                  Median(row.p99) / Median(row.p50));
    } else {
      std::printf(" – | – | – |\n");
    }
  }
}

int Run(int rounds, double seconds, const std::string& part) {
  int ready[2];
  if (pipe(ready) != 0) return 1;
  const pid_t server = fork();
  if (server == 0) Serve(ready[1]);
  int port = 0;
  if (read(ready[0], &port, sizeof(port)) != sizeof(port)) return 1;
  PinToCore(1);
  const Catalog catalog = LoadCatalog();
  const CompiledModel& model = *catalog.entries().front().compiled;
  const auto channel = grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                                           grpc::InsecureChannelCredentials());
  std::vector<Row> rows;
  const auto add_unary = [&](const std::string& name, const char* method,
                             const grpc::ByteBuffer& request) {
    rows.push_back({name,
                    [&channel, method, request](double time) {
                      return RunUnary(channel.get(), method, request,
                                      kOutstanding, time);
                    },
                    1});
  };
  const auto add_stream = [&](const std::string& name, v1::View view) {
    rows.push_back({name,
                    [&channel, block = Bytes(Block(model, view))](double time) {
                      return RunStream(channel.get(), kStream, block, time);
                    },
                    kBlock});
  };
  add_unary("empty unary call", kEmpty, Bytes(v1::ListModelsRequest()));
  add_unary("Score, packed, LEVEL", kScore,
            Bytes(Request(model, true, v1::VIEW_LEVEL)));
  add_unary("Score, packed, SCORECARD", kScore,
            Bytes(Request(model, true, v1::VIEW_SCORECARD)));
  add_unary("Score, packed, FULL", kScore,
            Bytes(Request(model, true, v1::VIEW_FULL)));
  add_unary("Score, list, LEVEL", kScore,
            Bytes(Request(model, false, v1::VIEW_LEVEL)));
  add_unary("Score, list, SCORECARD", kScore,
            Bytes(Request(model, false, v1::VIEW_SCORECARD)));
  add_stream("ScoreStream, 256 packed, LEVEL", v1::VIEW_LEVEL);
  add_stream("ScoreStream, 256 packed, SCORECARD", v1::VIEW_SCORECARD);
  rows.erase(std::remove_if(rows.begin() + 1, rows.end(),
                            [&part](const Row& row) {
                              return row.name.find(part) == std::string::npos;
                            }),
             rows.end());
  int64_t failed = 0;
  for (int round = 0; round < rounds; ++round) {
    for (Row& row : rows) {
      const double before = CpuSeconds(server);
      const Load load = row.run(seconds);
      const double calls = load.calls_per_second * seconds;
      row.rate.push_back(load.calls_per_second);
      row.cpu.push_back((CpuSeconds(server) - before) / calls);
      row.p50.push_back(load.p50_microseconds);
      row.p99.push_back(load.p99_microseconds);
      failed += load.failed;
    }
    std::fprintf(stderr, "round %d of %d\n", round + 1, rounds);
  }
  Print(rows);
  kill(server, SIGKILL);
  waitpid(server, nullptr, 0);
  if (failed > 0) std::printf("\n%ld calls failed\n", failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace cmmm::bench

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const double seconds = argc > 2 ? std::atof(argv[2]) : 2.0;
  return cmmm::bench::Run(rounds, seconds, argc > 3 ? argv[3] : "");
}
