#include "bench/server_process.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>

#include "cmmm/v1/model_service.grpc.pb.h"
#include "engine/evaluate.h"
#include "server/scoring_service.h"
#include "server/server.h"
#include "server/unary_call.h"
#include "service/call_metrics.h"
#include "service/live_catalog.h"
#include "service/methods.h"

namespace cmmm::bench {
namespace {

void PinToCore(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  sched_setaffinity(0, sizeof(set), &set);
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

// Answers at once: with nothing, the floor of any unary call, or with a
// constant, the floor of a call that says as much.
class ConstantService final
    : public v1::ModelService::WithRawCallbackMethod_ListModels<
          v1::ModelService::WithRawCallbackMethod_GetModel<
              v1::ModelService::WithRawCallbackMethod_GetProgramme<
                  v1::ModelService::WithRawCallbackMethod_ListProgrammes<
                      v1::ModelService::Service>>>> {
 public:
  // `tools` outlive it.
  ConstantService(size_t level_bytes, size_t full_bytes,
                  const service::CallTools& tools)
      : level_(level_bytes), full_(full_bytes), tools_(tools) {}

  grpc::ServerUnaryReactor* ListModels(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer*,
                                       grpc::ByteBuffer* response) override {
    return Answer(context, 0, response);
  }
  grpc::ServerUnaryReactor* GetModel(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer*,
                                     grpc::ByteBuffer* response) override {
    return Answer(context, level_, response);
  }
  grpc::ServerUnaryReactor* GetProgramme(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer*,
                                         grpc::ByteBuffer* response) override {
    return Answer(context, full_, response);
  }
  grpc::ServerUnaryReactor* ListProgrammes(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
      grpc::ByteBuffer* response) override {
    return server::AnswerUnary(context, counted_, *request, response, tools_);
  }

 private:
  static grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                          size_t bytes,
                                          grpc::ByteBuffer* response) {
    grpc::Slice answer(bytes);
    *response = grpc::ByteBuffer(&answer, 1);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  const size_t level_;
  const size_t full_;
  const service::CallTools& tools_;
  const service::Method counted_ = CountedMethod();
};

// How many bytes `request` is answered with.
size_t BytesAnswered(const Catalog& catalog, const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  if (Evaluate(catalog, request, &response).has_value()) std::exit(1);
  return response.ByteSizeLong();
}

// The child: serves until killed, tells its port through `ready`.
[[noreturn]] void Serve(int ready) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  PinToCore(0);
  server::PrepareToServe();
  const service::LiveCatalog models(LoadCatalog());
  const std::shared_ptr<const Catalog> catalog = models.Get();
  const int null = open("/dev/null", O_WRONLY);
  dup2(null, STDERR_FILENO);  // where the call log goes
  service::Admission admission{service::Limits()};
  service::CallLog log(true);
  const service::TrustedProxies proxies;
  service::CallMetrics metrics;
  service::CallTools tools;
  tools.catalog = &models;
  tools.admission = &admission;
  tools.log = &log;
  tools.metrics = &metrics;
  tools.proxies = &proxies;
  tools.max_message_bytes = size_t{4} << 20;
  server::ScoringService scoring(tools);
  const CompiledModel& model = *catalog->entries().front().compiled;
  ConstantService constant(
      BytesAnswered(*catalog, Request(model, true, v1::VIEW_LEVEL)),
      BytesAnswered(*catalog, Request(model, true, v1::VIEW_FULL)), tools);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&scoring);
  builder.RegisterService(&constant);
  const auto server = builder.BuildAndStart();
  if (write(ready, &port, sizeof(port)) != sizeof(port)) std::exit(1);
  server->Wait();
  std::exit(0);
}

}  // namespace

service::Method CountedMethod() {
  service::Method method;
  method.path = kCountedMethod;
  method.descriptor = google::protobuf::DescriptorPool::generated_pool()
                          ->FindServiceByName("cmmm.v1.ModelService")
                          ->FindMethodByName("ListProgrammes");
  method.request = &v1::ListProgrammesRequest::default_instance();
  method.response = &v1::ListProgrammesResponse::default_instance();
  method.answer_bytes = [](const Catalog&, absl::string_view,
                           google::protobuf::Arena*,
                           WireBuffer*) { return std::optional<Refusal>(); };
  return method;
}

ServerProcess::ServerProcess() {
  int ready[2];
  if (pipe(ready) != 0) std::exit(1);
  process_ = fork();
  if (process_ == 0) Serve(ready[1]);
  if (read(ready[0], &port_, sizeof(port_)) != sizeof(port_)) std::exit(1);
  PinToCore(1);
}

ServerProcess::~ServerProcess() {
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

std::shared_ptr<grpc::Channel> ServerProcess::Connect() const {
  return grpc::CreateChannel("127.0.0.1:" + std::to_string(port_),
                             grpc::InsecureChannelCredentials());
}

double ServerProcess::CpuSeconds() const {
  clockid_t clock;
  timespec time{};
  if (clock_getcpuclockid(process_, &clock) != 0 ||
      clock_gettime(clock, &time) != 0) {
    return 0;
  }
  return static_cast<double>(time.tv_sec) + 1e-9 * time.tv_nsec;
}

double ServerProcess::Memory(const std::string& line) const {
  std::ifstream status("/proc/" + std::to_string(process_) + "/status");
  std::string word;
  while (status >> word) {
    double kibibytes = 0;
    if (word == line && status >> kibibytes) return kibibytes / 1024;
  }
  return 0;
}

void ServerProcess::ResetPeak() const {
  std::ofstream("/proc/" + std::to_string(process_) + "/clear_refs") << "5";
}

Catalog LoadCatalog() {
  Violations findings;
  Catalog catalog = Catalog::Load(CMMM_SOURCE_DIR "/models", &findings);
  if (!findings.empty()) std::exit(1);
  return catalog;
}

grpc::ByteBuffer ScoreRequestBytes(const CompiledModel& model, bool packed,
                                   v1::View view) {
  return Bytes(Request(model, packed, view));
}

grpc::ByteBuffer BlockBytes(const CompiledModel& model, v1::View view) {
  return Bytes(Block(model, view));
}

}  // namespace cmmm::bench
