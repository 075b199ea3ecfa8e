// OpenSSL's objects of texts in PEM, for certificate.cc and revocations.cc.
//
// PEM is RFC 7468: base64 between lines that name what it is. Texts may hold
// several things one after the other.
#ifndef CMMM_SERVICE_PEM_H_
#define CMMM_SERVICE_PEM_H_

#include <openssl/bio.h>
#include <openssl/x509.h>

#include <cstdint>
#include <string>

#include "service/owned_openssl.h"

namespace cmmm::service {

using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedX509 = Owned<X509, X509_free>;

// Reads `text`, which outlives it.
OwnedBio BioOf(const std::string& text);

// What was written into it.
std::string TextOf(BIO* written);
// The next certificate of it; null: there is none, or one that is damaged.
// IsEndOfPem tells which, right after it.
OwnedX509 ReadX509(BIO* from);
// An encrypted key is refused: nobody is asked for a password.
int NoPassword(char*, int, int, void*);
// Whether the reading ended since there is no more, not by damage.
// OpenSSL's errors are a thread's own: to be asked in the same thread.
bool IsEndOfPem();

// Why OpenSSL refused the last thing; forgets it.
// In English, as OpenSSL has it.
std::string WhyOpenSsl();

// `CN = cmmm.example.org`, printable.
std::string NameText(const X509_NAME* name);

// Since 1970; 0: it is no time.
// UTC.
int64_t MomentOf(const ASN1_TIME* time);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_PEM_H_
