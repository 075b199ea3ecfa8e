// Certificates of clients that their CAs have taken back: lists of revocation
// (CRL, RFC 5280), as a CA publishes them.
//
//   Revocations revoked;
//   if (!revoked.Read(lists, authorities, &why)) …
//   if (revoked.Contain(shown.pem)) …   // refused, with a call or a handshake
//
// A list counts as long as it is there: one that is over still names whom it
// names (docs/operations.md).
#ifndef CMMM_SERVICE_REVOCATIONS_H_
#define CMMM_SERVICE_REVOCATIONS_H_

#include <openssl/x509.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "service/owned_openssl.h"

namespace cmmm::service {

// Longest file of lists: some hundred thousand certificates.
inline constexpr size_t kMaxRevocationBytes = size_t{16} << 20;

// Immutable once read; thread-safe.
class Revocations {
 public:
  // Takes the lists of a text in PEM, one at least, each signed by one of
  // `authorities`, CAs in PEM. False, with `why`: they are not.
  // Authorities are those of tls_client_ca; `why` names the issuer of a list
  // that none of them has signed, or what OpenSSL says.
  bool Read(const std::string& lists, const std::string& authorities,
            std::string* why);

  // Whether a list of its CA names this certificate, in PEM; so does one that
  // cannot be read.
  // So that what cannot be read is refused. One that was held and let go again
  // (removeFromCRL) counts.
  bool Contain(const std::string& certificate) const;

  // When the first of them was to be followed by another, since 1970; 0: none
  // says so.
  int64_t next_update() const { return next_update_; }

 private:
  std::vector<Owned<X509_CRL, X509_CRL_free>> lists_;
  int64_t next_update_ = 0;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_REVOCATIONS_H_
