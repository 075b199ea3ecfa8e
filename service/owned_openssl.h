// What OpenSSL makes, freed at its end.
//
//   Owned<X509, X509_free> certificate(PEM_read_bio_X509(…));
//
// For every type that has a function of its own to free it.
#ifndef CMMM_SERVICE_OWNED_OPENSSL_H_
#define CMMM_SERVICE_OWNED_OPENSSL_H_

#include <memory>

namespace cmmm::service {

template <typename Type, void (*kFree)(Type*)>
// Frees nothing when there is nothing.
struct FreeOpenSsl {
  void operator()(Type* it) const { kFree(it); }
};

template <typename Type, void (*kFree)(Type*)>
// Moves; does not copy. Null when OpenSSL made none.
using Owned = std::unique_ptr<Type, FreeOpenSsl<Type, kFree>>;

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_OWNED_OPENSSL_H_
