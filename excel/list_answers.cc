#include "excel/list_answers.h"

#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/grade_code.h"
#include "engine/model/model_names.h"
#include "engine/model/read_names.h"

namespace cmmm::excel {
namespace {

void Unpack(const v1::ModelDefinition& model, v1::ScoreRequest* request) {
  const std::string grades = request->packed().grades();
  v1::AnswerList* list = request->mutable_list();  // takes the oneof over
  for (int i = 0; i < model.requirements_size(); ++i) {
    const auto code = static_cast<GradeCode>(grades[static_cast<size_t>(i)]);
    if (code == kOpen) continue;
    v1::Answer* answer = list->add_answers();
    answer->set_requirement_id(model.requirements(i).id());
    if (code == kNotApplicable) {
      answer->mutable_not_applicable();
    } else {
      answer->set_grade(static_cast<v1::Grade>(code));
    }
  }
}

// What names nothing stays.
void UseId(absl::string_view id, std::string* name) {
  if (!id.empty()) *name = std::string(id);
}

void UseIds(const ModelNames& names, v1::ScoreRequest* request) {
  if (request->has_list()) {
    for (v1::Answer& answer : *request->mutable_list()->mutable_answers()) {
      UseId(names.Requirement(answer.requirement_id()),
            answer.mutable_requirement_id());
    }
  }
  if (!request->has_profile()) return;
  v1::Profile* profile = request->mutable_profile();
  UseId(names.WeightSet(profile->weight_set()), profile->mutable_weight_set());
  if (names.SayNoDomain(profile->excluded_domain_ids())) {
    profile->clear_excluded_domain_ids();
  }
  for (std::string& domain : *profile->mutable_excluded_domain_ids()) {
    UseId(names.Domain(domain), &domain);
  }
}

}  // namespace

void ListAnswers(const v1::ModelDefinition& model, v1::ScoreRequest* request) {
  if (request->has_packed()) Unpack(model, request);
  UseIds(ReadNames(model), request);
}

const std::string& DigestOf(const v1::ScoreRequest& request,
                            const v1::ModelRef& model) {
  const std::string& own = request.model().digest();
  return own.empty() ? model.digest() : own;
}

}  // namespace cmmm::excel
