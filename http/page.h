// The files of the page, as browsers get them.
//
// A folder is read once, at the start: whatever a path says, nothing outside of
// what was read can be reached by it. Every file is kept as it is and, where
// that is smaller, compressed: from a file beside it (`a.js.gz`, `a.js.br`) or
// by gzip here.
//
//   path                      answers                 Cache-Control
//   /                         index.html              no-cache
//   /assets/index-BxY1z2w3.js assets/index-….js       immutable: the name has
//                                                     a hash of what is in it
//   /logo.svg                 logo.svg                no-cache
#ifndef CMMM_HTTP_PAGE_H_
#define CMMM_HTTP_PAGE_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "http/message.h"

namespace cmmm::http {

class Page {
 public:
  // No page: finds nothing.
  Page() = default;

  // Reads `folder` with what is below it, up to 64 MiB in 5,000 files. Fails
  // when it has no index.html or cannot be read (kNoInput).
  // Symbolic links are left out.
  MaybeFailure Load(const std::string& folder);

  // A file more, of these bytes.
  // Called for what is not in the folder: /openapi.json.
  void Add(const std::string& path, std::string bytes);

  bool empty() const { return files_.empty(); }

  // The answer to GET or HEAD of `request`'s path; nothing: no such file.
  // With an ETag of the bytes that are sent, 304 when If-None-Match has it, and
  // Vary. Brotli goes before gzip where the caller takes both.
  std::optional<Reply> Find(const Request& request) const;

 private:
  struct File {
    std::string type;
    std::string tag;  // of the bytes as they are, without quotes
    bool is_immutable = false;
    std::string bytes;
    std::string gzip;    // empty: not smaller
    std::string brotli;  // empty: there is none
  };

  MaybeFailure Read(const std::string& folder);
  void Describe(const std::string& path, File* file);

  std::map<std::string, File> files_;  // by path, `/assets/a.js`
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_PAGE_H_
