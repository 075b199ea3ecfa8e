// What Protocol Buffers' own JSON takes for a `Score` over HTTP: reading the
// request and printing the answer, nothing else. doors_bench.py holds the whole
// call against it.
//   json_bench REQUEST.json ANSWER.json
// Prints microseconds of processor, the least of several rounds.
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "cmmm/v1/scoring_service.pb.h"

namespace {

constexpr int kRounds = 15;
constexpr int kCalls = 200;

std::string ReadAll(const char* name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) * 1e-9;
}

// As the server prints (engine/response/print_json.h).
google::protobuf::util::JsonPrintOptions PrintOptions() {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  namespace util = google::protobuf::util;
  const std::string request = ReadAll(argv[1]);
  cmmm::v1::ScoreResponse answer;
  if (!util::JsonStringToMessage(ReadAll(argv[2]), &answer).ok()) return 65;
  double least = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = CpuSeconds();
    for (int call = 0; call < kCalls; ++call) {
      cmmm::v1::ScoreRequest read;
      std::string printed;
      if (!util::JsonStringToMessage(request, &read).ok() ||
          !util::MessageToJsonString(answer, &printed, PrintOptions()).ok()) {
        return 65;
      }
    }
    least = std::min(least, (CpuSeconds() - begin) / kCalls);
  }
  std::printf("%.1f\n", least * 1e6);
  return 0;
}
