#include "cli/serve/http_door.h"

#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/scoring_engine.h"
#include "service/connection_counts.h"
#include "service/listen_address.h"
#include "service/log_event.h"

namespace cmmm::cli {
namespace {

// Who scrapes has one connection.
constexpr int kMostOfMetrics = 32;

Failure CannotListen(const std::string& where, const Text& why) {
  return Failure{FailureKind::kUnavailable,
                 absl::StrCat("cannot listen on ", where, ": ", why.en),
                 absl::StrCat("无法监听 ", where, "：", why.zh)};
}

// Starts it at the address that a setting names.
MaybeFailure StartAt(const std::string& where, const service::CallTools& tools,
                     http::ServerOptions options,
                     std::unique_ptr<http::Server>* server) {
  std::string no_address;
  options.listen = *service::ParseListenAddress(where, &no_address);
  if (options.listen.is_unix() && service::IsLiveSocket(options.listen.path)) {
    return CannotListen(
        where, {"另一个服务器正在那里应答", "another server answers there"});
  }
  Text why;
  *server = http::Server::Start(tools, std::move(options), &why);
  if (*server == nullptr) return CannotListen(where, why);
  return std::nullopt;
}

const char* SchemeOf(const service::ListenAddress& address,
                     const service::CallTools& tools) {
  if (address.is_unix()) return "";
  return tools.certificate != nullptr ? "https://" : "http://";
}

}  // namespace

void NameIfInsecure(const service::ListenAddress& address, bool has_tls) {
  if (has_tls || service::IsLoopback(address)) return;
  service::LogEvent("insecure_listen", {{"address", address.ToString()}});
}

std::string DefaultPageFolder(const std::string& models) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path beside = fs::absolute(models, error).parent_path() / "web";
  if (fs::exists(beside / "dist/index.html", error)) {
    return (beside / "dist").string();
  }
  // The sources of the page are no page.
  if (fs::exists(beside / "index.html", error) &&
      !fs::exists(beside / "package.json", error)) {
    return beside.string();
  }
  return "";
}

MaybeFailure StartHttp(const config::v1::ServerConfig& settings,
                       const service::CallTools& tools,
                       std::unique_ptr<http::Server>* http) {
  if (settings.http().empty()) return std::nullopt;
  http::ServerOptions options;
  options.cors_origins = {settings.cors_origin().begin(),
                          settings.cors_origin().end()};
  options.certificate = tools.certificate;
  options.max_connections = settings.max_connections();
  options.max_connections_per_peer = settings.max_connections_per_peer();
  std::string folder = settings.page();
  if (folder.empty()) {
    folder = DefaultPageFolder(settings.models().empty() ? DefaultModelsPath()
                                                         : settings.models());
  }
  if (!folder.empty()) {
    if (auto failure = options.page.Load(folder)) return failure;
  }
  const bool has_page = !options.page.empty();
  if (auto failure =
          StartAt(settings.http(), tools, std::move(options), http)) {
    return failure;
  }
  const service::ListenAddress& address = (*http)->address();
  std::cout << "cmmm: serving HTTP" << (has_page ? " and the page" : "")
            << " on " << SchemeOf(address, tools) << address.ToString()
            << std::endl;
  NameIfInsecure(address, tools.certificate != nullptr);
  return std::nullopt;
}

MaybeFailure CheckPage(const config::v1::ServerConfig& settings) {
  if (settings.http().empty() || settings.page().empty()) return std::nullopt;
  return http::Page().Load(settings.page());
}

MaybeFailure StartMetrics(const config::v1::ServerConfig& settings,
                          const server::Server* server,
                          const http::Server* http,
                          std::unique_ptr<http::Server>* metrics) {
  if (settings.metrics().empty()) return std::nullopt;
  http::ServerOptions options;
  options.certificate = server->tools().certificate;
  options.max_connections = kMostOfMetrics;
  options.metrics = [server, http] {
    std::optional<service::DoorCounts> other;
    if (http != nullptr) other = {"http", http->connection_counts()};
    return server->Metrics(std::move(other));
  };
  if (auto failure = StartAt(settings.metrics(), server->tools(),
                             std::move(options), metrics)) {
    return failure;
  }
  const service::ListenAddress& address = (*metrics)->address();
  std::cout << "cmmm: metrics on " << SchemeOf(address, server->tools())
            << address.ToString() << std::endl;
  NameIfInsecure(address, server->tools().certificate != nullptr);
  return std::nullopt;
}

}  // namespace cmmm::cli
