// Questions about an assessment: one method of the API each. Parts joined.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "excel/join_assessments.h"
#include "excel/list_answers.h"
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

std::string NativeModel::Join(const std::vector<std::string>& names,
                              const std::vector<Assessment>& parts) const {
  Violations wrong;
  std::vector<excel::AssessmentPart> read(parts.size());
  const v1::ModelDefinition* model = &definition();
  for (size_t i = 0; i < parts.size(); ++i) {
    Assessment tried = parts[i];
    tried.request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    tried.request.set_view(v1::VIEW_LEVEL);
    const auto response = Evaluate(tried);
    if (!response.ok()) {
      if (response.refusal().violations.empty()) Raise(response.refusal());
      for (const Violation& one : response.refusal().violations.listed()) {
        wrong.Add(absl::StrCat(names[i], ": ", one.field_path), one.rule_id,
                  one.value, one.message);
      }
      continue;
    }
    v1::ScoreResponse scored;
    scored.ParseFromString(response.value());
    const auto found =
        catalog_->Find(scored.model().id(), scored.model().version());
    if (!found.ok()) Raise(found.refusal());
    read[i] = {absl::StrCat(names[i], ": "), parts[i].request, parts[i].places,
               excel::DigestOf(parts[i].request, scored.model())};
    read[i].request.mutable_model()->set_id(scored.model().id());
    read[i].request.mutable_model()->set_version(scored.model().version());
    read[i].request.clear_view();
    excel::ListAnswers(*found.value()->definition, &read[i].request);
    if (i == 0) model = &*found.value()->definition;
  }
  if (!wrong.empty()) {
    Raise(RefuseInvalid("the parts cannot be joined", std::move(wrong)));
  }
  const auto whole = excel::JoinAssessments(*model, read);
  if (!whole.ok()) Raise(whole.refusal());
  return whole.value().SerializeAsString();
}

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
