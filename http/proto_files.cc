// The file that protoc wrote (CMMM_PROTO_FILES, set by CMake), as it is.
#include "http/openapi.h"

asm(".section .rodata\n"
    ".global cmmm_proto_files_begin\n"
    ".global cmmm_proto_files_end\n"
    "cmmm_proto_files_begin:\n"
    ".incbin \"" CMMM_PROTO_FILES
    "\"\n"
    "cmmm_proto_files_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" {
extern const char cmmm_proto_files_begin[];
extern const char cmmm_proto_files_end[];
}

namespace cmmm::http {

absl::string_view ProtoFiles() {
  return {cmmm_proto_files_begin,
          static_cast<size_t>(cmmm_proto_files_end - cmmm_proto_files_begin)};
}

}  // namespace cmmm::http
