#include "cli/files/portfolio_reader.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "results/manifest.h"
#include "results/read_results.h"

namespace cmmm::cli {
namespace {

// A workbook of results is made from the CSV of its name.
std::string ManifestOf(const std::string& file) {
  std::filesystem::path path(file);
  if (tables::IsWorkbookPath(file)) path.replace_extension(".csv");
  return path.string() + ".manifest.json";
}

}  // namespace

std::optional<Problem> PortfolioReader::Read() {
  if (auto problem = CheckOptions()) return problem;
  auto problem = from_results_ ? ReadResultFiles() : ReadAssessments();
  if (!problem.has_value()) file_.clear();
  return problem;
}

std::optional<Problem> PortfolioReader::CheckOptions() {
  size_t results = 0;
  bool only_tables = true;
  for (const std::string& file : options_.files) {
    const FileKind kind = kinds_[file] = KindOf(file);
    if (kind == FileKind::kResults) ++results;
    only_tables &= kind != FileKind::kAssessment;
  }
  from_results_ = results > 0;
  if (from_results_ && results < options_.files.size()) {
    return ProblemOf(kExitUsage,
                     "results of cmmm batch and assessments cannot be mixed");
  }
  if ((options_.bring > 0) != (options_.to > 0)) {
    return ProblemOf(kExitUsage, "--bring and --to belong together");
  }
  if (from_results_ && options_.bring > 0) {
    return ProblemOf(kExitUsage,
                     "--bring needs assessments: results do not have the "
                     "answers");
  }
  if (!only_tables && !options_.by.empty()) {
    return ProblemOf(kExitUsage,
                     "--by needs tables: other assessments have no columns");
  }
  return std::nullopt;
}

std::optional<Problem> PortfolioReader::ReadResultFiles() {
  if (auto problem = ReadManifests()) return problem;
  ExpectSubdomains();
  if (auto failure =
          results::ReadResults(options_.files, options_.by, &table_)) {
    return ToProblem(*failure);
  }
  return std::nullopt;
}

// Which model results were scored with, as far as manifests say.
std::optional<Problem> PortfolioReader::ReadManifests() {
  for (const std::string& file : options_.files) {
    results::Manifest manifest;
    if (results::ReadManifest(ManifestOf(file), &manifest)) continue;
    const files::v1::ManifestModel& model = manifest.model();
    if (!model_.digest().empty() && model_.digest() != model.digest()) {
      return ProblemOf(kExitData,
                       absl::StrCat(file,
                                    ": was scored with another model "
                                    "than the files before it"));
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
  if (engine_->GetModel(get, &named_).has_value()) named_.Clear();
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

std::optional<Problem> PortfolioReader::ReadAssessments() {
  for (const std::string& name : options_.by) {
    table_.columns.emplace_back(name);
  }
  for (const std::string& file : options_.files) {
    file_ = file;
    auto problem =
        kinds_.at(file) == FileKind::kTable ? AddTable(file) : AddFile(file);
    if (problem.has_value()) return problem;
  }
  return std::nullopt;
}

std::optional<Problem> PortfolioReader::AddFile(const std::string& file) {
  v1::ScoreRequest request;
  if (auto problem =
          ReadAssessment(file, options_.assessment, engine_, &request)) {
    return problem;
  }
  return Add(std::filesystem::path(file).stem().string(), request);
}

std::optional<Problem> PortfolioReader::AddTable(const std::string& file) {
  return ForEachRow(
      file, options_.assessment, options_.grades,
      [this](const tables::TableRow& row) -> std::optional<Problem> {
        std::vector<std::string> values;
        for (const std::string& name : options_.by) {
          const auto found = std::find_if(
              row.carried.begin(), row.carried.end(),
              [&](const auto& cell) { return cell.first == name; });
          if (found == row.carried.end()) {
            return ProblemOf(kExitData, absl::StrCat("no column ", name));
          }
          values.push_back(found->second);
        }
        if (auto problem = Add(row.enterprise_id, row.request)) {
          return problem;
        }
        for (size_t i = 0; i < values.size(); ++i) {
          table_.columns[i].Add(values[i]);
        }
        return std::nullopt;
      },
      &failed_);
}

std::optional<Problem> PortfolioReader::Add(const std::string& enterprise,
                                            v1::ScoreRequest request) {
  request.set_view(v1::VIEW_FULL);
  request.set_target_level(0);
  v1::ScoreResponse score;
  if (auto problem = engine_->Score(request, &score)) return problem;
  if (!model_.digest().empty() && model_.digest() != score.model().digest()) {
    return ProblemOf(kExitData, "is about another model than those before it");
  }
  v1::PlanUpgradeResponse plan;
  if (options_.bring > 0) {
    v1::PlanUpgradeRequest up;
    *up.mutable_assessment() = request;
    up.set_target_level(options_.to);
    if (auto problem = engine_->PlanUpgrade(up, &plan)) return problem;
    lift_.Add(enterprise, plan);
  }
  if (model_.digest().empty()) {
    model_ = score.model();
    ExpectSubdomains();
  }
  portfolio::AddResult(score, &table_);
  gaps_.Add(score);
  return std::nullopt;
}

}  // namespace cmmm::cli
