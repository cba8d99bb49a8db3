// Dense codes for cells, in the order of the cells: of an individual, a value or a text the cell itself; of numbers, dates and times the
// place among all that are recorded or written in rules.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "check/rulebase.hpp"
#include "datalog/buffer.hpp"
#include "datalog/program.hpp"
#include "engine/facts.hpp"

namespace credence::engine {

class Codes {
public:
    Codes(const check::Rulebase& rulebase, const Facts& facts, const std::vector<Cell>& parameters);

    /// Nothing for ranges, and for cells that are neither recorded nor written.
    [[nodiscard]] std::optional<datalog::Code> code(check::Type type, Cell cell) const;
    [[nodiscard]] datalog::Code size(check::Type type) const;
    /// By code; nothing where a code is the cell.
    [[nodiscard]] const std::vector<Cell>* cells(check::Type type) const;
    /// The codes of a column; nothing if one of its cells has none.
    [[nodiscard]] std::optional<datalog::Buffer<datalog::Code>> encode(check::Type type, const std::vector<Cell>& cells) const;

private:
    /// The distinct cells of one type, ascending.
    struct Dictionary {
        std::vector<Cell> cells;
        // Where cells are whole numbers close to each other: the code of first + i.
        Cell first = 0, unit = 1;
        std::vector<datalog::Code> places;

        void build(std::vector<const std::vector<Cell>*> columns, std::vector<Cell> more);
        [[nodiscard]] std::optional<datalog::Code> find(Cell cell) const;
    };
    [[nodiscard]] const Dictionary& dictionary(check::Type type) const;

    const check::Rulebase& rulebase_;
    const Facts& facts_;
    const std::vector<Cell>& parameters_;
    datalog::Code texts_;  // those there were at first: texts that come up later have no codes, so that a domain never grows
    mutable std::map<check::Type, Dictionary> dictionaries_;
};

}  // namespace credence::engine
