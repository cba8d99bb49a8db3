#include <fmt/format.h>

#include "app/reports.hpp"
#include "app/rule_book.hpp"
#include "app/session.hpp"
#include "app/settings.hpp"
#include "cli/answers.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {

int run_doc(const Context& context, const std::optional<std::string>& folder, bool replace) {
    const auto output = folder == "-" ? std::nullopt : folder;
    if (output && output->empty()) return fail({FailureKind::usage, "-o names no folder", "credence doc -o DIR"});
    std::optional<Date> as_of;
    if (context.options.as_of) {
        as_of = Date::parse(*context.options.as_of);
        if (!as_of || as_of->precision != Precision::day) {
            return fail({FailureKind::usage, fmt::format("`{}` is not a day", *context.options.as_of),
                         "write --as-of as in 2026-05-04"});
        }
    }
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto& files = *opened.files;
    auto settings = app::settings_of(*files.rulebase, context.options.set);
    if (!settings) return fail(settings.error());
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto templates = report::Templates::load({files.folder / "reports"}, language_of(context), sources, diagnostics);
    if (!diagnostics.empty()) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(sources, diagnostics, style));
    }
    if (text::has_errors(diagnostics)) return 3;
    const auto book = app::guarded(files.sources, [&] { return app::rule_book(files, *settings, as_of, templates); });
    if (!book) return fail(book.error());
    if (!output) {
        print(book->front().bytes);
        return 0;
    }
    const auto done = report::write_folder(*output, *book, replace ? report::IfThere::replace : report::IfThere::refuse,
                                           report::Readers::system);
    if (!done) return fail(done.error());
    if (!context.quiet)
        print_error(fmt::format("Wrote {}. Open first: {}/rule_book.md\n", counted(book->size(), "file"), *output));
    return 0;
}

}  // namespace credence::cli
