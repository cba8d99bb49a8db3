#include <algorithm>
#include <array>

#include "explain/otherwise.hpp"

namespace credence::explain {
namespace {

struct SortWords {
    ChangeSort sort;
    std::string_view name, title, none;
};
constexpr std::array sorts{
    SortWords{ChangeSort::correction, "corrections", "if_corrected", "no_correction"},
    SortWords{ChangeSort::new_fact, "new_facts", "if_recorded", "no_new_fact"},
    SortWords{ChangeSort::circumstance, "circumstances", "if_other_circumstances", "no_circumstance"},
    SortWords{ChangeSort::declaration, "declarations", "if_declared", "no_declaration"},
    SortWords{ChangeSort::parameter, "parameters", "if_set", "no_parameter"},
};

class FlipWords {
public:
    FlipWords(const Narrator& narrator, const Target& target)
        : narrator_(narrator),
          phrases_(narrator.phrases()),
          target_(target),
          steps_(steps_of(phrases_.rulebase(), target)),
          read_(read_by(phrases_.rulebase(), target)),
          supposed_(phrases_.rulebase(), phrases_.facts(), phrases_.model().settings()),
          about_(looked_at()),
          before_(rules_met(phrases_.model())) {
        for (const auto& step : steps_) now_.push_back(reach(phrases_.model(), step));
    }

    /// One line, asked again with its first choices.
    std::optional<std::vector<Statement>> row(const FlipLine& line) {
        Changes changes;
        for (const auto& choice : line.choices) changes.push_back(first_of(choice));
        auto& model = supposed_.with(changes);
        if (reach(model, target_) != line.becomes) return {};
        std::vector<Statement> cells;
        cells.push_back(in_words(phrases_, line.choices));
        cells.push_back(statement(in_words(phrases_, target_, line.becomes), StatementKind::value));
        cells.push_back(because(phrases_.of(model)));
        return cells;
    }

private:
    using ChangeKind = Change::Kind;

    static Change first_of(const Choice& choice) {
        Change out = choice.change;
        const auto value =
            *std::find_if(choice.values.begin(), choice.values.end() - 1, [](const auto& v) { return v.has_value(); });
        if (out.kind == ChangeKind::correct) {
            out.kind = value ? ChangeKind::correct : ChangeKind::withdraw;
            if (value) out.cells = {*value};
        } else if (out.kind == ChangeKind::settle) {
            if (value)
                out.cells.push_back(*value);
            else
                out.kind = ChangeKind::forget;
        } else if (out.kind == ChangeKind::observe || out.kind == ChangeKind::set) {
            out.cells.push_back(*value);
        }
        return out;
    }

    std::set<DeclarationRef> rules_met(engine::Model& model) const {
        std::set<DeclarationRef> out;
        for (const auto& [rule, binding] : reasons_met(model, read_, about_)) out.insert(rule);
        return out;
    }

    std::vector<engine::AttributeOf> looked_at() {
        auto& model = supposed_.with({});
        (void)reach(model, target_);
        return model.looked_at();
    }

    /// The steps that are other then, and the rules that come in.
    Statement because(const Phrases& then) const {
        auto out = statement({}, StatementKind::note);
        std::vector<std::string> said;
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const auto reached = reach(then.model(), steps_[i]);
            if (reached == now_[i]) continue;
            said.push_back(phrases_.words().say(
                "label_and_value", {{"label", label_of(phrases_, steps_, i)}, {"value", in_words(then, steps_[i], reached)}}));
        }
        out.text = phrases_.list_of_clauses(said);
        Support more;
        for (const auto ref : rules_met(then.model())) {
            if (!before_.contains(ref)) more.rules.insert(ref);
        }
        narrator_.cite(more, out);
        return out;
    }

    const Narrator& narrator_;
    const Phrases& phrases_;
    const Target& target_;
    std::vector<Target> steps_;
    std::vector<DeclarationRef> read_;
    Supposed supposed_;
    std::vector<engine::AttributeOf> about_;
    std::vector<Reached> now_;
    std::set<DeclarationRef> before_;
};

}  // namespace

std::vector<ExplanationSection> flip_sections(const Narrator& narrator, const Target& target, const FlipRequest& request,
                                              bool& complete) {
    const auto& phrases = narrator.phrases();
    const auto& model = phrases.model();
    FlipWords words(narrator, target);
    std::vector<ExplanationSection> out;
    std::string none;
    for (const auto& sort : sorts) {
        FlipOptions options;
        options.to = request.to;
        options.sorts = {sort.sort};
        options.most = sort.sort == ChangeSort::parameter ? 1 : request.most;
        options.runs = request.runs;
        const auto found = find_flips(phrases.rulebase(), phrases.facts(), model.settings(), target, options);
        ExplanationSection section;
        section.name = sort.name;
        section.title = narrator.say(sort.title);
        StatementTable table;
        table.head = {narrator.say("head_change"), narrator.say("head_becomes"), narrator.say("head_because")};
        const auto lines = lines_of(found.flips);
        std::size_t left = 0;
        for (const auto& line : lines) {
            if (request.lines != 0 && table.rows.size() == request.lines) {
                ++left;
            } else if (auto row = words.row(line)) {
                table.rows.push_back(std::move(*row));
            }
        }
        const bool cut = found.complete_to < options.most;
        complete = complete && !cut;
        if (table.rows.empty()) section.text.push_back(statement(narrator.say(sort.none)));
        if (!table.rows.empty()) section.table = std::move(table);
        if (left > 0) section.notes.push_back(statement(phrases.words().count("more_changes", left)));
        if (cut) section.notes.push_back(statement(phrases.words().count("changes_tried_up_to", found.complete_to)));
        out.push_back(std::move(section));
    }
    return out;
}

}  // namespace credence::explain
