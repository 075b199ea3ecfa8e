// What is known of a file by looking at it from outside.
#ifndef CMMM_TABLES_FILE_SIZE_H_
#define CMMM_TABLES_FILE_SIZE_H_

#include <cstdint>
#include <string>

namespace cmmm::tables {

// Bytes of a file; -1: there is none.
int64_t SizeOfFile(const std::string& path);

// Whether there is a file of the name, or a link, wherever that leads.
bool IsThere(const std::string& path);

// Whether it can be read once only: standard input, `-`, a pipe, a socket, a
// device. False where there is nothing, which opening it tells.
bool IsReadOnce(const std::string& path);

// SHA-256 of a whole file; empty when it cannot be read.
std::string Sha256OfFile(const std::string& path);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_FILE_SIZE_H_
