// The command line: options by CLI11, which stays in this file, and one call for each verb.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>
#include <new>

#include "cli/here.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/verbs.hpp"
#include "report/words.hpp"
#include "text/diagnostic.hpp"

namespace {

using credence::Failure;
using credence::FailureKind;
namespace app = credence::app;
namespace cli = credence::cli;

std::optional<std::string> environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') return {};
    return value;
}

credence::Result<bool> use_color(const std::optional<std::string>& wish, int stream) {
    const std::string word = wish.value_or("auto");
    if (word == "always") return true;
    if (word == "never") return false;
    if (word != "auto") {
        return credence::failure(FailureKind::usage, fmt::format("`{}` is no choice of colour", word),
                                 "write auto, always or never");
    }
    return isatty(stream) == 1 && !environment("NO_COLOR") && environment("TERM") != "dumb";
}

/// The arguments as a report prints them: folders left out, what a shell would split in quotes.
std::string as_given(int argc, char** argv) {
    std::string out = "credence";
    for (int i = 1; i < argc; ++i) {
        std::string word = argv[i];
        if (word == "-o" || word == "--output" || word == "--rules" || word == "--kb") {
            ++i;  // where things stand on this machine says nothing about the answer
            continue;
        }
        if (word.rfind("--rules=", 0) == 0 || word.rfind("--kb=", 0) == 0 || word.rfind("--output=", 0) == 0) continue;
        if (word == "--replace" || word == "--quiet") continue;
        if (word.find_first_of(" \t\n'\"$&|;<>()*?") != std::string::npos) {
            std::string quoted = "'";
            for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
            word = quoted + "'";
        }
        out += " " + word;
    }
    return out;
}

constexpr const char* audience_help =
    "for whom: planner, the default; panel: assessors not named until all have entered theirs; candidate: the first subject's "
    "own "
    "alone, with no name of others; auditor: all that is recorded";

/// The options of the program, one verb of them chosen, and what to run for it.
class CommandLine {
public:
    CommandLine() {
        root_.require_subcommand(0, 1);
        root_.set_help_flag("-h,--help", "this text");
        root_.set_version_flag("--version", std::string("credence ") + cli::version);
        text(root_, "--rules", "PATH", rules_, "the rulebase: a folder of *.crd files, or one file");
        text(root_, "--kb", "FILE", kb_, "the knowledge base");
        root_.add_option("--set", flags_.set, "a parameter of the rulebase, for this run; may be given several times")
            ->type_name("NAME=VALUE")
            ->allow_extra_args(false);
        text(root_, "--as-of", "DATE", flags_.as_of, "leave out evidence of later days; by default the day of the last entry");
        text(root_, "--known-at", "TIME", flags_.known_at,
             "leave out what was recorded later; by default the time of the last entry");
        text(root_, "--steps", "N", steps_, "the budget of the engine: a run that needs more ends with exit code 5");
        text(root_, "--memory", "SIZE", memory_, "512MB or 2GB: the same, of memory");
        text(root_, "--time", "SECONDS", seconds_, "the same, of time; by default there is no end to it");
        text(root_, "--language", "LANGUAGE", language_,
             fmt::format("of reports, explanations and rule books: {}", fmt::join(credence::report::Words::languages(), ", ")));
        text(root_, "--color", "WHEN", flags_.color, "auto, always or never; NO_COLOR is heeded");
        root_.add_flag("--quiet", context_.quiet, "no closing remarks");

        auto* check = add("check", [this] { return cli::run_check(context_, format_, fix_); });
        check->add_flag("--fix", fix_, "apply the fixes that change no meaning, then check again");
        auto* fmt = add("fmt", [this] {
            laying_out_.paths = words_;
            return cli::run_fmt(context_, laying_out_);
        });
        fmt->add_option("PATH", words_);
        fmt->add_flag("--check", laying_out_.check,
                      "write nothing; list the files that would change, exit code 1 if there are any");
        fmt->add_flag("--diff", laying_out_.diff, "write nothing; show what would change, exit code 1 if anything would");
        auto* lint = add("lint", [this] { return cli::run_lint(context_, format_, fix_); });
        lint->add_flag("--fix", fix_, "apply the fixes that change no answer, then look again");
        auto* test = add("test", [this] {
            test_.examples = words_;
            test_.format = format_;
            return cli::run_test(context_, test_);
        });
        test->add_option("EXAMPLE", words_);
        test->add_flag("--coverage", test_.coverage,
                       "what no example shows: rules, cases, and conditions true, false, unknown");
        test->add_flag("--suggest", test_.suggest, "examples that would show it, as text of a rule file");
        test->add_flag("--mutate", test_.mutate, "change the rules one small fault at a time: which does no example notice?");
        text(*test, "--at-least", "PERCENT", test_.at_least,
             "exit code 1 where coverage, or the share of faults noticed, is below");
        text(*test, "--junit", "FILE", test_.junit, "write the results as JUnit XML; - is the standard output");
        auto* bulk = add("run", [this] {
            bulk_.format = format_;
            return cli::run_run(context_, bulk_);
        });
        text(*bulk, "--facts", "DIR", bulk_.facts, "a folder of CSV or TSV files");
        text(*bulk, "-o,--out", "DIR", bulk_.output, "the folder to write");
        bulk->add_flag("--count", bulk_.count, "write no files; print how many rows each would have");
        bulk->add_flag("--grades", bulk_.grades,
                       "also the rows of which it is open whether they hold; each with belief, plausibility and state");
        bulk->add_flag("--replace", bulk_.replace, "put it in the place of what an earlier run wrote");
        auto* query =
            add("query", [this] { return condition_ ? cli::run_query(context_, *condition_, format_) : lacks("a condition"); });
        query->add_option("CONDITION", condition_);
        auto* assess = add("assess", [this] { return cli::run_assess(context_, words_, format_); });
        assess->add_option("ASSESSMENT", words_);
        auto* report = add("report", [this] {
            report_.arguments = words_;
            report_.format = format_;
            return cli::run_report(context_, report_);
        });
        report->add_option("ASSESSMENT", words_);
        text(*report, "-o,--output", "PATH", report_.output,
             "the folder to write, or the file, where the format is one; without it the text is printed");
        report->add_flag("--all", report_.all,
                         "every report, with an index: of every assessment, or of the one and the subjects named");
        report->add_flag("--replace", report_.replace, "put it in the place of a report that is there");
        text(*report, "--audience", "WHO", report_.audience, audience_help);
        report->add_flag("--check-templates", report_.check_templates, "only check the templates of the rulebase");
        auto* decide = add("decide", [this] {
            decision_.arguments = words_;
            return cli::run_decide(context_, decision_);
        });
        decide->add_option("ASSESSMENT", words_);
        text(*decide, "--decision", "TEXT", decision_.decision, "what was decided");
        decide->add_flag("--follow", decision_.follow, "it follows the advice");
        decide->add_flag("--depart", decision_.depart, "it departs from the advice, which takes a reason");
        text(*decide, "--reason", "TEXT", decision_.reason, "why");
        text(*decide, "--name", "NAME", decision_.name, "who decided");
        (void)add_explain("explain why", cli::run_explain_why);
        auto* why_not = add_explain("explain why-not", cli::run_explain_why_not);
        text(*why_not, "--to", "ANSWER", explain_.to, "the value that it has not; of an answer by default each other one");
        text(*why_not, "--up-to", "N", explain_.up_to,
             "every set of up to so many changes; by default the smallest, of at most 3");
        auto* flip = add_explain("explain flip", cli::run_explain_flip);
        text(*flip, "--to", "ANSWER", explain_.to, "only what leads to this answer");
        text(*flip, "--up-to", "N", explain_.up_to, "how many changes are made together at most, 1 to 4; by default 2");
        flip->add_flag("--all", explain_.all, "every line that was found");
        auto* what_if = add_explain("explain what-if", cli::run_explain_what_if);
        what_if->add_option("--fact", explain_.facts, "a fact as rules write it, supposed; may be given several times")
            ->type_name("FACT");
        what_if
            ->add_option("--without", explain_.without, "a rule or a case supposed not to be there; may be given several times")
            ->type_name("NAME");
        (void)add_explain("explain sensitivity", cli::run_explain_sensitivity);
        (void)add_explain("explain ask-next", cli::run_explain_ask_next);
        auto* interview = add("interview", [this] {
            if (words_.empty()) return lacks("a question");
            interview_.arguments = words_;
            return cli::run_interview(context_, interview_);
        });
        interview->add_option("QUESTION", words_);
        text(*interview, "--assessor", "WHO", interview_.assessor, "who asks: recorded with every answer");
        text(*interview, "--source", "WHAT", interview_.source, "what the answers come from: recorded with every answer");
        text(*interview, "--on", "DATE", interview_.on, "when it was said: recorded with every answer");
        auto* doc = add("doc", [this] { return cli::run_doc(context_, report_.output, report_.replace); });
        text(*doc, "-o,--output", "DIR", report_.output, "the folder to write; without it the text is printed");
        doc->add_flag("--replace", report_.replace, "put it in the place of a rule book that is there");
        auto* help = add("help", [this] { return run_help(); });
        help->add_option("VERB", words_);

        auto* init = add("kb init", [this] { return cli::run_kb_init(context_, sample_); });
        init->add_flag("--sample", sample_,
                       "for data that is invented: the same files give the same digests, and what is erased could be guessed");
        auto* import = add("kb import", [this] {
            import_.path = path_.value_or("");
            return path_ ? cli::run_kb_import(context_, import_) : lacks("a file or a folder");
        });
        import->add_option("PATH", path_);
        import->add_flag("--dry-run", import_.dry_run, "read and check everything, write nothing");
        import
            ->add_option("--map", import_.names,
                         "a column of the files, and what it is called here; may be given several times")
            ->type_name("NAME=COLUMN")
            ->allow_extra_args(false);
        import->add_flag("--history", import_.history,
                         "take the times of record from the column `recorded`, where otherwise the clock counts");
        auto* out = add("kb export", [this] {
            return report_.output ? cli::run_kb_export(context_, *report_.output, format_) : lacks("a folder or a file: -o");
        });
        text(*out, "-o,--output", "PATH", report_.output, "the folder, or the workbook, to make");
        auto* blank = add("kb template", [this] {
            return report_.output ? cli::run_kb_template(context_, *report_.output) : lacks("a file: -o");
        });
        text(*blank, "-o,--output", "FILE", report_.output, "the workbook to make");
        add("kb lint", [this] { return cli::run_kb_lint(context_, format_); });
        auto* verify_kb = add("kb verify", [this] { return cli::run_kb_verify(context_, report_.output, format_); });
        text(*verify_kb, "--against", "REPORT", report_.output,
             "a report that was made of it: finds an end cut off, and another file in its place");
        auto* verify =
            add("verify", [this] { return path_ ? cli::run_verify(context_, *path_, current_) : lacks("a report"); });
        verify->add_option("REPORT", path_);
        verify->add_flag("--current", current_, "the exit code says whether it is current, not whether it is authentic");
        auto* show = add("kb show", [this] { return cli::run_kb_show(context_, path_.value_or(""), history_, format_); });
        show->add_option("WHAT", path_);
        show->add_flag("--history", history_, "every row there ever was of it, with what was retracted, when and why");
        auto* add_row = add("kb add", [this] {
            entry_.words = words_;
            return words_.empty() ? lacks("a table") : cli::run_kb_add(context_, entry_);
        });
        add_row->add_option("TABLE", words_);
        text(*add_row, "--corrects", "WHAT", entry_.corrects,
             "what is retracted in the same change: an item, or an individual's id");
        auto* retract = add("kb retract", [this] {
            entry_.words = words_;
            return words_.size() == 1 ? cli::run_kb_retract(context_, entry_) : lacks("one item or id");
        });
        retract->add_option("WHAT", words_);
        auto* erase = add("kb erase", [this] {
            entry_.words = words_;
            return words_.size() == 1 ? cli::run_kb_erase(context_, entry_) : lacks("one id");
        });
        erase->add_option("ID", words_);
        for (auto* entering : {add_row, retract, erase}) {
            text(*entering, "--by", "NAME", entry_.by, "who enters this");
            text(*entering, "--reason", "TEXT", entry_.reason, "why");
        }
        auto* log = add("kb log", [this] { return cli::run_kb_log(context_, path_.value_or(""), format_); });
        log->add_option("WHAT", path_);
        auto* backup = add("kb backup", [this] { return path_ ? cli::run_kb_backup(context_, *path_) : lacks("a file"); });
        backup->add_option("FILE", path_);
        auto* migrate = add("kb migrate", [this] { return cli::run_kb_migrate(context_, report_.output); });
        text(*migrate, "--backup", "FILE", report_.output, "where the file as it was is kept; by default beside it");
    }

    int run(int argc, char** argv) {
        try {
            root_.parse(argc, argv);
        } catch (const CLI::CallForHelp&) {
            return print_help(chosen());
        } catch (const CLI::CallForVersion&) {
            cli::print(std::string("credence ") + cli::version + "\n");
            return 0;
        } catch (const CLI::ExtrasError&) {
            return cli::fail(mistyped(root_.remaining(true).front()));
        } catch (const CLI::ArgumentMismatch& error) {
            const std::string what = error.what();
            return cli::fail(
                {FailureKind::usage, fmt::format("`{}` lacks its value", what.substr(0, what.find(':'))), see_help()});
        } catch (const CLI::ParseError& error) {
            return cli::fail({FailureKind::usage, error.what(), see_help()});
        }
        const auto verb = verb_of(chosen());
        if (verb.empty()) {
            cli::print_error(cli::short_help(cli::here(environment)));
            return 2;
        }
        const auto found = runs_.find(verb);
        if (found == runs_.end()) return cli::fail(incomplete(verb));
        if (const int exit = settle(verb, argc, argv); exit != 0) return exit;
        return found->second();
    }

private:
    static void text(CLI::App& to, const char* name, const char* type, std::optional<std::string>& into,
                     const std::string& what) {
        to.add_option(name, into, what)->type_name(type);
    }

    /// The verb, its parents made on the way.
    CLI::App* add(const std::string& verb, std::function<int()> run) {
        CLI::App* at = &root_;
        for (std::size_t begin = 0; begin < verb.size();) {
            const auto end = std::min(verb.find(' ', begin), verb.size());
            auto& below = verbs_[verb.substr(0, end)];
            if (below == nullptr) {
                below = at->add_subcommand(verb.substr(begin, end - begin));
                below->fallthrough();
                below->set_help_flag("-h,--help", "this text");
            }
            at = below;
            begin = end + 1;
        }
        if (const auto& formats = cli::verb_page(verb).formats; !formats.empty()) {
            text(*at, "--format", "FORMAT", wanted_format_,
                 fmt::format("{}; by default {}", fmt::join(formats, ", "), formats.front()));
        }
        runs_[verb] = std::move(run);
        return at;
    }

    /// A verb of `explain`, with the options that all of them have.
    CLI::App* add_explain(const std::string& verb, int (*answer)(const cli::Context&, const cli::ExplainOptions&)) {
        auto* at = add(verb, [this, answer] {
            if (words_.empty()) return lacks("a question");
            explain_.arguments = words_;
            explain_.format = format_;
            explain_.set = flags_.set.size();
            return answer(context_, explain_);
        });
        at->add_option("QUESTION", words_);
        text(*at, "--depth", "N", explain_.depth, "how many levels of a tree are printed; by default all");
        text(*at, "--audience", "WHO", explain_.audience, audience_help);
        at->add_flag("--brief", explain_.brief, "steps and who said what; not the words of sources, nor what was assumed");
        return at;
    }

    [[nodiscard]] const CLI::App* chosen() const {
        const CLI::App* at = &root_;
        while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
        return at;
    }

    [[nodiscard]] std::string verb_of(const CLI::App* at) const {
        if (at == &root_) return "";
        const auto above = verb_of(at->get_parent());
        return above.empty() ? at->get_name() : above + " " + at->get_name();
    }

    /// What all verbs share: defaults, colours, the format.
    int settle(const std::string& verb, int argc, char** argv) {
        if (rules_) flags_.rules = *rules_;
        if (kb_) flags_.kb = *kb_;
        if (steps_) {
            const auto steps = app::number_of_steps(*steps_);
            if (!steps) return cli::fail({FailureKind::usage, "--steps: " + steps.error().message, steps.error().help});
            flags_.steps = *steps;
        }
        if (memory_) {
            const auto memory = app::size_of_memory(*memory_);
            if (!memory) return cli::fail({FailureKind::usage, "--memory: " + memory.error().message, memory.error().help});
            flags_.memory = *memory;
        }
        if (language_) {
            const auto language = app::language_named(*language_);
            if (!language)
                return cli::fail({FailureKind::usage, "--language: " + language.error().message, language.error().help});
            flags_.language = *language;
        }
        if (seconds_) {
            const auto seconds = app::number_of_seconds(*seconds_);
            if (!seconds) return cli::fail({FailureKind::usage, "--time: " + seconds.error().message, seconds.error().help});
            flags_.seconds = *seconds;
        }
        if (const auto& formats = cli::verb_page(verb).formats; !formats.empty()) {
            format_ = wanted_format_.value_or(formats.front());
            if (std::find(formats.begin(), formats.end(), format_) == formats.end()) {
                return cli::fail({FailureKind::usage, fmt::format("`credence {}` has no format `{}`", verb, format_),
                                  fmt::format("write one of: {}", fmt::join(formats, ", "))});
            }
        }
        if (verb == "help") return 0;  // helps, too, where a credence.toml is broken
        const auto defaults = app::default_options(".", environment);
        if (!defaults) return cli::fail(defaults.error());
        context_.options = app::merged(*defaults, flags_);
        const auto color_out = use_color(context_.options.color, STDOUT_FILENO);
        if (!color_out) return cli::fail(color_out.error());
        context_.color_out = *color_out;
        context_.color_error = *use_color(context_.options.color, STDERR_FILENO);
        context_.command = as_given(argc, argv);
        const auto& language = context_.options.language;  // a default of the project is not on the command line
        if (language && !flags_.language && *language != "en") context_.command += " --language " + *language;
        return 0;
    }

    int print_help(const CLI::App* at) {
        const auto verb = verb_of(at);
        if (verb.empty()) {
            cli::print(cli::short_help(cli::here(environment)));
            return 0;
        }
        if (!runs_.contains(verb)) {  // "kb": what stands below it
            std::string out;
            for (const auto& page : cli::verb_pages()) {
                if (page.verb.starts_with(verb + " ")) out += fmt::format("credence {:<14}{}\n", page.verb, page.purpose);
            }
            cli::print(out + "\ncredence help VERB explains each.\n");
            return 0;
        }
        cli::print(cli::verb_help(cli::verb_page(verb), lines_of(*at), lines_of(root_)));
        return 0;
    }

    static std::vector<cli::OptionLine> lines_of(const CLI::App& app) {
        std::vector<cli::OptionLine> out;
        for (const auto* option : app.get_options()) {
            if (option->get_positional() || option->check_lname("help") || option->check_lname("version")) continue;
            std::string name;
            for (const auto& letter : option->get_snames()) name += "-" + letter + ", ";
            name += "--" + option->get_lnames().front();
            if (option->get_expected_max() > 0) name += " " + option->get_type_name();
            out.push_back({name, option->get_description()});
        }
        return out;
    }

    int run_help() {
        if (words_.empty()) return print_help(&root_);
        const auto verb = verbs_.find(fmt::format("{}", fmt::join(words_, " ")));
        return verb == verbs_.end() ? cli::run_help(words_) : print_help(verb->second);
    }

    /// A mistyped verb or option, with the nearest that there is.
    [[nodiscard]] Failure mistyped(const std::string& word) const {
        const auto* at = chosen();
        std::vector<std::string> known;
        const bool option = word.rfind('-', 0) == 0;
        if (option) {
            for (const CLI::App* from = at; from != nullptr; from = from->get_parent()) {
                for (const auto* each : from->get_options()) {
                    for (const auto& name : each->get_lnames()) known.push_back("--" + name);
                }
            }
        } else {
            for (const auto* verb : at->get_subcommands([](const CLI::App*) { return true; }))
                known.push_back(verb->get_name());
        }
        const auto name = word.substr(0, word.find('='));
        const auto close = credence::text::nearest(name, known);
        const auto verb = verb_of(at);
        auto message = option
                           ? fmt::format("{} has no option `{}`", verb.empty() ? "credence" : "`credence " + verb + "`", name)
                       : known.empty() ? fmt::format("one argument too many: `{}`", word)
                       : verb.empty()  ? fmt::format("no verb `{}`", word)
                                       : fmt::format("`credence {}` has no verb `{}`", verb, word);
        return {FailureKind::usage, std::move(message), close ? fmt::format("did you mean `{}`?", *close) : see_help()};
    }

    /// "kb" without a verb of its own.
    static Failure incomplete(const std::string& verb) {
        std::vector<std::string> below;
        for (const auto& page : cli::verb_pages()) {
            if (page.verb.starts_with(verb + " ")) below.push_back(fmt::format("`credence {}`", page.verb));
        }
        return {FailureKind::usage, fmt::format("`credence {}` does nothing by itself", verb),
                fmt::format("write {}", fmt::join(below, ", "))};
    }

    [[nodiscard]] int lacks(const char* what) const {
        const auto verb = verb_of(chosen());
        return cli::fail({FailureKind::usage, fmt::format("`credence {}` lacks {}", verb, what), see_help()});
    }

    [[nodiscard]] std::string see_help() const {
        const auto verb = verb_of(chosen());
        return verb.empty() ? "credence --help lists the verbs" : fmt::format("credence help {}", verb);
    }

    CLI::App root_{"", "credence"};
    std::map<std::string, CLI::App*> verbs_;
    std::map<std::string, std::function<int()>> runs_;  // of those that do something by themselves

    app::Options flags_;
    cli::Context context_;
    std::optional<std::string> rules_, kb_, language_, steps_, memory_, seconds_, wanted_format_, condition_, path_;
    std::string format_;
    std::vector<std::string> words_;
    bool fix_ = false, history_ = false, sample_ = false, current_ = false;
    cli::BulkOptions bulk_;
    cli::ReportOptions report_;
    cli::ExplainOptions explain_;
    cli::InterviewOptions interview_;
    cli::FormatOptions laying_out_;
    cli::KbImportOptions import_;
    cli::TestOptions test_;
    cli::EntryOptions entry_;
    cli::DecisionOptions decision_;
};

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that is gone is a failure to write
    try {
        return CommandLine().run(argc, argv);
    } catch (const std::bad_alloc&) {
        return cli::fail({FailureKind::limit, "there is not enough memory for this", ""});
    } catch (const std::exception& error) {
        cli::print_error(fmt::format("internal error: {}; please report this\n", error.what()));
        return 70;
    }
}
