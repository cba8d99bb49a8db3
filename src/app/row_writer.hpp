// Rows of cells to a CSV or TSV file, many of them fast: individuals and values print from a table made once, through one large buffer.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/model.hpp"

namespace credence::app {

class RowWriter {
public:
    struct Column {
        std::string name;
        check::Type type;
    };
    /// A new file with its header; `more`: names behind those of the columns. Cells that hold the separator, a quote or a line break stand in quotes; nothing else is changed, so
    /// the file reads back as what it says.
    [[nodiscard]] static Result<RowWriter> create(const std::filesystem::path& path, const engine::Model& model,
                                                  const std::vector<Column>& columns, char separator,
                                                  const std::vector<std::string>& more = {});
    RowWriter(RowWriter&& other) noexcept;
    ~RowWriter();

    /// A cell a column, and what else stands behind them.
    void write(const check::Cell* cells, std::string_view more = {});
    [[nodiscard]] Status finish();

private:
    /// A short text with the separator behind it, copied as a whole.
    struct Slot {
        std::array<char, 15> text{};
        std::uint8_t size = 0;  // 0: too long
    };
    struct Printer {
        check::Type type;
        std::vector<Slot> slots;  // by cell; empty of types with too many values
    };
    RowWriter(const engine::Model& model, char separator) : model_(&model), separator_(separator) {}
    void prepare(Printer& printer) const;
    void append(const Printer& printer, check::Cell cell);
    void append(std::string_view text);
    [[nodiscard]] std::string quoted(std::string text) const;
    void flush();

    static constexpr std::size_t capacity = 1U << 20U;
    static constexpr std::size_t longest_short = 64;  // room that short cells need
    const engine::Model* model_;
    char separator_;
    std::vector<Printer> printers_;
    std::filesystem::path path_;
    int file_ = -1;
    int error_ = 0;
    std::unique_ptr<char[]> buffer_{new char[capacity]};
    std::size_t used_ = 0;
};

}  // namespace credence::app
