#include "http/page.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/sha256.h"
#include "http/gzip.h"

namespace cmmm::http {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxBytes = size_t{64} << 20;
constexpr size_t kMaxFiles = 5000;
constexpr size_t kLeastHash = 8;

// By the end of a name. Texts are worth compressing, the rest is compressed.
struct Type {
  const char* ending;
  const char* type;
  bool is_text;
};
constexpr Type kTypes[] = {
    {".html", "text/html; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".mjs", "text/javascript; charset=utf-8", true},
    {".css", "text/css; charset=utf-8", true},
    {".json", "application/json", true},
    {".webmanifest", "application/manifest+json", true},
    {".svg", "image/svg+xml", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".map", "application/json", true},
    {".wasm", "application/wasm", true},
    {".png", "image/png", false},
    {".jpg", "image/jpeg", false},
    {".webp", "image/webp", false},
    {".ico", "image/x-icon", false},
    {".woff2", "font/woff2", false},
};
constexpr Type kOtherType = {"", "application/octet-stream", false};

const Type& TypeOf(const std::string& path) {
  for (const Type& type : kTypes) {
    if (absl::EndsWith(path, type.ending)) return type;
  }
  return kOtherType;
}

// `/assets/index-BxY1z2w3.js`: in the folder of built files, and behind the
// last `-` or `.` of the stem eight signs or more.
bool HasHash(const std::string& path) {
  if (!absl::StartsWith(path, "/assets/")) return false;
  const fs::path name(path);
  const std::string stem = name.stem().string();
  for (size_t at = 0; at + kLeastHash < stem.size(); ++at) {
    if (stem[at] != '-' && stem[at] != '.') continue;
    const absl::string_view hash = absl::string_view(stem).substr(at + 1);
    if (hash.size() == kLeastHash &&
        std::any_of(hash.begin(), hash.end(), [](unsigned char c) {
          return absl::ascii_isdigit(c) || absl::ascii_isupper(c) || c == '_';
        })) {
      return true;
    }
  }
  return false;
}

bool Matches(absl::string_view if_none_match, const std::string& tag) {
  for (absl::string_view one : absl::StrSplit(if_none_match, ',')) {
    one = absl::StripAsciiWhitespace(one);
    if (one == "*" || one == tag || one == absl::StrCat("W/", tag)) return true;
  }
  return false;
}

bool TakesBrotli(absl::string_view accepted) {
  for (const absl::string_view one : absl::StrSplit(accepted, ',')) {
    if (absl::StripAsciiWhitespace(one) == "br") return true;
  }
  return false;
}

Failure Unreadable(const std::string& path) {
  return Failure{FailureKind::kNoInput, absl::StrCat(path, ": cannot be read"),
                 absl::StrCat(path, "：无法读取")};
}

}  // namespace

MaybeFailure Page::Load(const std::string& folder) {
  if (auto failure = Read(folder)) return failure;
  if (files_.count("/index.html") == 0) {
    return Failure{FailureKind::kNoInput,
                   absl::StrCat(folder, ": there is no index.html"),
                   absl::StrCat(folder, "：没有 index.html")};
  }
  for (auto& [path, file] : files_) Describe(path, &file);
  // What was compressed beforehand is a form of another file, and no own one.
  for (auto at = files_.begin(); at != files_.end();) {
    const bool is_form =
        (absl::EndsWith(at->first, ".gz") ||
         absl::EndsWith(at->first, ".br")) &&
        files_.count(at->first.substr(0, at->first.size() - 3)) > 0;
    at = is_form ? files_.erase(at) : std::next(at);
  }
  return std::nullopt;
}

void Page::Add(const std::string& path, std::string bytes) {
  File& file = files_[path];
  file.bytes = std::move(bytes);
  Describe(path, &file);
}

MaybeFailure Page::Read(const std::string& folder) {
  std::error_code error;
  size_t bytes = 0;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (!at->is_regular_file(error) || at->is_symlink(error)) continue;
    std::ifstream in(at->path(), std::ios::binary);
    File file;
    file.bytes.assign(std::istreambuf_iterator<char>(in), {});
    if (!in.good() && !in.eof()) return Unreadable(at->path().string());
    bytes += file.bytes.size();
    files_["/" + at->path().lexically_relative(folder).generic_string()] =
        std::move(file);
    if (bytes > kMaxBytes || files_.size() > kMaxFiles) {
      return Failure{FailureKind::kNoInput,
                     absl::StrCat(folder, ": too large for a page"),
                     absl::StrCat(folder, "：太大，不像网页文件夹")};
    }
  }
  if (error) return Unreadable(folder);
  return std::nullopt;
}

void Page::Describe(const std::string& path, File* file) {
  const Type& type = TypeOf(path);
  file->type = type.type;
  file->tag = Sha256Hex(file->bytes).substr(0, 32);
  file->is_immutable = HasHash(path);
  if (const auto brotli = files_.find(path + ".br"); brotli != files_.end()) {
    file->brotli = brotli->second.bytes;
  }
  if (const auto gzip = files_.find(path + ".gz"); gzip != files_.end()) {
    file->gzip = gzip->second.bytes;
  } else if (type.is_text) {
    file->gzip = Compress(file->bytes, Effort::kBest);
    if (file->gzip.size() >= file->bytes.size()) file->gzip.clear();
  }
}

std::optional<Reply> Page::Find(const Request& request) const {
  const auto found =
      files_.find(request.path == "/" ? "/index.html" : request.path);
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  const absl::string_view accepted = request.Find("Accept-Encoding");
  const std::string* bytes = &file.bytes;
  std::string tag = file.tag;
  Reply reply;
  if (!file.brotli.empty() && TakesBrotli(accepted)) {
    bytes = &file.brotli;
    tag += "-br";
    reply.With("Content-Encoding", "br");
  } else if (!file.gzip.empty() && TakesGzip(accepted)) {
    bytes = &file.gzip;
    tag += "-gzip";
    reply.With("Content-Encoding", "gzip");
  }
  tag = absl::StrCat("\"", tag, "\"");
  reply.With("ETag", tag)
      .With("Content-Type", file.type)
      .With("Vary", "Accept-Encoding")
      .With("Cache-Control", file.is_immutable
                                 ? "public, max-age=31536000, immutable"
                                 : "no-cache");
  if (Matches(request.Find("If-None-Match"), tag)) {
    reply.status = 304;
  } else {
    reply.body = *bytes;
  }
  return reply;
}

}  // namespace cmmm::http
