#include "app/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "app/row_writer.hpp"
#include "app/settings.hpp"
#include "app/sorted_rows.hpp"
#include "app/values.hpp"
#include "base/memory.hpp"
#include "check/print.hpp"
#include "report/write.hpp"
#include "store/fact_files.hpp"

namespace credence::app {
namespace {

using check::Cell;
using check::TypeKind;
using engine::State;

/// A relation or attribute that rules conclude.
struct Conclusion {
    std::string name;
    std::vector<RowWriter::Column> columns;
    std::optional<check::RelationId> relation;
    std::optional<check::AttributeId> attribute;
};

std::vector<Conclusion> conclusions(const check::Rulebase& rulebase) {
    std::vector<Conclusion> out;
    for (std::size_t i = 0; i < rulebase.relations.size(); ++i) {
        const auto& relation = rulebase.relations[i];
        if (!relation.derived) continue;
        Conclusion conclusion{relation.head.name, {}, check::RelationId{i}, {}};
        for (const auto& column : relation.columns) conclusion.columns.push_back({column.name, column.type});
        out.push_back(std::move(conclusion));
    }
    for (std::size_t i = 0; i < rulebase.attributes.size(); ++i) {
        const auto& attribute = rulebase.attributes[i];
        if (!attribute.derived) continue;
        out.push_back({attribute.head.name,
                       {{"subject", {TypeKind::entity, attribute.of.value}}, {"value", attribute.type}},
                       {},
                       check::AttributeId{i}});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return check::natural_less(a.name, b.name); });
    return out;
}

/// Rows of a conclusion, and which of them count.
struct Found {
    std::vector<const std::vector<Cell>*> columns;
    std::vector<std::vector<Cell>> own;  // where nobody else keeps them
    const std::vector<engine::Truth>* truths = nullptr;
    std::vector<std::uint32_t> met, open;  // rows
    std::size_t rows = 0;                  // all of them; where all are met, `met` may be empty
    bool all_met = true;
    std::optional<engine::CodedRelation> coded;  // sorted already; then nothing else but `rows` is filled

    [[nodiscard]] std::size_t count() const { return all_met ? rows : met.size(); }
};

/// `only_count`: the rows themselves are not needed.
Found rows_of(engine::Model& model, const Conclusion& conclusion, bool only_count) {
    Found out;
    if (conclusion.relation) {
        if (const auto rows = model.coded_rows(*conclusion.relation)) {
            out.rows = *rows;
            if (!only_count) out.coded = model.coded(*conclusion.relation);
            return out;
        }
    }
    if (conclusion.attribute) {
        out.own.resize(2);
        const auto subjects = model.facts().individuals[conclusion.columns.front().type.index].size();
        for (std::size_t subject = 0; subject < subjects; ++subject) {
            for (const auto& share : model.summary(*conclusion.attribute, static_cast<Cell>(subject)).shares) {
                out.own[0].push_back(static_cast<Cell>(subject));
                out.own[1].push_back(share.value);
            }
        }
        out.columns = {&out.own[0], &out.own[1]};
        out.rows = out.own[0].size();
        return out;
    }
    const auto view = model.relation(*conclusion.relation);
    for (const auto& column : *view.columns) out.columns.push_back(&column);
    out.rows = view.rows;
    out.truths = view.truths;
    for (std::size_t row = 0; row < view.rows && out.all_met; ++row)
        out.all_met = (*view.superseded)[row] == 0 && model.state((*view.truths)[row]) == State::met;
    if (out.all_met) return out;
    for (std::uint32_t row = 0; row < view.rows; ++row) {
        if ((*view.superseded)[row] != 0) continue;
        const auto state = model.state((*view.truths)[row]);
        if (state == State::met) out.met.push_back(row);
        if (state == State::unknown || state == State::disputed) out.open.push_back(row);
    }
    return out;
}

/// Texts that came up during the run are numbered behind the others: columns of texts are then sorted by where each belongs.
class TextOrder {
public:
    explicit TextOrder(const engine::TextPool& texts) {
        by_place_.resize(texts.size());
        std::iota(by_place_.begin(), by_place_.end(), Cell{0});
        const auto less = [&](Cell a, Cell b) { return check::natural_less(texts[a], texts[b]); };
        is_natural_ = std::is_sorted(by_place_.begin(), by_place_.end(), less);
        if (is_natural_) return;
        std::sort(by_place_.begin(), by_place_.end(), less);
        places_.resize(by_place_.size());
        for (std::size_t i = 0; i < by_place_.size(); ++i)
            places_[static_cast<std::size_t>(by_place_[i])] = static_cast<Cell>(i);
    }
    [[nodiscard]] bool is_natural() const { return is_natural_; }
    [[nodiscard]] Cell place(Cell text) const { return places_[static_cast<std::size_t>(text)]; }
    [[nodiscard]] Cell text(Cell place) const { return by_place_[static_cast<std::size_t>(place)]; }

private:
    bool is_natural_ = true;
    std::vector<Cell> by_place_, places_;
};

class Writing {
public:
    Writing(const engine::Model& model, const RunOptions& wanted, const std::filesystem::path& folder)
        : model_(model),
          wanted_(wanted),
          folder_(folder) {}

    Status write(const Conclusion& conclusion, Found& found) {
        const char separator = wanted_.tabs ? '\t' : ',';
        auto columns = conclusion.columns;
        auto path = folder_ / (conclusion.name + (wanted_.tabs ? ".tsv" : ".csv"));
        if (found.coded && (wanted_.grades || !texts_are_natural(conclusion))) lay_out(found);
        if (wanted_.grades) return write_grades(path, conclusion, found, separator);
        auto writer = RowWriter::create(path, model_, columns, separator);
        if (!writer) return tl::unexpected(writer.error());
        if (found.coded) {
            write_coded(*writer, *found.coded);
            return writer->finish();
        }
        const auto replaced = place_texts(conclusion, found);
        const SortedRows sorted(found.columns, found.all_met ? nullptr : &found.met);
        if (replaced.empty()) {
            sorted.each([&](const Cell* cells) { writer->write(cells); });
        } else {
            std::vector<Cell> row(columns.size());
            sorted.each([&](const Cell* cells) {
                for (std::size_t c = 0; c < row.size(); ++c)
                    row[c] = columns[c].type.kind == TypeKind::text ? order_->text(cells[c]) : cells[c];
                writer->write(row.data());
            });
        }
        return writer->finish();
    }

private:
    bool texts_are_natural(const Conclusion& conclusion) {
        const auto& columns = conclusion.columns;
        if (std::none_of(columns.begin(), columns.end(), [](const auto& c) { return c.type.kind == TypeKind::text; }))
            return true;
        if (!order_) order_.emplace(model_.facts().texts);
        return order_->is_natural();
    }

    static void write_coded(RowWriter& writer, const engine::CodedRelation& tuples) {
        std::vector<Cell> row(tuples.columns.size());
        for (std::size_t i = 0; i < tuples.rows; ++i) {
            for (std::size_t c = 0; c < row.size(); ++c) row[c] = tuples.columns[c].cell(i);
            writer.write(row.data());
        }
    }

    /// Codes to cells, to be sorted and written as those of other relations are.
    static void lay_out(Found& found) {
        const auto tuples = *std::exchange(found.coded, std::nullopt);
        found.own.resize(tuples.columns.size());
        for (std::size_t c = 0; c < tuples.columns.size(); ++c) {
            for (std::size_t i = 0; i < tuples.rows; ++i) found.own[c].push_back(tuples.columns[c].cell(i));
            found.columns.push_back(&found.own[c]);
        }
    }

    /// The columns of texts with their places instead, where these differ; owns them.
    std::vector<std::vector<Cell>> place_texts(const Conclusion& conclusion, Found& found) {
        std::vector<std::vector<Cell>> out;
        const auto& columns = conclusion.columns;
        if (texts_are_natural(conclusion)) return out;
        out.resize(columns.size());
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].type.kind != TypeKind::text) continue;
            for (const Cell cell : *found.columns[c]) out[c].push_back(order_->place(cell));
            found.columns[c] = &out[c];
        }
        return out;
    }

    /// Each row with its belief, plausibility and state: the truth is a column of its own while rows are sorted.
    Status write_grades(const std::filesystem::path& path, const Conclusion& conclusion, Found& found, char separator) {
        auto columns = conclusion.columns;
        auto writer = RowWriter::create(path, model_, columns, separator, {"belief", "plausibility", "state"});
        if (!writer) return tl::unexpected(writer.error());
        const auto replaced = place_texts(conclusion, found);
        std::vector<Cell> row_numbers(found.rows);
        std::iota(row_numbers.begin(), row_numbers.end(), Cell{0});
        std::vector<std::uint32_t> rows = found.met;
        rows.insert(rows.end(), found.open.begin(), found.open.end());
        found.columns.push_back(&row_numbers);
        const SortedRows sorted(found.columns, found.all_met ? nullptr : &rows);
        std::vector<Cell> row(columns.size());
        sorted.each([&](const Cell* cells) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                const bool placed = !replaced.empty() && columns[c].type.kind == TypeKind::text;
                row[c] = placed ? order_->text(cells[c]) : cells[c];
            }
            const auto truth =
                found.truths == nullptr ? engine::certain : (*found.truths)[static_cast<std::size_t>(cells[row.size()])];
            writer->write(row.data(), fmt::format("{1}{0}{2}{0}{3}", separator, written_degree(truth.belief),
                                                  written_degree(truth.plausibility), written(model_.state(truth))));
        });
        return writer->finish();
    }

    const engine::Model& model_;
    const RunOptions& wanted_;
    const std::filesystem::path& folder_;
    std::optional<TextOrder> order_;
};

/// What comes of pairs of what came in is honest work, and more is not (docs/decisions/0014): a closure takes some ten steps for each
/// pair of nodes.
std::uint64_t steps_for(const engine::Facts& facts) {
    constexpr std::uint64_t steps_a_pair = 16;
    std::uint64_t many = 0;
    for (const auto& individuals : facts.individuals) many += individuals.size();
    for (const auto& observations : facts.observations) many += observations.size();
    for (const auto& tuples : facts.relations) many += tuples.size();
    constexpr std::uint64_t most = std::uint64_t{1} << 28U;  // of what may be squared
    return steps_a_pair * std::min(many, most) * std::min(many, most);
}

bool is_of_a_run(const std::string& name) { return name.ends_with(".csv") || name.ends_with(".tsv"); }

Result<RunResult> evaluate(const check::Rulebase& rulebase, engine::Model& model, const RunOptions& wanted, RunResult out) {
    std::optional<report::NewFolder> folder;
    if (wanted.output) {
        auto fresh =
            report::NewFolder::begin(*wanted.output, wanted.replace ? report::IfThere::replace : report::IfThere::refuse,
                                     "what a run wrote", is_of_a_run, report::Readers::system);
        if (!fresh) return tl::unexpected(fresh.error());
        folder.emplace(std::move(*fresh));
    }
    const std::filesystem::path path = folder ? folder->path() : std::filesystem::path();
    Writing writing(model, wanted, path);
    for (const auto& conclusion : conclusions(rulebase)) {
        auto found = rows_of(model, conclusion, !folder);
        out.derived.push_back({conclusion.name, found.count(), found.open.size()});
        if (!folder) continue;
        if (const auto done = writing.write(conclusion, found); !done) return tl::unexpected(done.error());
    }
    if (folder) {
        if (const auto done = folder->commit(); !done) return tl::unexpected(done.error());
    }
    return out;
}

}  // namespace

Result<RunResult> run(const RulebaseFiles& files, const Options& options, const RunOptions& wanted) {
    const auto& rulebase = *files.rulebase;
    auto settings = settings_of(rulebase, options.set);
    if (!settings) return tl::unexpected(settings.error());
    const auto request = what_is_known(options);
    if (!request) return tl::unexpected(request.error());
    auto read = store::read_fact_files(rulebase, wanted.facts, *request);
    if (!read) return tl::unexpected(read.error());
    RunResult out{std::move(read->report), {}};
    if (!out.report.accepted()) return out;
    settings->steps = std::max(settings->steps, steps_for(read->facts));
    settings->memory = physical_bytes() / 4 * 3;
    set_limits(*settings, options);
    auto done = guarded(files.sources, [&] {
        engine::Model model(rulebase, read->facts, std::move(*settings));
        return evaluate(rulebase, model, wanted, std::move(out));
    });
    if (!done) return tl::unexpected(done.error());
    return std::move(*done);
}

}  // namespace credence::app
