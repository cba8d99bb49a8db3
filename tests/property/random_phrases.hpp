// Random words, names, texts and conditions, of which random declarations are made.
#pragma once

#include <functional>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "property/random_words.hpp"
#include "property/shuffle.hpp"

namespace credence::testing {

using Draw = std::function<void()>;

class Phrases {
public:
    explicit Phrases(Dice& dice) : dice_(dice) {}

protected:
    bool chance(std::size_t one_in) { return dice_.roll(one_in) == 0; }
    template <std::size_t n>
    std::string any(const std::string_view (&list)[n]) {
        return std::string(list[dice_.roll(n)]);
    }
    void say(std::string text, Join join = Join::free) { words_.push_back({std::move(text), join}); }
    void say(std::initializer_list<std::string_view> texts) {
        for (const auto text : texts) say(std::string(text));
    }
    void either(std::initializer_list<Draw> ways) {
        std::next(ways.begin(), static_cast<std::ptrdiff_t>(dice_.roll(ways.size())))->operator()();
    }
    void list(std::size_t most, const Draw& item, std::string_view sign = ",") {
        for (auto n = 1 + dice_.roll(most); n > 0; --n) {
            item();
            if (n > 1) say(std::string(sign), sign == "," ? Join::glued : Join::free);
        }
    }
    // Names, some of which are words of the language.
    void a_name() {
        static constexpr std::string_view names[] = {
            "p",    "q", "Person", "risk_tolerance", "P3",   "a_name_that_is_rather_long", "kind", "year", "note", "show",
            "text", "x", "about",  "reads",          "topic"};
        say(any(names));
    }
    void quoted(bool holes = true) {
        static constexpr std::string_view pieces[] = {"more likely",     "a \\\"quote\\\" inside", "{{braces}}", "two  blanks",
                                                      "n\u00e4her",      "the record indicates",   "a\nbreak",   "x \n y",
                                                      "so # no comment", "\u6f22\u5b57 wide",      "until"};
        static constexpr std::string_view filled[] = {"{p}", "{years_in(p,  activism):.1}", "{value(p,\n q)}", "{a + b}"};
        std::string text = chance(12) ? "\"\n" : "\"";
        for (auto n = dice_.roll(chance(4) ? 24 : 4); n > 0; --n) {
            text += holes && chance(4) ? any(filled) : any(pieces);
            if (n > 1 || chance(9)) text += ' ';
        }
        say(text + "\"");
    }
    void day() { say(chance(2) ? "2026-03-11" : "2001-02"); }
    void a_number() {
        static constexpr std::string_view numbers[] = {"0", "1", "2.50", "1300", "0.125"};
        say(any(numbers));
    }
    void type() {
        either({[&] { a_name(); },
                [&] {
                    say({"range", "of"});
                    a_name();
                },
                [&] {
                    say("number");
                    if (takes_unit_ || chance(2)) say("years");
                },
                [&] { say("date"); }});
    }
    void variable() {
        a_name();
        say(":", Join::glued);
        type();
    }
    void bracketed(const Draw& inside) {
        say("(", Join::glued);
        inside();
        say(")", Join::glued);
    }
    void value() {
        a_name();
        if (chance(2)) return;
        quoted(false);
        if (chance(2)) quoted(false);
    }
    void odds() {
        a_number();
        say(":", Join::glued);
        a_number();
    }
    void argument(int depth) {
        if (chance(3)) {
            a_name();
            say(":", Join::glued);
        }
        condition(depth);
    }
    void call(int depth) {
        static constexpr std::string_view names[] = {"held", "f",           "years_in",
                                                     "max",  "permissible", "a_function_with_a_long_name"};
        say(any(names));
        bracketed([&] {
            if (!chance(8)) list(4, [&] { argument(depth); });
        });
    }
    void parentheses(const Draw& inside) {
        say("(");
        inside();
        say(")", Join::glued);
    }
    void operand(int depth) {
        if (depth <= 0)
            return either({[&] { a_name(); }, [&] { a_number(); }, [&] { say("_"); }, [&] { day(); }, [&] { quoted(); }});
        either({[&] { a_name(); }, [&] { call(depth - 1); }, [&] { a_number(); },
                [&] { parentheses([&] { condition(depth - 1); }); },
                [&] {
                    static constexpr std::string_view functions[] = {"count", "sum", "min", "average", "list", "duration"};
                    say(any(functions));
                    if (chance(2)) {
                        say("of");
                        interval(depth - 1);
                    }
                    say("over");
                    parentheses([&] { condition(depth - 1); });
                },
                [&] {
                    say({"top", "3", "of"});
                    interval(0);
                    say("by");
                    interval(0);
                    say("over");
                    parentheses([&] { condition(depth - 1); });
                },
                [&] {
                    static constexpr std::string_view words[] = {"known", "unknown", "disputed", "conflict"};
                    say(any(words));
                    call(depth - 1);
                },
                [&] {
                    say("observed");
                    call(depth - 1);
                },
                [&] {
                    say({"Cost"});
                    say(".", Join::glued);
                    say("low", Join::glued);
                },
                [&] {
                    say(chance(2) ? "P3" : "P14i");
                    if (chance(2))
                        say({"applies", "to"});
                    else
                        say({"does", "not", "apply", "to"});
                    if (chance(2))
                        parentheses([&] { list(2, [&] { condition(0); }); });
                    else
                        say("x");
                },
                [&] {
                    say("-");
                    operand(0);
                },
                [&] { say({"empty"}); }, [&] { say("2026-03-11T09:00Z"); }});
    }
    void interval(int depth) {
        operand(depth);
        static constexpr std::string_view signs[] = {"+", "-", "*", "/", "up", "down"};
        for (auto n = chance(3) ? 1 + dice_.roll(chance(5) ? 9 : 2) : 0; n > 0; --n) {
            say(any(signs));
            operand(depth - 1);
        }
        if (!chance(9)) return;
        say("..", chance(2) ? Join::glued : Join::free);
        operand(depth - 1);
    }
    void comparison(int depth) {
        static constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">=", "within", "overlaps"};
        interval(depth);
        either({[] {},
                [&] {
                    say(any(signs));
                    interval(depth - 1);
                },
                [&] {
                    say("between");
                    interval(depth - 1);
                    say("and");
                    interval(depth - 1);
                },
                [&] {
                    if (chance(2)) say("not");
                    say({"in", "{"});
                    list(4, [&] { interval(0); });
                    say("}", Join::glued);
                }});
    }
    void inverted(int depth) {
        if (depth <= 0) return comparison(0);
        either({[&] { comparison(depth); }, [&] { comparison(depth); }, [&] { comparison(depth); },
                [&] {
                    say("not");
                    inverted(depth - 1);
                },
                [&] {
                    say(chance(2) ? "surely" : "possibly");
                    inverted(depth - 1);
                },
                [&] {
                    say("settled");
                    interval(depth - 1);
                },
                [&] {
                    say({"some", "q", ":", "Person", "where"});
                    words_[words_.size() - 3].join = Join::glued;
                    inverted(depth - 1);
                },
                [&] {
                    say({"every", "v", ":", "Post", "where"});
                    words_[words_.size() - 3].join = Join::glued;
                    comparison(depth - 1);
                    say("has");
                    inverted(depth - 1);
                }});
    }
    // One of `and` and `or` only, as the two mix in parentheses alone; behind a quantifier neither.
    void condition(int depth) {
        const auto* sign = chance(2) ? "and" : "or";
        const auto count = chance(2) ? 1 : 1 + dice_.roll(chance(4) ? 7 : 3);
        for (auto n = count; n > 0; --n) {
            if (count == 1)
                inverted(depth);
            else
                comparison(depth - 1);
            if (n > 1) say(sign);
        }
    }

    Dice& dice_;
    std::vector<Word> words_;
    bool takes_unit_ = false;  // `number` never stands alone
};

}  // namespace credence::testing
