#include "report/book_builder.hpp"

#include <algorithm>
#include <filesystem>

#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "report/anchor.hpp"

namespace credence::report {

using check::DeclarationKind;
using check::DeclarationRef;

namespace {

constexpr std::string_view kind_keys[] = {
    "book_kind_entity",    "book_kind_scale",       "book_kind_choice",   "book_kind_parameter", "book_kind_source",
    "book_kind_attribute", "book_kind_relation",    "book_kind_question", "book_kind_range",     "book_kind_define",
    "book_kind_rule",      "book_kind_proposition", "book_kind_boundary", "book_kind_rules",     "book_kind_table",
    "book_kind_advice",    "book_kind_assessment",  "book_kind_refusal",  "book_kind_property",  "book_kind_example"};

template <class T>
std::uint32_t row_of(const T& declared) {
    if constexpr (requires { declared.row; }) {
        return declared.row;
    } else {
        return 0;
    }
}

/// Types are written large, too.
bool is_number(const BookDeclared& declared) {
    return declared.kind >= BookKind::define && declared.kind <= BookKind::example && explain::is_number(declared.name);
}

}  // namespace

std::string_view kind_key(BookKind kind) { return kind_keys[static_cast<std::size_t>(kind)]; }

BookPart book_paragraph(std::string text) {
    BookPart part;
    part.line = book_cell(std::move(text));
    return part;
}

BookLine book_cell(std::string text) { return {{}, std::move(text), {}, {}, {}}; }
BookLine book_links(std::vector<BookLink> links) { return {{}, {}, {}, {}, std::move(links)}; }

BookBuilder::BookBuilder(const BookWorkshop& workshop)
    : phrases_(workshop.phrases),
      rulebase_(phrases_.rulebase()),
      words_(phrases_.words()),
      sources_(workshop.sources),
      as_of_(workshop.as_of),
      assumptions_(rulebase_) {}

/// Every declaration, in the order of the chapters and then as written.
void BookBuilder::collect() {
    std::vector<BookDeclared> found;
    const auto add = [&](const auto& table, DeclarationKind kind, BookKind as) {
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            const auto& head = table[i].head;
            if (!head.span.valid()) continue;  // made by the program
            const auto name = explain::declared_name(head.name);
            const bool row = name != head.name;
            if (row && !found.empty() && found.back().name == name) {
                found.back().refs.push_back({kind, i});
            } else {
                const auto several = row_of(table[i]) == 0 ? BookKind::rules : BookKind::table;
                found.push_back({row ? several : as, {{kind, i}}, i, &head, name, {}, {}});
            }
        }
    };
    add(rulebase_.entities, DeclarationKind::entity, BookKind::entity);
    add(rulebase_.scales, DeclarationKind::scale, BookKind::scale);
    for (auto& one : found) {
        if (one.kind == BookKind::scale && !rulebase_.scales[one.index].ordered) one.kind = BookKind::choice;
    }
    add(rulebase_.parameters, DeclarationKind::parameter, BookKind::parameter);
    add(rulebase_.sources, DeclarationKind::source, BookKind::source);
    add(rulebase_.attributes, DeclarationKind::attribute, BookKind::attribute);
    add(rulebase_.relations, DeclarationKind::relation, BookKind::relation);
    add(rulebase_.questions, DeclarationKind::question, BookKind::question);
    add(rulebase_.ranges, DeclarationKind::range, BookKind::range);
    add(rulebase_.defines, DeclarationKind::define, BookKind::define);
    add(rulebase_.rules, DeclarationKind::rule, BookKind::rule);
    add(rulebase_.propositions, DeclarationKind::proposition, BookKind::proposition);
    add(rulebase_.boundaries, DeclarationKind::boundary, BookKind::boundary);
    add(rulebase_.advice, DeclarationKind::advice, BookKind::advice);
    add(rulebase_.assessments, DeclarationKind::assessment, BookKind::assessment);
    add(rulebase_.refusals, DeclarationKind::refusal, BookKind::refusal);
    const auto without_ref = [&](const auto& table, BookKind as) {
        for (std::size_t i = 0; i < table.size(); ++i) found.push_back({as, {}, i, &table[i].head, table[i].head.name, {}, {}});
    };
    without_ref(rulebase_.properties, BookKind::property);
    without_ref(rulebase_.examples, BookKind::example);

    const auto stem = [this](text::FileId file) { return std::filesystem::path(sources_[file].name()).stem().string(); };
    const auto chapter = [&](const BookDeclared& one) {
        const auto at = std::find(rulebase_.chapters.begin(), rulebase_.chapters.end(), stem(one.head->span.file));
        return std::tuple(at - rulebase_.chapters.begin(), one.head->span.file.index(), one.head->span.begin);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const BookDeclared& a, const BookDeclared& b) { return chapter(a) < chapter(b); });
    all_ = std::move(found);

    std::optional<text::FileId> file;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        for (const auto ref : all_[i].refs) places_[ref] = i;
        if (all_[i].kind == BookKind::example) continue;  // in a table of their own
        if (file != all_[i].head->span.file) {
            file = all_[i].head->span.file;
            chapters_.push_back({explain::raised(explain::spaced(stem(*file))), {}});
        }
        chapters_.back().declared.push_back(i);
    }
}

/// Headings whose anchors no renderer doubts: where the label will not do, or is another's, the kind and the name help.
void BookBuilder::entitle(const std::vector<std::string>& reserved) {
    std::map<std::string, int> uses;
    for (const auto& title : reserved) ++uses[anchor_of(title).value_or("")];
    for (const auto& chapter : chapters_) ++uses[anchor_of(chapter.title).value_or("")];
    const auto plain = [&](const BookDeclared& one) {
        const auto label =
            one.refs.size() > 1 && !one.head->labelled ? explain::spaced(one.name) : explain::label_or_name(*one.head);
        if (one.head->labelled && is_number(one)) return say("book_number_and_label", {{"name", one.name}, {"label", label}});
        return explain::raised(one.head->labelled ? label : is_number(one) ? one.name : label);
    };
    for (auto& one : all_) {
        one.title = plain(one);
        if (one.kind != BookKind::example) ++uses[anchor_of(one.title).value_or("")];
    }
    std::set<std::string> taken;
    for (auto& one : all_) {
        if (one.kind == BookKind::example) continue;
        auto anchor = anchor_of(one.title);
        if (!anchor || uses[*anchor] > 1) {
            const auto kind = say(kind_key(one.kind));
            one.title = anchor ? say("name_and_id", {{"name", one.title}, {"id", kind}})
                               : say("book_kind_and_name", {{"kind", explain::raised(kind)}, {"name", one.name}});
            anchor = anchor_of(one.title);
            if (!anchor || uses.count(*anchor) != 0 || taken.count(*anchor) != 0) {
                one.title = say("book_kind_and_name", {{"kind", explain::raised(kind)}, {"name", one.name}});
                anchor = anchor_of(one.title);
            }
        }
        one.anchor = anchor.value_or("");
        taken.insert(one.anchor);
    }
}

std::optional<std::size_t> BookBuilder::declared_of(DeclarationRef ref) const {
    const auto found = places_.find(ref);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::set<std::size_t> BookBuilder::declared_of(const std::vector<DeclarationRef>& refs) const {
    std::set<std::size_t> out;
    for (const auto ref : refs) {
        if (const auto place = declared_of(ref)) out.insert(*place);
    }
    return out;
}

void BookBuilder::note_readers() {
    for (const auto ref : check::readers(rulebase_)) {
        const auto reader = declared_of(ref);
        if (!reader) continue;
        for (const auto read : check::dependencies(rulebase_, ref)) {
            const auto place = declared_of(read);
            if (!place) continue;
            (read.kind == DeclarationKind::parameter ? parameters_ : reads_)[*reader].insert(*place);
            readers_[*place].insert(*reader);
        }
    }
    for (std::uint32_t i = 0; i < rulebase_.attributes.size(); ++i) {
        const auto& limit = rulebase_.attributes[i].stale_after;
        const auto reader = declared_of({DeclarationKind::attribute, i});
        if (!reader || !limit || limit->kind != check::ExpressionKind::parameter) continue;
        const auto place = declared_of({DeclarationKind::parameter, limit->index});
        if (!place) continue;
        parameters_[*reader].insert(*place);
        readers_[*place].insert(*reader);
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (all_[i].kind == BookKind::property) {
            const auto& law = rulebase_.properties[all_[i].index];
            const auto note = [&](const std::vector<DeclarationRef>& refs) {
                for (const auto ref : refs) {
                    if (const auto place = declared_of(ref)) reads_[i].insert(*place);
                }
            };
            if (law.never) note(check::dependencies(rulebase_, *law.never));
            for (const auto* part : {&law.expression, &law.becomes, &law.rising}) {
                if (*part) note(check::dependencies(rulebase_, **part));
            }
        }
        if (all_[i].kind != BookKind::example) continue;
        for (const auto& expected : rulebase_.examples[all_[i].index].expect) {
            if (expected.condition.kind != check::ConditionKind::applies) continue;
            const auto place = declared_of(expected.condition.target);
            if (!place) continue;
            (expected.kind == check::Expectation::Kind::applies_not ? refuted_in_ : shown_in_)[*place].insert(i);
        }
    }
}

BookLink BookBuilder::link(std::size_t declared) const { return {all_[declared].title, all_[declared].anchor, {}}; }

std::vector<BookLink> BookBuilder::links(const std::set<std::size_t>& declared) const {
    std::vector<BookLink> out;
    for (const auto one : declared) {
        if (all_[one].anchor.empty()) continue;
        out.push_back(link(one));
        if (out.size() > 1) out.back().comma = ",";
    }
    return out;
}

std::vector<BookLink> BookBuilder::links(const std::vector<DeclarationRef>& refs) const { return links(declared_of(refs)); }

std::string BookBuilder::head_text(const check::Text& text) const {
    static const std::vector<check::Variable> none;
    return explain::Prose(phrases_, none, 0).text(text);
}

}  // namespace credence::report
