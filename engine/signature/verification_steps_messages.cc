#include "engine/signature/verification_steps_messages.h"

#include <algorithm>
#include <string>

namespace cmmm {
namespace {

// The first byte in which two texts differ; where the shorter ends, if they
// are equal until there.
size_t FirstDifference(absl::string_view a, absl::string_view b) {
  const auto* const end =
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<size_t>(end - a.begin());
}

}  // namespace

void VerificationSteps::Begin(const char* id) {
  step_ = response_->add_steps();
  step_->set_id(id);
}

void VerificationSteps::Pass() {
  step_->set_outcome(v1::VERIFICATION_OUTCOME_PASSED);
}

void VerificationSteps::Note(absl::string_view reason, const Text& text) {
  Add(v1::VERIFICATION_OUTCOME_NOTED, reason, text);
}

void VerificationSteps::Fail(absl::string_view reason, Section section,
                             size_t offset, size_t length, const Text& text) {
  v1::VerificationFinding* finding =
      Add(v1::VERIFICATION_OUTCOME_FAILED, reason, text);
  finding->set_section(NameOf(section));
  finding->set_offset(static_cast<int64_t>(offset));
  finding->set_length(static_cast<int64_t>(length));
}

void VerificationSteps::FailBody(absl::string_view reason, Section section,
                                 const Text& text) {
  const SectionBody& body = file_.body(section);
  Fail(reason, section, body.offset, body.bytes.size(), text);
}

void VerificationSteps::FailWhereDifferent(absl::string_view reason,
                                           Section section,
                                           absl::string_view expected,
                                           const Text& text) {
  const SectionBody& body = file_.body(section);
  const size_t at = FirstDifference(body.bytes, expected);
  Fail(reason, section, body.offset + at, at < body.bytes.size() ? 1 : 0, text);
}

bool VerificationSteps::AllPassed() const {
  return std::all_of(response_->steps().begin(), response_->steps().end(),
                     [](const v1::VerificationStep& step) {
                       return step.outcome() ==
                                  v1::VERIFICATION_OUTCOME_PASSED ||
                              step.outcome() == v1::VERIFICATION_OUTCOME_NOTED;
                     });
}

v1::VerificationFinding* VerificationSteps::Add(v1::VerificationOutcome outcome,
                                                absl::string_view reason,
                                                const Text& text) {
  step_->set_outcome(outcome);
  v1::VerificationFinding* finding = step_->add_findings();
  finding->set_reason(std::string(reason));
  finding->mutable_text()->set_zh(text.zh);
  finding->mutable_text()->set_en(text.en);
  return finding;
}

}  // namespace cmmm
