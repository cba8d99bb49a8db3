// The templates of a run: looked up in folders, first the more particular, then among those that the program carries; parsed
// once; checked against what a report can hold; rendered to Markdown.
//
//     Templates templates = Templates::load({rulebase / "reports" / assessment, rulebase / "reports"}, "en", sources, diagnostics);
//     if (!text::has_errors(diagnostics)) std::string markdown = templates.markdown(report);
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.hpp"
#include "report/template.hpp"
#include "report/tree.hpp"
#include "report/words.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::report {

class Templates {
public:
    /// Reads and checks every template and the catalogue. A folder that does not exist holds nothing; a file with a name that
    /// no report looks for is an error. With errors the templates must not be rendered.
    /// The words are those of `language`; a user's catalogues of other languages are checked alike.
    [[nodiscard]] static Templates load(const std::vector<std::filesystem::path>& folders, std::string_view language,
                                        text::SourceSet& sources, std::vector<text::Diagnostic>& diagnostics);

    [[nodiscard]] const Words& words() const { return words_; }
    [[nodiscard]] std::string markdown(const Report& report) const;
    [[nodiscard]] std::string markdown(const Book& book) const;
    /// `page` in the frame of page.html; its `style` is page.css.
    [[nodiscard]] std::string html(Page page) const;
    /// The document whose styles Word files have: a user's reference.docx, or ours.
    [[nodiscard]] std::string reference() const;

private:
    explicit Templates(std::string_view language) : words_(Words::of(language)) {}
    enum class Into { markdown, html };
    [[nodiscard]] std::string rendered(std::string_view file, Node root, Into into) const;
    void render(const std::vector<Piece>& pieces, Into into, std::vector<const Node*>& context, std::string& out) const;

    Words words_;
    Node message_names_;                                            // for {{words.…}}
    std::map<std::string, std::vector<Piece>, std::less<>> files_;  // "dossier.md", "parts/table.md", "page.html"
    std::string style_;                                             // page.css
    std::string reference_;                                         // reference.docx, where the user has one
};

}  // namespace credence::report
