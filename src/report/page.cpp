#include "report/page.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

#include "report/markdown_text.hpp"
#include "report/templates.hpp"
#include "report/write.hpp"

namespace credence::report {

namespace {

constexpr int markdown_options = CMARK_OPT_FOOTNOTES;  // without CMARK_OPT_UNSAFE: raw HTML is left out

struct ParserEnd {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct DocumentEnd {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct WalkEnd {
    void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};

bool is_table(cmark_node* node) { return std::string_view(cmark_node_get_type_string(node)) == "table"; }

bool inside_image(cmark_node* node) {
    for (auto* at = cmark_node_parent(node); at != nullptr; at = cmark_node_parent(at)) {
        if (cmark_node_get_type(at) == CMARK_NODE_IMAGE) return true;
    }
    return false;
}

/// The text of a heading or of an image's description.
std::string plain_text(cmark_node* node) {
    std::string out;
    const std::unique_ptr<cmark_iter, WalkEnd> walk(cmark_iter_new(node));
    while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
        const auto* literal = cmark_node_get_literal(cmark_iter_get_node(walk.get()));
        const auto type = cmark_node_get_type(cmark_iter_get_node(walk.get()));
        if (literal != nullptr && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)) out += literal;
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) out += ' ';
    }
    return out;
}

/// Where something wide may be scrolled, by the keyboard too; it is named after its section.
std::string scrolled(std::string_view what, const std::string& section) {
    return fmt::format("<div class=\"{}\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">", what, markup_text(section));
}

class PageBuilder {
public:
    explicit PageBuilder(const std::vector<File>& figures) : figures_(figures) {}

    Page build(const std::string& markdown) {
        cmark_gfm_core_extensions_ensure_registered();
        const std::unique_ptr<cmark_parser, ParserEnd> parser(cmark_parser_new(markdown_options));
        for (const char* name : {"table", "strikethrough"})
            cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
        cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
        const std::unique_ptr<cmark_node, DocumentEnd> document(cmark_parser_finish(parser.get()));
        std::vector<cmark_node*> nodes;
        const std::unique_ptr<cmark_iter, WalkEnd> walk(cmark_iter_new(document.get()));
        for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get())) {
            if (event == CMARK_EVENT_ENTER) nodes.push_back(cmark_iter_get_node(walk.get()));
        }
        for (auto* node : nodes) {
            if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
                add_heading(node);
            } else if (is_table(node)) {
                wrap_table(node);
            } else if (cmark_node_get_type(node) == CMARK_NODE_IMAGE && !inside_image(node)) {
                images_.push_back({node, section_});
            }
        }
        for (const auto& [node, section] : images_) place_figure(node, section);
        char* html = cmark_render_html(document.get(), markdown_options, cmark_parser_get_syntax_extensions(parser.get()));
        page_.body = finished(html);
        cmark_get_default_mem_allocator()->free(html);
        return std::move(page_);
    }

private:
    void add_heading(cmark_node* node) {
        // None is left out on the way down: readers who hear a page go by the levels.
        const auto level = std::min(cmark_node_get_heading_level(node), level_ + 1);
        level_ = level;
        cmark_node_set_heading_level(node, level);
        section_ = plain_text(node);
        if (level == 1) {
            if (page_.title.empty()) page_.title = section_;
            heads_.emplace_back();
            return;
        }
        auto& counts = counts_[static_cast<std::size_t>(level)];
        ++counts;
        std::fill(counts_.begin() + level + 1, counts_.end(), 0);
        std::string id = "section";
        for (std::size_t at = 2; at <= static_cast<std::size_t>(level); ++at) id += fmt::format("-{}", counts_[at]);
        if (level == 2) page_.contents.push_back({id, section_});
        heads_.push_back(std::move(id));
    }

    void wrap_table(cmark_node* table) {
        auto* around = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
        cmark_node_set_on_enter(around, scrolled("table", section_).c_str());
        cmark_node_set_on_exit(around, "</div>");
        cmark_node_insert_before(table, around);
        cmark_node_append_child(around, table);
    }

    /// A picture stands once in a page: its ids may not be there twice.
    void place_figure(cmark_node* image, const std::string& section) {
        const std::string path = cmark_node_get_url(image);
        const auto found =
            std::find_if(figures_.begin(), figures_.end(), [&](const File& file) { return markdown_path(file.path) == path; });
        auto* paragraph = cmark_node_parent(image);
        const bool alone = cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH &&
                           cmark_node_first_child(paragraph) == image && cmark_node_last_child(paragraph) == image;
        const bool shown = found != figures_.end() && placed_.insert(path).second;
        auto* picture = cmark_node_new(alone && shown ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE);
        const auto text = shown ? (alone ? scrolled("figure", section) + "\n" + found->bytes : found->bytes)
                                : "<em>" + markup_text(plain_text(image)) + "</em>";
        cmark_node_set_on_enter(picture, text.c_str());
        if (alone && shown) cmark_node_set_on_exit(picture, "</div>");
        auto* place = alone && shown ? paragraph : image;
        cmark_node_insert_before(place, picture);
        cmark_node_unlink(place);
        cmark_node_free(place);
    }

    /// Ids for headings and a scope for the heads of columns: no text can look like these tags, its `<` is escaped.
    [[nodiscard]] std::string finished(std::string_view html) const {
        std::string out;
        auto next = heads_.begin();
        while (!html.empty()) {
            const auto tag = std::min(html.find('<'), html.size());
            out += html.substr(0, tag);
            html.remove_prefix(tag);
            if (html.size() > 3 && html[1] == 'h' && html[2] >= '1' && html[2] <= '6' && html[3] == '>') {
                out += html.substr(0, 3);
                if (!next->empty()) out += fmt::format(" id=\"{}\"", *next);
                ++next;
                html.remove_prefix(3);
            } else if (html.starts_with("<th>") || html.starts_with("<th ")) {
                out += "<th scope=\"col\"";
                html.remove_prefix(3);
            } else if (!html.empty()) {
                out += '<';
                html.remove_prefix(1);
            }
        }
        return out;
    }

    const std::vector<File>& figures_;
    Page page_;
    std::string section_;
    int level_ = 0;
    std::array<int, 7> counts_{};
    std::vector<std::string> heads_;  // the id of each heading, in order
    std::vector<std::pair<cmark_node*, std::string>> images_;
    std::set<std::string> placed_;
};

}  // namespace

Page page_of(const std::string& markdown, const std::vector<File>& figures) { return PageBuilder(figures).build(markdown); }

std::string html_file(const std::vector<File>& files, const Templates& templates) {
    return templates.html(page_of(files.front().bytes, {files.begin() + 1, files.end()}));
}

}  // namespace credence::report
