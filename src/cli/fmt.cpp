#include <fmt/format.h>

#include <iostream>
#include <iterator>

#include "app/files.hpp"
#include "app/formatting.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "cli/verbs.hpp"
#include "text/render_text.hpp"
#include "text/unified_diff.hpp"

namespace credence::cli {
namespace {

struct Count {
    std::size_t files = 0, other = 0, broken = 0;  // read; laid out otherwise; with errors
};

/// One file, or the standard input; false where it could not be written.
Status lay_out(const Context& context, const FormatOptions& options, const std::string& name, std::string before,
               Count& count) {
    const bool piped = name == "-";
    auto result = app::formatted(piped ? "standard input" : name, before);
    ++count.files;
    if (text::has_errors(result.diagnostics)) {
        ++count.broken;
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(result.sources, result.diagnostics, style));
        return {};
    }
    if (result.kept > 0 && !context.quiet) {
        print_error(fmt::format("{}: {} left as written\n", harmless(name), counted(result.kept, "declaration")));
    }
    const bool same = result.text == before;
    count.other += same ? 0 : 1;
    if (options.diff) {
        print(text::unified_diff(harmless(name), harmless(name), before, result.text));
    } else if (options.check) {
        if (!same) print(harmless(name) + "\n");
    } else if (piped) {
        print(result.text);
    } else if (!same) {
        return app::replace_file(name, result.text);
    }
    return {};
}

std::string standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

}  // namespace

int run_fmt(const Context& context, const FormatOptions& options) {
    Count count;
    std::vector<std::filesystem::path> paths(options.paths.begin(), options.paths.end());
    if (paths.empty()) {
        const auto rules = app::rules_of(context.options);
        if (!rules) return fail(rules.error());
        paths.push_back(*rules);
    }
    if (paths.size() == 1 && paths.front() == "-") {
        if (const auto done = lay_out(context, options, "-", standard_input(), count); !done) return fail(done.error());
    } else {
        const auto files = app::files_to_format(paths);
        if (!files) return fail(files.error());
        for (const auto& file : *files) {
            auto before = app::read_file(file);
            if (!before) return fail(before.error());
            const auto done = lay_out(context, options, file.string(), std::move(*before), count);
            if (!done) return fail(done.error());
        }
        const bool wrote = !options.check && !options.diff;
        if (!context.quiet) {
            print_error(fmt::format("{}{} of {} {}.\n", wrote ? "Laid out " : "", count.other, counted(count.files, "file"),
                                    wrote ? "anew" : "would be laid out anew"));
        }
    }
    if (count.broken > 0) {
        print_error(fmt::format("{} left as written: a file with errors is not laid out.\n", counted(count.broken, "file")));
        return 3;
    }
    return count.other > 0 && (options.check || options.diff) ? 1 : 0;
}

}  // namespace credence::cli
