#include "store/header.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/problem.hpp"

namespace credence::store {
namespace {

std::vector<std::string> known_headers(const Table& table, bool observations) {
    std::vector<std::string> known;
    if (observations) known.emplace_back("attribute");
    for (const auto& column : table.columns) {
        if (column.role != Role::retracted) known.push_back(column.header);
    }
    return known;
}

}  // namespace

bool is_free_text(const Column& column) {
    if (column.role == Role::quote || column.role == Role::name) return true;
    return (column.role == Role::value || column.role == Role::own) && column.type.kind == check::TypeKind::text;
}

Header match_header(const Table& table, bool observations, std::vector<std::string> words,
                    const std::vector<std::optional<std::string>>& called) {
    Header out;
    out.words = std::move(words);
    out.places.assign(table.columns.size(), Header::nowhere);
    out.hidden.assign(out.words.size(), false);
    const auto about = observations ? std::string("observations") : fmt::format("the table `{}`", table.name);
    for (std::size_t at = 0; at < out.words.size(); ++at) {
        if (!called.empty() && !called[at]) continue;
        const auto& word = called.empty() ? out.words[at] : *called[at];
        const auto column = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) {
            return c.role != Role::retracted && (c.header == word || c.name == word);
        });
        std::size_t* target = nullptr;
        if (column != table.columns.end()) target = &out.places[static_cast<std::size_t>(column - table.columns.begin())];
        if (observations && word == "attribute") target = &out.attribute_at;
        if (target == nullptr) {
            out.misspelt = true;
            out.mistakes.push_back({{"K0202", fmt::format("no column `{}` in {}", shown(word), about), "",
                                     suggestion(word, known_headers(table, observations))},
                                    at});
        } else if (*target != Header::nowhere) {
            out.mistakes.push_back({{"K0202", fmt::format("the column `{}` stands twice", shown(word)), "", ""}, at});
        } else {
            *target = at;
            if (column != table.columns.end()) out.hidden[at] = is_free_text(*column);
        }
    }
    if (observations && out.attribute_at == Header::nowhere) out.missing.emplace_back("attribute");
    for (std::size_t i = 0; i < out.places.size(); ++i) {
        const auto& column = table.columns[i];
        const bool needed = column.role == Role::id || column.role == Role::subject || column.role == Role::value ||
                            (column.role == Role::own && !column.or_today);
        if (needed && out.places[i] == Header::nowhere) out.missing.push_back(column.header);
    }
    return out;
}

}  // namespace credence::store
