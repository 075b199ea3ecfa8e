#include "results/manifest.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "results/write_result.h"

namespace cmmm::results {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

std::string Quoted(const std::string& text) {
  std::string json;
  AppendJsonString(text, &json);
  return json;
}

std::string FileJson(const tables::FileRecord& file) {
  return absl::StrCat("\"path\": ", Quoted(file.path),
                      ", \"bytes\": ", file.bytes,
                      ", \"sha256\": ", Quoted(file.sha256));
}

std::string BlockJson(const BlockRecord& block) {
  return absl::StrCat("[", block.block, ", ", block.output_bytes, ", ",
                      block.rejects_bytes, "]");
}

std::string ShardJson(const Manifest& manifest) {
  std::string json = absl::StrCat(
      ",\n  \"shard\": {\"index\": ", manifest.shard_index,
      ", \"count\": ", manifest.shard_count,
      ", \"header\": ", BlockJson(manifest.header), ", \"blocks\": [");
  for (size_t i = 0; i < manifest.blocks.size(); ++i) {
    absl::StrAppend(&json, i == 0 ? "" : ", ", BlockJson(manifest.blocks[i]));
  }
  return json + "]}";
}

const Value& Get(const Struct& object, const std::string& name) {
  static const Value kNothing;
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? kNothing : found->second;
}

int64_t Number(const Value& value) {
  return static_cast<int64_t>(value.number_value());
}

tables::FileRecord ReadFileRecord(const Struct& object) {
  return {Get(object, "path").string_value(), Number(Get(object, "bytes")),
          Get(object, "sha256").string_value()};
}

BlockRecord ReadBlock(const Value& value) {
  const auto& list = value.list_value();
  if (list.values_size() != 3) return {};
  return {Number(list.values(0)), Number(list.values(1)),
          Number(list.values(2))};
}

void ReadShard(const Struct& shard, Manifest* manifest) {
  manifest->shard_index = static_cast<int>(Number(Get(shard, "index")));
  manifest->shard_count = static_cast<int>(Number(Get(shard, "count")));
  manifest->header = ReadBlock(Get(shard, "header"));
  for (const Value& block : Get(shard, "blocks").list_value().values()) {
    manifest->blocks.push_back(ReadBlock(block));
  }
}

}  // namespace

std::string ToJson(const Manifest& manifest) {
  std::string json = absl::StrCat(
      "{\n  \"run\": ", Quoted(manifest.run),
      ",\n  \"engine_version\": ", Quoted(manifest.engine_version),
      ",\n  \"model\": {\"id\": ", Quoted(manifest.model_id),
      ", \"version\": ", Quoted(manifest.model_version),
      ", \"digest\": ", Quoted(manifest.model_digest), "},\n  \"inputs\": [");
  for (size_t i = 0; i < manifest.inputs.size(); ++i) {
    const tables::InputRecord& input = manifest.inputs[i];
    absl::StrAppend(&json, i == 0 ? "\n    {" : ",\n    {",
                    FileJson(input.file),
                    ", \"grades\": ", Quoted(input.grades), "}");
  }
  absl::StrAppend(&json, "\n  ],\n  \"rows\": ", manifest.rows,
                  ",\n  \"scored\": ", manifest.scored,
                  ",\n  \"rejected\": ", manifest.rejected,
                  ",\n  \"blank\": ", manifest.blank, ",\n  \"output\": {",
                  FileJson(manifest.output), "},\n  \"rejects\": {",
                  FileJson(manifest.rejects), "}",
                  manifest.shard_count > 1 ? ShardJson(manifest) : "", "\n}\n");
  return json;
}

MaybeFailure ReadManifest(const std::string& path, Manifest* manifest) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return Failure{FailureKind::kNoInput,
                   absl::StrCat(path, ": cannot be read")};
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  Struct object;
  if (!google::protobuf::util::JsonStringToMessage(text, &object).ok() ||
      Get(object, "run").string_value().empty()) {
    return Failure{FailureKind::kData,
                   absl::StrCat(path, ": is no manifest of a batch")};
  }
  const Struct& model = Get(object, "model").struct_value();
  manifest->run = Get(object, "run").string_value();
  manifest->engine_version = Get(object, "engine_version").string_value();
  manifest->model_id = Get(model, "id").string_value();
  manifest->model_version = Get(model, "version").string_value();
  manifest->model_digest = Get(model, "digest").string_value();
  for (const Value& input : Get(object, "inputs").list_value().values()) {
    manifest->inputs.push_back(
        {ReadFileRecord(input.struct_value()),
         Get(input.struct_value(), "grades").string_value()});
  }
  manifest->rows = Number(Get(object, "rows"));
  manifest->scored = Number(Get(object, "scored"));
  manifest->rejected = Number(Get(object, "rejected"));
  manifest->blank = Number(Get(object, "blank"));
  manifest->output = ReadFileRecord(Get(object, "output").struct_value());
  manifest->rejects = ReadFileRecord(Get(object, "rejects").struct_value());
  if (object.fields().contains("shard")) {
    ReadShard(Get(object, "shard").struct_value(), manifest);
  }
  return std::nullopt;
}

}  // namespace cmmm::results
