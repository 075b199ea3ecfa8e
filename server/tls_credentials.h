// gRPC's side of TLS: the certificate in service, for each connection anew.
#ifndef CMMM_SERVER_TLS_CREDENTIALS_H_
#define CMMM_SERVER_TLS_CREDENTIALS_H_

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_context.h>

#include <memory>
#include <string>
#include <vector>

#include "service/certificate.h"

namespace cmmm::server {

// Credentials of a server that shows what `live` holds when a client connects;
// `live` outlives them.
// Connections that are open keep the certificate they have. Whether clients are
// asked for one is settled when this is called, and by whom they must be signed
// with every connection.
std::shared_ptr<grpc::ServerCredentials> TlsCredentials(
    const service::LiveCertificate* live);

// The certificate that the client of a call has shown; null: none.
// Its names as `CN:…`, `DNS:…`, `URI:…`, `email:…`, `IP:…`, and itself as PEM.
std::shared_ptr<const service::ShownCertificate> CertificateOf(
    const grpc::ServerContextBase& context);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_TLS_CREDENTIALS_H_
