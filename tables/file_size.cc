#include "tables/file_size.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/sha256.h"

namespace cmmm::tables {

int64_t SizeOfFile(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 ? info.st_size : -1;
}

bool IsThere(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0;
}

bool IsReadOnce(const std::string& path) {
  struct stat info {};
  if (path == "-") return true;
  return stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) &&
         !S_ISDIR(info.st_mode);
}

std::string Sha256OfFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return "";
  Sha256Hash hash;
  std::string piece(256 << 10, '\0');
  for (;;) {
    const ssize_t got = read(fd, piece.data(), piece.size());
    if (got <= 0) {
      close(fd);
      return got < 0 ? "" : hash.Hex();
    }
    hash.Add(absl::string_view(piece.data(), static_cast<size_t>(got)));
  }
}

}  // namespace cmmm::tables
