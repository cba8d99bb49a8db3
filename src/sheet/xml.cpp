#include "sheet/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <new>

namespace credence::sheet {
namespace {

constexpr int deepest = 64;

std::string_view without_prefix(std::string_view name) { return name.substr(name.rfind(':') + 1); }

XML_Parser expat(void* parser) { return static_cast<XML_Parser>(parser); }

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
        if (without_prefix(pair[0]) == name) return pair[1];
    }
    return std::nullopt;
}

struct XmlParser::Callbacks {
    static XmlParser& self(void* data) { return *static_cast<XmlParser*>(data); }

    static void start(void* data, const char* name, const char** attributes) {
        auto& parser = self(data);
        if (++parser.depth_ > deepest) {
            parser.stop(fmt::format("elements are nested more than {} deep", deepest));
            return;
        }
        if (parser.why_.empty()) parser.handler_.on_start(without_prefix(name), XmlAttributes(attributes));
    }
    static void end(void* data, const char* name) {
        auto& parser = self(data);
        --parser.depth_;
        if (parser.why_.empty()) parser.handler_.on_end(without_prefix(name));
    }
    static void text(void* data, const char* text, int size) {
        auto& parser = self(data);
        if (parser.why_.empty()) parser.handler_.on_text({text, static_cast<std::size_t>(size)});
    }
    static void document_type(void* data, const char*, const char*, const char*, int) {
        self(data).stop("it declares a document type");
    }
};

XmlParser::XmlParser(XmlHandler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
    if (parser_ == nullptr) throw std::bad_alloc();
    XML_SetUserData(expat(parser_), this);
    XML_SetElementHandler(expat(parser_), Callbacks::start, Callbacks::end);
    XML_SetCharacterDataHandler(expat(parser_), Callbacks::text);
    XML_SetStartDoctypeDeclHandler(expat(parser_), Callbacks::document_type);
}

XmlParser::~XmlParser() { XML_ParserFree(expat(parser_)); }

void XmlParser::stop(std::string why) {
    if (why_.empty()) why_ = std::move(why);
    XML_StopParser(expat(parser_), XML_FALSE);
}

bool XmlParser::feed(std::string_view piece, bool last) {
    if (!why_.empty()) return false;
    const auto state = XML_Parse(expat(parser_), piece.data(), static_cast<int>(piece.size()), last ? XML_TRUE : XML_FALSE);
    if (state == XML_STATUS_OK) return true;
    if (why_.empty()) {
        why_ = fmt::format("{} in line {}", XML_ErrorString(XML_GetErrorCode(expat(parser_))),
                           XML_GetCurrentLineNumber(expat(parser_)));
    }
    return false;
}

}  // namespace credence::sheet
