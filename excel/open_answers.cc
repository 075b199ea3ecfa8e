#include "excel/open_answers.h"

#include <set>

#include "absl/strings/str_join.h"
#include "engine/model/read_names.h"
#include "excel/interpret_profile.h"
#include "excel/layout.h"
#include "excel/questions.h"

namespace cmmm::excel {
namespace {

bool IsOpen(const WrittenCell& grade) {
  return grade.kind == CellKind::kEmpty && !grade.uncomputed;
}

}  // namespace

OpenAnswers FindOpen(const WrittenAssessment& written,
                     const v1::GetModelResponse& model) {
  OpenAnswers open;
  const ModelNames names = ReadNames(model.definition());
  std::set<std::string> answered;
  for (const WrittenAnswer& answer : written.answers) {
    const std::string id(names.Requirement(TextOf(answer.id)));
    open.places.try_emplace(id, answer.grade.place);
    if (!IsOpen(answer.grade)) answered.insert(id);
  }
  v1::Profile profile;
  Violations wrong;
  ReadProfile(written, model.definition(), &profile, &wrong);
  if (!wrong.empty()) return open;
  QuestionChoice choice;
  // Where none is named, an option names one; they ask nearly the same.
  choice.weights = profile.weight_set().empty()
                       ? model.definition().weight_sets(0).id()
                       : profile.weight_set();
  choice.exclude = absl::StrJoin(profile.excluded_domain_ids(), ",");
  choice.up_to = profile.assess_up_to_level();
  const auto questions = SelectQuestions(model, choice);
  if (!questions.ok()) return open;
  for (const auto* item : questions.value().items) {
    if (open.places.count(item->id()) > 0 && answered.count(item->id()) == 0) {
      open.ids.push_back(item->id());
    }
  }
  return open;
}

}  // namespace cmmm::excel
