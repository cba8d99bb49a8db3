#include "report/sections.hpp"

#include <fmt/format.h>

#include <set>

namespace credence::report {

namespace {

/// The numbers of a section, to be set: none where it is absent, one a range.
std::vector<int*> numbers_of(Report& report, Section section) {
    const auto one = [](auto& part) { return part ? std::vector<int*>{&part->number} : std::vector<int*>{}; };
    switch (section) {
        case Section::asked: return one(report.asked);
        case Section::answer: return one(report.answer);
        case Section::groups: return one(report.groups);
        case Section::differences: return one(report.differences);
        case Section::side_by_side: return one(report.side_by_side);
        case Section::is_not: return one(report.is_not);
        case Section::declared: return one(report.declared);
        case Section::evidence: return one(report.evidence);
        case Section::reasons_for: return one(report.reasons_for);
        case Section::reasons_against: return one(report.reasons_against);
        case Section::blocked: return one(report.blocked);
        case Section::changes: return one(report.changes);
        case Section::ask: return one(report.ask);
        case Section::robustness: return one(report.robustness);
        case Section::assumptions: return one(report.assumptions);
        case Section::decision: return one(report.decision);
        case Section::comment: return one(report.comment);
        case Section::provenance: return one(report.provenance);
        case Section::ranges: break;
    }
    std::vector<int*> out;
    for (RangePart& range : report.ranges) out.push_back(&range.number);
    return out;
}

}  // namespace

void number_sections(Report& report, const Words& words) {
    int next = 1;
    for (int section = 0; section <= static_cast<int>(Section::provenance); ++section) {
        for (int* number : numbers_of(report, static_cast<Section>(section))) *number = next++;
    }
    if (!report.answer) return;
    for (Open& open : report.answer->open) {
        std::set<int> numbers;
        for (const Reference reference : open.where) {
            const auto found = numbers_of(report, reference.section);
            if (reference.index < found.size() && *found[reference.index] > 0) numbers.insert(*found[reference.index]);
        }
        std::vector<std::string> texts;
        for (const int number : numbers) texts.push_back(fmt::to_string(number));
        open.where_text = texts.empty() ? std::string() : words.count("section", texts.size(), {{"list", words.list(texts)}});
    }
}

}  // namespace credence::report
