#include "engine/signature/keys.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "engine/base/sha256.h"

namespace cmmm {
namespace {

template <auto kFree>
struct FreeWith {
  template <typename T>
  void operator()(T* value) const {
    kFree(value);
  }
};
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using Buffer = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* Bytes(std::string* text) {
  return reinterpret_cast<unsigned char*>(text->data());
}

Key Load(const PublicKey& key) {
  return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                         Bytes(key.bytes), key.bytes.size()));
}

Key Load(const PrivateKey& key) {
  return Key(EVP_PKEY_new_raw_private_key(
      EVP_PKEY_ED25519, nullptr, Bytes(key.bytes()), key.bytes().size()));
}

std::string Raw(const EVP_PKEY* key,
                int (*get)(const EVP_PKEY*, unsigned char*, size_t*)) {
  std::string raw(kKeyBytes, '\0');
  size_t size = raw.size();
  if (get(key, Bytes(&raw), &size) != 1) raw.clear();
  return raw;
}

std::string Written(BIO* buffer) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(buffer, &data);
  return {data, static_cast<size_t>(size)};
}

// Never asks at the terminal for a password.
int NoPassword(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*own*/) {
  return 0;
}

using ReadPem = EVP_PKEY* (*)(BIO*, EVP_PKEY**, pem_password_cb*, void*);

// The key that `read` finds, whatever its kind.
Key ReadAnyKey(absl::string_view pem, ReadPem read) {
  const Buffer in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(in == nullptr ? nullptr
                        : read(in.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  return key;
}

// What is wrong with a text that `read` cannot read or that holds another
// kind of key; `other` reads the other half of a pair.
std::optional<KeyFault> FindFault(absl::string_view pem, const Key& key,
                                  ReadPem other, const char* wrong_half) {
  if (key != nullptr) {
    if (EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519) return std::nullopt;
    return KeyFault{"key.not_ed25519", "is a key of another kind, not Ed25519"};
  }
  if (ReadAnyKey(pem, other) != nullptr) {
    return KeyFault{"key.wrong_half", wrong_half};
  }
  if (absl::StrContains(pem, "ENCRYPTED")) {
    return KeyFault{"key.encrypted",
                    "is encrypted; give a key without a password"};
  }
  return KeyFault{"key.not_pem", "is no key in PEM form"};
}

}  // namespace

PrivateKey::~PrivateKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

PublicKey PrivateKey::PublicHalf() const {
  return {Raw(Load(*this).get(), EVP_PKEY_get_raw_public_key)};
}

std::optional<KeyFault> ReadPublicKey(absl::string_view pem, PublicKey* key) {
  const Key read = ReadAnyKey(pem, PEM_read_bio_PUBKEY);
  auto fault = FindFault(pem, read, PEM_read_bio_PrivateKey,
                         "is a private key; the public half is wanted here, "
                         "and the private one should stay where it is");
  if (!fault.has_value()) {
    key->bytes = Raw(read.get(), EVP_PKEY_get_raw_public_key);
  }
  return fault;
}

std::optional<KeyFault> ReadPrivateKey(absl::string_view pem, PrivateKey* key) {
  const Key read = ReadAnyKey(pem, PEM_read_bio_PrivateKey);
  auto fault = FindFault(pem, read, PEM_read_bio_PUBKEY,
                         "is a public key; signing needs the private half");
  if (!fault.has_value()) {
    *key = PrivateKey(Raw(read.get(), EVP_PKEY_get_raw_private_key));
  }
  return fault;
}

std::string WritePublicKey(const PublicKey& key) {
  const Buffer out(BIO_new(BIO_s_mem()));
  PEM_write_bio_PUBKEY(out.get(), Load(key).get());
  return Written(out.get());
}

std::string WritePrivateKey(const PrivateKey& key) {
  const Buffer out(BIO_new(BIO_s_secmem()));
  PEM_write_bio_PKCS8PrivateKey(out.get(), Load(key).get(), nullptr, nullptr, 0,
                                nullptr, nullptr);
  return Written(out.get());
}

std::string KeyId(const PublicKey& key) {
  const Buffer out(BIO_new(BIO_s_mem()));
  i2d_PUBKEY_bio(out.get(), Load(key).get());
  return Sha256Hex(Written(out.get()));
}

std::optional<PrivateKey> NewPrivateKey() {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (key == nullptr) return std::nullopt;
  return PrivateKey(Raw(key.get(), EVP_PKEY_get_raw_private_key));
}

std::string Sign(const PrivateKey& key, absl::string_view bytes) {
  std::string signature(kSignatureBytes, '\0');
  size_t size = signature.size();
  const Key loaded = Load(key);
  const Context context(EVP_MD_CTX_new());
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr,
                         loaded.get()) != 1 ||
      EVP_DigestSign(context.get(), Bytes(&signature), &size, Bytes(bytes),
                     bytes.size()) != 1) {
    signature.clear();
  }
  return signature;
}

bool SignatureHolds(const PublicKey& key, absl::string_view bytes,
                    absl::string_view signature) {
  const Key loaded = Load(key);
  const Context context(EVP_MD_CTX_new());
  const bool holds =
      loaded != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr,
                           loaded.get()) == 1 &&
      EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                       Bytes(bytes), bytes.size()) == 1;
  ERR_clear_error();
  return holds;
}

}  // namespace cmmm
