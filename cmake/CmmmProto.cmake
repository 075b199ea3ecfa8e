# cmmm_proto_library(name SOURCES a.proto ... [GRPC])
# A library of the generated messages (and services, with GRPC) of the .proto
# files given relative to proto/. Include them as "cmmm/v1/x.pb.h".
# The target proto_sources generates the sources of all and compiles nothing.
add_custom_target(proto_sources)
function(cmmm_proto_library name)
  cmake_parse_arguments(ARG "GRPC" "" "SOURCES" ${ARGN})
  set(out ${PROJECT_BINARY_DIR}/proto)
  file(MAKE_DIRECTORY ${out})
  set(generated)
  foreach(source ${ARG_SOURCES})
    string(REPLACE ".proto" "" stem ${source})
    set(files ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(plugin)
    if(ARG_GRPC)
      set(files ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      set(plugin --grpc_out=${out}
          --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>)
    else()
      set(plugin --cpp_out=${out})
    endif()
    add_custom_command(
      OUTPUT ${files}
      COMMAND protobuf::protoc -I${PROJECT_SOURCE_DIR}/proto ${plugin}
              ${source}
      DEPENDS ${PROJECT_SOURCE_DIR}/proto/${source}
      VERBATIM)
    list(APPEND generated ${files})
  endforeach()
  add_library(${name} STATIC ${generated})
  add_custom_target(${name}_sources DEPENDS ${generated})
  add_dependencies(proto_sources ${name}_sources)
  # Generated sources share names of file scope. They are not sanitized: nor is
  # the library they call.
  target_compile_options(${name} PRIVATE -fno-sanitize=all)
  if(CMAKE_CXX_FLAGS MATCHES "--coverage")
    target_compile_options(${name} PRIVATE -fno-profile-arcs -fno-test-coverage)
  endif()
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  target_include_directories(${name} SYSTEM PUBLIC ${out})
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf)
endfunction()
