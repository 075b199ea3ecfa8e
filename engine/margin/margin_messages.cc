#include "engine/margin/margin_messages.h"

#include "engine/cover/cover_messages.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

void WriteProof(const CompiledModel& model,
                const std::vector<FallingAnswer>& answers,
                const MarginProof& proof, v1::CoverProof* out) {
  out->add_levels(proof.level_index + 1);
  out->set_whole(proof.whole);
  out->set_need(proof.need);
  out->set_impossible(proof.impossible);
  out->set_least_cost(static_cast<int>(proof.least_size));
  std::vector<CoverSource> sources;
  for (const int a : proof.answers) {
    sources.push_back({answers[a].item, answers[a].grades, answers[a].options});
  }
  WriteStages(model, proof.proof, sources, out);
}

}  // namespace

void WriteLevelMargin(const Assessment& assessment,
                      const std::vector<FallingAnswer>& answers, int level,
                      bool with_proof, WorkBudget* budget,
                      v1::LevelMargin* out) {
  const CompiledModel& model = assessment.model();
  const std::optional<Margin> margin = FindMargin(
      assessment.questions, assessment.scores, answers, level, budget);
  out->set_level(level);
  out->set_cannot_be_lost(!margin.has_value());
  WriteScore(Shortfall(assessment.decision.levels[level - 1].score,
                       Fraction::Of(model.satisfied_at_percent, 100)),
             out->mutable_reserve());
  if (with_proof && model.accumulation == Accumulation::kProgressive) {
    for (const MarginProof& proof : ProveMargin(
             assessment.questions, assessment.scores, answers, level, budget)) {
      WriteProof(model, answers, proof, out->add_proofs());
    }
  }
  if (!margin.has_value()) return;
  out->set_size(static_cast<int>(margin->size));
  for (const LostAnswer& lost : margin->downgrades) {
    v1::Downgrade* downgrade = out->add_downgrades();
    downgrade->set_requirement_id(model.requirements[lost.item].id);
    downgrade->set_from(ToProto(assessment.answers.codes[lost.item]));
    downgrade->set_to(ToProto(lost.to));
  }
}

void WriteOpenMargins(
    const Assessment& assessment, DowngradeMeasure measure, WorkBudget* budget,
    google::protobuf::RepeatedPtrField<v1::LevelMargin>* margins) {
  const Assessment best = AtBest(assessment);
  const std::vector<FallingAnswer> answers =
      FallingAnswers(best.questions, best.answers, best.scores, measure);
  for (v1::LevelMargin& row : *margins) {
    v1::LevelMargin safest;
    WriteLevelMargin(best, answers, row.level(), false, budget, &safest);
    row.mutable_open()->set_size(safest.size());
    row.mutable_open()->set_cannot_be_lost(safest.cannot_be_lost());
    row.mutable_open()->mutable_reserve()->Swap(safest.mutable_reserve());
  }
}

}  // namespace cmmm
