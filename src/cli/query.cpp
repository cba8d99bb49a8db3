#include "app/query.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/values.hpp"
#include "check/dependencies.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "sheet/write_csv.hpp"
#include "text/render_text.hpp"

namespace credence::cli {
namespace {

double degree(std::int16_t ten_thousandths) { return static_cast<double>(ten_thousandths) / engine::Truth::one; }

std::string as_json(const engine::Model& model, const app::QueryResult& result) {
    nlohmann::ordered_json out{{"schema", "credence/query/v1"},
                               {"variables", nlohmann::ordered_json::array()},
                               {"answers", nlohmann::ordered_json::array()}};
    for (const auto& variable : result.variables) out["variables"].push_back(variable.name);
    for (const auto& row : result.rows) {
        nlohmann::ordered_json values = nlohmann::ordered_json::object();
        for (std::size_t v = 0; v < row.cells.size(); ++v) {
            auto& value = values[result.variables[v].name];
            if (row.cells[v] != check::no_cell) value = app::written(model, result.variables[v].type, row.cells[v]);
        }
        out["answers"].push_back({{"values", std::move(values)},
                                  {"belief", degree(row.truth.belief)},
                                  {"plausibility", degree(row.truth.plausibility)},
                                  {"state", app::written(row.state)}});
    }
    return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int run_query(const Context& context, const std::string& condition, const std::string& format) {
    auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    std::vector<text::Diagnostic> diagnostics;
    const auto query = app::read_query(*opened.files->rulebase, opened.files->sources, condition, diagnostics);
    if (!query) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(opened.files->sources, diagnostics, style));
        return 2;
    }
    const auto roots = check::dependencies(*opened.files->rulebase, query->condition);
    const auto reading = app::what_answers_read(*opened.files->rulebase, roots);
    auto session = app::Session::open(std::move(*opened.files), context.options, reading);
    if (!session) return fail(session.error());
    const auto result = app::run_query(*session, *query);
    if (!result) return fail(result.error());

    if (format == "json") {
        print(as_json(session->model(), *result));
        return 0;
    }
    std::vector<std::string> head;
    for (const auto& variable : result->variables) head.push_back(variable.name);
    head.insert(head.end(), {"belief", "plausibility", "state"});
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : result->rows) {
        auto& cells = rows.emplace_back();
        for (std::size_t v = 0; v < row.cells.size(); ++v) {
            cells.push_back(app::written(session->model(), result->variables[v].type, row.cells[v]));
        }
        cells.push_back(app::written_degree(row.truth.belief));
        cells.push_back(app::written_degree(row.truth.plausibility));
        cells.push_back(app::written(row.state));
    }
    print(format == "csv" ? sheet::csv_text(head, rows) : plain_table(head, rows, terminal_style(context).width));
    return 0;
}

}  // namespace credence::cli
