#include "cli/files/cohort_file.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/files/read_request.h"
#include "cli/files/write_file.h"
#include "google/protobuf/util/json_util.h"
#include "portfolio/place_text.h"
#include "texts/open_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

Failure BadCohort(const std::string& file, const Text& why) {
  return Failure{FailureKind::kData,
                 absl::StrCat("the cohort ", file, " cannot be used: ", why.en),
                 absl::StrCat("群组文件 ", file, " 不能使用：", why.zh)};
}

}  // namespace

MaybeFailure ReadCohort(const std::string& file, v1::Cohort* cohort) {
  if (auto failure = ReadRequest(file, cohort)) return InFile(file, failure);
  const std::optional<Text> wrong = portfolio::CheckCohort(*cohort);
  if (wrong.has_value()) return BadCohort(file, *wrong);
  return std::nullopt;
}

MaybeFailure WriteCohort(const std::string& file, const v1::Cohort& cohort,
                         bool replace) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(cohort, &json, options);
  return InFile(file, WriteWholeFile(file, json, kPublicFile, replace));
}

void PrintPlace(texts::Language language, const v1::Cohort& cohort,
                const v1::ScoreResponse& score, std::ostream& out) {
  const std::string place =
      portfolio::SayPlace(language, portfolio::PlaceTotal(cohort, score));
  out << "\n";
  texts::PrintParagraph("", place, out);
  const std::string counted = texts::SayCountedAsNot(language, cohort);
  if (!counted.empty()) texts::PrintParagraph("  · ", counted, out);
  const std::string& digest = cohort.model().digest();
  if (!digest.empty() && digest != score.model().digest()) {
    texts::PrintParagraph(
        "  · ",
        Say(language, "这批企业按另一个模型或版本计算，比较仅供参考。",
            "These were scored with another model or version; compare with "
            "care."),
        out);
  }
}

}  // namespace cmmm::cli
