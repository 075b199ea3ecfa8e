// Where commands get their answers from: this process or a server. Both give
// the same messages, so that output does not depend on it.
//
//   v1::PlanUpgradeResponse plan;
//   if (auto failure = engine->Ask(request, &plan)) return failure;
#ifndef CMMM_CLI_SCORING_ENGINE_H_
#define CMMM_CLI_SCORING_ENGINE_H_

#include <cassert>
#include <memory>
#include <optional>
#include <string>

#include "cli/printing/failure_text.h"
#include "cmmm/v1/analysis_service.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"
#include "service/methods.h"

namespace cmmm::cli {

// Not thread-safe: a command's own.
class ScoringEngine {
 public:
  virtual ~ScoringEngine() = default;

  // The model that `described`, an answer of this engine, describes, to read
  // rows by it: what this process has compiled already, or what a server said,
  // checked and compiled here. *entry outlives the engine.
  virtual MaybeFailure FindModel(const v1::GetModelResponse& described,
                                 CatalogEntry* entry) = 0;

  // Answers `request`, whose type says which method is meant
  // (service/methods.h).
  // `response` must be empty and of that method; a failure leaves it empty.
  template <typename Request, typename Response>
  MaybeFailure Ask(const Request& request, Response* response) {
    static const service::Method& method =
        service::MethodOf(Request::descriptor());
    assert(method.descriptor->output_type() == Response::descriptor());
    return Answer(method, request, response);
  }

 protected:
  // A refusal becomes a failure (printing/failure_text.h), the same from
  // either.
  virtual MaybeFailure Answer(const service::Method& method,
                              const google::protobuf::Message& request,
                              google::protobuf::Message* response) = 0;
};

// The models at `path`; empty: DefaultModelsPath. Findings are printed to
// standard error; nothing then (exit code kExitConfig).
std::optional<Catalog> LoadCatalog(const std::string& path);

// The same as an engine; nullptr when there are findings.
std::unique_ptr<ScoringEngine> MakeLocalEngine(const std::string& path);

// Over these models.
std::unique_ptr<ScoringEngine> MakeLocalEngine(Catalog catalog);

// Over the server at `address`, in the clear at HOST:PORT.
// https://HOST:PORT is by TLS, with the CA in the file of $CMMM_CA or the
// system's; $CMMM_KEY is shown as the caller's key. A call may take 20 s.
// Nobody there is told with the first question.
std::unique_ptr<ScoringEngine> MakeRemoteEngine(const std::string& address);

// Where models are when nobody says so: $CMMM_MODELS, `models` in the working
// folder, beside the binary's build folder, or as installed.
std::string DefaultModelsPath();

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SCORING_ENGINE_H_
