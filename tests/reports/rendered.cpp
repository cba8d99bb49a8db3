#include "reports/rendered.hpp"

#include <stdexcept>

#include "app/reports.hpp"
#include "explain/phrases.hpp"
#include "report/json.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::report {
namespace {

constexpr std::size_t most_comparisons = 4;

app::Session opened(const std::string& rulebase, const std::string& sample) {
    const testing::TemporaryFolder folder;
    const auto rules = (testing::root() / "rules" / rulebase).string();
    const auto data = (testing::root() / "rules" / sample / "sample").string();
    for (const auto& words : {std::vector<std::string>{"kb", "init", "--sample"}, {"kb", "import", data, "--history"}}) {
        auto arguments = words;
        for (const auto* more : {"--rules", rules.c_str(), "--kb", "kb.sqlite", "--quiet"}) arguments.emplace_back(more);
        const auto done = testing::run_credence(arguments, folder.path());
        if (done.exit != 0) throw std::runtime_error(done.err);
    }
    auto files = app::read_rulebase(rules);
    if (!files) throw std::runtime_error(files.error().message);
    app::Options options;
    options.kb = folder.path() / "kb.sqlite";
    const auto reading = app::everything(*files->rulebase);
    auto session = app::Session::open(std::move(*files), options, reading);
    if (!session) throw std::runtime_error(session.error().message);
    return std::move(*session);
}

class SampleMaker {
public:
    SampleMaker(const std::string& rulebase, const std::string& sample) : out_{opened(rulebase, sample), {}, {}, {}} {
        text::SourceSet sources;
        std::vector<text::Diagnostic> diagnostics;
        templates_.emplace(Templates::load({}, "en", sources, diagnostics));
        origin_ = app::origin_of(out_.session, "credence", "credence report");
        gather_ids();
    }

    /// Of an assessment every n-th case, and comparisons that they stand in.
    void add_reports(std::string_view name, std::size_t n) {
        const auto& rulebase = out_.session.rulebase();
        const check::AssessmentId id{rulebase.find(name)->index};
        const auto all = askings(out_.session.model(),
                                 {id, std::vector<std::optional<check::Cell>>(rulebase.assessments[id.index()].bound)});
        const bool side_by_side = roles_of(rulebase, id).columns > 1;
        std::set<std::vector<std::optional<check::Cell>>> compared;
        for (std::size_t i = n / 2; i < all.size(); i += n) {
            add(all[i]);
            auto open = all[i];
            open.subjects.front().reset();
            if (!side_by_side && compared.size() < most_comparisons && compared.insert(open.subjects).second) add(open);
        }
    }

    void add_case(std::string_view assessment, const std::vector<std::string>& ids) {
        const auto& rulebase = out_.session.rulebase();
        Asking asking{check::AssessmentId{rulebase.find(assessment)->index}, {}};
        const auto& variables = rulebase.assessments[asking.assessment.index()].variables;
        for (std::size_t v = 0; v < ids.size(); ++v)
            asking.subjects.push_back(out_.session.model().facts().find(variables[v].type.entity(), ids[v]));
        add(asking);
    }

    void add_sheets() {
        const auto& rulebase = out_.session.rulebase();
        for (std::size_t e = 0; e < rulebase.entities.size(); ++e) {
            const auto& individuals = out_.session.model().facts().individuals[e];
            for (std::size_t i = 0; i < individuals.size(); ++i) {
                keep("sheet " + individuals[i].id, build_sheet({out_.session.model(), templates_->words(), origin_},
                                                               check::EntityId{e}, static_cast<check::Cell>(i)));
            }
        }
    }

    Sample take() {
        std::vector<Written> written;
        for (const auto& one : out_.reports) written.push_back({&one.report, one.name + "/report.md"});
        keep("index", build_index({out_.session.model(), templates_->words(), origin_}, written));
        return std::move(out_);
    }

private:
    void gather_ids() {
        auto& model = out_.session.model();
        const explain::Phrases phrases(model, templates_->words(), {});
        for (std::uint32_t a = 0; a < model.facts().observations.size(); ++a) {
            for (std::uint32_t row = 0; row < model.facts().observations[a].size(); ++row)
                out_.facts.insert(phrases.id({explain::FactRef::Kind::observation, a, row}));
        }
        for (std::uint32_t r = 0; r < model.rulebase().relations.size(); ++r) {
            if (model.rulebase().relations[r].derived) continue;
            const auto view = model.relation(check::RelationId{r});
            for (std::uint32_t row = 0; row < view.rows; ++row)
                out_.facts.insert(phrases.id({explain::FactRef::Kind::tuple, r, row}));
        }
        const auto& rulebase = model.rulebase();
        const auto name = [&](const auto& declarations) {
            for (const auto& declared : declarations) {
                out_.rules.insert(declared.head.name);
                out_.rules.insert(declared.head.name.substr(0, declared.head.name.find(':')));
            }
        };
        name(rulebase.propositions);
        name(rulebase.boundaries);
        name(rulebase.rules);
        name(rulebase.advice);
        name(rulebase.defines);
        name(rulebase.refusals);
        name(rulebase.parameters);
        name(rulebase.scales);
        name(rulebase.ranges);
        name(rulebase.attributes);
        name(rulebase.relations);
    }

    void add(const Asking& asking) {
        const auto& assessment = out_.session.rulebase().assessments[asking.assessment.index()];
        std::string called = assessment.head.name;
        for (std::size_t v = 0; v < asking.subjects.size(); ++v) {
            if (!asking.subjects[v]) continue;
            called += " " + out_.session.model()
                                .facts()
                                .individuals[assessment.variables[v].type.index][static_cast<std::size_t>(*asking.subjects[v])]
                                .id;
        }
        keep(called, build_report({out_.session.model(), templates_->words(), origin_}, asking));
    }

    void keep(std::string name, Report report) {
        auto tree = Json::parse(json(report, templates_->words()));
        auto markdown = templates_->markdown(report);
        out_.reports.push_back({std::move(name), std::move(report), std::move(tree), std::move(markdown)});
    }

    Sample out_;
    std::optional<Templates> templates_;
    Origin origin_;
};

Sample flagship_made() {
    SampleMaker maker("human_rights_approach", "human_rights_approach");
    maker.add_reports("appointment_fit", 2);
    maker.add_reports("pair", 12);
    maker.add_sheets();
    return maker.take();
}

Sample second_field_made() {
    SampleMaker maker("grape_for_site", "grape_for_site");
    for (const auto* assessment : {"variety_for_site", "one_picking", "keeping_in_the_wet"}) maker.add_reports(assessment, 1);
    maker.add_sheets();
    return maker.take();
}

Sample weights_made() {
    SampleMaker maker("human_rights_weights", "human_rights_approach");
    maker.add_reports("weighed_evidence", 6);
    maker.add_case("pair", {"C02", "M5-SRSG", "C01", "M5-DIR"});
    return maker.take();
}

}  // namespace

const Rendered& Sample::named(std::string_view name) const {
    for (const auto& one : reports) {
        if (one.name == name) return one;
    }
    throw std::runtime_error("no report is called " + std::string(name));
}

const Sample& flagship_sample() {
    static const Sample sample = flagship_made();
    return sample;
}

const Sample& second_field_sample() {
    static const Sample sample = second_field_made();
    return sample;
}

const Sample& weights_sample() {
    static const Sample sample = weights_made();
    return sample;
}

std::vector<const Sample*> all_samples() { return {&flagship_sample(), &second_field_sample(), &weights_sample()}; }

}  // namespace credence::report
