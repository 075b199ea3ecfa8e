// Manifests as they are written, and as cmmm 0.1 wrote them.
#include "results/manifest.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"

namespace cmmm::results {
namespace {

Manifest ReadOld(const std::string& name) {
  Manifest manifest;
  EXPECT_FALSE(ReadManifest(
      absl::StrCat(CMMM_SOURCE_DIR "/tests/results/manifests/", name),
      &manifest));
  return manifest;
}

TEST(ManifestTest, ReadsThoseOfVersionOne) {
  const Manifest whole = ReadOld("whole_0_1.json");
  EXPECT_EQ(whole.run().substr(0, 8), "0be40dca");
  EXPECT_EQ(whole.engine_version(), "0.1.0");
  EXPECT_EQ(whole.model().version(), "2020.1");
  EXPECT_EQ(whole.model().digest().substr(0, 8), "9a77113c");
  ASSERT_EQ(whole.inputs_size(), 1);
  EXPECT_EQ(whole.inputs(0).path(), "small.csv");
  EXPECT_EQ(whole.inputs(0).bytes(), 1400402);
  EXPECT_EQ(whole.inputs(0).grades(), "codes");
  EXPECT_EQ(whole.rows(), 3000);
  EXPECT_EQ(whole.scored(), 3000);
  EXPECT_EQ(whole.rejected(), 0);
  EXPECT_EQ(whole.output().bytes(), 716171);
  EXPECT_EQ(whole.rejects().path(), "whole.csv.rejects.csv");
  EXPECT_FALSE(whole.has_shard());
  EXPECT_EQ(ShardIndexOf(whole), 1);
  EXPECT_EQ(ShardCountOf(whole), 1);
}

TEST(ManifestTest, ReadsShardsOfVersionOne) {
  const Manifest shard = ReadOld("shard_0_1.json");
  EXPECT_EQ(ShardIndexOf(shard), 2);
  EXPECT_EQ(ShardCountOf(shard), 3);
  EXPECT_EQ(shard.shard().head().output_bytes(), 605);
  EXPECT_EQ(shard.shard().head().rejects_bytes(), 61);
  ASSERT_EQ(shard.shard().pieces_size(), 2);
  EXPECT_EQ(shard.shard().pieces(1).block(), 4);
  EXPECT_EQ(shard.shard().pieces(1).output_bytes(), 46044);
  EXPECT_EQ(shard.shard().pieces(1).rejects_bytes(), 0);
  // What stood there before is in one form only.
  EXPECT_EQ(shard.shard().header_size(), 0);
  EXPECT_EQ(shard.shard().blocks_size(), 0);
}

TEST(ManifestTest, ComesBackAsItWasWritten) {
  const test::BatchFolder folder;
  for (const char* old : {"whole_0_1.json", "shard_0_1.json"}) {
    Manifest manifest = ReadOld(old);
    manifest.mutable_inputs(0)->set_path("企业 \"一\"\n.csv");
    manifest.set_rows(int64_t{1} << 60);
    const std::string path = folder.Write("m.json", ToJson(manifest));
    Manifest read;
    ASSERT_FALSE(ReadManifest(path, &read));
    EXPECT_EQ(read.SerializeAsString(), manifest.SerializeAsString());
  }
}

TEST(ManifestTest, OtherFilesAreNone) {
  const test::BatchFolder folder;
  Manifest manifest;
  for (const char* text :
       {"", "{}", "[1]", "run", "{\"run\": 1, \"rows\": []}"}) {
    const MaybeFailure failure =
        ReadManifest(folder.Write("m.json", text), &manifest);
    ASSERT_TRUE(failure.has_value()) << text;
    EXPECT_EQ(failure->kind, FailureKind::kData);
  }
  EXPECT_EQ(ReadManifest(folder.File("none.json"), &manifest)->kind,
            FailureKind::kNoInput);
}

}  // namespace
}  // namespace cmmm::results
