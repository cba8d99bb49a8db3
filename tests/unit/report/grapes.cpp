#include "unit/report/grapes.hpp"

#include "report/sections.hpp"

namespace credence::report {

namespace {

Claim claim(std::string text, std::vector<std::string> rules = {}, std::vector<std::string> facts = {},
            std::vector<std::string> assumptions = {}) {
    Claim out;
    out.text = std::move(text);
    out.rules = std::move(rules);
    out.facts = std::move(facts);
    out.assumptions = std::move(assumptions);
    return out;
}

Claim lead(std::string bold, Claim rest) {
    rest.lead = std::move(bold);
    return rest;
}

Claim ids(std::vector<std::string> rules, std::vector<std::string> facts) {
    return claim("", std::move(rules), std::move(facts));
}

Claim code(std::string text) {
    Claim out = claim(std::move(text));
    out.verbatim = true;
    return out;
}

Row row(std::vector<Claim> cells) { return {std::move(cells)}; }

std::vector<ChartColumn> ripening() {
    return {{"I", "very early"}, {"II", "early"}, {"III", "middle"}, {"IV", "late"}, {"V", "very late"}};
}

}  // namespace

Chart ripening_chart() {
    Chart chart;
    chart.title = "Ripens when the grower wants it, in the last group that the season allows";
    chart.corner = "V07, S2, as of 2026-03-01";
    chart.closed = "not permitted";
    chart.columns = ripening();
    chart.kinds = {"seen in a vineyard", "taken from a catalogue"};
    Bar observed{.style = BarStyle::observed,
                 .label = "Time of ripening",
                 .text = "",
                 .lowest = 2,
                 .highest = 2,
                 .marks = {{2, "R1", 0}, {2, "R2", 1}},
                 .from = {},
                 .moved = ""};
    Bar season{.style = BarStyle::range,
               .label = "Ripening that the season allows",
               .text = "I to III",
               .lowest = 0,
               .highest = 2,
               .marks = {},
               .from = {},
               .moved = ""};
    Bar wish{.style = BarStyle::declared,
             .label = "Ripening the grower wants",
             .text = "II to III",
             .lowest = 1,
             .highest = 2,
             .marks = {},
             .from = {},
             .moved = ""};
    chart.rows = {{"Time of ripening", "2 observations: R1, R2", {observed}},
                  {"Ripening that the season allows", "cool_site", {season}},
                  {"Ripening the grower wants", "declared by G-02, 2026-01-12", {wish}}};
    return chart;
}

Report grape_dossier(const Words& words) {
    Report r;
    r.kind = Kind::dossier;
    r.assessment = "variety_for_site";
    r.title = "Variety for a site: V07 · S2";
    r.heading =
        "Sorrel Blanc (V07), variety · North slope at Ferrow (S2), site · facts as of 2026-03-01 · everything here is invented";
    r.subjects = {{"variety", "variety", "varieties", "V07", "Sorrel Blanc"},
                  {"site", "site", "sites", "S2", "North slope at Ferrow"}};
    r.as_of = "2026-03-01";
    r.notice = "everything here is invented";

    r.asked = Asked{0, "Does Sorrel Blanc ripen at North slope at Ferrow, and does it ripen when the grower wants it?", {}};

    Answer answer;
    answer.headline = "Ripens when the grower wants it, in the last group that the season allows";
    answer.values = {{.role = Role::answer,
                      .of = "outcome",
                      .kind = ValueKind::name,
                      .value = "as_wanted",
                      .lowest = "",
                      .highest = "",
                      .unit = "",
                      .long_text = "ripens when the grower wants it",
                      .short_text = "as wanted",
                      .state = State::met,
                      .positions = {},
                      .open = {}},
                     {.role = Role::frame,
                      .of = "ripening that the season allows",
                      .kind = ValueKind::range,
                      .value = "very_early..middle",
                      .lowest = "very_early",
                      .highest = "middle",
                      .unit = "",
                      .long_text = "very early to middle (I to III)",
                      .short_text = "I to III",
                      .state = State::met,
                      .positions = {1, 2, 3},
                      .open = {}},
                     {.role = Role::beside,
                      .of = "risk of rot",
                      .kind = ValueKind::none,
                      .value = "",
                      .lowest = "",
                      .highest = "",
                      .unit = "",
                      .long_text = "unknown",
                      .short_text = "unknown",
                      .state = State::unknown,
                      .positions = {},
                      .open = {claim("Disputed: compactness of the bunch", {}, {"R3", "R4"})}}};
    answer.lines = {
        lead("Ripens when the grower wants it, in the last group that the season allows.",
             claim("Sorrel Blanc ripens in group middle (III). The season of North slope at Ferrow allows very early to middle "
                   "(I to III). Ripening the grower wants: early to middle (II to III).",
                   {"outcome", "margin", "cool_site"}, {"R1", "R2", "R5", "S2/wish"})),
        claim(
            "Risk of rot: unknown. Disputed: compactness of the bunch: low (T-4), high (no assessor recorded). 6 observations "
            "by 2 assessors.",
            {"rot"}, {"R3", "R4"})};
    answer.figures = {
        {"range_chart", "Range chart: V07, S2",
         "Ripens when the grower wants it, in the last group that the season allows. Time of ripening: III. Ripening that the "
         "season allows: I to III. Ripening the grower wants: II to III.",
         ripening_chart()}};
    answer.open = {{claim("Disputed: compactness of the bunch", {}, {"R3", "R4"}), {{Section::evidence, 0}}, ""},
                   {claim("Older than 5 years: autumn rain", {}, {"R6"}), {{Section::ranges, 0}}, ""},
                   {claim("No assessor recorded: R2, R4, R6"), {{Section::evidence, 0}, {Section::ranges, 0}}, ""}};
    r.answer = std::move(answer);

    r.is_not = IsNot{
        0,
        {claim("Only ripening and rot are looked at. Yield, taste, price and other diseases are left out."),
         claim("Not answered: \"Which variety makes the better wine?\" The handbook says when grapes ripen; it judges no wine.",
               {"better_wine"})}};

    Table declared{{"North slope at Ferrow (S2)", "Value", "Declared by", "On", "Fact"},
                   {row({claim("Ripening the grower wants"), claim("II to III"), claim("G-02"), claim("2026-01-12"),
                         ids({}, {"S2/wish"})})}};
    r.declared = Declared{0, {{"", {}, declared, {}}}};

    RangePart season;
    season.title = "Ripening that the season allows";
    season.value = {lead("The season of North slope at Ferrow allows very early to middle (I to III).",
                         claim("\"A variety is only as good as the autumn it needs\" (Handbook of the Aune valley growers)"))};
    season.boundaries = Table{
        {"Boundary", "Because", "Effect", "Rule · fact"},
        {row({claim("A cool site ripens no late grapes"), claim("the heat sum is 1240 degree days, below 1300 degree days"),
              claim("at most III"), ids({"cool_site"}, {"R5"})}),
         row({claim("A wet autumn ends the season"), claim("autumn rain is high"), claim("at most IV; no effect, III is lower"),
              ids({"wet_autumn"}, {"R6"})})}};
    season.notes = {claim("Nothing sets the lower end."), claim("Undecided: none. Not met: none.")};
    season.evidence = {
        {{"Site", "Value", "What the source says", "Who, how, when", "Item"},
         {row({claim("Autumn rain"), claim("high"), claim("\"Rain on 19 days in October.\""),
               claim("no assessor recorded, parish weather book, 2016-12-01: older than 5 years"), ids({}, {"R6"})})}}};
    r.ranges = {season};

    Evidence evidence;
    evidence.tables = {
        {{"Vine", "Value", "What the source says", "Who, how, when", "Item"},
         {row({claim("Time of ripening"), claim("III"), claim("\"Picked on 24 September in four years of five.\""),
               claim("T-4, trial vineyard, 2024-09-30"), ids({}, {"R1"})}),
          row({claim(""), claim("III"), claim("\"Mid-season.\""),
               claim("no assessor recorded, nursery catalogue, no date recorded"), ids({}, {"R2"})})}}};
    evidence.notes = {lead("Agreement.", claim("Time of ripening: 2 sources, agreed.")),
                      lead("On record.", claim("Sorrel Blanc has stood at Aune station since 2011-04-15.", {}, {"planted/3"}))};
    evidence.closing = {claim("The rules read the values. The quotes are for the reader.")};
    r.evidence = std::move(evidence);

    Reason cool;
    cool.id = "cool_site";
    cool.label = "A cool site ripens no late grapes";
    cool.lead = "cool_site, A cool site ripens no late grapes.";
    cool.text = "The heat sum is 1240 degree days, below 1300 degree days.";
    cool.quotes = {
        {"In the source's words (in good years only): \"On cool sites the late groups ripen in good years only\" (Handbook of "
         "the Aune "
         "valley growers).",
         "On cool sites the late groups ripen in good years only", "in good years only",
         "Handbook of the Aune valley growers"}};
    cool.said_of = "the valley floor";
    cool.applied_to = "all sites";
    cool.scope = "Said of the valley floor, applied to all sites.";
    cool.rules = {"cool_site"};
    cool.facts = {"R5"};
    cool.assumptions = {"A2"};
    cool.premises = {claim("Heat sum of the season: 1240 degree days (T-1, weather mast, 2025-11-02).", {}, {"R5"})};
    Reason upper;
    upper.text = "Time of ripening: at most middle (III), highest of: ripening the grower wants. On record: middle (III).";
    upper.facts = {"R1", "R2"};
    ReasonsFor reasons;
    reasons.steps = {{1,
                      claim("Step 1: Sorrel Blanc ripens in group middle (III).", {}, {"R1", "R2"}),
                      claim("time of ripening: III", {}, {"R1", "R2"}),
                      {},
                      {},
                      {},
                      {}},
                     {2,
                      claim("Step 2: The season of North slope at Ferrow allows very early to middle (I to III)."),
                      claim("ripening that the season allows: I to III"),
                      {},
                      {cool},
                      {},
                      {}},
                     {3,
                      claim("Step 3: Ripens when the grower wants it. All of:", {"outcome"}, {"R1", "R2", "S2/wish"}),
                      claim("outcome: as wanted", {"outcome"}),
                      {0},
                      {upper},
                      {},
                      {}},
                     {4,
                      claim("Qualified: In the last group that the season allows.", {"margin"}, {"R1", "R2", "R5"}),
                      claim("margin: last group", {"margin"}),
                      {0, 1, 2},
                      {},
                      {},
                      {}}};
    r.reasons_for = std::move(reasons);

    r.reasons_against = ReasonsAgainst{
        0,
        {{"",
          {},
          Table{{"Other answer", "Would hold if", "On record", "Facts"},
                {row({claim("too late"), claim("time of ripening: more than III, highest of: ripening that the season allows"),
                      claim("III"), ids({}, {"R1", "R2", "R5"})})}},
          {}}},
        {claim("Said of the valley floor, applied to all sites: cool_site. Without it: the same answer, with season to spare.",
               {}, {}, {"A2"})}};

    r.blocked = Blocked{0,
                        {},
                        Table{{"What", "Blocked by"},
                              {row({claim("Risk of rot"), claim("disputed: compactness of the bunch", {}, {"R3", "R4"})})}},
                        {}};
    r.assumptions =
        Assumptions{0,
                    {{"No.", "Assumption", "Of"},
                     {row({claim("A2"), claim("Said of the valley floor, applied to all sites."), claim("cool_site")})}}};
    r.decision = Decision{};
    r.provenance =
        Provenance{0,
                   {{"What", "Value"},
                    {row({claim("Rulebase"), claim("grape_for_site 0.1")}), row({claim("Parameters"), code("cool_below=1300")}),
                     row({claim("Command"), code("credence report variety_for_site variety=V07 site=S2 -o dossier_V07_S2")})}}};
    r.scales = {{"Appendix: ripening group",
                 {},
                 {{"Short", "Value", "What it looks like"},
                  {row({claim("I"), claim("very early"), claim("ripe before the first week of September")})}}}};
    r.all_evidence = AllEvidence{
        "Appendix: all evidence",
        {{"Item", "Of", "Attribute", "Value"}, {row({claim("R1"), claim("V07"), claim("time of ripening"), claim("III")})}}};
    number_sections(r, words);
    return r;
}

Report grape_comparison(const Words& words) {
    Report r;
    r.kind = Kind::comparison;
    r.assessment = "variety_for_site";
    r.title = "Variety for a site: S2";
    r.heading = "North slope at Ferrow (S2), site · facts as of 2026-03-01 · everything here is invented";
    r.subjects = {{"variety", "variety", "varieties", "", ""}, {"site", "site", "sites", "S2", "North slope at Ferrow"}};
    r.as_of = "2026-03-01";
    r.asked = Asked{0, "For each variety: does it ripen at North slope at Ferrow?", {claim("There is no ranking.")}};
    Groups groups;
    Claim link = claim("V07");
    link.link = "dossiers/V07_S2/report.md";
    groups.table = {{"Group", "Variety", "Time of ripening"},
                    {row({lead("Ripens when the grower wants it", claim("")), link, claim("III")}),
                     row({lead("Does not ripen in this season", claim("")), claim("none"), claim("")})}};
    Figure figure{"comparison", "Range chart: S2", "V07: III. V11: IV.", Chart{}};
    figure.chart->title = "One ripens when the grower wants it, one does not";
    figure.chart->corner = "S2, as of 2026-03-01";
    figure.chart->closed = "not permitted";
    figure.chart->columns = ripening();
    figure.chart->comparison = true;
    const auto bar = [](BarStyle style, std::string label, int low, int high, std::string text = "") {
        return Bar{.style = style,
                   .label = std::move(label),
                   .text = std::move(text),
                   .lowest = low,
                   .highest = high,
                   .marks = {},
                   .from = {},
                   .moved = ""};
    };
    figure.chart->behind = {bar(BarStyle::range, "Ripening that the season allows", 0, 2),
                            bar(BarStyle::declared, "Ripening the grower wants", 1, 2)};
    figure.chart->rows = {
        {"V07", "as wanted", {bar(BarStyle::thin, "Time of ripening", 2, 2), bar(BarStyle::clipped, "Expected", 2, 2, "III")}},
        {"V11", "too late", {bar(BarStyle::thin, "Time of ripening", 3, 4), bar(BarStyle::clipped, "Expected", 2, 2, "III")}}};
    groups.figures = {figure};
    r.groups = std::move(groups);
    r.common =
        Common{{lead("The same for all.", claim("Ripening that the season allows: I to III.", {"cool_site"}, {"R5"}))}, {}};
    r.differences =
        Differences{0, {{"", "V07", "V11"}, {row({claim("Time of ripening"), claim("III"), claim("IV to V")})}}, {}, {}};
    r.decision = Decision{};
    number_sections(r, words);
    return r;
}

}  // namespace credence::report
