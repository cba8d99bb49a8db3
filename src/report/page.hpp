// A report as one HTML file that needs nothing beside it: its Markdown through cmark-gfm, its figures inside it, and around both
// the frame of reports/page.html with the style of reports/page.css. No script, no request; well-formed as XML, too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::report {

struct File;
class Templates;

/// A section, as the list of contents names it.
struct PageSection {
    std::string anchor, title;
};

/// What the frame is filled with. `style` and `body` are printed as they are, all else escaped.
struct Page {
    std::string title;
    std::vector<PageSection> contents;  // headings of the second level
    std::string style, body;
};

/// What the frame holds: `markdown` as HTML, each image that one of `figures` is, by its path, as that picture; any other as the text
/// that describes it. Raw HTML is left out. Sections have ids "section-2", those in them "section-2-1".
[[nodiscard]] Page page_of(const std::string& markdown, const std::vector<File>& figures);

/// Of what files_of gives: Markdown first, then its figures.
[[nodiscard]] std::string html_file(const std::vector<File>& files, const Templates& templates);

}  // namespace credence::report
