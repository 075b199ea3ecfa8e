#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

class LocalEngine final : public ScoringEngine {
 public:
  explicit LocalEngine(Catalog catalog) : catalog_(std::move(catalog)) {}

  MaybeFailure FindModel(const v1::GetModelResponse& described,
                         CatalogEntry* entry) override {
    const auto found = catalog_.Find(described.definition().id(),
                                     described.definition().version());
    if (!found.ok()) return ToFailure(found.refusal());
    *entry = *found.value();
    return std::nullopt;
  }

 private:
  MaybeFailure Answer(const service::Method& method,
                      const google::protobuf::Message& request,
                      google::protobuf::Message* response) override {
    return ToFailure(method.answer(catalog_, request, response, nullptr));
  }

  Catalog catalog_;
};

}  // namespace

std::optional<Catalog> LoadCatalog(const std::string& path) {
  Violations findings;
  Catalog catalog =
      Catalog::Load(path.empty() ? DefaultModelsPath() : path, &findings);
  if (findings.empty()) return catalog;
  PrintFailure(
      "",
      ToFailure(RefuseViolations("INVALID_MODEL", "the models cannot be loaded",
                                 std::move(findings))),
      std::cerr);
  return std::nullopt;
}

std::unique_ptr<ScoringEngine> MakeLocalEngine(const std::string& path) {
  std::optional<Catalog> catalog = LoadCatalog(path);
  if (!catalog.has_value()) return nullptr;
  return MakeLocalEngine(*std::move(catalog));
}

std::unique_ptr<ScoringEngine> MakeLocalEngine(Catalog catalog) {
  return std::make_unique<LocalEngine>(std::move(catalog));
}

std::string DefaultModelsPath() {
  namespace fs = std::filesystem;
  const char* path = std::getenv("CMMM_MODELS");
  if (path != nullptr && *path != '\0') return path;
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  for (const fs::path& candidate :
       {fs::path("models"), binary.parent_path() / "../../models",
        binary.parent_path() / "../share/cmmm/models"}) {
    if (fs::is_directory(candidate, error)) {
      return candidate.lexically_normal().string();
    }
  }
  return "models";
}

}  // namespace cmmm::cli
