# Everything comes from Debian 12's packages (tools/packages.txt).
find_package(Threads REQUIRED)
# Debian's archives are not position independent: a module of Python takes the
# shared libraries, which its wheel then holds.
if(NOT CMMM_PYTHON)
  find_package(Boost 1.74 REQUIRED)  # headers only: Asio and Beast
  find_package(ZLIB REQUIRED)
  set(Protobuf_USE_STATIC_LIBS ON)
endif()
find_package(Protobuf REQUIRED)  # 3.21.12, module mode
if(NOT CMMM_PYTHON)
  find_package(gRPC CONFIG REQUIRED)
endif()
find_package(absl CONFIG REQUIRED)
find_package(Eigen3 CONFIG REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CLI11 CONFIG REQUIRED)
find_package(hwy CONFIG REQUIRED)
find_package(simdjson CONFIG REQUIRED)
# gRPC, abseil and re2 as archives, too: loading fifty shared libraries takes a
# command longer than reading its models (docs/decisions/0026).
get_property(imported DIRECTORY PROPERTY IMPORTED_TARGETS)
list(FILTER imported INCLUDE REGEX "^(gRPC|absl|re2)::")
foreach(target IN LISTS imported)
  get_target_property(library ${target} IMPORTED_LOCATION_NONE)
  string(REGEX REPLACE "\\.so[.0-9]*$" ".a" archive "${library}")
  if(EXISTS "${archive}" AND NOT CMMM_PYTHON)
    set_target_properties(${target} PROPERTIES IMPORTED_LOCATION_NONE ${archive})
  endif()
endforeach()
if(CMMM_TESTS)
  find_path(GLPK_INCLUDE glpk.h REQUIRED)  # an oracle of the tests only
  find_library(GLPK_LIBRARY glpk REQUIRED)
endif()
# Workbooks. libzip's own CMake files want its tools as well.
find_package(PkgConfig REQUIRED)
find_package(EXPAT REQUIRED)  # 2.5.0
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
