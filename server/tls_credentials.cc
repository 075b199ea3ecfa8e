#include "server/tls_credentials.h"

#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpc/grpc_security_constants.h>

#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace cmmm::server {
namespace {

// gRPC's C++ interface only knows certificates that stay, or files that it
// reads by itself every so often, whole or not. Its C interface asks for the
// certificate at each connection, which is what is wanted here.
class LiveCredentials final : public grpc::ServerCredentials {
 public:
  explicit LiveCredentials(const service::LiveCertificate* live)
      : live_(live),
        credentials_(grpc_ssl_server_credentials_create_with_options(
            grpc_ssl_server_credentials_create_options_using_config_fetcher(
                live->Get()->client_ca.empty()
                    ? GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
                    : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY,
                &Fetch, this))) {}
  ~LiveCredentials() override { grpc_server_credentials_release(credentials_); }

  // Who calls is told by LetIn, not by gRPC.
  void SetAuthMetadataProcessor(
      const std::shared_ptr<grpc::AuthMetadataProcessor>&) override {}

 private:
  int AddPortToServer(const std::string& address,
                      grpc_server* server) override {
    return grpc_server_add_http2_port(server, address.c_str(), credentials_);
  }

  static grpc_ssl_certificate_config_reload_status Fetch(
      void* self, grpc_ssl_server_certificate_config** config) {
    return static_cast<LiveCredentials*>(self)->Fetch(config);
  }

  grpc_ssl_certificate_config_reload_status Fetch(
      grpc_ssl_server_certificate_config** config) {
    auto now = live_->Get();
    const std::lock_guard<std::mutex> lock(mutex_);
    if (now == told_) return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    const grpc_ssl_pem_key_cert_pair pair{now->key.c_str(), now->chain.c_str()};
    // It wants some roots even where no client is asked for a certificate.
    const std::string& roots =
        now->client_ca.empty() ? now->chain : now->client_ca;
    *config =
        grpc_ssl_server_certificate_config_create(roots.c_str(), &pair, 1);
    told_ = std::move(now);
    return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
  }

  const service::LiveCertificate* const live_;
  std::mutex mutex_;
  std::shared_ptr<const service::Certificate> told_;  // guarded by mutex_
  // Last, as gRPC may ask while it is made.
  grpc_server_credentials* const credentials_;
};

}  // namespace

std::shared_ptr<grpc::ServerCredentials> TlsCredentials(
    const service::LiveCertificate* live) {
  return std::make_shared<LiveCredentials>(live);
}

std::shared_ptr<const service::ShownCertificate> CertificateOf(
    const grpc::ServerContextBase& context) {
  const auto shown = context.auth_context();
  if (shown == nullptr || !shown->IsPeerAuthenticated()) return nullptr;
  auto found = std::make_shared<service::ShownCertificate>();
  for (const auto& [property, kind] :
       {std::pair{GRPC_X509_CN_PROPERTY_NAME, "CN:"},
        {GRPC_PEER_DNS_PROPERTY_NAME, "DNS:"},
        {GRPC_PEER_URI_PROPERTY_NAME, "URI:"},
        {GRPC_PEER_EMAIL_PROPERTY_NAME, "email:"},
        {GRPC_PEER_IP_PROPERTY_NAME, "IP:"}}) {
    for (const grpc::string_ref& value : shown->FindPropertyValues(property)) {
      found->names.push_back(
          absl::StrCat(kind, absl::string_view(value.data(), value.size())));
    }
  }
  const auto pem = shown->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  if (!pem.empty()) {
    found->pem.assign(pem.front().data(), pem.front().size());
  }
  return found;
}

}  // namespace cmmm::server
