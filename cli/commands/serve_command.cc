// `cmmm serve`: the gRPC server.
#include <pthread.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/printing/problem.h"
#include "cli/scoring_engine.h"
#include "server/server.h"

namespace cmmm::cli {
namespace {

struct ServeOptions {
  std::string models;
  server::ServerOptions server;
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

ExitCode RunServe(const ServeOptions& options) {
  const sigset_t signals = BlockStopSignals();
  const std::optional<Catalog> catalog = LoadCatalog(options.models);
  if (!catalog.has_value()) return kExitConfig;
  const auto server = server::Server::Start(&*catalog, options.server);
  if (server == nullptr) {
    std::cerr << "cmmm: cannot listen on " << options.server.listen << "\n";
    return kExitUnavailable;
  }
  const size_t colon = options.server.listen.rfind(':');
  std::cout << "cmmm: serving " << catalog->entries().size() << " model"
            << (catalog->entries().size() == 1 ? "" : "s") << " on "
            << options.server.listen.substr(0, colon) << ":" << server->port()
            << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  std::cout << "cmmm: draining for at most " << options.grace_seconds << " s"
            << std::endl;
  server->Drain(std::chrono::seconds(options.grace_seconds));
  std::cout << "cmmm: stopped" << std::endl;
  return kExitOk;
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
  serve
      .AddOption("--max-streams", &server->max_streams,
                 "ScoreStream calls at once")
      .Between(1, 10000)
      .ShowDefault();
  serve
      .AddOption("--max-calls-per-connection",
                 &server->max_calls_per_connection,
                 "Calls at once on one connection")
      .Between(1, 100000)
      .ShowDefault();
  serve
      .AddOption("--grace", &options->grace_seconds,
                 "Seconds that running calls get to end after SIGTERM")
      .Between(0, 3600)
      .ShowDefault();
  serve.AddFlag("--no-call-log", &options->no_call_log,
                "No line per call on standard error");
  serve.OnCall([options, run] {
    options->server.log_calls = !options->no_call_log;
    *run = [options] { return RunServe(*options); };
  });
}

}  // namespace cmmm::cli
