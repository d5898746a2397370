# nonmun_embed(<room> <name> <file>): makes <file> part of the program, so that an installed binary needs no
# data directory. Declares `namespace nonmun::data { extern const std::string_view <name>; }`, which the
# room's source declares where it is used.
function(nonmun_embed room name file)
  set(source ${PROJECT_SOURCE_DIR}/${file})
  set(output ${PROJECT_BINARY_DIR}/embedded/${name}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DSOURCE=${source} -DOUTPUT=${output}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
    DEPENDS ${source} ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
    COMMENT "Embedding ${file}"
    VERBATIM)
  target_sources(nonmun_${room} PRIVATE ${output})
endfunction()
