#include "explain/interview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "check/print.hpp"
#include "cli/clock.hpp"
#include "cli/explaining.hpp"
#include "cli/output.hpp"
#include "cli/problems.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "explain/otherwise.hpp"
#include "report/terminal_lines.hpp"
#include "store/enter.hpp"

namespace credence::cli {
namespace {

constexpr const char* words_of_the_terminal =
    "Answer with a value; `unknown` where nobody knows; `why?` why it is asked; `back` to the question before;\n"
    "`stop` records what was said and ends; `quit` records nothing. Nothing is recorded before the end.\n";

class Talk {
public:
    Talk(Explaining& asked, explain::Interview& interview)
        : asked_(asked),
          interview_(interview),
          before_(interview.still().now) {}

    /// False: nothing is to be recorded.
    bool run() {
        print(words_of_the_terminal);
        while (interview_.question()) {
            if (!put_) put();
            print("> ");
            std::cout.flush();
            std::string line;
            if (!std::getline(std::cin, line)) {
                print("\n");
                return true;
            }
            if (::isatty(STDIN_FILENO) == 0) print(harmless(line) + "\n");  // so that a transcript reads as it was
            const auto words = trimmed(line);
            if (words == "quit") return false;
            if (words == "stop") return true;
            take(words);
        }
        print("\nNothing is left to ask that could change anything.\n");
        return true;
    }

    /// The answer now, and what it was before.
    void close() {
        const auto& phrases = asked_.narrator().phrases();
        const auto& target = asked_.targets().front();
        const auto now = explain::in_words(phrases, target, interview_.still().now);
        const auto before = explain::in_words(phrases, target, before_);
        print("\n");
        lines(
            now == before ? fmt::format("The answer stays: {}.", now) : fmt::format("The answer: {}; it was: {}.", now, before),
            "");
        lines(explain::could_become(phrases, target, interview_.still()).text, "");
    }

private:
    static std::string trimmed(const std::string& line) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos) return {};
        return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
    }

    void take(const std::string& words) {
        if (words.empty()) return;
        if (words == "why?" || words == "why") return why();
        put_ = false;
        if (words == "back") {
            if (!interview_.back()) print("This is the first question.\n");
        } else if (words == "unknown") {
            interview_.pass();
        } else if (const auto value = check::read_value(asked_.session().rulebase(), type(), words)) {
            interview_.answer(*value);
        } else {
            print(fmt::format("`{}` is no such value: write {}.\n", harmless(words), value.error().message));
            put_ = true;
        }
    }

    [[nodiscard]] check::Type type() const {
        return asked_.session().rulebase().attributes[interview_.question()->what.attribute.index()].type;
    }

    void lines(const std::string& text, const std::string& indent) {
        std::string out;
        report::append_lines(out, {indent, indent}, harmless(text), "", 98);
        print(out);
    }

    void put() {
        put_ = true;
        const auto& question = *interview_.question();
        const auto& rulebase = asked_.session().rulebase();
        engine::Model model(rulebase, interview_.facts(), asked_.session().model().settings());
        const auto phrases = asked_.narrator().phrases().of(model);
        print(fmt::format("\n({} to ask)\n", interview_.left()));
        lines(explain::lack_of(phrases, question).text, "");
        for (const auto& [text, whom] : rulebase.attributes[question.what.attribute.index()].asks)
            lines(fmt::format("{}“{}”", whom.empty() ? "" : whom + ": ", text), "  ");
        if (const auto expected = check::read_value(rulebase, type(), ""); !expected)
            lines(fmt::format("One of: {}", expected.error().message), "  ");
    }

    void why() {
        const auto& question = *interview_.question();
        engine::Model model(asked_.session().rulebase(), interview_.facts(), asked_.session().model().settings());
        const auto phrases = asked_.narrator().phrases().of(model);
        const auto& target = asked_.targets().front();
        const auto steps = explain::steps_of(asked_.session().rulebase(), target);
        const auto& words = phrases.words();
        lines(
            explain::sentence(words.say("label_and_value", {{"label", words.say("head_could_move")},
                                                            {"value", explain::effect_of(phrases, target, steps, question)}})),
            "  ");
        lines(explain::could_become(phrases, target, interview_.still(), {question}).text, "  ");
    }

    Explaining& asked_;
    explain::Interview& interview_;
    explain::Reached before_;
    bool put_ = false;
};

/// All answers, or none.
int record(const Context& context, Explaining& asked, const InterviewOptions& options,
           const std::vector<std::pair<engine::AttributeOf, check::Cell>>& said) {
    if (said.empty()) {
        print("Nothing was recorded.\n");
        return 0;
    }
    const auto& rulebase = asked.session().rulebase();
    const auto& facts = asked.session().model().facts();
    std::vector<std::vector<std::string>> rows;
    std::string told;
    for (const auto& [what, value] : said) {
        const auto& attribute = rulebase.attributes[what.attribute.index()];
        const auto& subject = facts.individuals[attribute.of.index()][static_cast<std::size_t>(what.subject)].id;
        const auto written = check::written(rulebase, attribute.type, value);
        rows.push_back({subject, attribute.head.name, written, options.source.value_or(""), options.assessor.value_or(""),
                        options.on.value_or("")});
        told += fmt::format("Recorded: {} of {}: {}\n", attribute.head.name, harmless(subject), written);
    }
    const auto path = app::kb_of(context.options);
    if (!path) return fail(path.error());
    auto kb = store::open_knowledge_base(*path, store::Mode::write);
    if (!kb) return fail(kb.error());
    const auto entered = store::add_observations(*kb, rulebase, {"subject", "attribute", "value", "source", "assessor", "on"},
                                                 rows, {now(), {}, {}});
    if (!entered) return fail(entered.error());
    print_problems(entered->problems);
    if (!entered->accepted()) return 3;
    print(told);
    return 0;
}

}  // namespace

int run_interview(const Context& context, const InterviewOptions& options) {
    ExplainOptions question;
    question.arguments = options.arguments;
    Explaining asked(context, question, true);
    if (!asked.ready()) return asked.exit();
    const auto& target = asked.targets().front();
    auto& session = asked.session();
    const auto done = app::guarded(session.files().sources, [&] {
        explain::Interview interview(session.rulebase(), session.model().facts(), session.model().settings(), target,
                                     explain::steps_of(session.rulebase(), target));
        Talk talk(asked, interview);
        if (!talk.run()) return decltype(interview.said()){};
        talk.close();
        return interview.said();
    });
    if (!done) return fail(done.error());
    return record(context, asked, options, *done);
}

}  // namespace credence::cli
