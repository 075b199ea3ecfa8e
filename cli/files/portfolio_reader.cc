#include "cli/files/portfolio_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "batch/run_files.h"
#include "cli/options/wrong_options.h"
#include "engine/base/file_failure.h"
#include "results/manifest.h"
#include "results/read_results.h"

namespace cmmm::cli {
namespace {

template <typename Model>
std::string NameOf(const Model& model) {
  return absl::StrCat(model.id(), "@", model.version(), " (",
                      model.digest().substr(0, 12), ")");
}

// What is compared must have been scored by one model.
Failure OtherEdition(const std::string& one, const std::string& other) {
  return Failure{
      FailureKind::kData,
      absl::StrCat("scored by ", one, ", but the others by ", other,
                   "; a portfolio is of one edition: --model ID@VERSION (here, "
                   "or of cmmm batch) scores all by the same"),
      absl::StrCat("按 ", one, " 评分，其余的按 ", other,
                   "；汇总只能用同一版本：用 --model 编号@版本"
                   "（本命令，或 cmmm batch）让全部按同一版本评分")};
}

}  // namespace

std::string ManifestBeside(const std::string& file) {
  std::filesystem::path path(file);
  if (tables::IsWorkbookPath(file)) path.replace_extension(".csv");
  return batch::ManifestOf(path.string());
}

MaybeFailure PortfolioReader::Read() {
  return from_results_ ? ReadResultFiles() : ReadAssessments();
}

// What is not there is neither results nor an assessment, and stops nothing.
void PortfolioReader::FindFiles() {
  for (const std::string& file : options_.files) {
    if (file != "-" && access(file.c_str(), R_OK) != 0) {
      const Text why = WithReason({"无法读取", "cannot be read"}, errno);
      left_out_.Add(file, Failure{FailureKind::kNoInput, why.en, why.zh});
    } else {
      files_.push_back(file);
    }
  }
}

MaybeFailure PortfolioReader::CheckOptions() {
  FindFiles();
  std::string results;
  std::string others;
  bool only_tables = true;
  for (const std::string& file : files_) {
    const FileKind kind = kinds_[file] = KindOf(file);
    std::string* const first = kind == FileKind::kResults ? &results : &others;
    if (first->empty()) *first = file;
    only_tables &= kind != FileKind::kAssessment;
  }
  from_results_ = !results.empty();
  WrongOptions wrong;
  if (from_results_ && !others.empty()) {
    wrong.Add(
        absl::StrCat("results of cmmm batch and assessments cannot be mixed: ",
                     results, " are results, ", others, " are none"),
        absl::StrCat("评分结果与自评不能混在一起：", results, " 是评分结果，",
                     others, " 不是"));
  }
  if ((options_.bring > 0) != (options_.to > 0)) {
    wrong.Add("--bring and --to belong together", "--bring 与 --to 须同时使用");
  }
  if (from_results_ && options_.bring > 0) {
    wrong.Add("--bring needs assessments: results do not have the answers",
              "--bring 需要自评：评分结果不含作答");
  }
  if (!only_tables && !options_.by.empty()) {
    wrong.Add("--by needs tables: other assessments have no columns",
              "--by 需要表格：其他自评没有列");
  }
  return wrong.Take();
}

MaybeFailure PortfolioReader::ReadResultFiles() {
  if (auto failure = ReadManifests()) return failure;
  ExpectSubdomains();
  auto failure = results::ReadResults(
      files_, options_.by,
      [this](const std::string& path, const results::ResultRow& row,
             const Failure& why) {
        left_out_.Add(row.number == 0
                          ? ""
                          : PlaceOfRow(path, row.number, Printable(row.id)),
                      why);
      },
      &table_);
  // Manifests of other rows than these, as somebody took some out, say nothing.
  table_.rows_counted_as_not = open_rows_.has_value() &&
                                       scored_rows_ == table_.rows() &&
                                       *open_rows_ <= scored_rows_
                                   ? static_cast<int32_t>(*open_rows_)
                                   : results::kNoValue;
  return failure;
}

// Which model results were scored with, as far as manifests say.
MaybeFailure PortfolioReader::ReadManifests() {
  for (const std::string& file : files_) {
    results::Manifest manifest;
    if (results::ReadManifest(ManifestBeside(file), &manifest)) {
      open_rows_.reset();
      continue;
    }
    // Those that are older do not say what became of open questions.
    if (manifest.unanswered().empty()) open_rows_.reset();
    if (open_rows_.has_value()) *open_rows_ += manifest.open_rows();
    scored_rows_ += manifest.scored();
    const files::v1::ManifestModel& model = manifest.model();
    if (!model_.digest().empty() && model_.digest() != model.digest()) {
      return InFile(file, OtherEdition(NameOf(model), NameOf(model_)));
    }
    for (const files::v1::DigestedFile& input : manifest.inputs()) {
      if (input.model().empty()) continue;
      return InFile(file, OtherEdition(input.model(), NameOf(model)));
    }
    model_.set_id(model.id());
    model_.set_version(model.version());
    model_.set_digest(model.digest());
    model_.set_engine_version(manifest.engine_version());
  }
  return std::nullopt;
}

// The model's names. Results may be of a model that is not here, or not say
// which; then ids, or the only model, have to do.
void PortfolioReader::LoadNames() {
  v1::GetModelRequest get;
  get.mutable_model()->set_id(model_.id());
  get.mutable_model()->set_version(model_.version());
  if (engine_->Ask(get, &named_).has_value()) named_.Clear();
}

std::string PortfolioReader::WeightSets(texts::Language language) const {
  if (weight_sets_.size() < 2) return "";
  std::vector<std::string> names;
  for (const auto& set : definition().weight_sets()) {
    if (weight_sets_.count(set.id()) > 0) {
      names.push_back(texts::Say(language, set.name()));
    }
  }
  return absl::StrJoin(names, texts::Say(language, "、", ", "));
}

// In the order of the model, when it is here.
void PortfolioReader::ExpectSubdomains() {
  LoadNames();
  std::vector<std::string> ids;
  for (const auto& element : named_.definition().elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        ids.push_back(subdomain.id());
        table_.subdomain_of_name[subdomain.name().zh()] = subdomain.id();
        table_.subdomain_of_name[subdomain.name().en()] = subdomain.id();
      }
    }
  }
  table_.Expect(ids);
}

MaybeFailure PortfolioReader::ReadAssessments() {
  for (const std::string& name : options_.by) {
    table_.columns.emplace_back(name);
  }
  for (const std::string& file : files_) {
    // One that cannot be read does not stop the others.
    if (kinds_.at(file) == FileKind::kTable) {
      left_out_.Add("", AddTable(file));
    } else {
      left_out_.Add(file, AddFile(file));
    }
  }
  return std::nullopt;
}

MaybeFailure PortfolioReader::AddFile(const std::string& file) {
  v1::ScoreRequest request;
  if (auto failure =
          ReadAssessment(file, options_.assessment, engine_, &request)) {
    return failure;
  }
  // Files of one name in two folders need not be about the same enterprise.
  return Add(std::filesystem::path(file).stem().string(), file, request);
}

MaybeFailure PortfolioReader::AddTable(const std::string& file) {
  return ForEachRow(
      file, options_.assessment, options_.grades, engine_,
      [this](const tables::TableRow& row) -> MaybeFailure {
        std::vector<std::string> values;
        for (const std::string& name : options_.by) {
          const auto found = std::find_if(
              row.carried.begin(), row.carried.end(),
              [&](const auto& cell) { return cell.first == name; });
          // A line of JSON may leave a key out: nothing is said then.
          values.push_back(found == row.carried.end() ? "" : found->second);
        }
        if (auto failure =
                Add(row.enterprise_id, row.enterprise_id, row.request)) {
          return failure;
        }
        for (size_t i = 0; i < values.size(); ++i) {
          table_.columns[i].Add(values[i]);
        }
        return std::nullopt;
      },
      &left_out_, options_.by);
}

MaybeFailure PortfolioReader::Add(const std::string& enterprise,
                                  const std::string& id,
                                  v1::ScoreRequest request) {
  request.set_view(v1::VIEW_FULL);
  request.set_target_level(0);
  v1::ScoreResponse score;
  if (auto failure = engine_->Ask(request, &score)) return failure;
  if (!model_.digest().empty() && model_.digest() != score.model().digest()) {
    return OtherEdition(NameOf(score.model()), NameOf(model_));
  }
  v1::PlanUpgradeResponse plan;
  if (options_.bring > 0) {
    v1::PlanUpgradeRequest up;
    *up.mutable_assessment() = request;
    up.set_target_level(options_.to);
    if (auto failure = engine_->Ask(up, &plan)) return failure;
    lift_.Add(enterprise, plan);
  }
  if (model_.digest().empty()) {
    model_ = score.model();
    ExpectSubdomains();
  }
  portfolio::AddResult(score, &table_);
  const auto [place, is_new] =
      ids_.try_emplace(id, static_cast<int32_t>(ids_.size()));
  table_.enterprise.push_back(place->second);
  if (!is_new) ++table_.repeated_ids;
  gaps_.Add(score);
  weight_sets_.insert(request.profile().weight_set());
  return std::nullopt;
}

}  // namespace cmmm::cli
