#include "cli/serve/serve.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "cli/serve/caller_files.h"
#include "cli/serve/http_door.h"
#include "cli/serve/issuer_keeper.h"
#include "cli/serve/tls_files.h"
#include "http/server.h"
#include "server/server.h"
#include "server/server_options.h"
#include "service/access.h"
#include "service/audit/audit.h"
#include "service/listen_address.h"
#include "service/live_catalog.h"
#include "service/log_event.h"
#include "service/notify.h"
#include "service/patient_stream.h"
#include "service/quotas.h"
#include "service/self_probe.h"

namespace cmmm::cli {
namespace {

// Blocks the signals in this thread and all that it starts, so that they can be
// waited for.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// `1 model`.
std::string CountModels(const Catalog& catalog) {
  const size_t count = catalog.entries().size();
  return absl::StrCat(count, count == 1 ? " model" : " models");
}

// Takes models, programmes, keys and quotas anew, all of them or none: with any
// finding the old ones stay, and the findings are on standard error.
void Reload(const service::Config& config, service::LiveCatalog* models,
            service::LiveAccess* access, const server::ServerOptions& options) {
  service::Audit* const audit = options.audit;
  service::NotifyManager("RELOADING=1");
  std::optional<Catalog> catalog = LoadCatalog(config.values.models());
  service::Access keys;
  std::string access_hash;
  if (access != nullptr && !ReadAccessFile(config.values, access->Get().get(),
                                           &keys, &access_hash)) {
    catalog.reset();
  }
  service::QuotaBook book;
  if (options.quotas != nullptr && !ReadQuotaFile(config.values, &book)) {
    catalog.reset();
  }
  if (audit != nullptr) {
    audit->WriteReload(catalog.has_value() ? *catalog : *models->Get(),
                       access_hash, catalog.has_value());
  }
  if (catalog.has_value()) {
    models->Replace(*std::move(catalog));
    if (access != nullptr) access->Replace(std::move(keys));
    if (options.quotas != nullptr) options.quotas->Replace(std::move(book));
    std::cout << "cmmm: reloaded " << CountModels(*models->Get()) << std::endl;
  } else {
    models->CountRefused();
    std::cout << "cmmm: not reloaded, the old models stay" << std::endl;
  }
  service::NotifyManager("READY=1");
}

// Opens the audit trail, if one is asked for.
MaybeFailure OpenAudit(const config::v1::ServerConfig& settings,
                       std::optional<service::Audit>* audit) {
  if (settings.audit_file().empty()) return std::nullopt;
  return audit->emplace().Open(
      {{settings.audit_file(), settings.audit_max_bytes()},
       settings.audit_level(),
       settings.audit_optional()});
}

// The next signal; meanwhile certificates that were renewed are taken.
int WaitForSignal(const sigset_t& signals, TlsFiles* tls) {
  const timespec moment{5, 0};
  while (true) {
    const int signal = sigtimedwait(&signals, nullptr, &moment);
    if (signal > 0) return signal;
    tls->ReloadIfChanged();
  }
}

// What only a restart mends; whoever watches over the process restarts it.
void GiveUp() {
  std::cerr << "cmmm: the server has not answered itself three times in a row; "
               "it ends to be restarted"
            << std::endl;
  _exit(kExitTemporary);
}

// Stops after the first signal; a second one hurries.
void StopServing(const service::Config& config, sigset_t signals,
                 server::Server* server, http::Server* http) {
  server->ReportNotServing();
  if (http != nullptr) http->StopReadiness();
  if (config.values.drain_delay() > 0) {
    std::cout << "cmmm: serving on for " << config.values.drain_delay()
              << " s, not healthy any more" << std::endl;
  }
  const timespec delay{config.values.drain_delay(), 0};
  sigdelset(&signals, SIGHUP);
  const bool is_urgent = sigtimedwait(&signals, nullptr, &delay) > 0;
  const int grace = is_urgent ? 0 : config.values.grace();
  std::cout << "cmmm: draining for at most " << grace << " s" << std::endl;
  std::atomic<bool> drained{false};
  std::thread hurry([&] {
    const timespec moment{0, 20'000'000};
    while (!drained) {
      if (sigtimedwait(&signals, nullptr, &moment) <= 0) continue;
      server->Hurry();
      if (http != nullptr) http->Hurry();
    }
  });
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::seconds(grace);
  server->Drain(std::chrono::seconds(grace));
  if (http != nullptr) http->Drain(end);
  drained = true;
  hurry.join();
  std::cout << "cmmm: stopped" << std::endl;
}

// Who may call, how much, and what is kept of it. Outlives the server.
class Doorkeeper {
 public:
  // Opens what the settings ask for, and puts it into `options`; kExitOk, or
  // why not, which standard error says.
  ExitCode Open(const service::Config& config, server::ServerOptions* options) {
    if (!config.values.access_file().empty()) {
      service::Access keys;
      if (!ReadAccessFile(config.values, nullptr, &keys)) return kExitConfig;
      options->access = &access_.emplace(std::move(keys));
      keeper_.emplace(&*access_);
    }
    if (!config.values.quota_file().empty()) {
      service::QuotaBook book;
      if (!ReadQuotaFile(config.values, &book)) return kExitConfig;
      options->quotas = &quotas_.emplace(std::move(book));
    }
    if (auto wrong = OpenAudit(config.values, &audit_)) {
      return PrintIfFailed(config.values.audit_file(), wrong);
    }
    options->audit = audit_.has_value() ? &*audit_ : nullptr;
    return kExitOk;
  }

  // Null: everybody may call.
  service::LiveAccess* live() {
    return access_.has_value() ? &*access_ : nullptr;
  }

 private:
  std::optional<service::LiveAccess> access_;
  std::optional<IssuerKeeper> keeper_;
  std::optional<service::Quotas> quotas_;
  std::optional<service::Audit> audit_;
};

}  // namespace

ExitCode Serve(const service::Config& config) {
  const service::PatientStream out(&std::cout, STDOUT_FILENO,
                                   "cmmm: $0 lines could not be written");
  const service::PatientStream log(&std::cerr, STDERR_FILENO,
                                   R"({"dropped_lines":$0})");
  for (const std::string& name : config.unknown_variables) {
    service::LogEvent("unknown_variable", {{"name", name}});
  }
  const sigset_t signals = BlockSignals();
  std::optional<Catalog> catalog = LoadCatalog(config.values.models());
  if (!catalog.has_value()) return kExitConfig;
  service::LiveCatalog models(*std::move(catalog));
  Failure failure;
  server::ServerOptions options = server::OptionsOf(config.values);
  Doorkeeper doorkeeper;
  if (const ExitCode code = doorkeeper.Open(config, &options)) return code;
  TlsFiles tls(config.values);
  if (!tls.Start()) return kExitConfig;
  options.certificate = tls.live();
  const auto server = server::Server::Start(&models, options, &failure);
  if (server == nullptr) return PrintIfFailed("", failure);
  std::string why;
  auto address = service::ParseListenAddress(config.values.listen(), &why);
  address->port = server->port();
  std::cout << "cmmm: serving " << CountModels(*models.Get()) << " on "
            << address->ToString() << std::endl;
  NameIfInsecure(*address, tls.live() != nullptr);
  std::unique_ptr<http::Server> http;
  if (auto wrong = StartHttp(config.values, server->tools(), &http)) {
    return PrintIfFailed("", wrong);
  }
  std::unique_ptr<http::Server> metrics;
  if (auto wrong =
          StartMetrics(config.values, server.get(), http.get(), &metrics)) {
    return PrintIfFailed("", wrong);
  }
  service::NotifyManager("READY=1");
  std::optional<service::SelfProbe> probe;
  if (config.values.self_probe() > 0) {
    probe.emplace(
        *address,
        service::ProbeOptions{
            .interval = std::chrono::seconds(config.values.self_probe()),
            .tls = tls.live() != nullptr},
        [&server](int port) { server->ExpectOwn(port); }, &GiveUp);
  }
  while (WaitForSignal(signals, &tls) == SIGHUP) {
    Reload(config, &models, doorkeeper.live(), options);
    tls.Reload();
  }
  service::NotifyManager("STOPPING=1");
  probe.reset();
  StopServing(config, signals, server.get(), http.get());
  return kExitOk;
}

}  // namespace cmmm::cli
