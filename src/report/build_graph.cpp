#include <algorithm>

#include "check/components.hpp"
#include "check/dependencies.hpp"
#include "report/book_builder.hpp"
#include "report/graph.hpp"

namespace credence::report {

using check::DeclarationKind;

namespace {

/// A node and the declarations that it stands for: a question with its propositions, all that is observed of one topic.
struct GatheredNode {
    GraphNode node;
    std::set<std::size_t> members;  // by declared
    std::size_t first = 0;
};

constexpr std::size_t most_drawn = 120;  // a figure of more is read by nobody: the table is there

}  // namespace

/// Who reads whom, parameters and advice left out: a figure of what an answer rests on, and the same as a table.
BookChapter BookBuilder::dependencies() {
    BookChapter out{say("book_dependencies"), {}, {}};
    std::vector<GatheredNode> nodes;
    std::map<std::string, std::size_t> keys;
    std::map<std::size_t, std::size_t> node_of;
    const auto gather = [&](const std::string& key, GraphNode node, std::size_t declared) {
        const auto at = keys.try_emplace(key, nodes.size());
        if (at.second) nodes.push_back({std::move(node), {}, declared});
        nodes[at.first->second].members.insert(declared);
        node_of[declared] = at.first->second;
    };
    using Shape = GraphNode::Shape;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const auto& declared = all_[i];
        const auto label = explain::raised(explain::label_or_name(*declared.head));
        switch (declared.kind) {
            case BookKind::attribute: {
                const auto& attribute = rulebase_.attributes[declared.refs.front().index];
                if (attribute.derived) {
                    gather(declared.name, {Shape::derived, label, {}}, i);
                    break;
                }
                const auto entity = explain::label_or_name(rulebase_.entities[attribute.of.index()].head);
                const auto of = attribute.topic.empty()
                                    ? say("book_attributes_of", {{"entity", entity}})
                                    : say("book_topic_of",
                                          {{"topic", explain::raised(explain::spaced(attribute.topic))}, {"entity", entity}});
                gather(entity + "/" + attribute.topic, {Shape::recorded, of, {}}, i);
                break;
            }
            case BookKind::relation: {
                const bool derived = rulebase_.relations[declared.refs.front().index].derived;
                gather(declared.name, {derived ? Shape::derived : Shape::recorded, label, {}}, i);
                break;
            }
            case BookKind::question: gather(declared.name, {Shape::question, label, {}}, i); break;
            case BookKind::range: gather(declared.name, {Shape::range, label, {}}, i); break;
            case BookKind::define: gather(declared.name, {Shape::value, label, {}}, i); break;
            case BookKind::assessment: gather(declared.name, {Shape::assessment, label, {}}, i); break;
            default: break;
        }
    }
    // Rules stand inside what they conclude.
    std::map<std::size_t, std::size_t> rules;  // how many, by node
    for (const auto& [reader, reads] : reads_) {
        const auto node = node_of.find(reader);
        if (node == node_of.end()) continue;
        const auto kind = all_[reader].kind;
        if (kind != BookKind::question && kind != BookKind::range && kind != BookKind::relation && kind != BookKind::attribute)
            continue;
        for (const auto read : reads) {
            if (all_[read].kind != BookKind::rule && all_[read].kind != BookKind::proposition &&
                all_[read].kind != BookKind::boundary && all_[read].kind != BookKind::rules &&
                all_[read].kind != BookKind::table)
                continue;
            if (!node_of.count(read)) node_of[read] = node->second;
            ++rules[node->second];
        }
    }
    check::Graph reads(nodes.size());
    for (const auto& [reader, read] : reads_) {
        const auto from = node_of.find(reader);
        if (from == node_of.end()) continue;
        for (const auto one : read) {
            const auto to = node_of.find(one);
            if (to == node_of.end() || to->second == from->second) continue;
            auto& list = reads[from->second];
            const auto node = static_cast<std::uint32_t>(to->second);
            if (std::find(list.begin(), list.end(), node) == list.end()) list.push_back(node);
        }
    }
    // Those that read each other cannot stand above each other: the table alone says so.
    std::vector<std::size_t> circle(nodes.size());
    const auto components = check::components(reads);
    for (std::size_t c = 0; c < components.size(); ++c) {
        for (const auto node : components[c]) circle[node] = c;
    }
    const auto note = [&](std::size_t n) {
        const auto& node = nodes[n].node;
        if (nodes[n].members.size() > 1) return words_.count("book_attributes_counted", nodes[n].members.size());
        if (!rules.count(n)) return std::string{};
        return words_.count(node.shape == Shape::question ? "book_propositions_counted"
                            : node.shape == Shape::range  ? "book_boundaries_counted"
                                                          : "book_rules_counted",
                            rules[n]);
    };
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        const auto& first = all_[nodes[n].first];
        nodes[n].node.note = note(n);
        if (first.kind == BookKind::attribute && nodes[n].members.size() == 1)
            nodes[n].node.label = explain::raised(explain::label_or_name(*first.head));
    }

    // What the answers rest on; the rest, with what it reads, is a figure of its own.
    std::vector<std::set<std::size_t>> answers(nodes.size());
    std::vector<bool> rests(nodes.size(), rulebase_.assessments.empty());
    std::vector<std::size_t> open;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (nodes[n].node.shape != Shape::assessment) continue;
        rests[n] = true;
        const auto& assessment = rulebase_.assessments[all_[nodes[n].first].index];
        auto refs = check::dependencies(rulebase_, assessment.answer);
        for (const auto& one : assessment.group_by) {
            const auto more = check::dependencies(rulebase_, one);
            refs.insert(refs.end(), more.begin(), more.end());
        }
        const auto condition = check::dependencies(rulebase_, assessment.when);
        refs.insert(refs.end(), condition.begin(), condition.end());
        for (const auto place : declared_of(refs)) {
            const auto node = node_of.find(place);
            if (node == node_of.end() || node->second == n) continue;
            answers[n].insert(node->second);
            open.push_back(node->second);
        }
    }
    while (!open.empty()) {
        const auto n = open.back();
        open.pop_back();
        if (rests[n]) continue;
        rests[n] = true;
        for (const auto to : reads[n]) open.push_back(to);
    }
    std::vector<std::pair<std::size_t, std::size_t>> below, beside;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        const bool assessment = nodes[n].node.shape == Shape::assessment;
        for (const std::size_t to : reads[n]) {
            if (circle[n] == circle[to] || (assessment && answers[n].count(to) == 0)) continue;
            (rests[n] ? below : beside).emplace_back(to, n);
        }
    }
    const auto drawable = [&](const auto& edges) {
        std::set<std::size_t> linked;
        for (const auto& [from, to] : edges) linked.insert({from, to});
        return !linked.empty() && linked.size() <= most_drawn;
    };
    const auto draw = [&](const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
        std::set<std::size_t> linked;
        for (const auto& [from, to] : edges) linked.insert({from, to});
        Graph graph;
        std::map<std::size_t, std::size_t> drawn;
        for (const auto n : linked) {
            drawn[n] = graph.nodes.size();
            graph.nodes.push_back(nodes[n].node);
        }
        for (const auto& [from, to] : edges) graph.edges.emplace_back(drawn[from], drawn[to]);
        return reduced(graph);
    };
    if (below.empty() && beside.empty()) return out;
    const GraphLegend legend{say("book_legend_recorded"), say("book_legend_derived"), say("book_legend_question"),
                             say("book_legend_range"),    say("book_legend_value"),   say("book_legend_assessment")};
    const auto figure = [&](const char* name, const std::string& title, const Graph& graph) {
        const auto description = say("book_graph_description");
        const auto id = std::string(name);
        BookPart part;
        part.figure = BookFigure{say("book_graph_alt", {{"title", title}, {"description", description}}),
                                 "figures/" + id + ".svg", graph_svg(graph, id, title, description, legend)};
        out.parts.push_back(std::move(part));
    };
    out.parts.push_back(book_paragraph(say("book_graph_text")));
    if (drawable(below)) figure("answers", say("book_graph_answers"), draw(below));
    if (drawable(beside)) figure("beside_the_answers", say("book_graph_beside"), draw(beside));

    const auto links_to = [&](std::size_t n) {
        if (nodes[n].members.size() == 1) return link(nodes[n].first);
        return BookLink{nodes[n].node.label, all_[nodes[n].first].anchor, {}};
    };
    BookPart part;
    part.table = BookTable{{say("head_what"), say("book_head_reads")}, {}};
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (reads[n].empty()) continue;
        auto list = reads[n];
        std::sort(list.begin(), list.end());
        BookLine what, read;
        what.links = {links_to(n)};
        if (!nodes[n].node.note.empty() && rules.count(n)) what.rest = say("book_in_brackets", {{"what", nodes[n].node.note}});
        for (const auto to : list) {
            read.links.push_back(links_to(to));
            if (read.links.size() > 1) read.links.back().comma = ",";
        }
        part.table->rows.push_back({{what, read}});
    }
    out.parts.push_back(std::move(part));
    return out;
}

}  // namespace credence::report
