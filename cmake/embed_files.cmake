# Writes a source file with a function that gives every file below FOLDER (none where there is no
# such folder): cmake -DFOLDER=… -DNAME=assets -DOUT=… -P embed_files.cmake makes
# carkeys::serve::embedded_assets(). The assembler takes the bytes in; the hash beside each makes
# the source another when a file changes.
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(bytes "")
set(table "")
set(number 0)
foreach(file IN LISTS files)
  file(SHA256 "${FOLDER}/${file}" hash)
  set(symbol "carkeys_embedded_${NAME}_${number}")
  string(APPEND bytes
    "// ${hash}\n"
    "__asm__(\".section .rodata\\n.balign 16\\n${symbol}: .incbin \\\"${FOLDER}/${file}\\\"\\n\"\n"
    "        \"${symbol}_end: .byte 0\\n.previous\\n\");\n"
    "extern \"C\" const char ${symbol}[];\n"
    "extern \"C\" const char ${symbol}_end[];\n")
  string(APPEND table "      Asset{\"/${file}\", view(${symbol}, ${symbol}_end)},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(CONCAT text
  "// Made by cmake/embed_files.cmake.\n#include <array>\n#include <cstddef>\n\n"
  "#include \"serve/assets.h\"\n\n${bytes}\nnamespace carkeys::serve {\n\n"
  "std::span<const Asset> embedded_${NAME}() {\n"
  "  [[maybe_unused]] const auto view = [](const char* begin, const char* end) {\n"
  "    return std::string_view(begin, static_cast<std::size_t>(end - begin));\n  };\n"
  "  static const std::array<Asset, ${number}> all = {\n${table}  };\n  return all;\n}\n\n"
  "}  // namespace carkeys::serve\n")
set(before "")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT text STREQUAL before)
  file(WRITE ${OUT} "${text}")
endif()
