// The command line: options by CLI11, which stays in this file, and one call for each verb.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <memory>

#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/verbs.hpp"
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
        return credence::failure(FailureKind::usage, fmt::format("`{}` is no choice of colour", word), "write auto, always or never");
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
        if (word.find_first_of(" \t\n'\"$&|;<>()*?") != std::string::npos) {
            std::string quoted = "'";
            for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
            word = quoted + "'";
        }
        out += " " + word;
    }
    return out;
}

/// What CLI11 only calls unexpected: a mistyped verb or option, with the nearest that there is.
Failure mistyped(const CLI::App& root, const std::string& word) {
    const CLI::App* at = &root;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    std::vector<std::string> known;
    if (word.rfind('-', 0) == 0) {
        for (const CLI::App* from = at; from != nullptr; from = from->get_parent()) {
            for (const auto* option : from->get_options()) {
                for (const auto& name : option->get_lnames()) known.push_back("--" + name);
            }
        }
        const auto close = credence::text::nearest(word, known);
        return {FailureKind::usage, fmt::format("no option `{}`", word), close ? fmt::format("did you mean `{}`?", *close) : ""};
    }
    for (const auto* verb : at->get_subcommands([](const CLI::App*) { return true; })) known.push_back(verb->get_name());
    const auto close = credence::text::nearest(word, known);
    const bool is_verb = !known.empty();
    return {FailureKind::usage, fmt::format("{} `{}`", is_verb ? "no verb" : "one argument too many:", word),
            close ? fmt::format("did you mean `{}`?", *close) : ""};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App root("Advice that can be defended: rules with sources, facts with who said them, answers with reasons.", "credence");
    root.set_help_flag("-h,--help", "this text");
    root.set_version_flag("--version", std::string("credence ") + cli::version);
    root.require_subcommand(0, 1);
    root.formatter(std::make_shared<CLI::Formatter>());

    app::Options flags;
    cli::Context context;
    const auto text_option = [&](const char* name, std::optional<std::string>& into, const char* what, const char* type) {
        root.add_option(name, into, what)->type_name(type);
    };
    std::optional<std::string> rules, kb;
    text_option("--rules", rules, "the rulebase: a folder of *.crd files, or one file", "PATH");
    text_option("--kb", kb, "the knowledge base", "FILE");
    root.add_option("--set", flags.set, "a parameter of the rulebase, for this run")->type_name("NAME=VALUE")->allow_extra_args(false);
    text_option("--as-of", flags.as_of, "leave out evidence of later days; by default the day of the last entry", "DATE");
    text_option("--known-at", flags.known_at, "leave out what was recorded later; by default the time of the last entry", "TIME");
    text_option("--color", flags.color, "auto, always or never", "WHEN");
    root.add_option("--steps", flags.steps, "the budget of the engine")->type_name("N")->check(CLI::PositiveNumber);
    root.add_flag("--quiet", context.quiet, "no closing remarks");

    std::function<int()> run;
    const auto verb = [&](CLI::App& parent, const char* name, const char* what) {
        auto* at = parent.add_subcommand(name, what);
        at->fallthrough();
        at->set_help_flag("-h,--help", "this text");
        return at;
    };
    std::string format, condition, subject;
    std::vector<std::string> words;
    bool history = false;
    cli::ReportOptions report;
    const auto with_format = [&](CLI::App* at, std::vector<std::string> formats) {
        format = "";
        at->add_option("--format", format, fmt::format("{}; by default {}", fmt::join(formats, ", "), formats.front()))
            ->type_name("FORMAT")
            ->check(CLI::IsMember(formats));
    };
    const auto or_first = [&](const char* first) { return format.empty() ? std::string(first) : format; };

    auto* check = verb(root, "check", "parse and check a rulebase");
    with_format(check, {"text", "json"});
    check->callback([&] { run = [&] { return cli::run_check(context, or_first("text")); }; });

    auto* test = verb(root, "test", "run the examples of a rulebase");
    test->add_option("EXAMPLE", words, "only these");
    test->callback([&] { run = [&] { return cli::run_test(context, words); }; });

    auto* query = verb(root, "query", "the bindings of a condition that are not `not met`");
    query->add_option("CONDITION", condition, "as rules write it; individuals by their ids in quotes")->required();
    with_format(query, {"table", "csv", "json"});
    query->callback([&] { run = [&] { return cli::run_query(context, condition, or_first("table")); }; });

    auto* assess = verb(root, "assess", "answers for all or some subjects");
    assess->add_option("ASSESSMENT NAME=ID", words, "the assessment may be left out where the names fit only one");
    with_format(assess, {"table", "csv", "json"});
    assess->callback([&] { run = [&] { return cli::run_assess(context, words, or_first("table")); }; });

    auto* report_verb = verb(root, "report", "a dossier, or a comparison where one subject is left open");
    report_verb->add_option("ASSESSMENT NAME=ID", report.arguments, "the assessment may be left out where the names fit only one");
    report_verb->add_option("-o,--output", report.output, "the folder to write; without it the text is printed")->type_name("DIR");
    report_verb->add_flag("--all", report.all, "every report of every assessment, with an index");
    report_verb->add_flag("--replace", report.replace, "put it in the place of a report that is there");
    report_verb->add_flag("--check-templates", report.check_templates, "only check the templates");
    with_format(report_verb, {"markdown", "json"});
    report_verb->callback([&] {
        run = [&] {
            report.format = or_first("markdown");
            return cli::run_report(context, report);
        };
    });

    auto* explain = verb(root, "explain", "why an answer is as it is");
    explain->require_subcommand(1);
    auto* why = verb(*explain, "why", "the answer's reasons, down to who said what");
    why->add_option("ASSESSMENT NAME=ID", words, "the assessment may be left out where the names fit only one");
    with_format(why, {"text", "json"});
    why->callback([&] { run = [&] { return cli::run_explain_why(context, words, or_first("text")); }; });

    auto* help = verb(root, "help", "explain a verb, or the code of an error");
    help->add_option("VERB or CODE", subject, "check, E0102, …");
    help->callback([&] {
        run = [&] {
            for (const auto* at : root.get_subcommands([](const CLI::App*) { return true; })) {
                if (at->get_name() != subject) continue;
                cli::print(at->help());
                return 0;
            }
            return cli::run_help(subject);
        };
    });

    auto* kb_verb = verb(root, "kb", "the knowledge base");
    kb_verb->require_subcommand(1);
    auto* init = verb(*kb_verb, "init", "make an empty knowledge base for a rulebase");
    init->callback([&] { run = [&] { return cli::run_kb_init(context); }; });
    auto* import = verb(*kb_verb, "import", "read a CSV file or a folder of them: all or nothing");
    import->add_option("PATH", subject, "a file or a folder")->required();
    import->add_flag("--history", history, "take the times of record from the column `recorded`");
    import->callback([&] { run = [&] { return cli::run_kb_import(context, subject, history); }; });
    auto* show = verb(*kb_verb, "show", "what is on record");
    show->add_option("WHAT", subject, "the id of an individual, an item, a table; without it: how much there is");
    with_format(show, {"text", "json"});
    show->callback([&] {
        run = [&] { return cli::run_kb_show(context, subject, or_first("text")); };
    });

    try {
        root.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        const CLI::App* at = &root;
        while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
        cli::print(at == &root ? cli::short_help() : at->help());
        return 0;
    } catch (const CLI::CallForVersion&) {
        cli::print(std::string("credence ") + cli::version + "\n");
        return 0;
    } catch (const CLI::ExtrasError&) {
        const auto rest = root.remaining(true);
        return cli::fail(mistyped(root, rest.empty() ? "" : rest.front()));
    } catch (const CLI::ParseError& error) {
        return cli::fail({FailureKind::usage, error.what(), "credence --help lists the verbs, credence help VERB explains one"});
    }
    if (!run) {
        cli::print_error(cli::short_help());
        return 2;
    }
    if (rules) flags.rules = *rules;
    if (kb) flags.kb = *kb;
    const auto defaults = app::default_options(".", environment);
    if (!defaults) return cli::fail(defaults.error());
    context.options = app::merged(*defaults, flags);
    const auto color_out = use_color(context.options.color, STDOUT_FILENO);
    if (!color_out) return cli::fail(color_out.error());
    context.color_out = *color_out;
    context.color_error = *use_color(context.options.color, STDERR_FILENO);
    context.command = as_given(argc, argv);
    return run();
}
