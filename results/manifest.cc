#include "results/manifest.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"
#include "engine/base/utf8.h"
#include "google/protobuf/util/json_util.h"
#include "texts/rule_texts.h"

namespace cmmm::results {
namespace {

constexpr char kOpenRule[] = "input.unanswered";

// The parts of a shard in the form of cmmm 0.1, as they are now.
void ModerniseShard(files::v1::Shard* shard) {
  if (shard->header_size() == 3) {
    shard->mutable_head()->set_output_bytes(shard->header(1));
    shard->mutable_head()->set_rejects_bytes(shard->header(2));
  }
  for (const google::protobuf::ListValue& block : shard->blocks()) {
    const auto number = [&](int i) {
      return i < block.values_size()
                 ? static_cast<int64_t>(block.values(i).number_value())
                 : 0;
    };
    files::v1::BlockBytes* piece = shard->add_pieces();
    piece->set_block(number(0));
    piece->set_output_bytes(number(1));
    piece->set_rejects_bytes(number(2));
  }
  shard->clear_header();
  shard->clear_blocks();
}

// A name of a file may be any bytes, a field of a message may not.
std::string InUtf8(const std::string& name) {
  return IsUtf8(name) ? name : Printable(name, name.size());
}

}  // namespace

int ShardCountOf(const Manifest& manifest) {
  return manifest.has_shard() ? manifest.shard().count() : 1;
}

int ShardIndexOf(const Manifest& manifest) {
  return manifest.has_shard() ? manifest.shard().index() : 1;
}

void Describe(const tables::FileRecord& record, files::v1::DigestedFile* file) {
  file->set_path(InUtf8(record.path));
  file->set_bytes(record.bytes);
  file->set_sha256(record.sha256);
}

void AddNotice(const RowFinding& notice, Manifest* manifest) {
  files::v1::Notice* added = manifest->add_notices();
  added->set_file(InUtf8(notice.column));
  added->set_rule(notice.rule);
  added->set_value(Printable(notice.value));
  added->set_message(notice.message);
  added->set_message_zh(texts::ChineseWords(notice));
}

RowFinding OpenNotice(int64_t open, int64_t open_rows) {
  return {
      "", kOpenRule, absl::StrCat(open),
      absl::StrCat("unanswered requirements that count as not satisfied: ",
                   open, ", in ", open_rows, open_rows == 1 ? " row" : " rows",
                   "; their levels and scores are the worst case"),
      absl::StrCat("有 ", open_rows, " 行共 ", open,
                   " 条未作答，按“不满足”计；这些行的等级和得分是最低的情形")};
}

void SetOpen(int64_t open, int64_t open_rows, Manifest* manifest) {
  manifest->set_open(open);
  manifest->set_open_rows(open_rows);
  auto* notices = manifest->mutable_notices();
  notices->erase(std::remove_if(notices->begin(), notices->end(),
                                [](const files::v1::Notice& notice) {
                                  return notice.rule() == kOpenRule;
                                }),
                 notices->end());
  if (open > 0) AddNotice(OpenNotice(open, open_rows), manifest);
}

std::string ToJson(const Manifest& manifest) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(manifest, &json, options);
  return json;
}

MaybeFailure ReadManifest(const std::string& path, Manifest* manifest) {
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return CannotRead(path, errno);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  manifest->Clear();
  if (!google::protobuf::util::JsonStringToMessage(text, manifest, options)
           .ok() ||
      manifest->run().empty()) {
    return AboutFile(FailureKind::kData, path,
                     {"不是 batch 的清单", "is no manifest of a batch"});
  }
  if (manifest->has_shard()) ModerniseShard(manifest->mutable_shard());
  return std::nullopt;
}

}  // namespace cmmm::results
