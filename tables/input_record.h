// What is written down of a file that was read: in the manifest of a run, so
// that anybody can tell whether it was this file, read in this way.
#ifndef CMMM_TABLES_INPUT_RECORD_H_
#define CMMM_TABLES_INPUT_RECORD_H_

#include <cstdint>
#include <string>

namespace cmmm::tables {

struct FileRecord {
  std::string path;
  int64_t bytes = 0;
  std::string sha256;  // in hexadecimal digits
};

struct InputRecord {
  FileRecord file;
  std::string grades;  // how digits were read, a GradeStyleName
  // The edition that it was scored by, where that is not the model of the run.
  std::string edition{};
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_INPUT_RECORD_H_
