# What an exception would clean up is no way that the code takes (it throws
# none), but its ways would be counted among the branches. So the rooms are
# compiled without, all but what includes a library that throws.
foreach(room engine texts excel tables results batch portfolio report service
        server cli)
  target_compile_options(cmmm_${room} PRIVATE -fno-exceptions)
endforeach()
set_source_files_properties(
  ${PROJECT_SOURCE_DIR}/cli/options/command.cc
  ${PROJECT_SOURCE_DIR}/cli/options/help_format.cc
  ${PROJECT_SOURCE_DIR}/cli/options/wrong_values.cc
  TARGET_DIRECTORY cmmm_cli PROPERTIES
  COMPILE_OPTIONS -fexceptions
  SKIP_UNITY_BUILD_INCLUSION ON)
set_source_files_properties(${PROJECT_SOURCE_DIR}/tables/json_record.cc
  TARGET_DIRECTORY cmmm_tables PROPERTIES
  COMPILE_OPTIONS -fexceptions
  SKIP_UNITY_BUILD_INCLUSION ON)
