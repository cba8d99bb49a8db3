# credence_layer(NAME LINKS layers and libraries...): src/NAME/*.cpp as the static library credence_NAME.
#
# A layer may use the layers that it links, and through them all below. A layer without sources is left out; what links it gets
# what it links instead.
function(credence_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;LIBRARIES")
    set(below "")
    foreach(layer IN LISTS arg_LINKS)
        get_property(targets GLOBAL PROPERTY credence_layer_${layer})
        list(APPEND below ${targets})
    endforeach()
    list(REMOVE_DUPLICATES below)

    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(NOT sources)
        set_property(GLOBAL PROPERTY credence_layer_${name} ${below})
        return()
    endif()

    add_library(credence_${name} STATIC ${sources})
    target_include_directories(credence_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(credence_${name} PUBLIC ${below} fmt::fmt tl::expected PRIVATE ${arg_LIBRARIES})
    credence_warnings(credence_${name})
    set_property(GLOBAL PROPERTY credence_layer_${name} credence_${name})
endfunction()
