// Bounds of tokens, of their keys and of visitors that need no server; who is
// let in by both doors is in tests/http/.
#include "service/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <chrono>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/access_keys.h"
#include "service/token.h"

namespace cmmm::test {
namespace {

using service::Access;
using service::AddressRates;
using service::ReadKeySet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::time_t kNow = 1'800'000'000;
constexpr char kPath[] = "/cmmm.v1.ScoringService/Score";

// Signs as an issuer would.
class Issuer {
 public:
  Issuer() {
    const std::string bytes(32, 'k');
    key_ = EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nullptr,
        reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  ~Issuer() { EVP_PKEY_free(key_); }

  std::string KeySet() const {
    std::string bytes(32, '\0');
    size_t size = bytes.size();
    EVP_PKEY_get_raw_public_key(
        key_, reinterpret_cast<unsigned char*>(bytes.data()), &size);
    return absl::StrCat(R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":")",
                        absl::WebSafeBase64Escape(bytes), R"("}]})");
  }

  // With these members beside the usual ones.
  std::string Token(const std::string& times) const {
    const std::string text = absl::StrCat(
        absl::WebSafeBase64Escape(R"({"alg":"EdDSA"})"), ".",
        absl::WebSafeBase64Escape(absl::StrCat(
            R"({"iss":"us","aud":"cmmm","org":"hunan",)", times, "}")));
    std::string signature(64, '\0');
    size_t size = signature.size();
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key_);
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()),
                   &size, reinterpret_cast<const unsigned char*>(text.data()),
                   text.size());
    EVP_MD_CTX_free(context);
    return absl::StrCat("Bearer ", text, ".",
                        absl::WebSafeBase64Escape(signature));
  }

 private:
  EVP_PKEY* key_;
};

class TokenTest : public ::testing::Test {
 protected:
  TokenTest() {
    EXPECT_FALSE(access_.Read(R"(
      roles { name: "all" methods: "*" models: "*" }
      issuers { name: "us" issuer: "us" audience: "cmmm" jwks: "keys.json"
                tenant_claim: "org" all_roles: "all" keep_seconds: 100 })"));
    access_.issuers().front()->Replace(*ReadKeySet(issuer_.KeySet()), kNow);
  }

  bool Counts(const std::string& times, std::time_t at = kNow) const {
    return access_.Check({.authorization = issuer_.Token(times)}, kPath, at)
        .ok();
  }

  Issuer issuer_;
  Access access_;
};

TEST_F(TokenTest, ClocksMayDifferByAMinute) {
  EXPECT_TRUE(Counts(absl::StrCat(R"("exp":)", kNow + 1)));
  EXPECT_TRUE(Counts(absl::StrCat(R"("exp":)", kNow - 59)));
  EXPECT_FALSE(Counts(absl::StrCat(R"("exp":)", kNow - 60)));
  for (const char* claim : {"nbf", "iat"}) {
    const std::string end = absl::StrCat(R"("exp":)", kNow + 600, ",\"", claim);
    EXPECT_TRUE(Counts(absl::StrCat(end, "\":", kNow + 60)));
    EXPECT_FALSE(Counts(absl::StrCat(end, "\":", kNow + 61)));
    EXPECT_FALSE(Counts(absl::StrCat(end, "\":\"", kNow, "\"")));
  }
}

TEST_F(TokenTest, KeysThatNobodyRenewsCountForTheirTime) {
  const std::string times = absl::StrCat(R"("exp":)", kNow + 10'000);
  EXPECT_TRUE(Counts(times, kNow + 100));
  EXPECT_FALSE(Counts(times, kNow + 101));
}

TEST_F(TokenTest, ATokenOfMoreThanItMayBeIsNotRead) {
  const std::string times = absl::StrCat(R"("exp":)", kNow + 600, R"(,"x":")");
  EXPECT_TRUE(Counts(absl::StrCat(times, std::string(5'000, 'x'), "\"")));
  EXPECT_FALSE(Counts(absl::StrCat(times, std::string(7'000, 'x'), "\"")));
}

TEST(TokenClaimsTest, AClaimIsFoundByItsPath) {
  google::protobuf::Struct claims;
  auto& fields = *claims.mutable_fields();
  fields["scope"].set_string_value("a  b");
  fields["x.y"].set_string_value("whole");
  auto& inner = *fields["x"].mutable_struct_value()->mutable_fields();
  inner["y"].set_string_value("inner");
  for (const char* role : {"c", "d"}) {
    inner["roles"].mutable_list_value()->add_values()->set_string_value(role);
  }
  inner["roles"].mutable_list_value()->add_values()->set_number_value(1);
  EXPECT_THAT(service::TextsOfClaim(claims, "scope"), ElementsAre("a", "b"));
  EXPECT_THAT(service::TextsOfClaim(claims, "x.y"), ElementsAre("whole"));
  EXPECT_THAT(service::TextsOfClaim(claims, "x.roles"), ElementsAre("c", "d"));
  for (const char* none : {"", "y", "x.z", "scope.a", "x.roles.c", "."}) {
    EXPECT_THAT(service::TextsOfClaim(claims, none), IsEmpty()) << none;
  }
}

TEST(Base64UrlTest, ThereIsOneTextForOneContent) {
  EXPECT_EQ(service::DecodeBase64Url("-_8"), "\xfb\xff");
  EXPECT_EQ(service::DecodeBase64Url(""), "");
  for (const char* wrong : {"+/8", "-_8=", "-_9", "a", " -_8", "-_8\n"}) {
    EXPECT_FALSE(service::DecodeBase64Url(wrong).has_value()) << wrong;
  }
}

// As anybody can calculate it: `openssl dgst -sha256 -mac HMAC -macopt
// hexkey:…`.
TEST(KeyHashTest, IsHmacSha256) {
  // RFC 4231, test cases 1 and 2.
  const service::KeyHash first("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(
        first.Of("Hi There"),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  }
  EXPECT_EQ(service::KeyHash("4a656665").Of("what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(service::KeyHash().Of("anything"), "");
}

TEST(AddressRatesTest, EachAddressHasItsOwnAndTheyAreBounded) {
  AddressRates rates(std::chrono::seconds(1));
  const std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(rates.Take("a", 3, now));
  EXPECT_FALSE(rates.Take("a", 3, now));
  EXPECT_TRUE(rates.Take("b", 3, now));
  EXPECT_TRUE(rates.Take("a", 3, now + std::chrono::seconds(1)));
  EXPECT_TRUE(rates.Take("a", 0, now));
  // Who comes last when there are too many at once is refused, and let in when
  // the others have gone.
  bool is_full = false;
  for (int i = 0; i < 100'000 && !is_full; ++i) {
    is_full = !rates.Take(absl::StrCat("x", i), 3, now);
  }
  EXPECT_TRUE(is_full);
  EXPECT_FALSE(rates.Take("new", 3, now));
  EXPECT_TRUE(rates.Take("new", 3, now + std::chrono::seconds(2)));
}

TEST(AddressRatesTest, TheyComeBackEvenlyOverThePeriod) {
  AddressRates rates(std::chrono::minutes(1));
  std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
  for (int i = 0; i < 60; ++i) EXPECT_TRUE(rates.Take("a", 60, now));
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(rates.Take("a", 60, now));
    now += std::chrono::milliseconds(1010);
    EXPECT_TRUE(rates.Take("a", 60, now));
  }
}

TEST(LiveAccessTest, GuessesAtOneKeyAreBoundedWhereTheyComeFrom) {
  service::Access read;
  ASSERT_FALSE(read.Read(R"(roles { name: "page" methods: "*" models: "*" })"));
  const service::LiveAccess access(std::move(read));
  const std::string guess = "Bearer cmmm_00112233_guess";
  EXPECT_FALSE(access.CheckAttempt("a", guess, 2));
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(access.TakeFailure("a", guess, 2));
  const auto refusal = access.CheckAttempt("a", guess, 2);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, "CALLER_LIMIT");
  EXPECT_EQ(refusal->retry_after_seconds, 30);
  EXPECT_TRUE(access.CheckAttempt("a", "bearer cmmm_00112233_other", 2));
  EXPECT_FALSE(access.CheckAttempt("b", guess, 2));
  EXPECT_FALSE(access.CheckAttempt("a", "Bearer cmmm_44556677_guess", 2));
  EXPECT_FALSE(access.CheckAttempt("a", "Bearer a.b.c", 2));
  EXPECT_FALSE(access.CheckAttempt("a", guess, 0));
}

TEST(LiveAccessTest, SaysWhichLimitAndWhenToTryAgain) {
  service::Access read;
  ASSERT_FALSE(read.Read(R"(
      roles { name: "page" methods: "*" models: "*" }
      visitor { role: "page" calls_per_second: 1 })"));
  const service::LiveAccess access(std::move(read));
  EXPECT_FALSE(access.TakeVisit("a"));
  EXPECT_FALSE(access.TakeFailure("a", "", 1));
  const auto visit = access.TakeVisit("a");
  ASSERT_TRUE(visit.has_value());
  EXPECT_EQ(visit->reason, "CALLER_LIMIT");
  EXPECT_EQ(visit->metadata.at("limit"), "visitor.calls_per_second");
  EXPECT_EQ(visit->retry_after_seconds, 1);
  const auto failure = access.TakeFailure("a", "", 1);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->reason, "CALLER_LIMIT");
  EXPECT_EQ(failure->metadata.at("limit"), "failed-credentials-per-minute");
  EXPECT_EQ(failure->retry_after_seconds, 60);
  EXPECT_FALSE(access.TakeFailure("b", "", 1));
  EXPECT_FALSE(access.TakeFailure("a", "", 0));
}

}  // namespace
}  // namespace cmmm::test
