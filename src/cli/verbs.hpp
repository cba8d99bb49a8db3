// What each verb of the command line does. The options are plain values: CLI11 stays in main.cpp. A verb prints data on the standard
// output, all else on the standard error, and returns the exit code of docs/guides: 0 done, 1 the answer is no.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"

namespace credence::cli {

/// The options of every verb, defaults of the project already in them.
struct Context {
    app::Options options;
    bool color_out = false;  // of the standard output
    bool color_error = false;
    bool quiet = false;
    std::string command;  // as it was given, without folders: printed in reports
};

/// `fix`: the safe fixes are applied first.
int run_check(const Context& context, const std::string& format, bool fix);

struct FormatOptions {
    std::vector<std::string> paths;  // files and folders; `-` alone: from the standard input to the standard output
    bool check = false;              // write nothing, list the files that are laid out otherwise
    bool diff = false;               // write nothing, show what would change
};
int run_fmt(const Context& context, const FormatOptions& options);
/// Style and smell of a rulebase without errors. `fix`: the safe fixes are applied first.
int run_lint(const Context& context, const std::string& format, bool fix);

struct TestOptions {
    std::vector<std::string> examples;  // else all
    bool coverage = false, mutate = false;
    bool suggest = false;                 // examples for what no example shows
    std::optional<std::string> at_least;  // percent, of coverage and of mutants
    std::optional<std::string> junit;     // a file, or "-"
    std::string format = "text";
};
int run_test(const Context& context, const TestOptions& options);

struct BulkOptions {
    std::optional<std::string> facts, output;  // folders
    bool count = false, replace = false, grades = false;
    std::string format = "csv";
};
int run_run(const Context& context, const BulkOptions& options);
int run_query(const Context& context, const std::string& condition, const std::string& format);
/// `arguments`: the assessment's name, where it is given, and NAME=ID.
int run_assess(const Context& context, const std::vector<std::string>& arguments, const std::string& format);

struct ReportOptions {
    std::vector<std::string> arguments;
    std::optional<std::string> output;    // a folder, or a file; else the text is printed
    bool all = false;                     // every report of every assessment, and an index
    bool replace = false;                 // a report that is there
    bool check_templates = false;         // nothing else
    std::optional<std::string> audience;  // of report::audience_names()
    std::string format = "markdown";
};
int run_report(const Context& context, const ReportOptions& options);
/// Whether a report is authentic, and whether it is current; `current` makes the second the exit code.
int run_verify(const Context& context, const std::string& path, bool current);

struct DecisionOptions {
    std::vector<std::string> arguments;
    std::optional<std::string> decision, reason, name;
    bool follow = false, depart = false;
};
/// A person's decision beside the advice.
int run_decide(const Context& context, const DecisionOptions& options);
/// The options of every verb of `explain`.
struct ExplainOptions {
    std::vector<std::string> arguments;  // [ASSESSMENT] NAME=ID …, or a condition or expression
    std::string format = "text";
    std::optional<std::string> depth;     // levels below the roots of trees
    std::optional<std::string> audience;  // of report::audience_names()
    bool brief = false;                   // steps alone
    std::optional<std::string> to;        // an answer, of those that look for changes
    std::optional<std::string> up_to;     // changes in a set
    bool all = false;                     // flip: every line
    std::vector<std::string> facts;       // what-if: supposed ones
    std::vector<std::string> without;     // what-if: rules that are supposed not to be there
    std::size_t set = 0;                  // what-if: how many of the context's settings, the last ones, are supposed
};
int run_explain_why(const Context& context, const ExplainOptions& options);
int run_explain_why_not(const Context& context, const ExplainOptions& options);
int run_explain_flip(const Context& context, const ExplainOptions& options);
int run_explain_what_if(const Context& context, const ExplainOptions& options);
int run_explain_sensitivity(const Context& context, const ExplainOptions& options);
int run_explain_ask_next(const Context& context, const ExplainOptions& options);
struct InterviewOptions {
    std::vector<std::string> arguments;               // as of an explanation
    std::optional<std::string> assessor, source, on;  // of every answer
};
/// Asks on the terminal, most useful first; records at the end.
int run_interview(const Context& context, const InterviewOptions& options);
/// The rule book, to the folder `output` or, its text alone, to the standard output.
int run_doc(const Context& context, const std::optional<std::string>& output, bool replace);
/// The pages of error codes.
int run_help(const std::vector<std::string>& words);

int run_kb_init(const Context& context, bool sample);

struct KbImportOptions {
    std::string path;
    bool history = false, dry_run = false;
    std::vector<std::string> names;  // of --map: "NAME=COLUMN"
};
int run_kb_import(const Context& context, const KbImportOptions& options);
/// To a new folder of CSV files or, with the format xlsx, to a new workbook.
int run_kb_export(const Context& context, const std::string& output, const std::string& format);
int run_kb_template(const Context& context, const std::string& output);
/// Texts on record that tell what rules may not read.
int run_kb_lint(const Context& context, const std::string& format);
int run_kb_show(const Context& context, const std::string& subject, bool history, const std::string& format);

struct EntryOptions {
    std::vector<std::string> words;  // a table and COLUMN=VALUE, or what is retracted
    std::optional<std::string> corrects, by, reason;
};
int run_kb_add(const Context& context, const EntryOptions& options);
int run_kb_retract(const Context& context, const EntryOptions& options);
/// Exit code 1 where the name is still somewhere, which is listed.
int run_kb_erase(const Context& context, const EntryOptions& options);
int run_kb_log(const Context& context, const std::string& subject, const std::string& format);
/// `against`: a report whose head the chain of changes must hold.
int run_kb_verify(const Context& context, const std::optional<std::string>& against, const std::string& format);
int run_kb_backup(const Context& context, const std::string& file);
/// `backup`: where the file as it was is kept; by default beside it.
int run_kb_migrate(const Context& context, const std::optional<std::string>& backup);

}  // namespace credence::cli
