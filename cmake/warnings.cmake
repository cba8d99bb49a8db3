# credence_warnings(TARGET): the warnings of the project's own code; the presets make them errors.
function(credence_warnings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion)
    # Of files that are compiled together the names of one are no concern of another.
    set(together "$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>")
    target_compile_options(${target} PRIVATE "$<$<NOT:${together}>:-Wshadow>" "$<$<AND:${together},$<CXX_COMPILER_ID:GNU>>:-Wshadow=local>")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # False in g++ 12 for what is inlined from libraries: std::string's operator+, variants, JSON values.
        target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
    endif()
endfunction()
