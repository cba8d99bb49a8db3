# credence_embed(TARGET NAME FOLDER PATTERNS...): compiles the files of FOLDER (relative to the root) that match PATTERNS into TARGET.
#
# TARGET then offers `#include "embedded/NAME.hpp"`: `std::span<const credence::embedded::File> credence::embedded::NAME()`, each file
# with its path below FOLDER and its bytes, sorted by path. So the program needs no folder of its own at run time.
function(credence_embed target name folder)
    if(NOT TARGET ${target})
        return()
    endif()
    list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/${folder}/" OUTPUT_VARIABLE patterns)
    file(GLOB files CONFIGURE_DEPENDS ${patterns})
    list(SORT files)
    set(out "${PROJECT_BINARY_DIR}/embedded")
    add_custom_command(
        OUTPUT "${out}/embedded/${name}.cpp"
        COMMAND "${CMAKE_COMMAND}" -D "NAME=${name}" -D "ROOT=${PROJECT_SOURCE_DIR}/${folder}" -D "FILES=${files}"
                -D "OUT=${out}/embedded/${name}.cpp" -P "${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake"
        DEPENDS ${files} "${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake"
        COMMENT "Embedding ${folder} as ${name}"
        VERBATIM)
    configure_file("${PROJECT_SOURCE_DIR}/cmake/embedded.hpp.in" "${out}/embedded/${name}.hpp" @ONLY)
    configure_file("${PROJECT_SOURCE_DIR}/cmake/embedded_file.hpp.in" "${out}/embedded/file.hpp" COPYONLY)
    target_sources(${target} PRIVATE "${out}/embedded/${name}.cpp")
    target_include_directories(${target} PUBLIC "${out}")
endfunction()
