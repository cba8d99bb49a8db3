#include "app/report_forms.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "app/outside.hpp"
#include "base/date.hpp"
#include "report/page.hpp"
#include "report/reference.hpp"
#include "report/workbook.hpp"
#include "report/write.hpp"
#include "sheet/write_workbook.hpp"

namespace credence::app {
namespace {

namespace fs = std::filesystem;

/// What the program left in its folder; nothing is a failure of it.
Result<std::string> result_of(const fs::path& file, const std::string& program) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (bytes.empty()) return failure(FailureKind::write, fmt::format("{} made nothing", program));
    return bytes;
}

Result<std::string> pdf(const std::string& html) {
    const auto chromium =
        find_program({"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"});
    if (!chromium) {
        return failure(FailureKind::write, "a PDF takes Chromium, which is not installed",
                       "apt install chromium; or write --format html, and print that in any browser");
    }
    auto folder = PrivateFolder::make();
    if (!folder) return tl::unexpected(folder.error());
    const auto files = folder->path() / "files";
    if (auto done = report::write_folder(files, {{"report.html", html}}, report::IfThere::refuse); !done)
        return tl::unexpected(done.error());
    OutsideRun run{
        {*chromium, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-dev-shm-usage",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--export-tagged-pdf", "--generate-pdf-document-outline",
         "--no-pdf-header-footer", fmt::format("--user-data-dir={}", (folder->path() / "profile").string()),
         fmt::format("--print-to-pdf={}", (folder->path() / "report.pdf").string())},
        folder->path()};
    if (::geteuid() == 0) run.command.emplace_back("--no-sandbox");  // it refuses root otherwise; the page holds no script
    run.command.push_back(fmt::format("file://{}", (files / "report.html").string()));
    if (auto done = run_outside(run); !done) return tl::unexpected(done.error());
    return result_of(folder->path() / "report.pdf", "Chromium");
}

Result<OneFile> docx(const report::Report& report, const report::Templates& templates) {
    const auto pandoc = find_program({"pandoc"});
    if (!pandoc) {
        return failure(FailureKind::write, "a Word document takes pandoc, which is not installed",
                       "apt install pandoc librsvg2-bin; or write Markdown, which Word opens through any converter");
    }
    auto folder = PrivateFolder::make();
    if (!folder) return tl::unexpected(folder.error());
    auto files = report::files_of(report, templates);
    const bool pictured = files.size() > 1;
    files.push_back({"reference.docx", templates.reference()});
    files.push_back({"tables.lua", std::string(report::table_filter())});
    const auto place = folder->path() / "files";
    if (auto done = report::write_folder(place, files, report::IfThere::refuse); !done) return tl::unexpected(done.error());
    // Its clock is the day of the facts, so that the same report has the same bytes.
    const auto day = Date::parse(report.as_of);
    const auto seconds = day ? std::int64_t{day->first} * 86'400 : 0;
    const OutsideRun run{{*pandoc, "report.md", "--from=gfm", "--to=docx", "--output=report.docx",
                          "--reference-doc=reference.docx", "--lua-filter=tables.lua", "--shift-heading-level-by=-1",
                          fmt::format("--metadata=lang:{}", templates.words().say("language"))},
                         place,
                         {fmt::format("SOURCE_DATE_EPOCH={}", std::max<std::int64_t>(seconds, 0))}};
    if (auto done = run_outside(run); !done) return tl::unexpected(done.error());
    auto bytes = result_of(place / "report.docx", "pandoc");
    if (!bytes) return tl::unexpected(bytes.error());
    OneFile out{std::move(*bytes), {}};
    if (pictured && !find_program({"rsvg-convert"}))
        out.remark = "its figures are SVG alone, which older versions of Word do not show: apt install librsvg2-bin";
    return out;
}

}  // namespace

bool is_one_file(std::string_view format) {
    constexpr std::array<std::string_view, 4> forms{"html", "pdf", "docx", "xlsx"};
    return std::find(forms.begin(), forms.end(), format) != forms.end();
}

Result<OneFile> one_file(std::string_view format, const report::Report& report, const report::Templates& templates) {
    if (format == "xlsx") return OneFile{sheet::workbook_bytes(report::sheets_of(report, templates.words())), {}};
    if (format == "docx") return docx(report, templates);
    auto html = report::html_file(report::files_of(report, templates), templates);
    if (format == "html") return OneFile{std::move(html), {}};
    auto bytes = pdf(html);
    if (!bytes) return tl::unexpected(bytes.error());
    return OneFile{std::move(*bytes), {}};
}

}  // namespace credence::app
