#include "engine/response/write_response.h"

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/version.h"

namespace cmmm {
namespace {

v1::Accumulation ToProto(Accumulation accumulation) {
  return accumulation == Accumulation::kCumulative
             ? v1::ACCUMULATION_CUMULATIVE
             : v1::ACCUMULATION_PROGRESSIVE;
}

double NearestPart(int64_t numerator, int64_t denominator) {
  return Ratio{numerator, denominator}.NearestDouble();
}

// v1::Score, as field `field` of `outer`.
void WriteScore(const Fraction& value, int field, WireMessage* outer) {
  WireMessage out(outer, field);
  out.Varint(v1::Score::kNumeratorFieldNumber, value.numerator);
  out.Varint(v1::Score::kDenominatorFieldNumber, value.denominator);
  out.Double(v1::Score::kValueFieldNumber, value.NearestDouble());
}

// v1::LevelDecision.
void WriteDecision(const Decision& decision, WireMessage* out) {
  using v1::LevelDecision;
  out->Varint(LevelDecision::kLevelFieldNumber, decision.deciding.level);
  WriteScore(decision.deciding.total, LevelDecision::kTotalFieldNumber, out);
  out->Varint(LevelDecision::kAccumulationFieldNumber,
              ToProto(decision.deciding.accumulation));
  int level = 0;
  for (const LevelScore& score : decision.levels) {
    WireMessage row(out, LevelDecision::kLevelsFieldNumber);
    row.Varint(v1::LevelScore::kLevelFieldNumber, ++level);
    WriteScore(score.score, v1::LevelScore::kScoreFieldNumber, &row);
    row.Varint(v1::LevelScore::kSatisfiedFieldNumber, score.satisfied ? 1 : 0);
  }
  WireMessage other(out, LevelDecision::kOtherReadingFieldNumber);
  other.Varint(v1::Reading::kAccumulationFieldNumber,
               ToProto(decision.other.accumulation));
  other.Varint(v1::Reading::kLevelFieldNumber, decision.other.level);
  WriteScore(decision.other.total, v1::Reading::kTotalFieldNumber, &other);
}

// v1::OpenNode.
void WriteOpenNode(const OpenNodeResult& open, WireMessage* out) {
  using v1::OpenNode;
  out->Varint(OpenNode::kItemsFieldNumber, open.items);
  out->Double(OpenNode::kBestMaturityFieldNumber,
              open.best_maturity.NearestDouble());
  if (open.answered_levels == 0) return;
  if (open.answered_maturity.denominator > 0) {
    out->OptionalDouble(OpenNode::kAnsweredMaturityFieldNumber,
                        open.answered_maturity.NearestDouble());
  }
  out->Varint(OpenNode::kAnsweredUpToLevelFieldNumber, open.answered_levels);
}

// v1::NodeScore; `open` beside `row`, or nullptr.
void WriteNode(const CompiledModel& model, const NodeResult& row,
               const OpenNodeResult* open, WireMessage* out) {
  const ModelNode& node = model.nodes[row.node];
  out->Bytes(v1::NodeScore::kIdFieldNumber, node.id);
  if (node.parent >= 0) {
    out->Bytes(v1::NodeScore::kParentIdFieldNumber,
               model.nodes[node.parent].id);
  }
  out->Double(v1::NodeScore::kWeightFieldNumber, row.weight.NearestDouble());
  out->Double(v1::NodeScore::kMaturityFieldNumber,
              row.maturity.NearestDouble());
  int number = 0;
  for (const NodeLevel& level : row.levels) {
    using v1::NodeLevelScore;
    WireMessage score(out, v1::NodeScore::kLevelsFieldNumber);
    score.Varint(NodeLevelScore::kLevelFieldNumber, ++number);
    score.Varint(NodeLevelScore::kItemsFieldNumber, level.items);
    if (level.items > 0) {
      score.OptionalDouble(NodeLevelScore::kScoreFieldNumber,
                           level.score.NearestDouble());
    }
    score.Double(NodeLevelScore::kWeightFieldNumber,
                 level.weight.NearestDouble());
    if (open == nullptr) continue;
    const OpenNodeLevel& best = open->levels[number - 1];
    if (best.items == 0) continue;
    score.Varint(NodeLevelScore::kOpenFieldNumber, best.items);
    score.OptionalDouble(NodeLevelScore::kBestScoreFieldNumber,
                         best.best_score.NearestDouble());
  }
  if (open == nullptr || open->items == 0) return;
  WireMessage about_open(out, v1::NodeScore::kOpenFieldNumber);
  WriteOpenNode(*open, &about_open);
}

int FieldOf(ModelTier tier) {
  if (tier == ModelTier::kElement) return v1::Scorecard::kElementsFieldNumber;
  if (tier == ModelTier::kDomain) return v1::Scorecard::kDomainsFieldNumber;
  return v1::Scorecard::kSubdomainsFieldNumber;
}

// v1::Scorecard.
void WriteScorecard(const CompiledModel& model,
                    const std::vector<NodeResult>& rows,
                    const std::vector<OpenNodeResult>* open, WireMessage* out) {
  for (size_t i = 0; i < rows.size(); ++i) {
    WireMessage node(out, FieldOf(model.nodes[rows[i].node].tier));
    WriteNode(model, rows[i], open == nullptr ? nullptr : &(*open)[i], &node);
  }
}

// v1::LevelGap.
void WriteLevelGap(const CompiledModel& model, const Gaps& gaps,
                   const LevelGaps& level, WireMessage* out) {
  out->Varint(v1::LevelGap::kLevelFieldNumber, level.level_index + 1);
  WriteScore(level.required, v1::LevelGap::kRequiredFieldNumber, out);
  WriteScore(level.actual, v1::LevelGap::kActualFieldNumber, out);
  WriteScore(level.shortfall, v1::LevelGap::kShortfallFieldNumber, out);
  int rank = 0;
  for (const ItemGap& item : gaps.ItemsOf(level)) {
    using v1::RequirementGap;
    WireMessage gap(out, v1::LevelGap::kRequirementsFieldNumber);
    gap.Bytes(RequirementGap::kRequirementIdFieldNumber,
              model.requirements[item.item].id);
    gap.Varint(RequirementGap::kGradeFieldNumber, item.code);
    gap.Double(RequirementGap::kGainFieldNumber,
               NearestPart(item.gain, level.whole));
    gap.Varint(RequirementGap::kRankFieldNumber, ++rank);
  }
  for (const SubdomainGap& subdomain : level.subdomains) {
    WireMessage gap(out, v1::LevelGap::kSubdomainsFieldNumber);
    gap.Bytes(v1::SubdomainGap::kSubdomainIdFieldNumber,
              model.subdomain(subdomain.subdomain).id);
    gap.Double(v1::SubdomainGap::kShareFieldNumber,
               NearestPart(subdomain.gain, level.missing));
    gap.Double(v1::SubdomainGap::kGainFieldNumber,
               NearestPart(subdomain.gain, level.whole));
  }
}

// v1::GapAnalysis.
void WriteGaps(const CompiledModel& model, const Gaps& gaps, WireMessage* out) {
  out->Varint(v1::GapAnalysis::kTargetLevelFieldNumber, gaps.target_level);
  for (const LevelGaps& level : gaps.levels) {
    WireMessage gap(out, v1::GapAnalysis::kLevelsFieldNumber);
    WriteLevelGap(model, gaps, level, &gap);
  }
}

// v1::Bounds.
void WriteBounds(const DecisionRange& range, int open, int doubtful,
                 WireMessage* out) {
  {
    WireMessage worst(out, v1::Bounds::kWorstFieldNumber);
    WriteDecision(range.worst, &worst);
  }
  {
    WireMessage best(out, v1::Bounds::kBestFieldNumber);
    WriteDecision(range.best, &best);
  }
  out->Varint(v1::Bounds::kSettledFieldNumber, range.settled() ? 1 : 0);
  out->Varint(v1::Bounds::kOpenFieldNumber, open);
  out->Varint(v1::Bounds::kDoubtfulFieldNumber, doubtful);
}

// v1::Coverage.
void WriteCoverage(const QuestionScope& questions, const BoundAnswers& answers,
                   WireMessage* out) {
  using v1::Coverage;
  out->Varint(Coverage::kAnsweredFieldNumber, answers.answered);
  out->Varint(Coverage::kUnansweredFieldNumber, answers.unanswered);
  out->Varint(Coverage::kNotApplicableFieldNumber, answers.not_applicable);
  out->Varint(Coverage::kInScopeFieldNumber,
              answers.answered + answers.unanswered + answers.not_applicable);
  out->Varint(Coverage::kOutOfScopeFieldNumber, answers.out_of_scope);
  out->Varint(Coverage::kAssessedUpToLevelFieldNumber,
              questions.assessed_levels);
}

}  // namespace

void WriteResult(const ScoreResult& result, WireMessage* out) {
  using v1::ScoreResponse;
  const CompiledModel& model = *result.questions.model;
  {
    WireMessage decision(out, ScoreResponse::kDecisionFieldNumber);
    WriteDecision(result.decision, &decision);
  }
  if (result.scorecard.has_value()) {
    WireMessage scorecard(out, ScoreResponse::kScorecardFieldNumber);
    WriteScorecard(
        model, *result.scorecard,
        result.open_scorecard.has_value() ? &*result.open_scorecard : nullptr,
        &scorecard);
  }
  if (result.gaps.has_value()) {
    WireMessage gaps(out, ScoreResponse::kGapsFieldNumber);
    WriteGaps(model, *result.gaps, &gaps);
  }
  {
    WireMessage coverage(out, ScoreResponse::kCoverageFieldNumber);
    WriteCoverage(result.questions, result.answers, &coverage);
  }
  for (const Notice& notice : result.notices) {
    WireMessage message(out, ScoreResponse::kNoticesFieldNumber);
    WriteNotice(notice, &message);
  }
  if (result.range.has_value()) {
    WireMessage bounds(out, ScoreResponse::kBoundsFieldNumber);
    WriteBounds(*result.range, result.answers.unanswered, 0, &bounds);
  }
}

void WriteModelRef(const CompiledModel& model, WireMessage* out) {
  out->Bytes(v1::ModelRef::kIdFieldNumber, model.id);
  out->Bytes(v1::ModelRef::kVersionFieldNumber, model.version);
  out->Bytes(v1::ModelRef::kDigestFieldNumber, model.digest);
  out->Bytes(v1::ModelRef::kEngineVersionFieldNumber, kEngineVersion);
}

void WriteModelRef(const CompiledModel& model, v1::ModelRef* out) {
  ParseWritten([&](WireMessage* in) { WriteModelRef(model, in); }, out);
}

void WriteProgrammeRef(const ProgrammeEntry& programme, v1::ProgrammeRef* out) {
  out->set_id(programme.definition->id());
  out->set_edition(programme.definition->edition());
  out->set_digest(programme.digest);
}

void WriteScore(const Fraction& value, v1::Score* out) {
  out->set_numerator(value.numerator);
  out->set_denominator(value.denominator);
  out->set_value(value.NearestDouble());
}

void WriteDecision(const Decision& decision, v1::LevelDecision* out) {
  ParseWritten([&](WireMessage* in) { WriteDecision(decision, in); }, out);
}

void WriteBounds(const DecisionRange& range, int open, int doubtful,
                 v1::Bounds* out) {
  ParseWritten([&](WireMessage* in) { WriteBounds(range, open, doubtful, in); },
               out);
}

void WriteGaps(const CompiledModel& model, const Gaps& gaps,
               v1::GapAnalysis* out) {
  ParseWritten([&](WireMessage* in) { WriteGaps(model, gaps, in); }, out);
}

void WriteCoverage(const QuestionScope& questions, const BoundAnswers& answers,
                   v1::Coverage* out) {
  ParseWritten([&](WireMessage* in) { WriteCoverage(questions, answers, in); },
               out);
}

}  // namespace cmmm
