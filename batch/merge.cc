#include "batch/merge.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/output_file.h"
#include "batch/run_files.h"
#include "engine/base/file_failure.h"
#include "tables/file_size.h"

namespace cmmm::batch {
namespace {

constexpr int64_t kPiece = 256 << 10;

// One part, its two files open.
struct Part {
  std::string path;
  results::Manifest manifest;
  std::string rejects_path;
  std::ifstream output;
  std::ifstream rejects;
};

Failure NoSuchPart(absl::string_view path, const Text& what) {
  return AboutFile(FailureKind::kData, path, what);
}

MaybeFailure CheckFile(const std::string& path,
                       const files::v1::DigestedFile& record) {
  const int64_t size = tables::SizeOfFile(path);
  if (size < 0) {
    return CannotRead(path, errno);
  }
  if (size == record.bytes() && tables::Sha256OfFile(path) == record.sha256()) {
    return std::nullopt;
  }
  return NoSuchPart(path, {"不是清单所记的文件",
                           "is not the file that its manifest describes"});
}

MaybeFailure OpenPart(const std::string& path, Part* part) {
  part->path = path;
  if (auto failure = results::ReadManifest(ManifestOf(path), &part->manifest)) {
    return failure;
  }
  part->rejects_path = absl::StrCat(path.substr(0, path.rfind('/') + 1),
                                    part->manifest.rejects().path());
  for (const auto& [file, record] :
       {std::pair(path, part->manifest.output()),
        std::pair(part->rejects_path, part->manifest.rejects())}) {
    if (auto failure = CheckFile(file, record)) return failure;
  }
  part->output.open(path, std::ios::binary);
  part->rejects.open(part->rejects_path, std::ios::binary);
  return std::nullopt;
}

// All shards of one run, each once.
MaybeFailure CheckParts(const std::vector<std::unique_ptr<Part>>& parts) {
  const results::Manifest& first = parts[0]->manifest;
  const int count = results::ShardCountOf(first);
  std::vector<const Part*> by_index(static_cast<size_t>(std::max(1, count)),
                                    nullptr);
  for (const auto& part : parts) {
    const int index = results::ShardIndexOf(part->manifest);
    if (part->manifest.run() != first.run() ||
        results::ShardCountOf(part->manifest) != count) {
      return NoSuchPart(
          part->path,
          {absl::StrCat("与 ", parts[0]->path, " 不是同一次运行"),
           absl::StrCat("is of another run than ", parts[0]->path)});
    }
    if (index < 1 || index > count) {
      return NoSuchPart(part->path, {"没有分片的编号", "has no shard number"});
    }
    const Part*& slot = by_index[static_cast<size_t>(index) - 1];
    if (slot != nullptr) {
      return NoSuchPart(
          part->path,
          {absl::StrCat("是第 ", index, " 片，", slot->path, " 也是"),
           absl::StrCat("is shard ", index, ", as is ", slot->path)});
    }
    slot = part.get();
  }
  for (size_t i = 0; i < by_index.size(); ++i) {
    if (by_index[i] != nullptr) continue;
    return Failure{
        FailureKind::kData,
        absl::StrCat("shard ", i + 1, "/", by_index.size(), " is missing"),
        absl::StrCat("缺少分片 ", i + 1, "/", by_index.size())};
  }
  return std::nullopt;
}

MaybeFailure CopyBytes(std::ifstream* from, int64_t bytes,
                       const std::string& path, OutputFile* to) {
  std::string piece(static_cast<size_t>(std::min(bytes, kPiece)), '\0');
  while (bytes > 0) {
    piece.resize(static_cast<size_t>(std::min(bytes, kPiece)));
    from->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!*from) return NoSuchPart(path, {"文件不完整", "is too short"});
    if (auto failure = to->Write(piece)) return failure;
    bytes -= static_cast<int64_t>(piece.size());
  }
  return std::nullopt;
}

class Merger {
 public:
  explicit Merger(const std::string& path)
      : output_(path), rejects_(RejectsOf(path)), manifest_(ManifestOf(path)) {}

  MaybeFailure Open(bool force) {
    for (OutputFile* file : {&output_, &rejects_, &manifest_}) {
      if (!file->is_regular()) {
        return AboutFile(FailureKind::kUsage, file->path(),
                         {"须为文件", "must be a file"});
      }
      if (file->exists() && !force) {
        return OutputExists(file->path());
      }
    }
    output_.TakeDigest();
    rejects_.TakeDigest();
    if (auto failure = output_.Open(0)) return failure;
    return rejects_.Open(0);
  }

  MaybeFailure Copy(Part* part, int64_t output_bytes, int64_t rejects_bytes) {
    if (auto failure =
            CopyBytes(&part->output, output_bytes, part->path, &output_)) {
      return failure;
    }
    return CopyBytes(&part->rejects, rejects_bytes, part->rejects_path,
                     &rejects_);
  }

  MaybeFailure Finish(results::Manifest* merged) {
    results::Describe(RecordOf(output_), merged->mutable_output());
    results::Describe(RecordOf(rejects_), merged->mutable_rejects());
    if (auto failure = manifest_.Open(0)) return failure;
    if (auto failure = manifest_.Write(results::ToJson(*merged)))
      return failure;
    for (OutputFile* file : {&rejects_, &output_, &manifest_}) {
      if (auto failure = file->Finish()) return failure;
    }
    return std::nullopt;
  }

  void Discard() {
    for (OutputFile* file : {&output_, &rejects_, &manifest_}) {
      file->Discard();
    }
  }

 private:
  OutputFile output_;
  OutputFile rejects_;
  OutputFile manifest_;
};

// The header of the first part, and the blocks of all in their order.
MaybeFailure CopyShards(const std::vector<std::unique_ptr<Part>>& parts,
                        Merger* merger) {
  std::vector<std::pair<const files::v1::BlockBytes*, Part*>> pieces;
  for (const auto& part : parts) {
    const files::v1::BlockBytes& head = part->manifest.shard().head();
    if (part == parts[0]) {
      if (auto failure = merger->Copy(part.get(), head.output_bytes(),
                                      head.rejects_bytes())) {
        return failure;
      }
    }
    part->output.seekg(head.output_bytes());
    part->rejects.seekg(head.rejects_bytes());
    for (const files::v1::BlockBytes& piece : part->manifest.shard().pieces()) {
      pieces.emplace_back(&piece, part.get());
    }
  }
  std::sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) {
    return a.first->block() < b.first->block();
  });
  for (const auto& [piece, part] : pieces) {
    if (auto failure =
            merger->Copy(part, piece->output_bytes(), piece->rejects_bytes())) {
      return failure;
    }
  }
  return std::nullopt;
}

MaybeFailure CopyAll(const std::vector<std::unique_ptr<Part>>& parts,
                     Merger* merger) {
  Part& first = *parts[0];
  if (first.manifest.has_shard()) return CopyShards(parts, merger);
  return merger->Copy(&first, first.manifest.output().bytes(),
                      first.manifest.rejects().bytes());
}

// What the whole run says of itself, but for its files.
results::Manifest JoinManifests(
    const std::vector<std::unique_ptr<Part>>& parts) {
  results::Manifest merged = parts[0]->manifest;
  merged.clear_shard();
  int64_t open = merged.open();
  int64_t open_rows = merged.open_rows();
  for (size_t i = 1; i < parts.size(); ++i) {
    const results::Manifest& part = parts[i]->manifest;
    merged.set_rows(merged.rows() + part.rows());
    merged.set_scored(merged.scored() + part.scored());
    merged.set_rejected(merged.rejected() + part.rejected());
    merged.set_blank(merged.blank() + part.blank());
    // Every part has seen the inputs; rows that repeat are counted by each.
    for (const files::v1::Notice& notice : part.notices()) {
      const auto& all = merged.notices();
      const bool said =
          std::any_of(all.begin(), all.end(), [&](const auto& other) {
            return other.file() == notice.file() &&
                   other.message() == notice.message();
          });
      if (!said) *merged.add_notices() = notice;
    }
    open += part.open();
    open_rows += part.open_rows();
  }
  if (merged.has_open()) results::SetOpen(open, open_rows, &merged);
  return merged;
}

// What stands beside the parts: `part*.csv` may mean their rejects as well.
std::set<std::string> FilesBeside(const std::vector<std::string>& parts) {
  std::set<std::string> beside;
  for (const std::string& part : parts) {
    const std::vector<std::string> files = FilesOfPart(part);
    beside.insert(files.begin() + 1, files.end());
  }
  return beside;
}

}  // namespace

MaybeFailure Merge(const MergeOptions& options, results::Manifest* merged) {
  std::vector<std::unique_ptr<Part>> parts;
  const std::set<std::string> beside = FilesBeside(options.parts);
  for (const std::string& path : options.parts) {
    if (beside.count(path) > 0) continue;
    parts.push_back(std::make_unique<Part>());
    if (auto failure = OpenPart(path, parts.back().get())) return failure;
  }
  if (auto failure = CheckParts(parts)) return failure;
  Merger merger(options.output);
  if (auto failure = merger.Open(options.force)) return failure;
  MaybeFailure failure = CopyAll(parts, &merger);
  if (!failure.has_value()) {
    *merged = JoinManifests(parts);
    failure = merger.Finish(merged);
  }
  if (failure.has_value()) merger.Discard();
  return failure;
}

}  // namespace cmmm::batch
