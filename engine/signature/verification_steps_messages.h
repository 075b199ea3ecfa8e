// What each step of a verification found, and where in the file.
//
//   steps.Begin("digests");   // now the last step of the response
//   steps.Pass();             // or Note, or Fail, once or more
//
// Reasons are stable ids (docs/signed_results.md); texts are in both languages,
// places are offsets from the first byte of the file.
#ifndef CMMM_ENGINE_SIGNATURE_VERIFICATION_STEPS_MESSAGES_H_
#define CMMM_ENGINE_SIGNATURE_VERIFICATION_STEPS_MESSAGES_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "cmmm/v1/signed_result.pb.h"
#include "engine/base/text.h"
#include "engine/signature/signed_file.h"

namespace cmmm {

// Writes the steps of a response, one after the other. A step begins as not
// reached. File and response must outlive it.
class VerificationSteps {
 public:
  VerificationSteps(const SignedFile& file, v1::VerifyResultResponse* response)
      : file_(file), response_(response) {}

  // Adds a step and makes it the one that the calls below are about.
  void Begin(const char* id);
  // REQUIRES of this and all below: a step was begun.
  void Pass();
  // Passed, but with something to read.
  void Note(absl::string_view reason, const Text& text);
  // Failed, somewhere within `length` bytes from `offset`.
  void Fail(absl::string_view reason, Section section, size_t offset,
            size_t length, const Text& text);
  // Failed, somewhere in the body of the section.
  void FailBody(absl::string_view reason, Section section, const Text& text);
  // Failed, where the body first differs from what it must be.
  // One byte, or none where the body ends too early.
  void FailWhereDifferent(absl::string_view reason, Section section,
                          absl::string_view expected, const Text& text);

  // Every step so far passed, with or without a note.
  bool AllPassed() const;

 private:
  v1::VerificationFinding* Add(v1::VerificationOutcome outcome,
                               absl::string_view reason, const Text& text);

  const SignedFile& file_;
  v1::VerifyResultResponse* response_;
  v1::VerificationStep* step_ = nullptr;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGNATURE_VERIFICATION_STEPS_MESSAGES_H_
