#include "tests/support/test_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "cmmm/testing/v1/conformance.pb.h"
#include "google/protobuf/text_format.h"
#include "tests/support/model_folder.h"
#include "tests/support/process.h"

namespace cmmm::test {

std::string SourcePath(const std::string& relative) {
  return std::string(CMMM_SOURCE_DIR) + "/" + relative;
}

std::string ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream.good()) << path;
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> FilesBelow(const std::string& relative,
                                    const std::string& extension) {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(SourcePath(relative))) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

template <typename Message>
Message ParseTextOrDie(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message))
      << text.substr(0, 400);
  return message;
}

template v1::ModelDefinition ParseTextOrDie(const std::string&);
template v1::ScoreRequest ParseTextOrDie(const std::string&);
template v1::ScoreStreamRequest ParseTextOrDie(const std::string&);
template v1::ScoreResponse ParseTextOrDie(const std::string&);
template ::cmmm::testing::v1::AnalysisSuite ParseTextOrDie(const std::string&);
template ::cmmm::testing::v1::ConformanceSuite ParseTextOrDie(
    const std::string&);
template ::cmmm::testing::v1::SignedSuite ParseTextOrDie(const std::string&);

Catalog LoadCatalogOrDie(const std::string& relative) {
  Violations findings;
  Catalog catalog = Catalog::Load(ModelFolder(relative), &findings);
  for (const Violation& found : findings.listed()) {
    ADD_FAILURE() << ToString(found);
  }
  return catalog;
}

Catalog CatalogOf(const std::vector<v1::ModelDefinition>& models) {
  const std::string folder = TempPath("");
  std::filesystem::create_directory(folder);
  int number = 0;
  for (const auto& model : models) {
    std::string text;
    google::protobuf::TextFormat::PrintToString(model, &text);
    std::ofstream(folder + "/" + std::to_string(number++) + ".textproto")
        << text;
  }
  Violations findings;
  Catalog catalog = Catalog::Load(folder, &findings);
  std::filesystem::remove_all(folder);
  for (const Violation& found : findings.listed()) {
    ADD_FAILURE() << ToString(found);
  }
  return catalog;
}

const Catalog& RealCatalog() {
  static const auto* catalog = new Catalog(LoadCatalogOrDie("models"));
  return *catalog;
}

const v1::ModelDefinition& RealDefinition() {
  return *RealCatalog().entries().front().definition;
}

const Catalog& TinyCatalog() {
  static const auto* catalog =
      new Catalog(LoadCatalogOrDie("tests/conformance/models/tiny"));
  return *catalog;
}

const v1::ModelDefinition& TinyDefinition() {
  return *TinyCatalog().entries().front().definition;
}

v1::ScoreRequest PackedRequest(const Catalog& catalog,
                               const std::string& weight_set,
                               const std::string& codes) {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(weight_set);
  request.mutable_packed()->set_grades(codes);
  request.mutable_packed()->set_model_digest(
      catalog.entries().front().compiled->digest);
  return request;
}

}  // namespace cmmm::test
