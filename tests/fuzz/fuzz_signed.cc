// Any bytes as a signed file, verified by the shipped models.
//
// The first byte selects how the rest is read: `0` as a file; `1` as the four
// bodies with a zero byte between them, which are signed here, so that
// digests and signature hold; any other byte modulo 2.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "engine/analyze.h"
#include "engine/base/utf8.h"
#include "engine/sign_result.h"
#include "tests/fuzz/models.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using test::Require;

const PrivateKey& Key() {
  static const auto* const key = new PrivateKey(std::string(kKeyBytes, 'f'));
  return *key;
}

std::string ReadInput(absl::string_view input) {
  const int kind = static_cast<unsigned char>(input.front()) % 2;
  input.remove_prefix(1);
  if (kind == 0) return std::string(input);
  std::vector<std::string> bodies = absl::StrSplit(input, '\0');
  bodies.resize(4);
  return WriteSignedFile({bodies[0], bodies[1], bodies[2], bodies[3]}, Key());
}

void CheckFinding(const v1::VerificationFinding& finding, size_t size) {
  Require(!finding.reason().empty(), "a finding has a reason");
  Require(IsUtf8(finding.text().zh()) && IsUtf8(finding.text().en()),
          "a finding is UTF-8");
  Require(finding.offset() >= 0 && finding.length() >= 0 &&
              finding.offset() + finding.length() <= static_cast<int64_t>(size),
          "a finding lies within the file");
}

void CheckResponse(const v1::VerifyResultResponse& response, size_t size) {
  Require(response.steps_size() == 8, "every step is there");
  bool all_passed = true;
  for (const auto& step : response.steps()) {
    const bool failed = step.outcome() == v1::VERIFICATION_OUTCOME_FAILED;
    all_passed = all_passed && !failed &&
                 step.outcome() != v1::VERIFICATION_OUTCOME_NOT_REACHED;
    Require(!failed || step.findings_size() > 0, "a failure says why");
    for (const auto& finding : step.findings()) CheckFinding(finding, size);
  }
  Require(response.verified() == all_passed, "verified is no step failed");
  v1::VerifyResultResponse copy;
  Require(copy.ParseFromString(response.SerializeAsString()),
          "a response survives the wire");
}

// A file that is taken apart can be put together again from its parts.
void CheckParts(const std::string& file) {
  const SignedFile parts = ReadSignedFile(file);
  Require(parts.complete() || !parts.faults.empty() || !parts.damage.empty(),
          "what cannot be read has a fault");
  if (!parts.complete() || !parts.damage.empty()) return;
  const auto body = [&](Section section) {
    return std::string(parts.body(section).bytes);
  };
  const std::string again =
      WriteSignedFile({body(Section::kRequest), body(Section::kModel),
                       body(Section::kEngine), body(Section::kResult)},
                      Key());
  const size_t end = parts.body(Section::kResult).offset +
                     parts.body(Section::kResult).bytes.size();
  Require(again.substr(0, end) == file.substr(0, end),
          "there is one file for one content");
}

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string file = cmmm::ReadInput(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  cmmm::CheckParts(file);
  cmmm::v1::VerifyResultRequest request;
  request.set_signed_result(file);
  request.set_any_key(true);
  cmmm::v1::VerifyResultResponse response;
  const auto refusal =
      cmmm::VerifyResult(cmmm::test::Models(), request, &response);
  cmmm::test::Require(!refusal.has_value(), "a file is never refused");
  cmmm::CheckResponse(response, file.size());
  return 0;
}
