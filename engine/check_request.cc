#include "engine/check_request.h"

#include <utility>

#include "engine/answers/bind.h"
#include "engine/request/read_answers.h"
#include "engine/request/resolve.h"

namespace cmmm {

Outcome<std::vector<GradeCode>> CheckRequest(const CompiledModel& model,
                                             const v1::ScoreRequest& request,
                                             Violations* violations) {
  const int asked = request.profile().assess_up_to_level();
  const int levels = model.level_count();
  (void)CheckChoices(request, asked > 0 && asked < levels ? asked : levels, "",
                     violations);
  // Of no level, so that nothing is missing and no level is without items.
  const QuestionScope none{&model, &model.weight_sets[0].scopes[0], 0};
  auto bound = BindAnswers(none, ReadAnswersOf(request), false, "", violations);
  if (!bound.ok()) return std::move(bound.refusal());
  return std::move(bound.value().codes);
}

}  // namespace cmmm
