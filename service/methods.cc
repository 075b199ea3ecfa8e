#include "service/methods.h"

#include <google/protobuf/descriptor.pb.h>

#include <cassert>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "cmmm/v1/analysis_service.pb.h"
#include "cmmm/v1/document_service.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/analyze.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "service/documents/documents.h"
#include "service/server_info.h"

namespace cmmm::service {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// The files that declare the services.
std::vector<const FileDescriptor*> ServiceFiles() {
  // A linker leaves out a file that declares services and no message, unless
  // something names it.
  static const void* volatile analyses =
      &descriptor_table_cmmm_2fv1_2fanalysis_5fservice_2eproto;
  (void)analyses;
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  return {pool->FindFileByName("cmmm/v1/scoring_service.proto"),
          pool->FindFileByName("cmmm/v1/model_service.proto"),
          pool->FindFileByName("cmmm/v1/analysis_service.proto"),
          pool->FindFileByName("cmmm/v1/document_service.proto")};
}

// The method of one request and one response that takes `request`.
// REQUIRES: there is one.
const MethodDescriptor* FindDescriptor(const Descriptor* request) {
  for (const FileDescriptor* file : ServiceFiles()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor* method = file->service(s)->method(m);
        if (method->input_type() == request && !method->client_streaming()) {
          return method;
        }
      }
    }
  }
  assert(false);
  return nullptr;
}

template <typename Request, typename Response, typename Door>
Method MethodRow(Cost cost, Door door) {
  Method row;
  row.descriptor = FindDescriptor(Request::descriptor());
  assert(row.descriptor->output_type() == Response::descriptor());
  row.path = absl::StrCat("/", row.descriptor->service()->full_name(), "/",
                          row.descriptor->name());
  row.cost = cost;
  row.request = &Request::default_instance();
  row.response = &Response::default_instance();
  row.answer = [door](const Catalog& catalog, const Message& request,
                      Message* response, const Stop& stop) {
    return door(catalog, static_cast<const Request&>(request),
                static_cast<Response*>(response), stop);
  };
  return row;
}

// A door that does not search.
template <typename Request, typename Response>
Method Direct(Cost cost,
              std::optional<Refusal> (*door)(const Catalog&, const Request&,
                                             Response*)) {
  return MethodRow<Request, Response>(
      cost,
      [door](const Catalog& catalog, const Request& request, Response* response,
             const Stop&) { return door(catalog, request, response); });
}

// One that does, and can be stopped.
template <typename Request, typename Response>
Method Search(std::optional<Refusal> (*door)(const Catalog&, const Request&,
                                             Response*, const Stop&)) {
  return MethodRow<Request, Response>(Cost::kCostly, door);
}

Method ScoreRow() {
  Method row =
      Direct<v1::ScoreRequest, v1::ScoreResponse>(Cost::kQuick, &Evaluate);
  row.answer_bytes = &EvaluateBytes;
  return row;
}

Method ServerInfoRow() {
  Method row = Direct(Cost::kQuick, &DescribeServer);
  row.add_facts = [](const CallTools& tools, Message* response) {
    AddServerFacts(tools, static_cast<v1::GetServerInfoResponse*>(response));
  };
  return row;
}

}  // namespace

bool Method::has_no_side_effects() const {
  return descriptor->options().idempotency_level() ==
         google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

bool Method::is_audited() const {
  return descriptor->service()->name() != "ModelService";
}

const std::vector<Method>& Methods() {
  static const auto* const kMethods =
      new std::vector<Method>{ScoreRow(),
                              Direct(Cost::kQuick, &ListModelSummaries),
                              Direct(Cost::kQuick, &DescribeModel),
                              Direct(Cost::kQuick, &ListProgrammeSummaries),
                              Direct(Cost::kQuick, &DescribeProgramme),
                              ServerInfoRow(),
                              Direct(Cost::kQuick, &AnalyzeBounds),
                              Search(&AnalyzeMargin),
                              Search(&PlanUpgrade),
                              Direct(Cost::kQuick, &NextQuestions),
                              Direct(Cost::kCostly, &Compare),
                              Direct(Cost::kCostly, &VerifyResult),
                              Search(&CheckReadiness),
                              Direct(Cost::kQuick, &Explain),
                              Direct(Cost::kCostly, &WriteTemplate),
                              Direct(Cost::kCostly, &ReadWorkbook),
                              Search(&WriteReport),
                              Search(&WriteResults),
                              Direct(Cost::kCostly, &JoinAssessments)};
  return *kMethods;
}

const Method* FindMethod(absl::string_view path) {
  static const auto* const kByPath = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, const Method*>();
    for (const Method& method : Methods()) (*map)[method.path] = &method;
    return map;
  }();
  const auto found = kByPath->find(path);
  return found == kByPath->end() ? nullptr : found->second;
}

const Method& MethodOf(const Descriptor* request) {
  for (const Method& method : Methods()) {
    if (method.descriptor->input_type() == request) return method;
  }
  assert(false);
  return Methods().front();
}

}  // namespace cmmm::service
