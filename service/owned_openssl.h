// What OpenSSL makes, freed at its end.
//
//   Owned<X509, X509_free> certificate(PEM_read_bio_X509(…));
#ifndef CMMM_SERVICE_OWNED_OPENSSL_H_
#define CMMM_SERVICE_OWNED_OPENSSL_H_

#include <memory>

namespace cmmm::service {

template <typename Type, void (*kFree)(Type*)>
struct FreeOpenSsl {
  void operator()(Type* it) const { kFree(it); }
};

template <typename Type, void (*kFree)(Type*)>
using Owned = std::unique_ptr<Type, FreeOpenSsl<Type, kFree>>;

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_OWNED_OPENSSL_H_
