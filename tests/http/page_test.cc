#include "http/page.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "http/gzip.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

namespace fs = std::filesystem;

std::string HeaderOf(const http::Reply& reply, const std::string& name) {
  for (const http::Header& header : reply.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

// A page of a few files, removed at the end.
class PageTest : public testing::Test {
 protected:
  void SetUp() override {
    Write("index.html", std::string(2000, 'h'));
    Write("assets/index-BxY1z2w3.js", std::string(2000, 'j'));
    Write("assets/plain.css", "a{}");
    Write("style.css", std::string(2000, 's'));
    Write("style.css.br", "brotli");
    Write("sw.js", "// none");
    fs::create_symlink("/etc/passwd", folder_ + "/passwd");
    ASSERT_FALSE(page_.Load(folder_).has_value());
  }
  void TearDown() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& bytes) {
    fs::create_directories(fs::path(folder_ + "/" + name).parent_path());
    std::ofstream(folder_ + "/" + name, std::ios::binary) << bytes;
  }

  // The reply's status; 0: there is no such file.
  int Get(const std::string& path, std::vector<http::Header> headers = {}) {
    http::Request request;
    request.method = "GET";
    request.path = path;
    request.headers = std::move(headers);
    auto reply = page_.Find(request);
    reply_ = reply.value_or(http::Reply());
    return reply.has_value() ? reply_.status : 0;
  }

  const std::string folder_ = TempPath(".page");
  http::Page page_;
  http::Reply reply_;
};

TEST_F(PageTest, ServesFilesWithTypeAndTag) {
  EXPECT_EQ(Get("/"), 200);
  EXPECT_EQ(reply_.body, std::string(2000, 'h'));
  EXPECT_EQ(HeaderOf(reply_, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(HeaderOf(reply_, "Cache-Control"), "no-cache");
  const std::string tag = HeaderOf(reply_, "ETag");
  EXPECT_EQ(Get("/index.html", {{"If-None-Match", tag}}), 304);
  EXPECT_EQ(reply_.body, "");
  EXPECT_EQ(Get("/", {{"If-None-Match", "\"a\", " + tag}}), 304);
  EXPECT_EQ(Get("/", {{"If-None-Match", "\"another\""}}), 200);
}

TEST_F(PageTest, NamesWithAHashAreKeptForEver) {
  EXPECT_EQ(Get("/assets/index-BxY1z2w3.js"), 200);
  EXPECT_EQ(HeaderOf(reply_, "Cache-Control"),
            "public, max-age=31536000, immutable");
  for (const char* path : {"/assets/plain.css", "/style.css", "/sw.js"}) {
    EXPECT_EQ(Get(path), 200) << path;
    EXPECT_EQ(HeaderOf(reply_, "Cache-Control"), "no-cache") << path;
  }
}

TEST_F(PageTest, CompressesForWhoTakesIt) {
  EXPECT_EQ(Get("/", {{"Accept-Encoding", "gzip"}}), 200);
  EXPECT_EQ(HeaderOf(reply_, "Content-Encoding"), "gzip");
  std::string bytes;
  EXPECT_EQ(http::Decompress(reply_.body, 1 << 20, &bytes),
            http::Inflated::kWhole);
  EXPECT_EQ(bytes, std::string(2000, 'h'));
  const std::string tag = HeaderOf(reply_, "ETag");
  EXPECT_EQ(Get("/"), 200);
  EXPECT_NE(HeaderOf(reply_, "ETag"), tag);
  EXPECT_EQ(Get("/style.css", {{"Accept-Encoding", "gzip, br"}}), 200);
  EXPECT_EQ(reply_.body, "brotli");
  EXPECT_EQ(HeaderOf(reply_, "Content-Encoding"), "br");
}

TEST_F(PageTest, NothingElseCanBeReached) {
  for (const char* path :
       {"/../page_test.cc", "/assets/../index.html", "//index.html", "/assets",
        "/assets/", "/%69ndex.html", "/passwd", "/style.css.br", "",
        "index.html", "/index.html/"}) {
    EXPECT_EQ(Get(path), 0) << path;
  }
}

TEST(PageFolderTest, OneWithoutAnIndexIsNone) {
  http::Page page;
  const auto failure = page.Load(CMMM_SOURCE_DIR "/proto");
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->kind, FailureKind::kNoInput);
  EXPECT_TRUE(http::Page().empty());
  http::Page missing;
  EXPECT_EQ(missing.Load("/nowhere")->kind, FailureKind::kNoInput);
}

}  // namespace
}  // namespace cmmm::test
