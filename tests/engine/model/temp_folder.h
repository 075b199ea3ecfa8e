// A folder of files for one test, removed with everything in it.
#ifndef CMMM_TESTS_ENGINE_MODEL_TEMP_FOLDER_H_
#define CMMM_TESTS_ENGINE_MODEL_TEMP_FOLDER_H_

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/process.h"

namespace cmmm::test {

class TempFolder {
 public:
  TempFolder() : path_(TempPath("")) {
    std::filesystem::create_directories(path_);
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }

  // Writes a file at `relative`, with the folders on the way; its path.
  std::string Write(const std::string& relative,
                    const std::string& content) const {
    const std::filesystem::path file = std::filesystem::path(path_) / relative;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }

 private:
  std::string path_;
};

}  // namespace cmmm::test

#endif  // CMMM_TESTS_ENGINE_MODEL_TEMP_FOLDER_H_
