#include "store/content_digest.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "check/print.hpp"

namespace credence::store {
namespace {

using check::Cell;
using check::no_cell;
using check::Type;
using check::TypeKind;

/// Texts that no value can be: what is not recorded is not the empty text.
constexpr std::string_view nothing("\0", 1);

class FactsDigest {
public:
    FactsDigest(const check::Rulebase& rulebase, const engine::Facts& facts) : rulebase_(rulebase), facts_(facts) {}

    std::string hex() {
        digest_.add(facts_.notice);
        for (const auto i : in_order(rulebase_.entities)) add_individuals(i);
        for (const auto i : in_order(rulebase_.attributes)) add_observations(i);
        for (const auto i : in_order(rulebase_.relations)) add_tuples(i);
        return digest_.hex();
    }

private:
    /// Declarations by the bytes of their names: nothing depends on how a rulebase sorts them.
    template <class Declarations>
    static std::vector<std::size_t> in_order(const Declarations& declarations) {
        std::vector<std::size_t> order(declarations.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](auto a, auto b) { return declarations[a].head.name < declarations[b].head.name; });
        return order;
    }

    void begin(std::string_view kind, const std::string& name, std::size_t rows) {
        digest_.add(kind).add(name).add(std::to_string(rows));
    }

    void add_individuals(std::size_t i) {
        const auto& listed = facts_.individuals[i];
        if (listed.empty()) return;
        begin("entity", rulebase_.entities[i].head.name, listed.size());
        for (const auto& individual : listed) digest_.add(individual.id).add(individual.name);
    }

    void add_observations(std::size_t i) {
        const auto& attribute = rulebase_.attributes[i];
        const auto& observed = facts_.observations[i];
        if (observed.size() == 0) return;
        begin("attribute", attribute.head.name, observed.size());
        for (std::size_t row = 0; row < observed.size(); ++row) {
            add({TypeKind::entity, attribute.of.value}, observed.subject[row]);
            add(attribute.type, observed.value[row]);
            add_evidence(observed.evidence, row);
        }
    }

    void add_tuples(std::size_t i) {
        const auto& relation = rulebase_.relations[i];
        const auto& tuples = facts_.relations[i];
        if (tuples.size() == 0) return;
        begin("relation", relation.head.name, tuples.size());
        for (const auto& column : relation.columns) digest_.add(column.name);
        for (std::size_t row = 0; row < tuples.size(); ++row) {
            for (std::size_t c = 0; c < tuples.columns.size(); ++c) add(relation.columns[c].type, tuples.columns[c][row]);
            add_evidence(tuples.evidence, row);
        }
    }

    /// Nothing for what is not rated: such content has the digest that it had before there were ratings.
    std::string rated(Cell rating) const { return rating == no_cell ? "" : " " + facts_.texts[rating]; }

    void add_evidence(const engine::EvidenceColumns& evidence, std::size_t row) {
        digest_.add(std::to_string(evidence.confidence[row]) + rated(evidence.reliability[row]) +
                    rated(evidence.credibility[row]));
        constexpr Type text{TypeKind::text, 0};
        for (const auto* column : {&evidence.item, &evidence.source, &evidence.assessor, &evidence.group, &evidence.quote}) {
            add(text, (*column)[row]);
        }
        add({TypeKind::scale, rulebase_.kind_choice.value}, evidence.kind[row]);
        add({TypeKind::date, 0}, evidence.on[row]);
        add({TypeKind::time, 0}, evidence.recorded[row]);
    }

    void add(Type type, Cell cell) {
        if (cell == no_cell) {
            digest_.add(nothing);
        } else if (type.kind == TypeKind::text) {
            digest_.add(facts_.texts[cell]);
        } else if (type.kind == TypeKind::entity) {
            digest_.add(facts_.individuals[type.index][static_cast<std::size_t>(cell)].id);
        } else if (type.kind == TypeKind::scale) {
            digest_.add(rulebase_.scales[type.index].values[static_cast<std::size_t>(cell)].name);
        } else if (type.kind == TypeKind::time || type.kind == TypeKind::date) {  // many rows are of one moment
            auto& [last, text] = last_[type.kind == TypeKind::time ? 0 : 1];
            if (last != cell) text = check::written(rulebase_, type, cell);
            last = cell;
            digest_.add(text);
        } else {
            digest_.add(check::written(rulebase_, type, cell));
        }
    }

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    Digest digest_{"credence content 1"};
    std::array<std::pair<Cell, std::string>, 2> last_{{{no_cell, ""}, {no_cell, ""}}};  // time, date: as written
};

}  // namespace

std::string content_digest(const check::Rulebase& rulebase, const engine::Facts& facts) {
    return FactsDigest(rulebase, facts).hex();
}

}  // namespace credence::store
