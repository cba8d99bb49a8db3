// XML as workbooks use it, read piece by piece through Expat: elements by their names without prefix, attributes, text. A document
// type is refused, so nothing is expanded, and nesting is limited.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace credence::sheet {

class XmlAttributes {
public:
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    /// By its name without prefix.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

private:
    const char* const* pairs_;
};

/// What is told of elements. No function may throw.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void on_start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void on_end(std::string_view name) = 0;
    virtual void on_text(std::string_view text) = 0;
};

class XmlParser {
public:
    explicit XmlParser(XmlHandler& handler);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;

    /// False where the document is not sound; `why` says so then. An empty piece with `last` ends the document.
    bool feed(std::string_view piece, bool last);
    [[nodiscard]] const std::string& why() const { return why_; }

private:
    struct Callbacks;
    void stop(std::string why);

    XmlHandler& handler_;
    void* parser_ = nullptr;  // Expat's
    int depth_ = 0;
    std::string why_;
};

}  // namespace credence::sheet
