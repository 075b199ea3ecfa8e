#include "batch/merge.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/output_file.h"
#include "engine/base/sha256.h"
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

Failure DataFailure(std::string message) {
  return {FailureKind::kData, std::move(message)};
}

MaybeFailure CheckFile(const std::string& path,
                       const tables::FileRecord& record) {
  const int64_t size = tables::SizeOfFile(path);
  if (size < 0) {
    return Failure{FailureKind::kNoInput,
                   absl::StrCat(path, ": cannot be read")};
  }
  if (size == record.bytes && tables::Sha256OfFile(path) == record.sha256) {
    return std::nullopt;
  }
  return DataFailure(
      absl::StrCat(path, ": is not the file that its manifest describes"));
}

MaybeFailure OpenPart(const std::string& path, Part* part) {
  part->path = path;
  if (auto failure = results::ReadManifest(absl::StrCat(path, ".manifest.json"),
                                           &part->manifest)) {
    return failure;
  }
  part->rejects_path = absl::StrCat(path.substr(0, path.rfind('/') + 1),
                                    part->manifest.rejects.path);
  for (const auto& [file, record] :
       {std::pair(path, part->manifest.output),
        std::pair(part->rejects_path, part->manifest.rejects)}) {
    if (auto failure = CheckFile(file, record)) return failure;
  }
  part->output.open(path, std::ios::binary);
  part->rejects.open(part->rejects_path, std::ios::binary);
  return std::nullopt;
}

// All shards of one run, each once.
MaybeFailure CheckParts(const std::vector<std::unique_ptr<Part>>& parts) {
  const results::Manifest& first = parts[0]->manifest;
  std::vector<const Part*> by_index(
      static_cast<size_t>(std::max(1, first.shard_count)), nullptr);
  for (const auto& part : parts) {
    const results::Manifest& manifest = part->manifest;
    if (manifest.run != first.run ||
        manifest.shard_count != first.shard_count) {
      return DataFailure(absl::StrCat(part->path, ": is of another run than ",
                                      parts[0]->path));
    }
    if (manifest.shard_index < 1 || manifest.shard_index > first.shard_count) {
      return DataFailure(absl::StrCat(part->path, ": has no shard number"));
    }
    const Part*& slot = by_index[static_cast<size_t>(manifest.shard_index) - 1];
    if (slot != nullptr) {
      return DataFailure(absl::StrCat(part->path, ": is shard ",
                                      manifest.shard_index, ", as is ",
                                      slot->path));
    }
    slot = part.get();
  }
  for (size_t i = 0; i < by_index.size(); ++i) {
    if (by_index[i] != nullptr) continue;
    return DataFailure(
        absl::StrCat("shard ", i + 1, "/", by_index.size(), " is missing"));
  }
  return std::nullopt;
}

MaybeFailure CopyBytes(std::ifstream* from, int64_t bytes,
                       const std::string& path, OutputFile* to,
                       Sha256Hash* hash) {
  std::string piece(static_cast<size_t>(std::min(bytes, kPiece)), '\0');
  while (bytes > 0) {
    piece.resize(static_cast<size_t>(std::min(bytes, kPiece)));
    from->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!*from) return DataFailure(absl::StrCat(path, ": is too short"));
    hash->Add(piece);
    if (auto failure = to->Write(piece)) return failure;
    bytes -= static_cast<int64_t>(piece.size());
  }
  return std::nullopt;
}

class Merger {
 public:
  explicit Merger(const std::string& path)
      : output_(path),
        rejects_(absl::StrCat(path, ".rejects.csv")),
        manifest_(absl::StrCat(path, ".manifest.json")) {}

  MaybeFailure Open(bool force) {
    for (OutputFile* file : {&output_, &rejects_, &manifest_}) {
      if (!file->is_regular()) {
        return Failure{FailureKind::kUsage,
                       absl::StrCat(file->path(), ": must be a file")};
      }
      if (file->exists() && !force) {
        return Failure{
            FailureKind::kUsage,
            absl::StrCat(file->path(), ": exists; say --force to replace it")};
      }
    }
    if (auto failure = output_.Open(0)) return failure;
    return rejects_.Open(0);
  }

  MaybeFailure Copy(Part* part, const results::BlockRecord& block) {
    if (auto failure = CopyBytes(&part->output, block.output_bytes, part->path,
                                 &output_, &output_hash_)) {
      return failure;
    }
    return CopyBytes(&part->rejects, block.rejects_bytes, part->rejects_path,
                     &rejects_, &rejects_hash_);
  }

  // The only part there is.
  MaybeFailure CopyWhole(Part* part) {
    return Copy(part,
                {0, part->manifest.output.bytes, part->manifest.rejects.bytes});
  }

  MaybeFailure Finish(results::Manifest* merged) {
    const auto name = [](const OutputFile& file) {
      return file.path().substr(file.path().rfind('/') + 1);
    };
    merged->output = {name(output_), output_.size(), output_hash_.Hex()};
    merged->rejects = {name(rejects_), rejects_.size(), rejects_hash_.Hex()};
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
  Sha256Hash output_hash_;
  Sha256Hash rejects_hash_;
};

// Skips what every part but the first repeats: the header.
MaybeFailure CopyAll(const std::vector<std::unique_ptr<Part>>& parts,
                     Merger* merger) {
  struct Piece {
    int64_t block;
    Part* part;
    const results::BlockRecord* record;
  };
  std::vector<Piece> pieces;
  for (const auto& part : parts) {
    const results::Manifest& manifest = part->manifest;
    part->output.seekg(manifest.header.output_bytes);
    part->rejects.seekg(manifest.header.rejects_bytes);
    if (manifest.shard_count == 1) return merger->CopyWhole(part.get());
    for (const results::BlockRecord& record : manifest.blocks) {
      pieces.push_back({record.block, part.get(), &record});
    }
  }
  parts[0]->output.seekg(0);
  parts[0]->rejects.seekg(0);
  if (auto failure = merger->Copy(parts[0].get(), parts[0]->manifest.header)) {
    return failure;
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.block < b.block; });
  for (const Piece& piece : pieces) {
    if (auto failure = merger->Copy(piece.part, *piece.record)) return failure;
  }
  return std::nullopt;
}

void AddCounts(const results::Manifest& part, results::Manifest* merged) {
  merged->rows += part.rows;
  merged->scored += part.scored;
  merged->rejected += part.rejected;
  merged->blank += part.blank;
}

// Whether the path is what stands beside another part: `part*.csv` means those
// rejects as well.
bool IsBesideAPart(const std::string& path,
                   const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& part) {
    return path == part + ".rejects.csv" || path == part + ".manifest.json";
  });
}

}  // namespace

MaybeFailure Merge(const MergeOptions& options, results::Manifest* merged) {
  std::vector<std::unique_ptr<Part>> parts;
  for (const std::string& path : options.parts) {
    if (IsBesideAPart(path, options.parts)) continue;
    parts.push_back(std::make_unique<Part>());
    if (auto failure = OpenPart(path, parts.back().get())) return failure;
  }
  if (auto failure = CheckParts(parts)) return failure;
  Merger merger(options.output);
  if (auto failure = merger.Open(options.force)) return failure;
  MaybeFailure failure = CopyAll(parts, &merger);
  if (!failure.has_value()) {
    *merged = parts[0]->manifest;
    merged->rows = merged->scored = merged->rejected = merged->blank = 0;
    for (const auto& part : parts) AddCounts(part->manifest, merged);
    merged->shard_index = merged->shard_count = 1;
    merged->header = {};
    merged->blocks.clear();
    failure = merger.Finish(merged);
  }
  if (failure.has_value()) merger.Discard();
  return failure;
}

}  // namespace cmmm::batch
