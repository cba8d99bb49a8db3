#include "property/random_rules.hpp"

#include "property/random_words.hpp"
#include "syntax/forms.hpp"

namespace credence::testing {
namespace {

using syntax::TokenKind;

class Scribe {
public:
    explicit Scribe(Dice& dice) : dice_(dice) {}

    void declaration(const std::vector<Word>& words) {
        const auto& form = *syntax::declaration_form(syntax::word_kind(words[0].text));
        const auto indent = 1 + dice_.roll(5);
        // Which clauses have a line of their own; without any, lines do not go on, as they would be taken for clauses.
        std::vector<bool> own_line;
        bool below = false, lines = false;
        for (const auto& word : words) {
            const bool must =
                below || word.text == "given" || word.text == "expect" || word.join == Join::entry || word.join == Join::row;
            own_line.push_back(word.join != Join::free && word.join != Join::glued && (must || !chance(4)));
            below = word.join == Join::entry || word.join == Join::row || (below && word.join != Join::clause);
            lines = lines || (own_line.back() && word.join != Join::margin);
        }
        const bool bands = form.keyword == TokenKind::kw_bands;
        bool in_entry = bands, in_row = false;
        int depth = 0;
        std::string before;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto& word = words[i];
            switch (word.join) {
                case Join::margin: between(); break;
                case Join::clause:
                    if (own_line[i])
                        line(indent);
                    else
                        out_ += ' ';
                    in_entry = bands;
                    in_row = false;
                    depth = 0;
                    break;
                case Join::entry:
                    line(bands ? indent : indent + 3);
                    in_entry = true;
                    depth = 0;
                    break;
                case Join::row:
                    line(indent);
                    in_row = true;
                    depth = 0;
                    break;
                case Join::glued:
                    if (word.text == ")" || word.text == "," || word.text == "}") {
                        const bool may = !in_row && word.text != "," && depth > 0 && chance(14);
                        if (may && lines)
                            line(indent + 5 + dice_.roll(20));
                        else if (chance(20))
                            out_ += ' ';
                    }
                    break;
                case Join::free: {
                    const bool opens =
                        form.openers.contains(syntax::word_kind(word.text)) || word.text == "=" || word.text == "|";
                    const bool inside = depth > 0 || before == ",";
                    const bool may = !in_row && (!in_entry || inside) && !opens && lines;
                    if (may && chance(10))
                        line(indent + 5 + dice_.roll(20));
                    else if (before != "(" && before != "{" && before != "." && before != "..")
                        out_ += chance(9) ? std::string(1 + dice_.roll(3), chance(3) ? '\t' : ' ') : " ";
                    break;
                }
            }
            for (const char c : word.text) {
                out_ += c;
                if (c == '\n') out_ += std::string(indent + 5 + dice_.roll(9), ' ');
            }
            if (word.text == "(" || word.text == "{") ++depth;
            if (word.text == ")" || word.text == "}") --depth;
            before = word.text;
        }
    }

    std::string finish() {
        comments(true);
        if (chance(2)) out_ += '\n';
        return std::move(out_);
    }

private:
    bool chance(std::size_t one_in) { return dice_.roll(one_in) == 0; }
    void line_end() { out_ += chance(9) ? "\r\n" : chance(9) ? "  \n" : "\n"; }
    void comment() {
        out_ += "# comment " + std::to_string(++comments_);
        if (chance(5)) out_ += " \"quoted (";
        if (chance(9)) out_ += "  ";
    }
    // Ends the line, perhaps with comments and blank lines.
    void comments(bool margin) {
        if (out_.empty()) return;
        if (chance(9)) {
            out_ += std::string(dice_.roll(4), ' ');
            comment();
        }
        line_end();
        while (chance(9)) line_end();
        for (auto n = chance(9) ? 1 + dice_.roll(3) : 0; n > 0; --n) {
            out_ += std::string(margin && chance(2) ? 0 : dice_.roll(9), ' ');
            comment();
            line_end();
            while (chance(5)) line_end();
        }
    }
    void line(std::size_t column) {
        comments(false);
        out_ += std::string(column, ' ');
    }
    void between() {
        if (out_.empty() && chance(4)) {
            comment();
            line_end();
        }
        comments(true);
    }

    Dice& dice_;
    std::string out_;
    int comments_ = 0;
};

}  // namespace

std::string random_rules(Dice& dice) {
    Scribe scribe(dice);
    for (auto n = 1 + dice.roll(6); n > 0; --n) scribe.declaration(random_declaration(dice));
    return scribe.finish();
}

}  // namespace credence::testing
