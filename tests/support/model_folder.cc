#include "tests/support/model_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "google/protobuf/text_format.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

namespace fs = std::filesystem;
using google::protobuf::TextFormat;

// The whole model of an overlay, as textproto.
std::string Merged(const std::string& overlay) {
  const std::string key = "# over: ";
  const size_t from = overlay.find(key) + key.size();
  const std::string under =
      overlay.substr(from, overlay.find('\n', from) - from);
  auto model = ParseTextOrDie<v1::ModelDefinition>(ReadFile(SourcePath(under)));
  EXPECT_TRUE(TextFormat::MergeFromString(overlay, &model)) << under;
  std::string text;
  TextFormat::PrintToString(model, &text);
  return text;
}

}  // namespace

std::string ModelFolder(const std::string& relative) {
  static std::map<std::string, std::unique_ptr<TempFolder>> copies;
  const auto known = copies.find(relative);
  if (known != copies.end()) return known->second->path();
  const std::vector<std::string> overlays = FilesBelow(relative, ".overlay");
  if (overlays.empty()) return SourcePath(relative);
  auto copy = std::make_unique<TempFolder>();
  fs::copy(SourcePath(relative), copy->path(), fs::copy_options::recursive);
  for (const std::string& overlay : overlays) {
    const fs::path whole = fs::path(overlay)
                               .lexically_relative(SourcePath(relative))
                               .replace_extension(".textproto");
    copy->Write(whole.string(), Merged(ReadFile(overlay)));
  }
  return copies.emplace(relative, std::move(copy)).first->second->path();
}

}  // namespace cmmm::test
