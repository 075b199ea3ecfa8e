// Questions about an assessment: one method of the API each.
#include <memory>

#include "google/protobuf/util/json_util.h"
#include "python/native/errors.h"
#include "python/native/native_model.h"
#include "python/native/python_value.h"
#include "service/methods.h"

namespace cmmm::python {
namespace {

namespace py = pybind11;
using google::protobuf::Message;

// The method of that name in the table that every door has.
const service::Method* FindByName(const std::string& name) {
  for (const service::Method& method : service::Methods()) {
    if (method.name() == name) return &method;
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
  const service::Method* method = FindByName(name);
  if (method == nullptr) throw py::value_error("no such method: " + name);
  const std::unique_ptr<Message> request(method->request->New());
  const std::unique_ptr<Message> response(method->response->New());
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
    refusal = method->answer(*catalog_, *request, response.get(),
                             [&watch] { return watch.Interrupted(); });
  }
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  RaiseIf(refusal);
  return ToPython(*response);
}

}  // namespace cmmm::python
