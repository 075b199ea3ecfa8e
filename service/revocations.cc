#include "service/revocations.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <utility>

#include "service/pem.h"

namespace cmmm::service {
namespace {

// Whether one of `authorities` has signed `list`.
bool IsSigned(X509_CRL* list, const std::string& authorities) {
  const OwnedBio bytes = BioOf(authorities);
  while (const OwnedX509 one = ReadX509(bytes.get())) {
    if (X509_NAME_cmp(X509_get_subject_name(one.get()),
                      X509_CRL_get_issuer(list)) == 0 &&
        X509_CRL_verify(list, X509_get0_pubkey(one.get())) == 1) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool Revocations::Read(const std::string& lists, const std::string& authorities,
                       std::string* why) {
  ERR_clear_error();
  const OwnedBio bytes = BioOf(lists);
  while (X509_CRL* next =
             PEM_read_bio_X509_CRL(bytes.get(), nullptr, nullptr, nullptr)) {
    lists_.emplace_back(next);
  }
  if (lists_.empty() || !IsEndOfPem()) {
    *why = WhyOpenSsl();
    return false;
  }
  ERR_clear_error();
  for (const auto& list : lists_) {
    const bool is_signed = IsSigned(list.get(), authorities);
    ERR_clear_error();
    if (!is_signed) {
      *why = NameText(X509_CRL_get_issuer(list.get()));
      return false;
    }
    const ASN1_TIME* next = X509_CRL_get0_nextUpdate(list.get());
    if (next == nullptr) continue;
    const int64_t moment = MomentOf(next);
    next_update_ = next_update_ == 0 ? moment : std::min(next_update_, moment);
  }
  return true;
}

bool Revocations::Contain(const std::string& certificate) const {
  const OwnedX509 shown = ReadX509(BioOf(certificate).get());
  if (shown == nullptr) {
    ERR_clear_error();
    return true;
  }
  return std::any_of(lists_.begin(), lists_.end(), [&](const auto& list) {
    if (X509_NAME_cmp(X509_CRL_get_issuer(list.get()),
                      X509_get_issuer_name(shown.get())) != 0) {
      return false;
    }
    X509_REVOKED* found = nullptr;
    // 2 is one that was taken back for a time, and counts again.
    return X509_CRL_get0_by_cert(list.get(), &found, shown.get()) == 1;
  });
}

}  // namespace cmmm::service
