// What a server shows of itself by TLS, and whom it believes.
//
//   Certificate certificate;
//   if (auto failure = ReadCertificate(texts, &certificate)) return failure;
//   LiveCertificate live(std::move(certificate));
//   …
//   live.Replace(std::move(renewed));  // connections that are open stay
//
// Both doors take the PEM texts from here for each new connection, TLS 1.2 or
// 1.3. What is read has been tried: it is a certificate and its key, strong
// enough for OpenSSL.
#ifndef CMMM_SERVICE_CERTIFICATE_H_
#define CMMM_SERVICE_CERTIFICATE_H_

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/failure.h"

namespace cmmm::service {

class Revocations;

// Longest file of certificates.
inline constexpr size_t kMaxCertificateBytes = size_t{1} << 20;

// A file in PEM, by its name.
struct PemFile {
  std::string name;
  std::string text;
};

// As they were read; of `client_crl` only with `client_ca`.
struct CertificateFiles {
  PemFile chain;  // the server's certificate, then those that lead to its CA
  PemFile key;
  PemFile client_ca;   // empty name: none
  PemFile client_crl;  // the same
};

// PEM texts as they were given, tried once, and what is told of them.
struct Certificate {
  std::string chain;
  std::string key;
  // Of whom clients' certificates must be; empty: none is asked for.
  std::string client_ca;
  // Of the server's own: `CN = cmmm.example.org`.
  std::string subject;
  // Its last second, since 1970.
  int64_t not_after = 0;
  // Lists of revocation of those CAs; empty: none.
  std::string client_crl = {};
  std::shared_ptr<const Revocations> revoked = {};
};

// What a client has shown of itself by TLS.
// TLS has found it signed by a CA of ours, and in time.
struct ShownCertificate {
  std::vector<std::string> names;  // NamesOf
  std::string pem;
};

// Fails (kConfig) with a violation for each file that cannot be used:
// tls.certificate, tls.key, tls.pair (the key is of another certificate),
// tls.client_ca, tls.client_crl.
// All that is wrong is told; `certificate` is left as it was then.
MaybeFailure ReadCertificate(const CertificateFiles& files,
                             Certificate* certificate);

// Makes `context` a server's with this certificate, of TLS 1.2 or 1.3. False:
// OpenSSL refuses it, which ReadCertificate would have found.
bool UseCertificate(const Certificate& certificate, SSL_CTX* context);

// The names of a certificate, as an access file has them: `DNS:…`, `URI:…`,
// `email:…`, `IP:…`, and `CN:…` of its subject.
// A name that is cut or of another kind is left out.
std::vector<std::string> NamesOf(X509* certificate);
ShownCertificate ShownOf(X509* certificate);

// The certificate in service, which may be replaced while connections are
// taken. Thread-safe.
// Connections take what there is when they begin.
class LiveCertificate {
 public:
  explicit LiveCertificate(Certificate certificate)
      : certificate_(
            std::make_shared<const Certificate>(std::move(certificate))) {}

  // What counts now; valid as long as somebody has it.
  std::shared_ptr<const Certificate> Get() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return certificate_;
  }
  // REQUIRES: ReadCertificate made it.
  void Replace(Certificate certificate) {
    auto next = std::make_shared<const Certificate>(std::move(certificate));
    const std::lock_guard<std::mutex> lock(mutex_);
    certificate_.swap(next);
    ++counts_.replaced;
  }
  // One was to be taken, and could not be used.
  void CountRefused() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++counts_.refused;
  }

  // For the metrics cmmm_tls_reloads_total.
  struct Counts {
    int64_t replaced = 0;
    int64_t refused = 0;
  };
  Counts counts() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return counts_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Certificate> certificate_;  // guarded by mutex_
  Counts counts_;                                   // guarded by mutex_
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CERTIFICATE_H_
