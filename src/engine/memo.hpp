// What a define is for the arguments asked for so far: one row each, found by the place of its arguments where their domains are
// finite and not too many together, else by hash.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "datalog/buffer.hpp"
#include "engine/model.hpp"
#include "engine/table.hpp"

namespace credence::engine {

class Memo {
public:
    /// `domains`: how many cells each argument may be, from 0; 0 where there is no telling.
    explicit Memo(std::vector<std::size_t> domains);

    /// The row of these arguments, a new one where there was none: then rows() is one more.
    std::uint32_t row(std::span<const Cell> arguments);
    /// The row of these arguments, or no_row.
    [[nodiscard]] std::uint32_t find(std::span<const Cell> arguments);
    [[nodiscard]] std::size_t rows() const { return arguments_.rows(); }
    [[nodiscard]] const std::vector<Cell>& column(std::size_t argument) const { return arguments_.columns()[argument]; }

    /// What a row comes to. The value is certain to its readers: no spread.
    struct Result {
        Cell cell = no_cell;
        Truth truth;
        Known state = Known::unknown;
        bool open = false;
        std::uint32_t taken = no_row;
        [[nodiscard]] DefineResult whole() const;
    };
    std::vector<Result> results;  // by row; shorter while rows are being worked out

    /// Forgets everything.
    void clear();
    /// One that holds nothing yet, for the same arguments.
    [[nodiscard]] Memo fresh() const { return Memo(domains_); }

private:
    std::vector<std::size_t> domains_;
    Table arguments_;
    bool by_place_ = false;
    datalog::Buffer<std::uint32_t> places_;  // the row and one; made when first asked
    std::size_t place_count_ = 1;
};

}  // namespace credence::engine
