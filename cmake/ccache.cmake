# Compiles through ccache where it is installed and no launcher was chosen.
find_program(CREDENCE_CCACHE ccache)
mark_as_advanced(CREDENCE_CCACHE)
if(CREDENCE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CREDENCE_CCACHE}")
endif()
