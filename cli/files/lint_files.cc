#include "cli/files/lint_files.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "cli/printing/model_text.h"
#include "cli/scoring_engine.h"
#include "engine/model/catalog.h"
#include "engine/model/digest.h"
#include "engine/model/lint.h"

namespace cmmm::cli {
namespace {

class FileLinter {
 public:
  FileLinter(const std::string& models, texts::Language language,
             std::ostream& out)
      : models_path_(models), language_(language), out_(out) {}

  void LintAll(const std::vector<std::string>& paths) {
    std::vector<std::string> programmes;
    for (const std::string& path : paths) {
      const std::vector<std::string> files = FindModelFiles(path);
      if (files.empty()) {
        out_ << path << ": model.none: "
             << Say(language_, "里面没有 *.textproto 文件\n",
                    "no *.textproto file in it\n");
        ++findings_;
      }
      for (const std::string& file : files) {
        if (IsProgrammeFile(file)) {
          programmes.push_back(file);
        } else {
          LintModel(file);
        }
      }
    }
    for (const std::string& file : programmes) LintProgramme(file);
  }

  ExitCode exit_code() const {
    if (unreadable_) return kExitNoInput;
    return findings_ == 0 ? kExitOk : kExitData;
  }

 private:
  void LintModel(const std::string& file) {
    Violations violations;
    const ModelSource source = LintModelFile(file, &violations);
    const v1::ModelDefinition& model = source.definition;
    const std::string name = absl::StrCat(model.id(), "@", model.version());
    CheckTwin(&models_, name, "model.duplicate", file, &violations);
    const auto [known, first] =
        levels_.emplace(model.id(), model.levels_size());
    if (!first) known->second = std::min(known->second, model.levels_size());
    if (!Report(file, name, violations)) return;
    PrintDigest(ModelDigest(model));
    PrintProvenance(model, language_, out_);
  }

  void LintProgramme(const std::string& file) {
    Violations violations;
    ProgrammeSource source = ReadProgramme(file, &violations);
    if (levels_.count(source.definition.model_id()) == 0) AddDefaultModels();
    violations = Violations();
    source = LintProgrammeFile(file, levels_, &violations);
    const v1::ProgrammeDefinition& programme = source.definition;
    CheckTwin(&programmes_, programme.id(), "programme.duplicate", file,
              &violations);
    if (!Report(file, programme.id(), violations)) return;
    PrintDigest(ProgrammeDigest(programme));
  }

  // Once, and only when a programme needs them.
  void AddDefaultModels() {
    if (defaults_added_) return;
    defaults_added_ = true;
    Violations ignored;  // those files were not named
    const Catalog catalog = Catalog::Load(
        models_path_.empty() ? DefaultModelsPath() : models_path_, &ignored);
    const ModelLevels defaults = catalog.Levels();
    levels_.insert(defaults.begin(), defaults.end());
  }

  // A second file of the same name is a finding, unless it has others.
  void CheckTwin(std::map<std::string, std::string>* seen,
                 const std::string& name, const char* rule,
                 const std::string& file, Violations* violations) {
    const auto [twin, first] = seen->emplace(name, file);
    if (first || !violations->empty()) return;
    violations->Add(file, rule, name,
                    absl::StrCat(name, " is also in ", twin->second));
  }

  // Prints the findings, or the beginning of the line of a sound file (true).
  bool Report(const std::string& file, const std::string& name,
              const Violations& violations) {
    findings_ += violations.total();
    for (const Violation& found : violations.listed()) {
      unreadable_ = unreadable_ || found.rule_id == "model.file" ||
                    found.rule_id == "programme.file";
      out_ << ShowViolation(found) << "\n";
    }
    if (violations.empty()) {
      out_ << file << ": " << Say(language_, "通过", "ok") << "  " << name;
      return true;
    }
    out_ << file << ": " << violations.total()
         << Say(language_, " 处问题\n",
                violations.total() == 1 ? " finding\n" : " findings\n");
    return false;
  }

  void PrintDigest(const std::string& digest) {
    out_ << "  " << Say(language_, "摘要 ", "digest ") << digest << "\n";
  }

  const std::string& models_path_;
  texts::Language language_;
  std::ostream& out_;
  ModelLevels levels_;
  bool defaults_added_ = false;
  std::map<std::string, std::string> models_;      // file by id@version
  std::map<std::string, std::string> programmes_;  // file by id
  size_t findings_ = 0;
  bool unreadable_ = false;
};

}  // namespace

ExitCode LintFiles(const std::vector<std::string>& paths,
                   const std::string& models, texts::Language language,
                   std::ostream& out) {
  FileLinter linter(models, language, out);
  linter.LintAll(paths);
  return linter.exit_code();
}

}  // namespace cmmm::cli
