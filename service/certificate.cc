#include "service/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>

#include "absl/strings/str_cat.h"
#include "service/owned_openssl.h"
#include "service/pem.h"
#include "service/revocations.h"

namespace cmmm::service {
namespace {

// What browsers and gRPC agree on; all of TLS 1.3 anyway.
constexpr char kCiphers[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
// Sessions are those of one server; what it is says nothing.
constexpr unsigned char kSessionContext[] = "cmmm";

using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedContext = Owned<SSL_CTX, SSL_CTX_free>;

OwnedKey ReadKey(const std::string& text) {
  return OwnedKey(PEM_read_bio_PrivateKey(BioOf(text).get(), nullptr,
                                          &NoPassword, nullptr));
}

bool UseChain(const std::string& text, SSL_CTX* context) {
  const OwnedBio bytes = BioOf(text);
  const OwnedX509 own = ReadX509(bytes.get());
  if (own == nullptr || SSL_CTX_use_certificate(context, own.get()) != 1) {
    return false;
  }
  while (OwnedX509 next = ReadX509(bytes.get())) {
    // Takes it over.
    if (SSL_CTX_add0_chain_cert(context, next.get()) != 1) return false;
    (void)next.release();
  }
  // What ends the reading is that there is no more; anything else is damage.
  if (!IsEndOfPem()) return false;
  ERR_clear_error();
  return true;
}

// A name of these kinds as text; empty: of another.
std::string NameIn(const GENERAL_NAME& name) {
  const char* kind = nullptr;
  switch (name.type) {
    case GEN_DNS:
      kind = "DNS:";
      break;
    case GEN_URI:
      kind = "URI:";
      break;
    case GEN_EMAIL:
      kind = "email:";
      break;
    case GEN_IPADD: {
      const auto* bytes = ASN1_STRING_get0_data(name.d.iPAddress);
      const int size = ASN1_STRING_length(name.d.iPAddress);
      char text[INET6_ADDRSTRLEN];
      const int family = size == 4 ? AF_INET : AF_INET6;
      if ((size != 4 && size != 16) ||
          inet_ntop(family, bytes, text, sizeof(text)) == nullptr) {
        return "";
      }
      return absl::StrCat("IP:", text);
    }
    default:
      return "";
  }
  const ASN1_IA5STRING* text = name.d.ia5;
  return absl::StrCat(
      kind, absl::string_view(
                reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                static_cast<size_t>(ASN1_STRING_length(text))));
}

// Clients of these CAs are believed; nobody has to show a certificate.
bool UseClientCa(const std::string& text, SSL_CTX* context) {
  if (text.empty()) return true;
  const OwnedBio bytes = BioOf(text);
  int count = 0;
  while (const OwnedX509 one = ReadX509(bytes.get())) {
    if (X509_STORE_add_cert(SSL_CTX_get_cert_store(context), one.get()) != 1 ||
        SSL_CTX_add_client_CA(context, one.get()) != 1) {
      return false;
    }
    ++count;
  }
  if (count == 0 || !IsEndOfPem()) return false;
  ERR_clear_error();
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  return true;
}

// Whom the CAs of clients have taken back; null: nobody says so.
std::shared_ptr<const Revocations> ReadRevocations(
    const CertificateFiles& files, Violations* wrong) {
  if (files.client_crl.name.empty()) return nullptr;
  auto revoked = std::make_shared<Revocations>();
  std::string why;
  if (!revoked->Read(files.client_crl.text, files.client_ca.text, &why)) {
    wrong->Add(files.client_crl.name, "tls.client_crl", why,
               "holds no lists of revocation in PEM, or one that none of "
               "tls_client_ca has signed");
  }
  return revoked;
}

void SetUpTls(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_cipher_list(context, kCiphers);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_id_context(context, kSessionContext,
                                 sizeof(kSessionContext) - 1);
}

}  // namespace

std::vector<std::string> NamesOf(X509* certificate) {
  std::vector<std::string> names;
  char common[256];
  X509_NAME* subject = X509_get_subject_name(certificate);
  // Of several the last, as others take it; none that is cut.
  const int length = X509_NAME_get_text_by_NID(subject, NID_commonName, common,
                                               sizeof(common));
  if (length > 0 && length < static_cast<int>(sizeof(common)) - 1) {
    names.push_back(
        absl::StrCat("CN:", std::string(common, static_cast<size_t>(length))));
  }
  const Owned<GENERAL_NAMES, GENERAL_NAMES_free> others(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(
          certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; i < sk_GENERAL_NAME_num(others.get()); ++i) {
    const std::string name = NameIn(*sk_GENERAL_NAME_value(others.get(), i));
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

ShownCertificate ShownOf(X509* certificate) {
  const OwnedBio text(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(text.get(), certificate);
  return {NamesOf(certificate), TextOf(text.get())};
}

bool UseCertificate(const Certificate& certificate, SSL_CTX* context) {
  SetUpTls(context);
  const OwnedKey key = ReadKey(certificate.key);
  return UseChain(certificate.chain, context) && key != nullptr &&
         SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
         SSL_CTX_check_private_key(context) == 1 &&
         UseClientCa(certificate.client_ca, context);
}

MaybeFailure ReadCertificate(const CertificateFiles& files,
                             Certificate* certificate) {
  ERR_clear_error();
  Failure failure{FailureKind::kConfig, "TLS cannot be set up", "无法启用 TLS"};
  Violations& wrong = failure.violations;
  const OwnedContext context(SSL_CTX_new(TLS_server_method()));
  SetUpTls(context.get());
  if (!UseChain(files.chain.text, context.get())) {
    wrong.Add(files.chain.name, "tls.certificate", WhyOpenSsl(),
              "holds no certificate in PEM that can be used");
  }
  const OwnedKey key = ReadKey(files.key.text);
  if (key == nullptr) {
    wrong.Add(files.key.name, "tls.key", WhyOpenSsl(),
              "holds no private key in PEM, or an encrypted one");
  }
  if (wrong.empty() && (SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1 ||
                        SSL_CTX_check_private_key(context.get()) != 1)) {
    wrong.Add(files.key.name, "tls.pair", WhyOpenSsl(),
              absl::StrCat("is not the key of the certificate in ",
                           Printable(files.chain.name)));
  }
  if (!files.client_ca.name.empty() &&
      (files.client_ca.text.empty() ||
       !UseClientCa(files.client_ca.text, context.get()))) {
    wrong.Add(files.client_ca.name, "tls.client_ca", WhyOpenSsl(),
              "holds no certificates of CAs in PEM");
  }
  auto revoked = ReadRevocations(files, &wrong);
  if (!wrong.empty()) return failure;
  X509* own = SSL_CTX_get0_certificate(context.get());
  *certificate = {files.chain.text,
                  files.key.text,
                  files.client_ca.text,
                  NameText(X509_get_subject_name(own)),
                  MomentOf(X509_get0_notAfter(own)),
                  files.client_crl.text,
                  std::move(revoked)};
  return std::nullopt;
}

}  // namespace cmmm::service
