#include "property/random_reasons.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

namespace credence::testing {
namespace {

/// What a condition may read: what stands lower only.
enum Level : std::size_t { recorded, derived, weighed, decided };

class Author {
public:
    explicit Author(Dice& dice) : dice_(dice) {}

    std::string write() {
        std::string out =
            "rulebase random \"Random\"\n  confidence faint = 0.3, fair = 0.6\n"
            "entity T\nscale S = a < b < c\nparameter cut: S = b \"cut\"\n";
        out += fmt::format("parameter sw: yes_no = {} \"switch\"\n", pick({"yes", "no"}));
        out += fmt::format("attribute p of T: S\n  agreed within {}\nattribute q of T: S\n  pooled\n", dice_.roll(2));
        out +=
            "attribute f of T: yes_no\nattribute d of T: S declared\nattribute g of T: S\n"
            "relation r(one: T)\nrelation e(from: T, to: T)\nrelation path(from: T, to: T)\n"
            "rule path(x, y) when e(x, y)\nrule path(x, z) when path(x, y) and e(y, z)\n";
        out += fmt::format("rule gr{}\n  for  x: T\n  when {}\n  then g(x) = {}\n", switched(), condition(recorded, 1, "x"),
                           value());
        out += fmt::format("define h(x: T)\n  when {}\n", condition(derived, 2, "x"));
        out += "question k of T\n  from down to up\n";
        for (const auto* name : {"P1", "P2", "P3"}) {
            out += fmt::format("proposition {}{}\n  for  x: T\n  when {}\n", name, switched(), condition(derived, 2, "x"));
            if (dice_.roll(3) == 0) out += fmt::format("  unless {}\n", condition(derived, 1, "x"));
            out += fmt::format("  then k(x) leans to {}{}\n", pick({"up", "down"}), pick({"", "", ", implied only"}));
            if (std::string(name) != "P3" && dice_.roll(3) == 0) out += std::string("  overrides P3\n");
        }
        out += "range m of T on S\n";
        for (const auto* name : {"B1", "B2", "B3"}) {
            out += fmt::format("boundary {}\n  for  x: T\n  when {}\n  then m(x) {} {}\n", name, condition(derived, 1, "x"),
                               pick({"at most", "at least", "exactly"}), pick({"a", "b", "c", "cut"}));
        }
        out += fmt::format(
            "define n(x: T): S\n  = {} when {},\n    {} when {},\n    {} {}\n", value(), condition(weighed, 2, "x"), value(),
            condition(weighed, 1, "x"), value(),
            dice_.roll(3) == 0 ? "otherwise,\n    " + value() + " if unknown" : pick({"otherwise", "otherwise or unknown"}));
        out += fmt::format("define goal(x: T)\n  when {}\n", condition(decided, 3, "x"));
        return out + facts();
    }

private:
    std::string pick(std::initializer_list<const char*> from) { return *(from.begin() + dice_.roll(from.size())); }
    std::string value() { return pick({"a", "b", "c"}); }
    std::string compared() { return pick({"=", "!=", "<", "<=", ">", ">="}); }
    std::string switched() { return dice_.roll(4) == 0 ? pick({"\n  only if sw", "\n  only if not sw"}) : std::string(); }

    std::string condition(Level level, std::size_t depth, const std::string& x) {
        if (depth > 0) {
            const auto part = [&] { return condition(level, depth - 1, x); };
            switch (dice_.roll(8)) {
                case 0:
                case 1: return fmt::format("({} and {})", part(), part());
                case 2: return fmt::format("({} or {})", part(), part());
                case 3: return fmt::format("not ({})", part());
                case 4: {
                    const auto y = another();
                    return fmt::format("(some {}: T where {} and {})", y, pair(x, y), condition(level, depth - 1, y));
                }
                case 5: {
                    const auto y = another();
                    return fmt::format("(every {}: T where {} has {})", y, pair(x, y), condition(level, depth - 1, y));
                }
                default: break;
            }
        }
        return atom(level, x);
    }

    std::string another() { return fmt::format("y{}", ++variables_); }
    std::string pair(const std::string& x, const std::string& y) {
        return fmt::format("{}({}, {})", pick({"e", "e", "path"}), x, y);
    }

    std::string atom(Level level, const std::string& x) {
        constexpr std::array<std::size_t, 4> known{15, 17, 22, 25};
        switch (dice_.roll(known[level])) {
            case 0: return fmt::format("p({}) {} {}", x, compared(), value());
            case 1: return fmt::format("q({}) {} {}", x, compared(), value());
            case 2: return fmt::format("f({})", x);
            case 3: return fmt::format("d({}) = {}", x, value());
            case 4: return fmt::format("p({}) {} cut", x, pick({"<=", ">", "="}));
            case 5: return fmt::format("q({}) in {{a, c}}", x);
            case 6: return fmt::format("p({}) between a and b", x);
            case 7: return fmt::format("{} {}({})", pick({"known", "unknown"}), pick({"p", "q", "f"}), x);
            case 8: return fmt::format("r({})", x);
            case 9: return fmt::format("e({}, _)", x);
            case 10: return fmt::format("path({0}, {0})", x);
            case 11: return fmt::format("p({0}) {1} d({0})", x, compared());
            case 12: return fmt::format("count over (e({}, _)) {} {}", x, compared(), dice_.roll(3));
            case 13: return fmt::format("surely (p({0}) >= b or f({0}))", x);
            case 14: return fmt::format("possibly (p({0}) = c and r({0}))", x);
            case 15: return named(level, x);
            case 16: return fmt::format("g({}) {} {}", x, compared(), value());
            case 17: return fmt::format("{} applies to {}", pick({"P1", "P2", "P3"}), x);
            case 18:
                return fmt::format("{}(k({}), {}) {}", pick({"pointers", "implied_pointers"}), x, pick({"up", "down"}),
                                   pick({"> 0", "= 0", ">= 2", "< 1"}));
            case 19: return fmt::format("m({}) within a..b", x);
            case 20: return fmt::format("lowest(m({})) >= b", x);
            case 21: return fmt::format("conflict m({})", x);
            case 22: return fmt::format("n({}) {} {}", x, compared(), value());
            case 23: return fmt::format("n({}) in {{a, b}}", x);
            default: return fmt::format("unknown n({})", x);
        }
    }

    /// The named condition `h` reads what `derived` reads, so it is named from above only.
    std::string named(Level level, const std::string& x) {
        return level >= weighed ? fmt::format("h({})", x) : fmt::format("g({}) = {}", x, value());
    }

    std::string facts() {
        std::string out = "example first\n  given\n    x1: T\n    x2: T\n";
        std::set<std::string> tuples;
        for (std::size_t n = 3 + dice_.roll(10); n > 0; --n) {
            const auto who = pick({"x1", "x2"});
            const auto line = fact(who);
            if (line.find('=') == std::string::npos && !tuples.insert(line).second) continue;
            const bool attribute = line.find('=') != std::string::npos;
            out += "    " + line + (attribute && dice_.roll(4) == 0 ? pick({", confidence faint", ", confidence fair"}) : "") +
                   "\n";
        }
        return out + "  expect\n    goal(x1)\n";
    }

    std::string fact(const std::string& who) {
        switch (dice_.roll(7)) {
            case 0:
            case 1: return fmt::format("p({}) = {}", who, value());
            case 2: return fmt::format("q({}) = {}", who, value());
            case 3: return fmt::format("f({}) = {}", who, pick({"yes", "no"}));
            case 4: return fmt::format("d({}) = {}", who, value());
            case 5: return fmt::format("r({})", who);
            default: return fmt::format("e({}, {})", who, pick({"x1", "x2"}));
        }
    }

    Dice& dice_;
    std::size_t variables_ = 0;
};

}  // namespace

std::string random_reasons(Dice& dice) { return Author(dice).write(); }

}  // namespace credence::testing
