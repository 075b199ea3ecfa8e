# Everything comes from Debian 12's packages (tools/packages.txt).
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)  # 3.21.12, module mode
find_package(gRPC CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(Eigen3 CONFIG REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CLI11 CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(hwy CONFIG REQUIRED)
find_package(simdjson CONFIG REQUIRED)
if(CMMM_TESTS)
  find_path(GLPK_INCLUDE glpk.h REQUIRED)  # an oracle of the tests only
  find_library(GLPK_LIBRARY glpk REQUIRED)
endif()
# Workbooks. libzip's own CMake files want its tools as well.
find_package(PkgConfig REQUIRED)
find_package(EXPAT REQUIRED)  # 2.5.0
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
