#include "support/markup.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>

namespace credence::testing {
namespace {

struct Reading {
    Markup out;
    std::vector<std::size_t> open;
};

void on_start(void* data, const char* name, const char** attributes) {
    auto& reading = *static_cast<Reading*>(data);
    reading.open.push_back(reading.out.elements.size());
    auto& element = reading.out.elements.emplace_back();
    element.name = name;
    for (; *attributes != nullptr; attributes += 2) element.attributes.emplace_back(attributes[0], attributes[1]);
}

void on_end(void* data, const char*) { static_cast<Reading*>(data)->open.pop_back(); }

void on_text(void* data, const char* text, int size) {
    auto& reading = *static_cast<Reading*>(data);
    for (const auto at : reading.open) reading.out.elements[at].text.append(text, static_cast<std::size_t>(size));
}

}  // namespace

std::string MarkupElement::attribute(std::string_view wanted) const {
    for (const auto& [key, value] : attributes) {
        if (key == wanted) return value;
    }
    return {};
}

const MarkupElement& Markup::first(std::string_view name) const {
    static const MarkupElement none;
    const auto found =
        std::find_if(elements.begin(), elements.end(), [&](const MarkupElement& each) { return each.name == name; });
    return found == elements.end() ? none : *found;
}

std::size_t Markup::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(elements.begin(), elements.end(), [&](const MarkupElement& each) { return each.name == name; }));
}

Markup markup(std::string_view text) {
    Reading reading;
    auto* parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    reading.out.sound = XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK;
    if (!reading.out.sound)
        reading.out.error =
            fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return std::move(reading.out);
}

}  // namespace credence::testing
