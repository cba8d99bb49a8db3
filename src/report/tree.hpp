// A report as data: names, texts, lists. What templates look names up in, what JSON prints, and - with every part present - the
// shape against which templates are checked and from which the JSON Schema is made. One walk over the structs of document.hpp,
// so that no print can know of a field that another does not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explain/explanation.hpp"
#include "report/book.hpp"
#include "report/document.hpp"
#include "report/page.hpp"
#include "report/words.hpp"

namespace credence::report {

struct Member;

struct Node {
    enum class Kind : std::uint8_t {
        absent,  // an empty text, a part that is not there
        text,    // for people
        code,    // for machines: a command, a digest
        path,    // a file relative to the report
        markup,  // finished HTML or CSS
        choice,  // one of the words in `items` (of a shape)
        number,
        object,
        list
    };
    Kind kind = Kind::absent;
    std::string text;
    std::string type;             // of an object: "Claim"
    std::vector<Member> members;  // of an object
    std::vector<Node> items;      // of a list; of a shape's list: one

    [[nodiscard]] const Node* find(std::string_view name) const;
    /// Sections over it print.
    [[nodiscard]] bool present() const { return kind != Kind::absent && (kind != Kind::list || !items.empty()); }
    [[nodiscard]] bool printable() const { return kind != Kind::object && kind != Kind::list; }
};

struct Member {
    std::string name;
    Node node;
};

/// The report, each claim with `ids`: its bracket, "P17 · E1501 to E1504".
[[nodiscard]] Node tree_of(const Report& report, const Words& words);

[[nodiscard]] Node tree_of(const Book& book, const Words& words);

[[nodiscard]] Node tree_of(const explain::Explanation& explanation, const Words& words);

[[nodiscard]] Node tree_of(const Page& page, const Words& words);

/// Everything that a report can hold: no text is empty, no part absent, each list has one item.
[[nodiscard]] Node shape_of_report();
[[nodiscard]] Node shape_of_book();
[[nodiscard]] Node shape_of_explanation();
[[nodiscard]] Node shape_of_page();

/// "P17 · E1501 to E1504, A3": rules, then facts and assumptions; runs of three or more of one prefix are shortened.
[[nodiscard]] std::string ids_of(const Claim& claim, const Words& words);

}  // namespace credence::report
