#include "engine/compare/comparison_messages.h"

#include <vector>

namespace cmmm {
namespace {

void WriteOpenAttribution(const OpenAttribution& open,
                          v1::OpenAttribution* out) {
  WriteOpenChange(open.change, out->mutable_change());
  WriteOpenChange(open.answers, out->mutable_answers());
  WriteOpenChange(open.weights, out->mutable_weights());
  WriteOpenChange(open.structure, out->mutable_structure());
}

void WriteAttribution(const Attribution& parts, v1::Attribution* out) {
  WriteChange(parts.change, out->mutable_change());
  WriteChange(parts.answers, out->mutable_answers());
  WriteChange(parts.weights, out->mutable_weights());
  WriteChange(parts.structure, out->mutable_structure());
  if (parts.open.has_value()) {
    WriteOpenAttribution(*parts.open, out->mutable_open());
  }
}

// REQUIRES: not kCounts.
v1::Absence ToProto(Absence absence) {
  if (absence == Absence::kMissing) return v1::ABSENCE_NOT_IN_MODEL;
  if (absence == Absence::kOutOfScope) return v1::ABSENCE_NOT_ASKED;
  return v1::ABSENCE_NOT_APPLICABLE;
}

}  // namespace

void WriteChange(const SignedFraction& value, v1::Change* out) {
  out->set_numerator(value.numerator);
  out->set_denominator(value.denominator);
  out->set_value(value.NearestDouble());
}

void WriteOpenChange(const ChangeRange& range, v1::OpenChange* out) {
  WriteChange(range.lowest, out->mutable_lowest());
  WriteChange(range.highest, out->mutable_highest());
}

void WriteLevelChange(const CompiledModel& model_a, const LevelChange& change,
                      v1::LevelChange* out) {
  out->set_level(change.level_index + 1);
  WriteAttribution(change.parts, out->mutable_attribution());
  if (change.parts.open.has_value()) {
    WriteOpenChange(change.parts.open->change, out->mutable_open());
  }
  for (const ItemChange& item : change.items) {
    v1::RequirementChange* row = out->add_requirements();
    row->set_requirement_id(model_a.requirements[item.item].id);
    row->set_from(static_cast<v1::Grade>(item.from));
    row->set_to(static_cast<v1::Grade>(item.to));
    WriteChange(item.contribution, row->mutable_contribution());
    if (item.open.has_value()) WriteOpenChange(*item.open, row->mutable_open());
  }
  for (const SubdomainChange& subdomain : change.subdomains) {
    v1::SubdomainChange* row = out->add_subdomains();
    row->set_subdomain_id(subdomain.id);
    WriteAttribution(subdomain.parts, row->mutable_attribution());
  }
}

void WriteOneSided(
    const CompiledModel& model, const std::vector<OneSidedItem>& items,
    google::protobuf::RepeatedPtrField<v1::OneSidedRequirement>* out) {
  for (const OneSidedItem& item : items) {
    v1::OneSidedRequirement* row = out->Add();
    row->set_requirement_id(model.requirements[item.item].id);
    row->set_absence(ToProto(item.absence));
  }
}

}  // namespace cmmm
