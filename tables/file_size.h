// What is known of a file by looking at it from outside.
#ifndef CMMM_TABLES_FILE_SIZE_H_
#define CMMM_TABLES_FILE_SIZE_H_

#include <cstdint>
#include <string>

namespace cmmm::tables {

// Bytes of a file; -1: there is none.
int64_t SizeOfFile(const std::string& path);

// SHA-256 of a whole file; empty when it cannot be read.
std::string Sha256OfFile(const std::string& path);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_FILE_SIZE_H_
