#include "engine/cover/cover_messages.h"

namespace cmmm {

void WriteStages(const CompiledModel& model, const CoverProof& proof,
                 const std::vector<CoverSource>& sources, v1::CoverProof* out) {
  out->set_price_numerator(proof.price_numerator);
  out->set_price_denominator(proof.price_denominator);
  for (size_t g = 0; g < sources.size(); ++g) {
    const CoverSource& source = sources[g];
    v1::CoverStage* stage = out->add_stages();
    stage->set_requirement_id(model.requirements[source.item].id);
    for (size_t o = 0; o < source.options.size(); ++o) {
      v1::CoverChoice* choice = stage->add_choices();
      choice->set_grade(ToProto(source.grades[o]));
      choice->set_cost(static_cast<int>(source.options[o].cost));
      choice->set_gain(source.options[o].gain);
    }
    if (g >= proof.stages.size()) continue;
    for (const CoverOption& state : proof.stages[g]) {
      stage->add_state_cost(state.cost);
      stage->add_state_gain(state.gain);
    }
  }
}

}  // namespace cmmm
