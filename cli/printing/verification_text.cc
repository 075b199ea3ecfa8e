#include "cli/printing/verification_text.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kVerifiedValueWidth = 32;
constexpr int kOutcomeWidth = 18;  // more than any outcome
constexpr size_t kShortId = 16;
constexpr int kMaxPrintedDifferences = 20;

struct StepText {
  const char* zh;
  const char* en;
};

StepText TextOf(const std::string& step) {
  static const auto* const kTexts = new std::map<std::string, StepText>{
      {"format", {"文件格式", "file format"}},
      {"digests", {"各节的摘要", "digests of the sections"}},
      {"key", {"签名的密钥", "the signer's key"}},
      {"signature", {"签名", "signature"}},
      {"content", {"各节的内容", "content of the sections"}},
      {"model", {"评分模型", "model"}},
      {"engine", {"评分引擎", "engine"}},
      {"result", {"重新评分", "scoring again"}}};
  const auto found = kTexts->find(step);
  if (found == kTexts->end()) return {step.c_str(), step.c_str()};
  return found->second;
}

std::string OutcomeText(v1::VerificationOutcome outcome,
                        texts::Language language) {
  switch (outcome) {
    case v1::VERIFICATION_OUTCOME_PASSED:
      return Say(language, "✓ 通过", "✓ holds");
    case v1::VERIFICATION_OUTCOME_NOTED:
      return Say(language, "! 请注意", "! note");
    case v1::VERIFICATION_OUTCOME_FAILED:
      return Say(language, "✗ 未通过", "✗ does not hold");
    default:
      return Say(language, "– 未能检查", "– not reached");
  }
}

bool AnyKey(const v1::VerifyResultResponse& response) {
  for (const auto& step : response.steps()) {
    for (const auto& finding : step.findings()) {
      if (finding.reason() == "key.any") return true;
    }
  }
  return false;
}

const char* Verdict(const v1::VerifyResultResponse& response,
                    texts::Language language) {
  if (!response.verified()) {
    return Say(language, "✗ 核验未通过", "✗ Not verified");
  }
  if (AnyKey(response)) {
    return Say(language, "! 文件完整，计算无误；签名人未核对",
               "! The file is whole and its arithmetic right; who signed it "
               "was not checked");
  }
  return Say(language, "✓ 核验通过：由受信任的密钥签名，重新评分结果相同",
             "✓ Verified: signed with a trusted key, and scoring again gives "
             "the same");
}

// Whose and what the file says it is; nothing when it cannot be read.
void PrintClaims(const v1::VerifyResultResponse& response,
                 texts::Language language, std::ostream& out) {
  if (!response.key_id().empty()) {
    out << "  " << Say(language, "密钥  ", "Key  ") << response.key_id()
        << "\n";
  }
  if (response.has_model()) {
    const v1::ModelRef& model = response.model();
    out << "  " << Say(language, "模型  ", "Model  ") << model.id() << "@"
        << model.version() << Say(language, "  摘要 ", "  digest ")
        << model.digest().substr(0, kShortId)
        << Say(language, "  引擎 ", "  engine ") << model.engine_version()
        << "\n";
  }
  if (response.has_decision()) {
    out << "  "
        << absl::StrCat(Say(language, "文件所称的结果：", "The file says: "),
                        texts::LevelName(language, response.decision().level()),
                        Say(language, "，总分 S = ", ", total S = "),
                        texts::ShowScore(response.decision().total()))
        << "\n";
  }
  if (!response.key_id().empty() || response.has_model()) out << "\n";
}

// ` (request, byte 123)`; nothing for findings about no place.
std::string Place(const v1::VerificationFinding& finding,
                  texts::Language language) {
  if (finding.section().empty()) return "";
  const int64_t last =
      finding.offset() + std::max<int64_t>(finding.length(), 1) - 1;
  const std::string bytes =
      last == finding.offset()
          ? absl::StrCat(finding.offset())
          : absl::StrCat(finding.offset(), Say(language, " 至 ", " to "), last);
  return absl::StrCat(Say(language, "（", " ("), finding.section(),
                      Say(language, " 节，第 ", ", byte "), bytes,
                      Say(language, " 字节）", ")"));
}

void PrintFindings(const v1::VerificationStep& step, texts::Language language,
                   std::ostream& out) {
  for (const auto& finding : step.findings()) {
    out << "      " << finding.reason() << Place(finding, language) << "\n";
    texts::PrintParagraph("        ", Say(language, finding.text()), out);
  }
}

void PrintDifferences(const v1::VerifyResultResponse& response,
                      texts::Language language, std::ostream& out) {
  if (response.differences().empty()) return;
  out << "\n";
  texts::Table table({{Say(language, "不同的字段", "field that differs")},
                      {Say(language, "文件中", "in the file"),
                       texts::Align::kLeft, kVerifiedValueWidth},
                      {Say(language, "重新计算", "computed here"),
                       texts::Align::kLeft, kVerifiedValueWidth}});
  const auto show = [](const std::string& value) {
    return value.empty() ? std::string("–") : value;
  };
  int printed = 0;
  for (const auto& difference : response.differences()) {
    if (printed == kMaxPrintedDifferences) break;
    table.AddRow({difference.field(), show(difference.in_file()),
                  show(difference.computed())});
    ++printed;
  }
  table.Print(out);
  if (response.difference_count() > printed) {
    const int more = response.difference_count() - printed;
    out << "  "
        << absl::StrCat(Say(language, "… 还有 ", "… "), more,
                        Say(language, " 处", " more"))
        << "\n";
  }
}

}  // namespace

void PrintVerification(const std::string& file,
                       const v1::VerifyResultResponse& response,
                       texts::Language language, std::ostream& out) {
  out << file << "\n  " << Verdict(response, language) << "\n\n";
  PrintClaims(response, language, out);
  for (const auto& step : response.steps()) {
    const StepText text = TextOf(step.id());
    const std::string outcome = OutcomeText(step.outcome(), language);
    out << "    " << outcome
        << std::string(kOutcomeWidth - DisplayWidth(outcome), ' ')
        << Say(language, text.zh, text.en) << "\n";
    PrintFindings(step, language, out);
  }
  PrintDifferences(response, language, out);
}

}  // namespace cmmm::cli
