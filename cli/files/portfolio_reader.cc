#include "cli/files/portfolio_reader.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "batch/run_files.h"
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
  if (auto failure = CheckOptions()) return failure;
  return from_results_ ? ReadResultFiles() : ReadAssessments();
}

MaybeFailure PortfolioReader::CheckOptions() {
  size_t results = 0;
  bool only_tables = true;
  for (const std::string& file : options_.files) {
    const FileKind kind = kinds_[file] = KindOf(file);
    if (kind == FileKind::kResults) ++results;
    only_tables &= kind != FileKind::kAssessment;
  }
  from_results_ = results > 0;
  if (from_results_ && results < options_.files.size()) {
    return Failure{FailureKind::kUsage,
                   "results of cmmm batch and assessments cannot be mixed",
                   "评分结果与自评不能混在一起"};
  }
  if ((options_.bring > 0) != (options_.to > 0)) {
    return Failure{FailureKind::kUsage, "--bring and --to belong together",
                   "--bring 与 --to 须同时使用"};
  }
  if (from_results_ && options_.bring > 0) {
    return Failure{FailureKind::kUsage,
                   "--bring needs assessments: results do not have the "
                   "answers",
                   "--bring 需要自评：评分结果不含作答"};
  }
  if (!only_tables && !options_.by.empty()) {
    return Failure{FailureKind::kUsage,
                   "--by needs tables: other assessments have no columns",
                   "--by 需要表格：其他自评没有列"};
  }
  return std::nullopt;
}

MaybeFailure PortfolioReader::ReadResultFiles() {
  if (auto failure = ReadManifests()) return failure;
  ExpectSubdomains();
  if (auto failure =
          results::ReadResults(options_.files, options_.by, &table_)) {
    return *failure;
  }
  return std::nullopt;
}

// Which model results were scored with, as far as manifests say.
MaybeFailure PortfolioReader::ReadManifests() {
  for (const std::string& file : options_.files) {
    results::Manifest manifest;
    if (results::ReadManifest(ManifestBeside(file), &manifest)) continue;
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
  for (const std::string& file : options_.files) {
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
