// `cmmm serve`: the gRPC server.
#include <pthread.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "server/server.h"
#include "service/listen_address.h"

namespace cmmm::cli {
namespace {

struct ServeOptions {
  std::string models;
  server::ServerOptions server;
  std::vector<std::string> trusted_proxies;
  int max_work_ms = 10'000;
  int grace_seconds = 10;
  bool no_call_log = false;
};

// Blocks SIGTERM and SIGINT in this thread and all that it starts, so that
// they can be waited for.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// What the options cannot say by themselves; false, after saying so, when one
// makes no sense.
bool ReadAddresses(ServeOptions* options,
                   std::optional<service::ListenAddress>* address) {
  std::string why;
  *address = service::ParseListenAddress(options->server.listen, &why);
  if (!address->has_value()) {
    std::cerr << "cmmm: --listen " << Printable(options->server.listen) << ": "
              << why << "\n";
    return false;
  }
  for (const std::string& proxy : options->trusted_proxies) {
    if (options->server.proxies.Add(proxy)) continue;
    std::cerr << "cmmm: --trusted-proxy " << Printable(proxy)
              << ": must be an address, a range (10.0.0.0/8) or unix\n";
    return false;
  }
  return true;
}

ExitCode RunServe(ServeOptions options) {
  std::optional<service::ListenAddress> address;
  if (!ReadAddresses(&options, &address)) return kExitUsage;
  const sigset_t signals = BlockStopSignals();
  const std::optional<Catalog> catalog = LoadCatalog(options.models);
  if (!catalog.has_value()) return kExitConfig;
  if (address->is_unix() && service::IsLiveSocket(address->path)) {
    std::cerr << "cmmm: another server answers at " << options.server.listen
              << "\n";
    return kExitUnavailable;
  }
  const auto server = server::Server::Start(&*catalog, options.server);
  if (server == nullptr) {
    std::cerr << "cmmm: cannot listen on " << options.server.listen << "\n";
    return kExitUnavailable;
  }
  address->port = server->port();
  std::cout << "cmmm: serving " << catalog->entries().size() << " model"
            << (catalog->entries().size() == 1 ? "" : "s") << " on "
            << address->ToString() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  std::cout << "cmmm: draining for at most " << options.grace_seconds << " s"
            << std::endl;
  server->Drain(std::chrono::seconds(options.grace_seconds));
  std::cout << "cmmm: stopped" << std::endl;
  return kExitOk;
}

// How much the whole server and one caller may have at once.
void AddLimitOptions(Command serve, server::ServerOptions* server) {
  serve
      .AddOption("--max-streams", &server->limits.max_streams,
                 "ScoreStream calls at once")
      .Between(1, 10000)
      .ShowDefault();
  serve
      .AddOption("--max-streams-per-peer", &server->limits.max_streams_per_peer,
                 "The same of one caller")
      .Between(1, 10000)
      .ShowDefault();
  serve
      .AddOption("--max-calls", &server->limits.max_calls,
                 "Calls at once, over all connections")
      .Between(1, 1000000)
      .ShowDefault();
  serve
      .AddOption("--max-calls-per-peer", &server->limits.max_calls_per_peer,
                 "The same of one caller")
      .Between(1, 1000000)
      .ShowDefault();
  serve
      .AddOption("--max-calls-per-connection",
                 &server->max_calls_per_connection,
                 "Calls at once on one connection")
      .Between(1, 100000)
      .ShowDefault();
  serve
      .AddOption("--calls-per-second", &server->limits.rate.calls_per_second,
                 "Calls that begin in a second; 0: any number")
      .Between(0, 10000000)
      .ShowDefault();
  serve
      .AddOption("--calls-per-second-per-peer",
                 &server->limits.rate.peer_calls_per_second,
                 "The same of one caller")
      .Between(0, 10000000)
      .ShowDefault();
}

// The threads of methods that search, and how long those may.
void AddPoolOptions(Command serve, ServeOptions* options) {
  serve
      .AddOption("--work-threads", &options->server.pool.threads,
                 "Threads of methods that search; 0: as many as processors")
      .Between(0, 1024)
      .ShowDefault();
  serve
      .AddOption("--max-queue", &options->server.pool.max_queue,
                 "Calls that wait for such a thread")
      .Between(1, 100000)
      .ShowDefault();
  serve
      .AddOption("--max-work-ms", &options->max_work_ms,
                 "Milliseconds that one of them may work")
      .Between(1, 600000)
      .ShowDefault();
}

}  // namespace

void AddServeCommand(Command app, Run* run) {
  auto options = std::make_shared<ServeOptions>();
  server::ServerOptions* server = &options->server;
  Command serve = app.AddSubcommand(
      "serve", "Serve the models over gRPC until SIGTERM or SIGINT");
  serve
      .AddOption("--listen", &server->listen,
                 "HOST:PORT; port 0 takes a free one and prints it")
      .ShowDefault();
  serve.AddOption("--models", &options->models, "Folder or file of models");
  serve
      .AddOption("--max-message-bytes", &server->max_message_bytes,
                 "Largest message either way")
      .Between(1 << 10, 64 << 20)
      .ShowDefault();
  AddLimitOptions(serve, &options->server);
  AddPoolOptions(serve, options.get());
  serve
      .AddOption("--trusted-proxy", &options->trusted_proxies,
                 "Address, range or `unix`: a proxy whose x-forwarded-for "
                 "counts; several by naming it again")
      .OneValueEach();
  serve
      .AddOption("--grace", &options->grace_seconds,
                 "Seconds that running calls get to end after SIGTERM")
      .Between(0, 3600)
      .ShowDefault();
  serve.AddFlag("--no-call-log", &options->no_call_log,
                "No line per call on standard error");
  serve.ShowExamples({"cmmm serve --listen 127.0.0.1:0"});
  serve.OnCall([options, run] {
    options->server.log_calls = !options->no_call_log;
    options->server.max_work = std::chrono::milliseconds(options->max_work_ms);
    *run = [options] { return RunServe(*options); };
  });
}

}  // namespace cmmm::cli
