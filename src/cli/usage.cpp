#include "cli/usage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "cli/output.hpp"
#include "report/terminal_lines.hpp"

namespace credence::cli {
namespace {

std::string options(const std::vector<OptionLine>& lines) {
    std::string out;
    for (const auto& line : lines)
        report::append_lines(out, {fmt::format("  {:<20}", line.name), std::string(22, ' ')}, line.what, "", page_width);
    return out;
}

}  // namespace

std::string short_help(const std::string& here) {
    return fmt::format(
        "Advice that can be defended: rules with sources, facts with who said them, answers with reasons.\n"
        "\n"
        "Usage: credence VERB [OPTIONS]\n"
        "\n"
        "  credence check                                 are the rules sound?\n"
        "  credence assess ASSESSMENT NAME=ID             what do they say?\n"
        "  credence report ASSESSMENT NAME=ID -o DIR      with all reasons, as a document\n"
        "\n"
        "Rules      check  fmt  lint  test  doc\n"
        "Facts      kb init|template|import|add|retract|show|log|lint|verify|backup|erase|migrate|export\n"
        "Answers    assess  report  explain  query  decide  verify  run  interview\n"
        "\n"
        "{}\n"
        "\n"
        "credence help VERB explains a verb; credence help E0102 explains an error.\n",
        here.empty() ? "Name a rulebase by --rules DIR and a knowledge base by --kb FILE, or both in a credence.toml." : here);
}

const std::vector<VerbPage>& verb_pages() {
    static const std::vector<VerbPage> pages{
        {"check",
         "are the rules sound?",
         "",
         "Reads all *.crd files of the rulebase and reports every mistake at once: where it stands, what was expected, and, "
         "where there is\n"
         "one, a way out. Exit code 1 where there are errors.",
         "credence check --rules rules/ferry\ncredence check --fix",
         {"text", "json", "sarif"}},
        {"fmt",
         "lay rule files out",
         "[PATH ...]",
         "Brings rule files into their one layout: the files that are named, the *.crd files of folders and below, or else "
         "those of "
         "the\n"
         "rulebase; `-` reads the standard input and prints. There are no options of taste. Kept are comments, blank lines "
         "(one at a "
         "time), and\n"
         "line breaks behind commas, before `and` and `or`, and between values. What the rules say never changes. A file with "
         "errors "
         "of syntax\n"
         "is left as it is, its errors are printed, exit code 3; the others are laid out. Each file is written as a whole or "
         "not at "
         "all.",
         "credence fmt\ncredence fmt --check rules/ferry\ncredence fmt --diff rules/ferry/fares.crd\ncredence fmt - < "
         "draft.crd",
         {}},
        {"lint",
         "what could be better in the rules?",
         "",
         "Looks at a rulebase without errors for what its authors would want to mend: rules without source or reason, what "
         "nothing\n"
         "reads, conditions that say less than they seem to, words that do not stand well in a report. A table `lint` in the\n"
         "rulebase's credence.toml sets the level of each code: off, note, warning or error. A comment `# allow CODE: reason` "
         "lets\n"
         "a finding be. Overdue reviews are found only with --as-of. Exit code 1 where there are warnings or errors.",
         "credence lint --rules rules/ferry\ncredence lint --fix\ncredence lint --as-of 2026-05-04",
         {"text", "json", "sarif"}},
        {"test",
         "run the examples of the rules",
         "[EXAMPLE ...]",
         "Runs every `example`, or those named, each on its own facts. Of an expectation that fails it says what holds "
         "instead, and why.\n"
         "Exit code 1 where one fails.\n\n"
         "--coverage says which rules never apply, which cases never give a value, and which conditions are never true, never "
         "false, or\n"
         "never unknown (or disputed, which leaves a condition open too) in what the expectations rest on.\n"
         "--suggest writes an example for each of these, as the text of a rule file: `credence test --suggest > more.crd`.\n"
         "--mutate makes one small fault at a time (a part of a condition left out, `>=` for `>`, the next value, a case or an "
         "exception\n"
         "left out, a bound the other way) and lists those that no example notices. Faults that can be shown to change nothing "
         "are set aside.",
         "credence test\ncredence test size_unknown\ncredence test --coverage --at-least 100\ncredence test --mutate",
         {"text", "json"}},
        {"doc",
         "the rule book: every rule in prose with its source",
         "[-o DIR]",
         "Writes all that the rulebase declares as one Markdown document, in the order of its chapters: each rule in prose "
         "with the "
         "sentence it\n"
         "rests on, its assumptions, what it reads and who reads it; then parameters, sources sentence by sentence, examples, "
         "rules "
         "without a\n"
         "source, rules past their review date on the day of --as-of, and an index. -o writes it to the folder DIR with its "
         "figure, "
         "whole or\n"
         "not at all; without -o the text alone is printed. Needs no knowledge base.",
         "credence doc --rules rules/ferry -o ferry_book\ncredence doc --as-of 2026-05-04",
         {}},
        {"kb init",
         "make an empty knowledge base",
         "",
         "Makes an SQLite file with a table for each entity, attribute and relation of the rulebase. A file that is there is "
         "left alone.",
         "credence kb init --rules rules/ferry --kb ferry.db",
         {}},
        {"kb import",
         "read facts from CSV, JSON or a workbook",
         "PATH",
         "PATH is a file or a folder of files: CSV, JSON or .xlsx, each named after its table; observations.csv may hold many "
         "attributes. A workbook\n"
         "or a JSON object of another name holds a sheet or a key for each table. All of it is taken, or nothing: every bad "
         "cell "
         "is listed. A second\n"
         "import of the same file changes nothing. --map 'Name of ship=subject' reads a column of another name, --map "
         "'Remarks=' "
         "passes one over.\n"
         "Exit code 3 where a cell is bad.",
         "credence kb import from_the_pier --kb ferry.db\ncredence kb import log.xlsx --map 'Ship=subject' --dry-run",
         {}},
        {"kb export",
         "what is on record, as files",
         "-o PATH",
         "Writes what is in force, on the day of --as-of and as known at --known-at, to a new folder of CSV files or, with "
         "--format "
         "xlsx, to a\n"
         "new workbook with a sheet for each table. `kb import --history` reads either back. In CSV a text that a spreadsheet "
         "would "
         "take for a\n"
         "formula gets an apostrophe, which an import takes away. Only its owner can read what is written.",
         "credence kb export -o ferries\ncredence kb export -o ferries.xlsx --format xlsx --as-of 2026-05-04",
         {"csv", "xlsx"}},
        {"kb template",
         "an empty workbook to fill in",
         "-o FILE",
         "Makes a workbook with a sheet for each table of the rulebase, its columns, and lists of what may be written in them; "
         "observations of all\n"
         "attributes stand on one sheet. `kb import` reads it when it is filled in. Needs no knowledge base.",
         "credence kb template -o ferries.xlsx",
         {}},
        {"kb lint",
         "do texts tell what rules may not read?",
         "",
         "Lists quotes and other texts on record that hold a word which tells somebody's sex, age, family, health, religion or "
         "origin, in English\n"
         "or French. A rule cannot use it; whoever reads a report can. `kb import` and `kb add` warn of the same. Exit code 1 "
         "where "
         "there is one.",
         "credence kb lint --kb ferry.db",
         {"text", "json"}},
        {"kb show",
         "what is on record",
         "[WHAT]",
         "WHAT is the id of an individual or of an item, or the name of a table or a panel; without it, how much there is of "
         "each. Shown "
         "is what is in\n"
         "force, on the day of --as-of and as known at --known-at; with --history every row there ever was.",
         "credence kb show F1\ncredence kb show W1 --known-at 2026-05-04T09:00:00Z\ncredence kb show --history F1",
         {"text", "json"}},
        {"kb add",
         "enter one row",
         "TABLE COLUMN=VALUE ...",
         "The cells are those of an import file, by the names of their columns; the time of record is now. Nothing is "
         "overwritten: "
         "what is\n"
         "wrong is corrected by a row that takes its place (--corrects). A value that is declared is locked: another one takes "
         "a "
         "--reason, and\n"
         "every report that uses it says so. Exit code 3 where a cell is bad.",
         "credence kb add wind subject=F1 value=12 item=W9 assessor=K-2\n"
         "credence kb add wind subject=F1 value=21 item=W10 --corrects W9 --reason \"digits swapped\"",
         {}},
        {"kb retract",
         "take back one row",
         "WHAT --reason TEXT",
         "WHAT is an item, the name that reports give to a row (F1/wind), or the id of an individual, which then is not listed "
         "any more. "
         "The row\n"
         "stays on record, and in every report known at a time before.",
         "credence kb retract W9 --reason \"of another ferry\"",
         {}},
        {"kb log",
         "what was changed, when, by whom, and why",
         "[WHAT]",
         "The changes in their order, each with its head, in which all before it is bound up. With WHAT, an individual, an "
         "item or a "
         "table, those\n"
         "that concern it.",
         "credence kb log\ncredence kb log F1 --format json",
         {"text", "json"}},
        {"kb verify",
         "is what is on record what was recorded?",
         "",
         "Holds every row against its seal and every change against its rows and the change before, and lists each cell, row "
         "and change "
         "that\n"
         "is not as it was recorded, the first one first. Exit code 1 where there is one. Answering verbs look too, and answer "
         "nothing "
         "then.",
         "credence kb verify --kb ferry.db\ncredence kb verify --against crossing_F1",
         {"text", "json"}},
        {"kb backup",
         "a copy that is whole",
         "FILE",
         "Copies the knowledge base to a new file while others read, looks at the copy, and enters it in the list of backups. "
         "`cp` would "
         "miss\n"
         "what was written last.",
         "credence kb backup ferry-2026-05.db --kb ferry.db",
         {}},
        {"kb erase",
         "take somebody out for good",
         "ID --reason TEXT",
         "Every row of the individual and every decision about it, with what programs for SQLite leave behind in the file. The "
         "digests "
         "of the\n"
         "rows stay, so that the chain of changes holds; nothing can be guessed from them. Lists the texts about others and "
         "the backups "
         "that\n"
         "still hold the name; exit code 1 where there are any. Reports that were written are yours to remove.",
         "credence kb erase F1 --reason \"asked for on 2026-05-04\"",
         {}},
        {"kb migrate",
         "bring an older knowledge base up to date",
         "",
         "Makes a backup, then changes the format in one go, or not at all. Nothing on record changes.",
         "credence kb migrate --kb ferry.db",
         {}},
        {"assess",
         "what do the rules say?",
         "[ASSESSMENT] [NAME=ID ...]",
         "Answers an assessment for the subjects that are named; those that are not are left open, and each who fits gets a "
         "row. The\n"
         "assessment may be left out where the names fit only one. Rows stand in groups of the same answer: there is no "
         "ranking. Exit code 1\n"
         "where the rulebase refuses the question.",
         "credence assess crossing\ncredence assess ferry=F1 --set storm_from=30 --format csv",
         {"table", "csv", "json"}},
        {"report",
         "the answer with all its reasons, as a document",
         "[ASSESSMENT] [NAME=ID ...] [-o PATH]",
         "All subjects named: a dossier. One left open: a comparison of all who fit. `sheet ENTITY=ID` in their place: all "
         "that is on record of\n"
         "one individual, without an answer. Written to the folder DIR with its figures, whole or not\n"
         "at all; without -o, or with `-o -`, the text alone is printed. With --all: every report of every assessment, or of "
         "the one\n"
         "and the subjects named, with an index. Only its owner can read what is written.\n\n"
         "--format html, pdf, docx or xlsx makes one file, whose name -o gives. HTML holds its figures and asks for nothing "
         "else; "
         "with\n"
         "--all it is a folder of such files. A PDF takes Chromium, a Word file pandoc; where it is not installed, nothing is "
         "written and the\n"
         "exit code is 6. A workbook holds the tables: a sheet each. reports/page.html, page.css and reference.docx of the "
         "rulebase take the\n"
         "place of ours.",
         "credence report crossing ferry=F1 -o crossing_F1\ncredence report crossing ferry=F1 --format pdf -o crossing_F1.pdf\n"
         "credence report sheet ferry=F1\ncredence report --all -o reports",
         {"markdown", "json", "html", "pdf", "docx", "xlsx"}},
        {"decide",
         "record what a person decided, beside the advice",
         "[ASSESSMENT] NAME=ID ... --decision TEXT --follow|--depart --name NAME",
         "Keeps the decision, who took it and why beside the answer that the rules give now, as a change of the knowledge "
         "base. A "
         "departure\n"
         "takes a reason. Later reports on the same subjects show it. All subjects are named.",
         "credence decide ferry=F1 --decision \"sails\" --follow --name \"harbour master\"",
         {}},
        {"verify",
         "is a report authentic, and is it current?",
         "REPORT",
         "REPORT is a folder that `credence report` wrote. Authentic: built once more from the rules, the change of the "
         "knowledge base and "
         "the\n"
         "command that it names, it has the same bytes. Current: nothing that was recorded later concerns it; else the facts "
         "and rules "
         "are\n"
         "named by which it would read otherwise. Exit code 1 where it is not authentic; with --current, where it is not "
         "current.",
         "credence verify crossing_F1\ncredence verify crossing_F1 --current",
         {}},
        {"explain why",
         "the reasons for an answer, a value or a condition, down to who said what",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "Of an answer, all subjects named; of a condition or an expression as rules write it, individuals by their ids in "
         "quotes: "
         "one that leaves variables open is explained for each who fits. First the proof as a tree: each step with its rule, "
         "the "
         "source's sentence and the facts that it rests on, with who said so, when, and the id that `credence kb show ID` "
         "prints. "
         "Then why no earlier case holds, what speaks for each side of a question, what sets the ends of a range, and what "
         "could "
         "not be decided.",
         "credence explain why ferry=F1\n"
         "credence explain why 'wind(\"F1\") >= 20' --audience auditor\n"
         "credence explain why 'advice_for(f)' --format markdown",
         {"text", "markdown", "json", "dot"}},
        {"explain why-not",
         "what stands between, and the smallest changes that would make it so",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "Of an answer or an expression --to names the value that it has not; a condition is one that is not met, individuals "
         "by "
         "their ids in quotes. First what fails, what is unknown and what is disputed, each said apart. Then every smallest "
         "set of "
         "changes to what is recorded, declared or set that makes it so, the nearest first: no part of a set does it, and each "
         "was "
         "tried. Protected attributes are never varied, nor whom an attribute names. Exit code 5 where the search was cut "
         "short.",
         "credence explain why-not ferry=F1 --to wait\n"
         "credence explain why-not 'P1 applies to \"F1\"'",
         {"text", "markdown", "json", "dot"}},
        {"explain flip",
         "the smallest changes that would change an answer",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "Sorted by what the change would be: a correction of the record, something new on record, other circumstances (facts\n"
         "about what a range is of), another declaration, another parameter. Each line changes the answer, or leads to the "
         "one\n"
         "named by --to, and no part of it alone does: all smaller sets were tried. Protected attributes are never varied. Of\n"
         "numbers, dates and texts those on record and in the rules are tried. Exit 5: not all sets of that size were tried.",
         "credence explain flip ferry=F1\ncredence explain flip ferry=F1 --to stay --up-to 3\n"
         "credence explain flip 'wind(\"F1\") >= 20' --format json",
         {"text", "markdown", "json", "dot"}},
        {"explain what-if",
         "what supposed facts and settings would come to",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "Nothing is recorded. Each --fact is one as rules write it: a value, which takes the place of what is observed;\n"
         "`observed ...`, which stands beside it; `unknown ...`; a record; or `not` a record. Each --set is supposed too. "
         "--without\n"
         "leaves out a rule, proposition, boundary or advice, a row of a table as TABLE:2 or all of it as TABLE, a case of a\n"
         "define as DEFINE:2. Prints every value shown that would be otherwise, and why: the same as a run on facts and rules\n"
         "that are so.",
         "credence explain what-if ferry=F1 --fact 'wind(\"F1\") = 30'\n"
         "credence explain what-if ferry=F1 --fact 'not laid_up(\"F1\")' --set strong_from=25\n"
         "credence explain what-if ferry=F1 --without P1",
         {"text", "markdown", "json", "dot"}},
        {"explain sensitivity",
         "how firmly an answer stands",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "Each observation a step lower and higher, each record, source and assessor left out, each parameter and weight at\n"
         "the nearest value at which the answer is another: one at a time.",
         "credence explain sensitivity ferry=F1",
         {"text", "markdown", "json", "dot"}},
        {"explain ask-next",
         "what is missing, disputed or said by one source, by what it could change",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "First what could change the answer, then what could together with others, then what could change a step to it, then\n"
         "what could change a reason only; with whom to ask, in the words of the rulebase. Says which answers are still\n"
         "reachable, or that nothing missing or disputed can change the answer.",
         "credence explain ask-next ferry=F1",
         {"text", "markdown", "json", "dot"}},
        {"interview",
         "ask for what is missing, most useful first",
         "[ASSESSMENT] NAME=ID ... | 'CONDITION' | 'EXPRESSION'",
         "Asks what explain ask-next lists, in that order, anew after each answer. Answer with a value; `unknown` where "
         "nobody\n"
         "knows; `why?` what it could change; `back` to the question before; `stop` records what was said and ends, as the end "
         "of\n"
         "the input does; `quit` records nothing. Nothing is recorded before the end, and then all of it or nothing.",
         "credence interview ferry=F1 --assessor H-02 --source 'call with the harbour' --on 2026-05-04",
         {}},
        {"query",
         "the ways to meet a condition",
         "'CONDITION'",
         "A condition as rules write it; its variables are asked for. Prints each binding that is not `not met`, with belief, "
         "plausibility\n"
         "and state. Individuals are named by their ids in quotes; entities print by id, values by name.",
         "credence query 'advice_for(f) = a' --format csv\ncredence query 'disputed wind(f)'",
         {"table", "csv", "json"}},
        {"run",
         "what rules derive, in bulk, from files to files",
         "--facts DIR (--out DIR | --count)",
         "Evaluates the rules on the CSV or TSV files of a folder, without a knowledge base, and writes one file for each "
         "relation or attribute "
         "that rules conclude: the rows that hold, once each. What defines, questions and ranges say is written where a rule "
         "concludes it. "
         "Files are those of `kb import`: each named after its table, a header first, columns in any order; an entity may do "
         "without a "
         "file, and then has the individuals that others name. Rows are sorted by their columns from the left: individuals and "
         "texts in natural order (P2 before P10), scales from low to high, numbers, dates and times as such. Data is written "
         "as it is, in quotes where CSV needs "
         "them. The folder is written whole or not at all. Exit code 3 where a cell is bad: all of them are listed; 5 where a "
         "limit was reached.",
         "credence run --rules rules/roads --facts roads_today --out reached\ncredence run --rules closure.crd --facts graph "
         "--count",
         {"csv", "tsv"}},
        {"help",
         "explain a verb, or the code of an error",
         "[VERB | CODE ...]",
         "",
         "credence help kb import\ncredence help E0102",
         {}},
    };
    return pages;
}

const VerbPage& verb_page(std::string_view verb) {
    const auto& pages = verb_pages();
    const auto found = std::find_if(pages.begin(), pages.end(), [&](const VerbPage& page) { return page.verb == verb; });
    CREDENCE_CHECK(found != pages.end());
    return *found;
}

std::string verb_help(const VerbPage& page, const std::vector<OptionLine>& own, const std::vector<OptionLine>& common) {
    auto out = fmt::format("credence {}: {}\n\nUsage: credence {} {}{}[OPTIONS]\n", page.verb, page.purpose, page.verb,
                           page.usage, page.usage.empty() ? "" : " ");
    if (!page.text.empty()) {
        std::string text(page.text);
        std::replace(text.begin(), text.end(), '\n', ' ');
        out += "\n";
        report::append_lines(out, {"", ""}, text, "", page_width);
    }
    if (!own.empty()) out += "\n" + options(own);
    out += "\nOptions of every verb\n" + options(common) + "\nFor example\n";
    for (std::string_view rest = page.examples; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        out += fmt::format("  {}\n", rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

}  // namespace credence::cli
