#include "batch/book_rows.h"

#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"
#include "engine/base/fraction.h"
#include "engine/base/violations.h"
#include "engine/evaluate.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/delimited_message_util.h"
#include "results/result_table.h"
#include "texts/rule_texts.h"

namespace cmmm::batch {
namespace {

constexpr size_t kShownBytes = 1000;

void AppendMessage(const google::protobuf::MessageLite& message,
                   std::string* out) {
  google::protobuf::io::StringOutputStream stream(out);
  (void)google::protobuf::util::SerializeDelimitedToZeroCopyStream(message,
                                                                   &stream);
}

// The decimal that a table of results shows, as the double nearest to it.
std::optional<double> ToDouble(int32_t units) {
  if (units == results::kNoValue) return std::nullopt;
  return units / static_cast<double>(results::kUnits);
}

Ratio ToRatio(const v1::Score& score) {
  return {score.numerator(), score.denominator()};
}

std::vector<std::optional<double>> ToDoubles(
    const google::protobuf::RepeatedField<int32_t>& units) {
  std::vector<std::optional<double>> doubles;
  for (const int32_t value : units) doubles.push_back(ToDouble(value));
  return doubles;
}

}  // namespace

std::string BookRowWriter::Head() const {
  files::v1::BookHead head;
  for (const std::string& name : carried_) head.add_carried(name);
  std::string text;
  AppendMessage(head, &text);
  return text;
}

void BookRowWriter::AddMissing(const v1::GapAnalysis& gaps,
                               files::v1::BookRow* row) const {
  for (const v1::LevelGap& level : gaps.levels()) {
    if (level.shortfall().numerator() == 0) continue;
    for (const v1::RequirementGap& gap : level.requirements()) {
      if (row->missing_size() == kMostMissing) {
        row->set_more_missing(row->more_missing() + 1);
        continue;
      }
      files::v1::MissingItem* item = row->add_missing();
      item->set_level(level.level());
      item->set_rank(gap.rank());
      item->set_requirement(
          model_.requirement_index.find(gap.requirement_id())->second);
      item->set_grade(gap.grade());
      item->set_gain(gap.gain());
    }
  }
}

void BookRowWriter::AppendRow(absl::string_view enterprise_id,
                              const RowResult& result, const Ratio* maturity,
                              const results::Carried* carried,
                              const v1::GapAnalysis& gaps,
                              std::string* out) const {
  files::v1::BookRow row;
  row.set_enterprise_id(std::string(enterprise_id));
  row.set_level(result.level);
  row.set_open(result.open);
  row.set_total(results::ToUnits(result.total));
  row.set_total_exact(FormatExact(result.total));
  for (int k = 0; k < model_.level_count(); ++k) {
    row.add_scores(k < result.assessed_levels
                       ? results::ToUnits(result.scores[k])
                       : results::kNoValue);
  }
  for (int d = 0; d < model_.subdomain_count; ++d) {
    row.add_maturity(maturity[d].denominator == 0
                         ? results::kNoValue
                         : results::ToUnits(maturity[d]));
  }
  for (size_t i = 0; i < carried_.size(); ++i) {
    row.add_carried(std::string(carried[i].text));
  }
  AddMissing(gaps, &row);
  AppendMessage(row, out);
}

void BookRowWriter::AppendResponse(absl::string_view enterprise_id,
                                   const v1::ScoreResponse& response,
                                   const std::vector<std::string>& carried,
                                   std::string* out) const {
  const v1::LevelDecision& decision = response.decision();
  files::v1::BookRow row;
  row.set_enterprise_id(Printable(enterprise_id, kMaxKeyBytes));
  row.set_level(decision.level());
  row.set_total(results::ToUnits(ToRatio(decision.total())));
  row.set_total_exact(FormatExact(Fraction::Of(
      decision.total().numerator(), decision.total().denominator())));
  row.mutable_scores()->Resize(model_.level_count(), results::kNoValue);
  for (const v1::LevelScore& one : decision.levels()) {
    row.set_scores(one.level() - 1, results::ToUnits(ToRatio(one.score())));
  }
  std::map<absl::string_view, double> maturity;
  for (const v1::NodeScore& node : response.scorecard().subdomains()) {
    maturity[node.id()] = node.maturity();
  }
  for (int d = 0; d < model_.subdomain_count; ++d) {
    const auto found = maturity.find(model_.subdomain(d).id);
    row.add_maturity(found == maturity.end() ? results::kNoValue
                                             : results::ToUnits(found->second));
  }
  for (const std::string& text : carried) row.add_carried(text);
  AddMissing(response.gaps(), &row);
  AppendMessage(row, out);
}

void AppendRejectedRow(absl::string_view enterprise_id,
                       const RowFindings& findings, absl::string_view file,
                       int64_t row, std::string* out, int64_t unlisted) {
  files::v1::BookRow message;
  message.set_enterprise_id(Printable(enterprise_id, kMaxKeyBytes));
  files::v1::RejectedRow* rejected = message.mutable_rejected();
  rejected->set_file(Printable(file, kShownBytes));
  rejected->set_row(row);
  for (size_t i = 0; i < findings.size() && i < kMostBookFindings; ++i) {
    files::v1::RejectedFinding* finding = rejected->add_findings();
    finding->set_column(Printable(findings[i].column, kShownBytes));
    finding->set_rule(findings[i].rule);
    finding->set_value(Printable(findings[i].value));
    finding->set_message(Printable(findings[i].message, kShownBytes));
    finding->set_message_zh(
        Printable(texts::ChineseWords(findings[i]), kShownBytes));
  }
  rejected->set_more_findings(static_cast<int64_t>(findings.size()) -
                              rejected->findings_size() + unlisted);
  AppendMessage(message, out);
}

MaybeFailure BookRowReader::Open(const std::string& path) {
  bytes_ = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (Begin()) return std::nullopt;
  return AboutFile(FailureKind::kIo, path, {"无法读取", "cannot be read"});
}

void BookRowReader::Read(std::string rows) {
  bytes_ = std::make_unique<std::istringstream>(std::move(rows));
  (void)Begin();
}

bool BookRowReader::Begin() {
  stream_ =
      std::make_unique<google::protobuf::io::IstreamInputStream>(bytes_.get());
  files::v1::BookHead head;
  if (!google::protobuf::util::ParseDelimitedFromZeroCopyStream(
          &head, stream_.get(), nullptr)) {
    return false;
  }
  names_.assign(head.carried().begin(), head.carried().end());
  return true;
}

bool BookRowReader::Next(BookRow* row) {
  files::v1::BookRow message;
  if (!google::protobuf::util::ParseDelimitedFromZeroCopyStream(
          &message, stream_.get(), nullptr)) {
    return false;
  }
  row->id = std::move(*message.mutable_enterprise_id());
  row->level = message.level();
  row->total = ToDouble(message.total()).value_or(0);
  row->total_exact = std::move(*message.mutable_total_exact());
  row->scores = ToDoubles(message.scores());
  row->maturity = ToDoubles(message.maturity());
  row->carried.assign(message.carried().begin(), message.carried().end());
  row->missing.assign(message.missing().begin(), message.missing().end());
  row->more_missing = message.more_missing();
  row->open = message.open();
  row->rejected.reset();
  if (message.has_rejected()) row->rejected = message.rejected();
  return true;
}

}  // namespace cmmm::batch
