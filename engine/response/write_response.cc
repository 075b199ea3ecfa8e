#include "engine/response/write_response.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <vector>

#include "engine/base/version.h"
#include "engine/response/wire_messages.h"

namespace cmmm {
namespace {

v1::Accumulation ToProto(Accumulation accumulation) {
  return accumulation == Accumulation::kCumulative
             ? v1::ACCUMULATION_CUMULATIVE
             : v1::ACCUMULATION_PROGRESSIVE;
}

template <typename Out>
void WriteNode(const CompiledModel& model, const NodeResult& row, Out out) {
  const ModelNode& node = model.nodes[row.node];
  out->set_id(node.id);
  if (node.parent >= 0) out->set_parent_id(model.nodes[node.parent].id);
  out->set_weight(row.weight.NearestDouble());
  out->set_maturity(row.maturity.NearestDouble());
  for (size_t k = 0; k < row.levels.size(); ++k) {
    const NodeLevel& level = row.levels[k];
    auto score = out->add_levels();
    score->set_level(static_cast<int>(k) + 1);
    score->set_items(level.items);
    if (level.items > 0) score->set_score(level.score.NearestDouble());
    score->set_weight(level.weight.NearestDouble());
  }
}

template <typename Out>
void WriteLevelGaps(const CompiledModel& model, const Gaps& gaps,
                    const LevelGaps& level, Out out) {
  out->set_level(level.level_index + 1);
  WriteScore(level.required, out->mutable_required());
  WriteScore(level.actual, out->mutable_actual());
  WriteScore(level.shortfall, out->mutable_shortfall());
  const auto part = [](int64_t numerator, int64_t denominator) {
    return Ratio{numerator, denominator}.NearestDouble();
  };
  int rank = 0;
  for (const ItemGap& item : gaps.ItemsOf(level)) {
    auto gap = out->add_requirements();
    gap->set_requirement_id(model.requirements[item.item].id);
    gap->set_grade(static_cast<v1::Grade>(item.code));
    gap->set_gain(part(item.gain, level.whole));
    gap->set_rank(++rank);
  }
  for (const SubdomainGap& subdomain : level.subdomains) {
    auto gap = out->add_subdomains();
    gap->set_subdomain_id(model.subdomain(subdomain.subdomain).id);
    gap->set_share(part(subdomain.gain, level.missing));
    gap->set_gain(part(subdomain.gain, level.whole));
  }
}

}  // namespace

void WriteScore(const Fraction& value, v1::Score* out) {
  WriteScore<v1::Score*>(value, out);
}

template <typename Out>
void WriteScore(const Fraction& value, Out out) {
  const double nearest = value.NearestDouble();
  if constexpr (std::is_same_v<Out, wire::Score>) {
    out->set(value.numerator, value.denominator, nearest);
  } else {
    out->set_numerator(value.numerator);
    out->set_denominator(value.denominator);
    out->set_value(nearest);
  }
}

template <typename Out>
void WriteModelRef(const CompiledModel& model, Out out) {
  out->set_id(model.id);
  out->set_version(model.version);
  out->set_digest(model.digest);
  out->set_engine_version(kEngineVersion);
}

void WriteProgrammeRef(const ProgrammeEntry& programme, v1::ProgrammeRef* out) {
  out->set_id(programme.definition->id());
  out->set_edition(programme.definition->edition());
  out->set_digest(programme.digest);
}

template <typename Out>
void WriteDecision(const Decision& decision, Out out) {
  out->set_level(decision.deciding.level);
  WriteScore(decision.deciding.total, out->mutable_total());
  out->set_accumulation(ToProto(decision.deciding.accumulation));
  int level = 0;
  for (const LevelScore& score : decision.levels) {
    auto row = out->add_levels();
    row->set_level(++level);
    WriteScore(score.score, row->mutable_score());
    row->set_satisfied(score.satisfied);
  }
  auto other = out->mutable_other_reading();
  other->set_accumulation(ToProto(decision.other.accumulation));
  other->set_level(decision.other.level);
  WriteScore(decision.other.total, other->mutable_total());
}

template <typename Out>
void WriteBounds(const DecisionRange& range, int open, int doubtful, Out out) {
  WriteDecision(range.worst, out->mutable_worst());
  WriteDecision(range.best, out->mutable_best());
  out->set_settled(range.settled());
  out->set_open(open);
  out->set_doubtful(doubtful);
}

template <typename Out>
void WriteScorecard(const CompiledModel& model,
                    const std::vector<NodeResult>& rows, Out out) {
  for (const NodeResult& row : rows) {
    switch (model.nodes[row.node].tier) {
      case ModelTier::kElement:
        WriteNode(model, row, out->add_elements());
        break;
      case ModelTier::kDomain:
        WriteNode(model, row, out->add_domains());
        break;
      case ModelTier::kSubdomain:
        WriteNode(model, row, out->add_subdomains());
        break;
    }
  }
}

template <typename Out>
void WriteGaps(const CompiledModel& model, const Gaps& gaps, Out out) {
  out->set_target_level(gaps.target_level);
  for (const LevelGaps& level : gaps.levels) {
    WriteLevelGaps(model, gaps, level, out->add_levels());
  }
}

template <typename Out>
void WriteCoverage(const QuestionScope& questions, const BoundAnswers& answers,
                   Out out) {
  out->set_answered(answers.answered);
  out->set_unanswered(answers.unanswered);
  out->set_not_applicable(answers.not_applicable);
  out->set_in_scope(answers.answered + answers.unanswered +
                    answers.not_applicable);
  out->set_out_of_scope(answers.out_of_scope);
  out->set_assessed_up_to_level(questions.assessed_levels);
}

template void WriteModelRef(const CompiledModel&, v1::ModelRef*);
template void WriteModelRef(const CompiledModel&, wire::ModelRef);
template void WriteDecision(const Decision&, v1::LevelDecision*);
template void WriteDecision(const Decision&, wire::LevelDecision);
template void WriteScore(const Fraction&, v1::Score*);
template void WriteScore(const Fraction&, wire::Score);
template void WriteBounds(const DecisionRange&, int, int, v1::Bounds*);
template void WriteBounds(const DecisionRange&, int, int, wire::Bounds);
template void WriteScorecard(const CompiledModel&,
                             const std::vector<NodeResult>&, v1::Scorecard*);
template void WriteScorecard(const CompiledModel&,
                             const std::vector<NodeResult>&, wire::Scorecard);
template void WriteGaps(const CompiledModel&, const Gaps&, v1::GapAnalysis*);
template void WriteGaps(const CompiledModel&, const Gaps&, wire::GapAnalysis);
template void WriteCoverage(const QuestionScope&, const BoundAnswers&,
                            v1::Coverage*);
template void WriteCoverage(const QuestionScope&, const BoundAnswers&,
                            wire::Coverage);

}  // namespace cmmm
