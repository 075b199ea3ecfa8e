# Language level, warnings and sanitizers for every target of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CMMM_CCACHE ccache)
if(CMMM_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMMM_CCACHE})
endif()

# A module that Python loads is position independent, and so all in it.
if(CMMM_PYTHON)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()

# Binary in the build folder itself: build/release/cmmm.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

if(CMMM_SANITIZE)
  add_compile_options(-fsanitize=${CMMM_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CMMM_SANITIZE})
endif()

# cmmm_warnings(target): our own code is held to this, generated code is not.
function(cmmm_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow
                         -Wnon-virtual-dtor -Woverloaded-virtual)
  if(CMMM_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
