#include "datalog/machine.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace credence::datalog {
namespace {

constexpr std::size_t most = Options::most_batch;

bool holds(Comparison::Operator op, Code a, Code b) {
    switch (op) {
        case Comparison::Operator::equal: return a == b;
        case Comparison::Operator::not_equal: return a != b;
        case Comparison::Operator::less: return a < b;
        case Comparison::Operator::less_equal: return a <= b;
    }
    return false;
}

}  // namespace

Machine::Machine(std::deque<Relation>& relations, const std::vector<Window>& windows, const Options& options, Meter& meter)
    : relations_(relations),
      windows_(windows),
      options_(options),
      meter_(meter) {}

void Machine::run(const Pipeline& pipeline, Relation& into) {
    pipeline_ = &pipeline;
    into_ = &into;
    marked_group_ = none;
    std::fill(marks_.data(), marks_.data() + marks_.size(), 0);
    step(0, 0, 1);
}

Code* Machine::reg(std::size_t level, Variable v) {
    while (levels_.size() <= level) levels_.emplace_back();
    auto& registers = levels_[level].registers;
    if (registers.size() <= v) registers.resize(v + 1);
    if (registers[v].empty()) registers[v].resize(most);
    return registers[v].data();
}

const Code* Machine::column(std::size_t level, Term term, std::size_t) {
    if (term.kind == Term::Kind::variable) return reg(level, term.value);
    for (const auto& [code, column] : constants_) {
        if (code == term.value) return column.data();
    }
    auto& entry = constants_.emplace_back();
    entry.first = term.value;
    entry.second.fill(most, term.value);
    return entry.second.data();
}

void Machine::key_columns(std::size_t level, const Step& step, std::size_t rows, std::vector<const Code*>& out) {
    out.clear();
    for (const auto& k : step.key) out.push_back(column(level, k.term, rows));
}

Window Machine::window(const Step& step) const {
    const Row all = relations_[step.relation].size();
    if (windows_.empty() || windows_[step.relation].end == none) return {0, all};
    const auto& w = windows_[step.relation];
    if (step.part == Part::delta) return {w.old, w.end};
    return {0, step.part == Part::old ? w.old : w.end};
}

void Machine::step(std::size_t at, std::size_t level, std::size_t rows) {
    if (rows == 0) return;
    if (at == pipeline_->steps.size()) return emit(level, rows);
    meter_.spend(pipeline_->rule->tag, rows);
    switch (pipeline_->steps[at].kind) {
        case Step::Kind::scan: return scan(at, level, rows);
        case Step::Kind::sorted_scan: return sorted_scan(at, level);
        case Step::Kind::domain: return domain(at, level, rows);
        case Step::Kind::join: return join(at, level, rows);
        case Step::Kind::intersect: return intersect(at, level, rows);
        default: return filter(at, level, rows);
    }
}

/// Copies what is live for the rows `from` to the next level and goes on there.
void Machine::pass(std::size_t at, std::size_t level, std::size_t rows, const std::uint32_t* from) {
    for (const auto v : pipeline_->steps[at].live) {
        const Code* in = reg(level, v);
        Code* out = reg(level + 1, v);
        for (std::size_t i = 0; i < rows; ++i) out[i] = in[from[i]];
    }
    step(at + 1, level + 1, rows);
}

void Machine::scan(std::size_t at, std::size_t level, std::size_t rows) {
    const auto& s = pipeline_->steps[at];
    auto& relation = relations_[s.relation];
    const auto [begin, end] = window(s);
    const bool tested = !s.key.empty() || !s.same.empty();
    std::vector<std::uint32_t> from(most), kept(most);
    for (std::size_t i = 0; i < rows; ++i) {
        for (Row first = begin; first < end;) {
            const std::size_t n = std::min<std::size_t>(options_.batch, end - first);
            std::size_t count = n;
            if (tested) {
                count = 0;
                for (std::size_t k = 0; k < n; ++k) {
                    bool fits = true;
                    for (const auto& key : s.key)
                        fits = fits && relation.column(key.column)[first + k] == column(level, key.term, rows)[i];
                    for (const auto& same : s.same) {
                        fits = fits && relation.column(same.column)[first + k] == relation.column(same.term.value)[first + k];
                    }
                    kept[count] = static_cast<std::uint32_t>(k);
                    count += fits ? 1U : 0U;
                }
            }
            for (const auto& bind : s.binds) {
                const Code* in = relation.column(bind.column) + first;
                Code* out = reg(level + 1, bind.term.value);
                if (tested)
                    for (std::size_t k = 0; k < count; ++k) out[k] = in[kept[k]];
                else
                    std::copy(in, in + n, out);
            }
            if (tested) meter_.spend(pipeline_->rule->tag, n);
            std::fill(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count), static_cast<std::uint32_t>(i));
            pass(at, level, count, from.data());
            first += static_cast<Row>(n);
        }
    }
}

void Machine::sorted_scan(std::size_t at, std::size_t level) {
    const auto& s = pipeline_->steps[at];
    auto& relation = relations_[s.relation];
    const std::uint32_t columns[] = {s.key.front().column};
    auto& index = const_cast<Index&>(relation.index(columns));
    index.lay_out(relation);
    const Row end = relation.size();
    const std::vector<std::uint32_t> from(most, 0);
    for (Row first = 0; first < end;) {
        const std::size_t n = std::min<std::size_t>(options_.batch, end - first);
        std::size_t count = 0;
        std::vector<std::uint32_t> kept(n);
        for (std::size_t k = 0; k < n; ++k) {
            const Row row = index.row(first + k);
            bool fits = true;
            for (const auto& same : s.same)
                fits = fits && relation.column(same.column)[row] == relation.column(same.term.value)[row];
            kept[count] = row;
            count += fits ? 1U : 0U;
        }
        for (const auto& bind : s.binds) {
            const Code* in = relation.column(bind.column);
            Code* out = reg(level + 1, bind.term.value);
            for (std::size_t k = 0; k < count; ++k) out[k] = in[kept[k]];
        }
        pass(at, level, count, from.data());
        first += static_cast<Row>(n);
    }
}

void Machine::domain(std::size_t at, std::size_t level, std::size_t rows) {
    const auto& s = pipeline_->steps[at];
    const Variable v = s.binds.front().term.value;
    std::vector<std::uint32_t> from(most);
    for (std::size_t i = 0; i < rows; ++i) {
        for (Code first = 0; first < s.domain;) {
            const std::size_t n = std::min<std::size_t>(options_.batch, s.domain - first);
            Code* out = reg(level + 1, v);
            for (std::size_t k = 0; k < n; ++k) out[k] = first + static_cast<Code>(k);
            std::fill(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(n), static_cast<std::uint32_t>(i));
            pass(at, level, n, from.data());
            first += static_cast<Code>(n);
        }
    }
}

void Machine::join(std::size_t at, std::size_t level, std::size_t rows) {
    const auto& s = pipeline_->steps[at];
    auto& relation = relations_[s.relation];
    std::vector<std::uint32_t> columns;
    for (const auto& k : s.key) columns.push_back(k.column);
    const bool still = windows_.empty() || windows_[s.relation].end == none;
    auto& index = const_cast<Index&>(relation.index(columns));
    if (still) index.lay_out(relation);
    std::vector<const Code*> key;
    key_columns(level, s, rows, key);
    std::uint32_t groups[most];
    index.groups(key.data(), rows, groups);

    std::uint32_t from[most], found[most];
    std::size_t n = 0;
    const bool plain = still && index.exact() && s.same.empty();
    std::vector<std::pair<const Code*, Code*>> copies;  // payload in the order of the index to a register
    if (plain) {
        for (const auto& bind : s.binds)
            copies.emplace_back(index.payload(relation, bind.column), reg(level + 1, bind.term.value));
    }
    const auto flush = [&] {
        if (!plain) {
            if (!index.exact() || !s.same.empty()) {
                std::size_t kept = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    bool fits = true;
                    for (std::size_t k = 0; k < columns.size(); ++k)
                        fits = fits && relation.column(columns[k])[found[i]] == key[k][from[i]];
                    for (const auto& same : s.same) {
                        fits = fits && relation.column(same.column)[found[i]] == relation.column(same.term.value)[found[i]];
                    }
                    from[kept] = from[i];
                    found[kept] = found[i];
                    kept += fits ? 1U : 0U;
                }
                n = kept;
            }
            for (const auto& bind : s.binds) {
                const Code* in = relation.column(bind.column);
                Code* out = reg(level + 1, bind.term.value);
                for (std::size_t i = 0; i < n; ++i) out[i] = in[found[i]];
            }
        }
        pass(at, level, n, from);
        n = 0;
    };
    if (still) {
        for (std::uint32_t i = 0; i < rows; ++i) {
            if (groups[i] == none) continue;
            std::uint32_t begin = index.begin(groups[i]);
            const std::uint32_t end = index.begin(groups[i] + 1);
            while (begin < end) {
                const std::size_t take = std::min<std::size_t>(end - begin, options_.batch - n);
                for (std::size_t k = 0; k < take; ++k) from[n + k] = i;
                if (plain) {
                    for (const auto& copy : copies) {
                        for (std::size_t k = 0; k < take; ++k) copy.second[n + k] = copy.first[begin + k];
                    }
                } else {
                    for (std::size_t k = 0; k < take; ++k) found[n + k] = index.row(begin + k);
                }
                n += take;
                begin += static_cast<std::uint32_t>(take);
                if (n == options_.batch) flush();
            }
        }
    } else {
        const Row end = window(s).end;
        for (std::uint32_t i = 0; i < rows; ++i) {
            if (groups[i] == none) continue;
            for (auto row = index.first(groups[i]); row != none; row = index.next(row)) {
                if (row >= end) continue;
                from[n] = i;
                found[n] = row;
                if (++n == options_.batch) flush();
            }
        }
    }
    if (n > 0) flush();
}

void Machine::intersect(std::size_t at, std::size_t level, std::size_t rows) {
    const auto& s = pipeline_->steps[at];
    auto& relation = relations_[s.relation];
    auto& other = relations_[s.other];
    const std::uint32_t columns[] = {s.key.front().column};
    const std::uint32_t other_columns[] = {s.other_key.column};
    auto& index = const_cast<Index&>(relation.index(columns));
    auto& other_index = const_cast<Index&>(other.index(other_columns));
    index.lay_out(relation);
    other_index.lay_out(other);
    if (relation.size() == 0 || other.size() == 0) return;
    const Code* payload = index.payload(relation, s.binds.front().column);
    const Code* marked = other_index.payload(other, s.other_bind.column);
    const std::size_t words =
        (std::size_t{std::max(relation.domain(s.binds.front().column), other.domain(s.other_bind.column))} + 63) / 64;
    if (marks_.size() < words) {
        marks_.zero(words);
        marked_group_ = none;
    }
    const Code* key[] = {column(level, s.key.front().term, rows)};
    const Code* other_key[] = {column(level, s.other_key.term, rows)};
    std::uint32_t groups[most], other_groups[most], from[most];
    index.groups(key, rows, groups);
    other_index.groups(other_key, rows, other_groups);
    const auto mark = [&](std::uint32_t group, bool on) {
        for (auto p = other_index.begin(group); p < other_index.begin(group + 1); ++p) {
            const std::uint64_t bit = std::uint64_t{1} << (marked[p] & 63);
            if (on)
                marks_[marked[p] >> 6] |= bit;
            else
                marks_[marked[p] >> 6] = 0;
        }
    };
    if (marked_step_ != at) {  // another intersection of the same rule marked last
        marks_.zero(marks_.size());
        marked_group_ = none;
        marked_step_ = at;
    }
    std::size_t n = 0;
    std::uint64_t looked_at = 0;
    for (std::uint32_t i = 0; i < rows; ++i) {
        if (groups[i] == none || other_groups[i] == none) continue;
        if (other_groups[i] != marked_group_) {
            if (marked_group_ != none) mark(marked_group_, false);
            mark(other_groups[i], true);
            marked_group_ = other_groups[i];
        }
        Code* out = reg(level + 1, s.binds.front().term.value);
        std::uint32_t begin = index.begin(groups[i]);
        const std::uint32_t end = index.begin(groups[i] + 1);
        looked_at += end - begin;
        while (begin < end) {
            const std::uint32_t stop = std::min<std::uint32_t>(end, begin + static_cast<std::uint32_t>(options_.batch - n));
            for (; begin < stop; ++begin) {
                const Code z = payload[begin];
                out[n] = z;
                from[n] = i;
                n += marks_[z >> 6] >> (z & 63) & 1;
            }
            if (n == options_.batch) {
                meter_.spend(pipeline_->rule->tag, looked_at);
                looked_at = 0;
                pass(at, level, n, from);
                n = 0;
                if (marked_step_ != at || marked_group_ != other_groups[i]) {  // a later intersection marked its own
                    marks_.zero(marks_.size());
                    marked_step_ = at;
                    mark(other_groups[i], true);
                    marked_group_ = other_groups[i];
                }
            }
        }
    }
    meter_.spend(pipeline_->rule->tag, looked_at);
    if (n > 0) pass(at, level, n, from);
}

void Machine::filter(std::size_t at, std::size_t level, std::size_t rows) {
    const auto& s = pipeline_->steps[at];
    std::uint32_t kept[most];
    std::size_t count = 0;
    if (s.kind == Step::Kind::compare) {
        const Code* left = column(level, s.comparison.left, rows);
        const Code* right = column(level, s.comparison.right, rows);
        for (std::uint32_t i = 0; i < rows; ++i) {
            kept[count] = i;
            count += holds(s.comparison.op, left[i], right[i]) ? 1U : 0U;
        }
    } else {
        auto& relation = relations_[s.relation];
        std::vector<const Code*> key;
        key_columns(level, s, rows, key);
        if (s.kind == Step::Kind::present || s.kind == Step::Kind::absent) {
            std::uint8_t there[most];
            relation.contains(key.data(), rows, there);
            const std::uint8_t wanted = s.kind == Step::Kind::present ? 1 : 0;
            for (std::uint32_t i = 0; i < rows; ++i) {
                kept[count] = i;
                count += there[i] == wanted ? 1U : 0U;
            }
        } else {
            const bool wanted = s.kind == Step::Kind::some;
            std::vector<std::uint32_t> columns;
            for (const auto& k : s.key) columns.push_back(k.column);
            std::uint32_t groups[most];
            const auto& index = relation.index(columns);
            if (columns.empty())
                std::fill(groups, groups + rows, relation.size() == 0 ? none : 0);
            else
                index.groups(key.data(), rows, groups);
            for (std::uint32_t i = 0; i < rows; ++i) {
                bool found = groups[i] != none;
                if (found && !index.exact()) {
                    found = false;
                    for (auto row = index.first(groups[i]); row != none && !found; row = index.next(row)) {
                        found = true;
                        for (std::size_t k = 0; k < columns.size(); ++k)
                            found = found && relation.column(columns[k])[row] == key[k][i];
                    }
                }
                kept[count] = i;
                count += found == wanted ? 1U : 0U;
            }
        }
    }
    if (count == rows) return step(at + 1, level, rows);
    for (const auto v : s.live) {
        Code* codes = reg(level, v);
        for (std::size_t i = 0; i < count; ++i) codes[i] = codes[kept[i]];
    }
    step(at + 1, level, count);
}

void Machine::emit(std::size_t level, std::size_t rows) {
    const auto& head = pipeline_->rule->head;
    std::vector<const Code*> columns;
    columns.reserve(head.terms.size());
    for (const Term t : head.terms) columns.push_back(column(level, t, rows));
    meter_.spend(pipeline_->rule->tag, rows);
    meter_.hold(pipeline_->rule->tag, into_->bytes_for(rows));
    if (pipeline_->distinct)
        into_->append(columns.data(), rows);
    else
        into_->insert(columns.data(), rows);
}

}  // namespace credence::datalog
