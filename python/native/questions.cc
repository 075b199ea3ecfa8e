// Questions about an assessment: one method of the API each.
#include <memory>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/describe_model.h"
#include "google/protobuf/util/json_util.h"
#include "python/native/errors.h"
#include "python/native/native_model.h"
#include "python/native/python_value.h"

namespace cmmm::python {
namespace {

namespace py = pybind11;
using google::protobuf::Message;

struct Question {
  const char* name;
  const Message* request;
  const Message* response;
  std::optional<Refusal> (*answer)(const Catalog&, const Message&, Message*,
                                   const Stop&);
};

template <typename Request, typename Response,
          std::optional<Refusal> (*door)(const Catalog&, const Request&,
                                         Response*)>
Question Quick(const char* name) {
  return {name, &Request::default_instance(), &Response::default_instance(),
          [](const Catalog& catalog, const Message& request, Message* response,
             const Stop&) {
            return door(catalog, static_cast<const Request&>(request),
                        static_cast<Response*>(response));
          }};
}

template <typename Request, typename Response,
          std::optional<Refusal> (*door)(const Catalog&, const Request&,
                                         Response*, const Stop&)>
Question Searching(const char* name) {
  return {name, &Request::default_instance(), &Response::default_instance(),
          [](const Catalog& catalog, const Message& request, Message* response,
             const Stop& stop) {
            return door(catalog, static_cast<const Request&>(request),
                        static_cast<Response*>(response), stop);
          }};
}

const Question* FindQuestion(const std::string& name) {
  static const auto* const kQuestions = new std::vector<Question>{
      Quick<v1::AnalyzeBoundsRequest, v1::AnalyzeBoundsResponse,
            &AnalyzeBounds>("AnalyzeBounds"),
      Searching<v1::AnalyzeMarginRequest, v1::AnalyzeMarginResponse,
                &AnalyzeMargin>("AnalyzeMargin"),
      Searching<v1::PlanUpgradeRequest, v1::PlanUpgradeResponse, &PlanUpgrade>(
          "PlanUpgrade"),
      Quick<v1::NextQuestionsRequest, v1::NextQuestionsResponse,
            &NextQuestions>("NextQuestions"),
      Quick<v1::CompareRequest, v1::CompareResponse, &Compare>("Compare"),
      Quick<v1::VerifyResultRequest, v1::VerifyResultResponse, &VerifyResult>(
          "VerifyResult"),
      Searching<v1::CheckReadinessRequest, v1::CheckReadinessResponse,
                &CheckReadiness>("CheckReadiness"),
      Quick<v1::ExplainRequest, v1::ExplainResponse, &Explain>("Explain"),
      Quick<v1::ListProgrammesRequest, v1::ListProgrammesResponse,
            &ListProgrammeSummaries>("ListProgrammes")};
  for (const Question& question : *kQuestions) {
    if (name == question.name) return &question;
  }
  return nullptr;
}

// What is wrong with an assessment already is said as scoring says it.
void RaiseFindings(const Assessment& assessment) {
  if (assessment.findings.empty()) return;
  Raise(RefuseInvalid("the assessment cannot be read", assessment.findings));
}

}  // namespace

py::object NativeModel::Ask(
    const std::string& name,
    const std::map<std::string, Assessment>& assessments,
    const std::string& options) const {
  const Question* question = FindQuestion(name);
  if (question == nullptr) throw py::value_error("no such method: " + name);
  const std::unique_ptr<Message> request(question->request->New());
  const std::unique_ptr<Message> response(question->response->New());
  const auto status =
      google::protobuf::util::JsonStringToMessage(options, request.get());
  if (!status.ok()) throw py::value_error(status.message().ToString());
  for (const auto& [field, assessment] : assessments) {
    RaiseFindings(assessment);
    const auto* named = request->GetDescriptor()->FindFieldByName(field);
    if (named == nullptr) throw py::value_error("no such field: " + field);
    request->GetReflection()
        ->MutableMessage(request.get(), named)
        ->CopyFrom(assessment.request);
  }
  std::optional<Refusal> refusal;
  InterruptWatch watch;
  {
    const py::gil_scoped_release released;
    refusal = question->answer(*catalog_, *request, response.get(),
                               [&watch] { return watch.Interrupted(); });
  }
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  RaiseIf(refusal);
  return ToPython(*response);
}

}  // namespace cmmm::python
