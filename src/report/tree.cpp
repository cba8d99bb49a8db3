#include "report/tree.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <type_traits>

#include "report/book_fields.hpp"
#include "report/explanation_fields.hpp"

namespace credence::report {

namespace {

using NodeKind = Node::Kind;

// The words that stand for enumerators, in their order.
template <class E>
struct Choices;
template <>
struct Choices<State> {
    static constexpr std::string_view names[] = {"met", "not_met", "disputed", "unknown"};
};
template <>
struct Choices<Role> {
    static constexpr std::string_view names[] = {"answer", "qualifier", "step", "frame", "beside"};
};
template <>
struct Choices<ValueKind> {
    static constexpr std::string_view names[] = {"none", "name", "yes_no", "range", "number", "text"};
};
template <>
struct Choices<BarStyle> {
    static constexpr std::string_view names[] = {"range", "observed", "declared", "clipped", "thin"};
};
template <>
struct Choices<Pointing> {
    static constexpr std::string_view names[] = {"applies", "implied", "open", "applies_not"};
};
template <>
struct Choices<Standing> {
    static constexpr std::string_view names[] = {"counted", "implied", "unweighted"};
};
template <>
struct Choices<Counting> {
    static constexpr std::string_view names[] = {"counted", "correlated", "unweighted", "sum"};
};
template <>
struct Choices<Kind> {
    static constexpr std::string_view names[] = {"dossier", "comparison", "side_by_side", "sheet", "index"};
};

template <>
struct Choices<Audience> {
    static constexpr std::string_view names[] = {"planner", "panel", "candidate", "auditor"};
};

template <>
struct Choices<explain::Topic> {
    static constexpr std::string_view names[] = {"why", "why_not", "flip", "what_if", "sensitivity", "ask_next"};
};
template <>
struct Choices<explain::Detail> {
    static constexpr std::string_view names[] = {"steps", "words", "record"};
};
template <>
struct Choices<explain::StatementKind> {
    static constexpr std::string_view names[] = {"value", "case",   "condition", "attribute",  "observation", "tuple",
                                                 "rule",  "change", "quote",     "assumption", "note"};
};

/// Builds the node of a struct from its fields: as they are, or as a shape (everything present) where there are no words.
class Builder {
public:
    explicit Builder(const Words* words) : words_(words) {}

    template <class T>
    [[nodiscard]] Node object(const T& value) const {
        Builder inner(words_);
        fields(inner, value);
        inner.node_.kind = NodeKind::object;
        return std::move(inner.node_);
    }

    template <class T>
    void operator()(std::string_view name, const T& value) {
        node_.members.push_back({std::string(name), node(value)});
    }

    void type(std::string_view name) { node_.type = name; }

    /// A list whose items carry their number.
    void numbered(std::string_view name, const std::vector<Claim>& claims) {
        Node list = node(claims);
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            list.items[i].type = "Line";
            list.items[i].members.insert(list.items[i].members.begin(), {"number", node(i + 1)});
        }
        node_.members.push_back({std::string(name), std::move(list)});
    }

    /// A list as a part of its own, absent where it is empty, so that a template can open it once.
    template <class T>
    void part(std::string_view name, std::string_view type, std::string_view list, const std::vector<T>& values) {
        Node out;
        if (!values.empty() || shape()) {
            out.kind = NodeKind::object;
            out.type = type;
            out.members.push_back({std::string(list), node(values)});
        }
        node_.members.push_back({std::string(name), std::move(out)});
    }

    /// A list of what it stands in: of a shape one item, of which the type alone is known.
    template <class T>
    void nested(std::string_view name, std::string_view type, const std::vector<T>& values) {
        Node out;
        if (shape()) {
            out.kind = NodeKind::list;
            out.items.emplace_back();
            out.items.front().kind = NodeKind::object;
            out.items.front().type = type;
        } else {
            out = node(values);
        }
        node_.members.push_back({std::string(name), std::move(out)});
    }

    [[nodiscard]] bool is_shape() const { return shape(); }

    void ids(const Claim& claim) { (*this)("ids", shape() ? std::string() : ids_of(claim, *words_)); }

private:
    [[nodiscard]] bool shape() const { return words_ == nullptr; }

    [[nodiscard]] Node leaf(NodeKind kind, std::string text) const {
        Node out;
        if (shape() && text.empty()) text = "…";
        if (text.empty()) return out;
        out.kind = kind;
        out.text = std::move(text);
        return out;
    }

    [[nodiscard]] Node node(const std::string& value) const { return leaf(NodeKind::text, value); }
    [[nodiscard]] Node node(const MaybeCode& value) const {
        return leaf(value.code ? NodeKind::code : NodeKind::text, value.text);
    }
    [[nodiscard]] Node node(const Path& value) const { return leaf(NodeKind::path, value.text); }
    [[nodiscard]] Node node(const Markup& value) const { return leaf(NodeKind::markup, value.text); }

    template <class T>
    requires std::is_integral_v<T>
    [[nodiscard]] Node node(const T& value) const { return leaf(NodeKind::number, fmt::to_string(value)); }

    template <class E>
    requires std::is_enum_v<E>
    [[nodiscard]] Node node(const E& value) const {
        Node out = leaf(NodeKind::choice, std::string(Choices<E>::names[static_cast<std::size_t>(value)]));
        if (shape()) {
            for (const std::string_view name : Choices<E>::names) out.items.push_back(leaf(NodeKind::text, std::string(name)));
        }
        return out;
    }

    template <class T>
    [[nodiscard]] Node node(const std::optional<T>& value) const {
        if (!value && !shape()) return {};
        return node(value ? *value : T{});
    }

    template <class T>
    [[nodiscard]] Node node(const std::vector<T>& values) const {
        Node out;
        out.kind = NodeKind::list;
        for (const T& value : values) out.items.push_back(node(value));
        if (shape()) out.items.push_back(node(T{}));
        return out;
    }

    template <class T>
    requires std::is_class_v<T>
    [[nodiscard]] Node node(const T& value) const { return object(value); }

    const Words* words_;
    Node node_;
};

// --- Ids -----------------------------------------------------------------------------------------------------------------

/// "E1501" is prefix "E" and number 1501.
struct Numbered {
    std::string_view prefix;
    std::string_view digits;
    std::uint64_t number = 0;
};

std::optional<Numbered> numbered(std::string_view id) {
    std::size_t begin = id.size();
    while (begin > 0 && id[begin - 1] >= '0' && id[begin - 1] <= '9') --begin;
    Numbered out{id.substr(0, begin), id.substr(begin), 0};
    if (out.digits.empty() || out.digits.size() > 9) return std::nullopt;
    std::from_chars(out.digits.data(), out.digits.data() + out.digits.size(), out.number);
    return out;
}

/// E1502 after E1501, S10 after S9, E010 after E009; not 10 after 09.
bool follows(std::string_view id, std::string_view before) {
    const auto a = numbered(before);
    const auto b = numbered(id);
    if (!a || !b || a->prefix != b->prefix || b->number != a->number + 1) return false;
    const bool padded = a->digits.front() == '0' || b->digits.front() == '0';
    return !padded || a->digits.size() == b->digits.size();
}

void add_runs(std::vector<std::string>& out, const std::vector<std::string>& ids, const Words& words) {
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t end = i + 1;
        while (end < ids.size() && follows(ids[end], ids[end - 1])) ++end;
        if (end - i >= 3) {
            out.push_back(words.say("id_run", {{"first", ids[i]}, {"last", ids[end - 1]}}));
        } else {
            out.insert(out.end(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids.begin() + static_cast<std::ptrdiff_t>(end));
        }
        i = end;
    }
}

}  // namespace

const Node* Node::find(std::string_view name) const {
    for (const auto& [key, node] : members) {
        if (key == name) return &node;
    }
    return nullptr;
}

Node tree_of(const Report& report, const Words& words) { return Builder(&words).object(report); }

Node tree_of(const Book& book, const Words& words) { return Builder(&words).object(book); }

Node tree_of(const explain::Explanation& explanation, const Words& words) { return Builder(&words).object(explanation); }

Node tree_of(const Page& page, const Words& words) { return Builder(&words).object(page); }

Node shape_of_page() { return Builder(nullptr).object(Page{}); }

Node shape_of_explanation() { return Builder(nullptr).object(explain::Explanation{}); }

Node shape_of_report() { return Builder(nullptr).object(Report{}); }

Node shape_of_book() { return Builder(nullptr).object(Book{}); }

std::string ids_of(const Claim& claim, const Words& words) {
    std::vector<std::string> rules;
    std::vector<std::string> facts;
    add_runs(rules, claim.rules, words);
    add_runs(facts, claim.facts, words);
    add_runs(facts, claim.assumptions, words);
    if (rules.empty() || facts.empty()) return words.list(rules.empty() ? facts : rules);
    return words.say("ids", {{"rules", words.list(rules)}, {"facts", words.list(facts)}});
}

}  // namespace credence::report
