#include "batch/run_files.h"

#include "absl/strings/str_cat.h"
#include "results/manifest.h"

namespace cmmm::batch {

std::string RejectsOf(const std::string& output) {
  return absl::StrCat(output, ".rejects.csv");
}

std::string ManifestOf(const std::string& output) {
  return absl::StrCat(output, ".manifest.json");
}

std::string JournalOf(const std::string& output) {
  return absl::StrCat(output, ".journal");
}

std::string BookRowsOf(const std::string& output) {
  return absl::StrCat(output, ".rows");
}

std::string PartialOf(const std::string& file) {
  return absl::StrCat(file, ".partial");
}

std::vector<std::string> FilesOfRun(const std::string& output,
                                    const std::string& rejects) {
  std::vector<std::string> files;
  const auto add = [&](const std::string& file) {
    files.push_back(file);
    if (!file.empty() && file != "-") files.push_back(PartialOf(file));
  };
  if (output == "-") {
    add(rejects);
    return files;
  }
  add(output);
  add(rejects.empty() ? RejectsOf(output) : rejects);
  add(ManifestOf(output));
  // These two never have another name.
  files.push_back(PartialOf(BookRowsOf(output)));
  files.push_back(JournalOf(output));
  return files;
}

std::vector<std::string> FilesOfPart(const std::string& output) {
  std::vector<std::string> files = {output, ManifestOf(output)};
  results::Manifest manifest;
  if (results::ReadManifest(files.back(), &manifest).has_value()) {
    files.push_back(RejectsOf(output));
  } else {
    files.push_back(absl::StrCat(output.substr(0, output.rfind('/') + 1),
                                 manifest.rejects().path()));
  }
  return files;
}

}  // namespace cmmm::batch
