// The messages of a response as WireMessages: the setters of the generated
// classes, which the writers of this folder use, and the field numbers.
#ifndef CMMM_ENGINE_RESPONSE_WIRE_MESSAGES_H_
#define CMMM_ENGINE_RESPONSE_WIRE_MESSAGES_H_

#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/response/wire.h"

namespace cmmm::wire {

struct LocalizedText : WireMessage<LocalizedText> {
  using WireMessage::WireMessage;
  void set_zh(absl::string_view value) { Bytes(1, value); }
  void set_en(absl::string_view value) { Bytes(2, value); }
};

struct ModelRef : WireMessage<ModelRef> {
  using WireMessage::WireMessage;
  void set_id(absl::string_view value) { Bytes(1, value); }
  void set_version(absl::string_view value) { Bytes(2, value); }
  void set_digest(absl::string_view value) { Bytes(3, value); }
  void set_engine_version(absl::string_view value) { Bytes(4, value); }
};

struct Score : WireMessage<Score> {
  using WireMessage::WireMessage;
  // numerator, denominator, value
  void set(int64_t numerator, int64_t denominator, double value) {
    out()->AddScore(numerator, denominator, value);
  }
};

struct LevelScore : WireMessage<LevelScore> {
  using WireMessage::WireMessage;
  void set_level(int value) { Varint(1, value); }
  Score mutable_score() { return {out(), 2}; }
  void set_satisfied(bool value) { Varint(3, value ? 1 : 0); }
};

struct Reading : WireMessage<Reading> {
  using WireMessage::WireMessage;
  void set_accumulation(v1::Accumulation value) { Varint(1, value); }
  void set_level(int value) { Varint(2, value); }
  Score mutable_total() { return {out(), 3}; }
};

struct LevelDecision : WireMessage<LevelDecision> {
  using WireMessage::WireMessage;
  void set_level(int value) { Varint(1, value); }
  Score mutable_total() { return {out(), 2}; }
  void set_accumulation(v1::Accumulation value) { Varint(3, value); }
  LevelScore add_levels() { return {out(), 4}; }
  Reading mutable_other_reading() { return {out(), 5}; }
};

struct NodeLevelScore : WireMessage<NodeLevelScore> {
  using WireMessage::WireMessage;
  void set_level(int value) { Varint(1, value); }
  void set_items(int value) { Varint(2, value); }
  // `optional`: also written when 0.
  void set_score(double value) { out()->AddDouble(3, value); }
  void set_weight(double value) { Double(4, value); }
};

struct NodeScore : WireMessage<NodeScore> {
  using WireMessage::WireMessage;
  void set_id(absl::string_view value) { Bytes(1, value); }
  void set_parent_id(absl::string_view value) { Bytes(2, value); }
  void set_weight(double value) { Double(3, value); }
  void set_maturity(double value) { Double(4, value); }
  NodeLevelScore add_levels() { return {out(), 5}; }
};

struct Scorecard : WireMessage<Scorecard> {
  using WireMessage::WireMessage;
  NodeScore add_elements() { return {out(), 1}; }
  NodeScore add_domains() { return {out(), 2}; }
  NodeScore add_subdomains() { return {out(), 3}; }
};

struct RequirementGap : WireMessage<RequirementGap> {
  using WireMessage::WireMessage;
  void set_requirement_id(absl::string_view value) { Bytes(1, value); }
  void set_grade(v1::Grade value) { Varint(2, value); }
  void set_gain(double value) { Double(3, value); }
  void set_rank(int value) { Varint(4, value); }
};

struct SubdomainGap : WireMessage<SubdomainGap> {
  using WireMessage::WireMessage;
  void set_subdomain_id(absl::string_view value) { Bytes(1, value); }
  void set_share(double value) { Double(2, value); }
  void set_gain(double value) { Double(3, value); }
};

struct LevelGap : WireMessage<LevelGap> {
  using WireMessage::WireMessage;
  void set_level(int value) { Varint(1, value); }
  Score mutable_required() { return {out(), 2}; }
  Score mutable_actual() { return {out(), 3}; }
  Score mutable_shortfall() { return {out(), 4}; }
  RequirementGap add_requirements() { return {out(), 5}; }
  SubdomainGap add_subdomains() { return {out(), 6}; }
};

struct GapAnalysis : WireMessage<GapAnalysis> {
  using WireMessage::WireMessage;
  void set_target_level(int value) { Varint(1, value); }
  LevelGap add_levels() { return {out(), 2, 2}; }
};

struct Coverage : WireMessage<Coverage> {
  using WireMessage::WireMessage;
  void set_answered(int value) { Varint(1, value); }
  void set_unanswered(int value) { Varint(2, value); }
  void set_not_applicable(int value) { Varint(3, value); }
  void set_in_scope(int value) { Varint(4, value); }
  void set_out_of_scope(int value) { Varint(5, value); }
  void set_assessed_up_to_level(int value) { Varint(6, value); }
};

struct Notice : WireMessage<Notice> {
  using WireMessage::WireMessage;
  void set_id(absl::string_view value) { Bytes(1, value); }
  LocalizedText mutable_text() { return {out(), 2}; }
};

struct Bounds : WireMessage<Bounds> {
  using WireMessage::WireMessage;
  LevelDecision mutable_worst() { return {out(), 1}; }
  LevelDecision mutable_best() { return {out(), 2}; }
  void set_settled(bool value) { Varint(3, value ? 1 : 0); }
  void set_open(int value) { Varint(4, value); }
  void set_doubtful(int value) { Varint(5, value); }
};

struct ScoreResponse : WireMessage<ScoreResponse> {
  using WireMessage::WireMessage;
  ModelRef mutable_model() { return {out(), 1}; }
  LevelDecision mutable_decision() { return {out(), 2, 2}; }
  Scorecard mutable_scorecard() { return {out(), 3, 2}; }
  GapAnalysis mutable_gaps() { return {out(), 4, 2}; }
  Coverage mutable_coverage() { return {out(), 5}; }
  Notice add_notices() { return {out(), 6}; }
  Bounds mutable_bounds() { return {out(), 7}; }
};

struct KeyedResult : WireMessage<KeyedResult> {
  using WireMessage::WireMessage;
  void set_key(absl::string_view value) { Bytes(1, value); }
  ScoreResponse mutable_response() { return {out(), 2, 2}; }
  // A google.rpc.Status, serialised.
  void set_status(absl::string_view value) { out()->AddBytes(3, value); }
};

struct ScoreStreamResponse : WireMessage<ScoreStreamResponse> {
  using WireMessage::WireMessage;
  ModelRef mutable_model() { return {out(), 1}; }
  KeyedResult add_results() { return {out(), 2, 2}; }
};

}  // namespace cmmm::wire

#endif  // CMMM_ENGINE_RESPONSE_WIRE_MESSAGES_H_
