#include "engine/signature/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

PrivateKey FixedKey() { return PrivateKey(std::string(kKeyBytes, 'k')); }

// Made with `openssl genpkey`, for these tests alone.
constexpr char kX25519[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VuBCIEIGtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr\n"
    "-----END PRIVATE KEY-----\n";

std::string RuleOfPublic(const std::string& pem) {
  PublicKey key;
  const auto fault = ReadPublicKey(pem, &key);
  return fault.has_value() ? fault->rule : "";
}

std::string RuleOfPrivate(const std::string& pem) {
  PrivateKey key;
  const auto fault = ReadPrivateKey(pem, &key);
  return fault.has_value() ? fault->rule : "";
}

// RFC 8032, 7.1, tests 1 and 2.
TEST(KeysTest, SignsAsTheStandardSays) {
  const PrivateKey first(absl::HexStringToBytes(
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  EXPECT_EQ(absl::BytesToHexString(first.PublicHalf().bytes),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(absl::BytesToHexString(Sign(first, "")),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
            "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  const PrivateKey second(absl::HexStringToBytes(
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  EXPECT_EQ(absl::BytesToHexString(Sign(second, "\x72")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
            "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(KeysTest, ASignatureHoldsForItsBytesAndItsKeyAlone) {
  const PrivateKey key = FixedKey();
  const std::string signature = Sign(key, "text");
  EXPECT_EQ(signature.size(), kSignatureBytes);
  EXPECT_TRUE(SignatureHolds(key.PublicHalf(), "text", signature));
  EXPECT_FALSE(SignatureHolds(key.PublicHalf(), "texts", signature));
  EXPECT_FALSE(SignatureHolds(key.PublicHalf(), "text", signature + "x"));
  EXPECT_FALSE(SignatureHolds(key.PublicHalf(), "text", ""));
  const PrivateKey other(std::string(kKeyBytes, 'o'));
  EXPECT_FALSE(SignatureHolds(other.PublicHalf(), "text", signature));
  EXPECT_FALSE(SignatureHolds({"short"}, "text", signature));
}

TEST(KeysTest, FilesAreReadAsTheyWereWritten) {
  const PrivateKey key = FixedKey();
  const std::string pem = WritePrivateKey(key);
  EXPECT_THAT(pem, HasSubstr("-----BEGIN PRIVATE KEY-----\n"));
  PrivateKey read;
  EXPECT_FALSE(ReadPrivateKey(pem, &read).has_value());
  EXPECT_EQ(read.bytes(), key.bytes());
  PublicKey half;
  EXPECT_FALSE(ReadPublicKey(WritePublicKey(key.PublicHalf()), &half));
  EXPECT_EQ(half, key.PublicHalf());
}

TEST(KeysTest, NewKeysDiffer) {
  const auto a = NewPrivateKey();
  const auto b = NewPrivateKey();
  ASSERT_TRUE(a.has_value() && b.has_value());
  EXPECT_EQ(a->bytes().size(), kKeyBytes);
  EXPECT_NE(a->bytes(), b->bytes());
  EXPECT_NE(KeyId(a->PublicHalf()), KeyId(b->PublicHalf()));
}

TEST(KeysTest, AKeyThatIsNotTheOneWantedIsNamed) {
  const std::string private_pem = WritePrivateKey(FixedKey());
  const std::string public_pem = WritePublicKey(FixedKey().PublicHalf());
  EXPECT_EQ(RuleOfPublic(public_pem), "");
  EXPECT_EQ(RuleOfPublic(private_pem), "key.wrong_half");
  EXPECT_EQ(RuleOfPublic(""), "key.not_pem");
  EXPECT_EQ(RuleOfPublic(public_pem.substr(0, 60)), "key.not_pem");
  EXPECT_EQ(RuleOfPublic("ssh-ed25519 AAAA me"), "key.not_pem");
  EXPECT_EQ(RuleOfPrivate(private_pem), "");
  EXPECT_EQ(RuleOfPrivate(public_pem), "key.wrong_half");
  EXPECT_EQ(RuleOfPrivate(kX25519), "key.not_ed25519");
  EXPECT_EQ(RuleOfPrivate("none"), "key.not_pem");
  EXPECT_EQ(RuleOfPrivate("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
                          "-----END ENCRYPTED PRIVATE KEY-----\n"),
            "key.encrypted");
}

TEST(KeysTest, AMovedKeyIsStillTheSame) {
  PrivateKey key = FixedKey();
  const PrivateKey moved = std::move(key);
  EXPECT_EQ(moved.bytes(), std::string(kKeyBytes, 'k'));
}

}  // namespace
}  // namespace cmmm::test
