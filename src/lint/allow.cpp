#include "lint/allow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

/// One code of one comment.
struct Allowance {
    text::Span comment;
    text::Span code_span;
    std::string_view code;
    text::Span scope;  // the declaration it stands in or above
    bool reason = false;
    bool last = false;   // of its comment
    bool alone = false;  // in its comment
    bool used = false;
};

/// Where declarations stand, file by file in the order of the text.
class Places {
public:
    explicit Places(const Subject& subject) : subject_(subject) {
        for (const auto& declaration : subject.declarations()) {
            const auto& span = syntax::head_of(declaration).span;
            files_[span.file].push_back(span);
        }
    }

    /// From the end of the declaration before to the end of the one that the place stands in, above, or behind on its last line.
    [[nodiscard]] text::Span scope(const text::Span& at) {
        const auto& spans = files_[at.file];
        const auto text = subject_.sources()[at.file].text();
        auto next = std::partition_point(spans.begin(), spans.end(), [&](const auto& span) { return span.end <= at.begin; });
        const auto same_line = [&](const text::Span& span) {
            return text.substr(span.end, at.begin - span.end).find('\n') == std::string_view::npos;
        };
        if (next != spans.begin() && same_line(*std::prev(next))) --next;
        return {at.file, next == spans.begin() ? 0 : std::prev(next)->end,
                next == spans.end() ? at.end : std::max(at.end, next->end)};
    }

private:
    const Subject& subject_;
    std::map<text::FileId, std::vector<text::Span>> files_;
};

void read(const Subject& subject, const Comment& comment, Places& places, std::vector<Allowance>& out) {
    auto rest = comment.words;
    if (take_word(rest) != "allow") return;
    std::vector<Allowance> codes;
    for (;;) {
        const auto word = take_word(rest);
        const bool code = word.size() > 1 && word[0] == 'L' && std::all_of(word.begin() + 1, word.end(), is_digit);
        if (!code) return;  // a sentence that happens to begin so
        const auto begin = static_cast<std::uint32_t>(word.data() - subject.sources()[comment.span.file].text().data());
        const auto end = begin + static_cast<std::uint32_t>(word.size());
        codes.push_back({comment.span, {comment.span.file, begin, end}, word, {}});
        rest = trimmed(rest);
        if (!rest.starts_with(',')) break;
        rest.remove_prefix(1);
    }
    const bool reason = rest.starts_with(':') && !trimmed(rest.substr(1)).empty();
    const auto scope = places.scope(comment.span);
    for (auto& one : codes) {
        one.reason = reason;
        one.scope = scope;
        one.alone = codes.size() == 1;
    }
    codes.back().last = true;
    out.insert(out.end(), codes.begin(), codes.end());
}

/// The comment, with the blanks before it and, where it has a line of its own, that line.
text::Span whole_comment(const Subject& subject, const text::Span& comment) {
    const auto text = subject.sources()[comment.file].text();
    auto span = comment;
    while (span.begin > 0 && (text[span.begin - 1] == ' ' || text[span.begin - 1] == '\t')) --span.begin;
    const bool own_line = span.begin == 0 || text[span.begin - 1] == '\n';
    const auto line_end = text.find('\n', span.end);
    if (own_line && line_end != std::string_view::npos) span.end = static_cast<std::uint32_t>(line_end) + 1;
    return span;
}

}  // namespace

void heed_allowances(const Subject& subject, std::vector<text::Diagnostic>& found, Findings& findings,
                     const std::function<bool(const Lint&)>& looked, const std::function<bool(const Lint&)>& report) {
    std::vector<Allowance> allowances;
    Places places(subject);
    for (const auto& comment : subject.comments()) read(subject, comment, places, allowances);
    if (allowances.empty()) return;
    std::map<std::pair<text::FileId, std::string_view>, std::vector<Allowance*>> by_code;  // in the order of the text
    for (auto& allowance : allowances) by_code[{allowance.comment.file, allowance.code}].push_back(&allowance);
    std::erase_if(found, [&](const text::Diagnostic& one) {
        const auto& at = one.primary.span;
        const auto of_code = by_code.find({at.file, one.code});
        if (of_code == by_code.end()) return false;
        const auto& all = of_code->second;
        auto next = std::partition_point(all.begin(), all.end(), [&](const auto* each) { return each->scope.end < at.end; });
        bool allowed = false;
        for (; next != all.end() && (*next)->scope.begin <= at.begin; ++next) {
            (*next)->used = true;
            allowed = true;
        }
        return allowed;
    });
    for (const auto& allowance : allowances) {
        const auto* known = find_lint(allowance.code);
        if (known == nullptr && report(unknown_allowance)) {
            auto& d = findings.add(allowance.code_span, fmt::format("there is no lint `{}`", allowance.code), "not known", "");
            if (const auto close = text::nearest(std::string(allowance.code), lint_codes())) {
                d.help = fmt::format("did you mean `{}`?", *close);
                d.fixes.push_back({fmt::format("write `{}`", *close), {{allowance.code_span, *close}}, false});
            }
        }
        if (!allowance.reason && allowance.last && report(allowance_without_reason))
            findings.add(allowance.comment, "this comment allows a finding and gives no reason", "why?",
                         fmt::format("write the reason after a colon: `# allow {}: …`", allowance.code));
        if (known != nullptr && !allowance.used && looked(*known) && report(idle_allowance)) {
            auto& d = findings.add(allowance.code_span, fmt::format("nothing here is found by {}", allowance.code),
                                   "allows what is not there", "take it out, so that it does not hide the next finding");
            if (allowance.alone)
                d.fixes.push_back({"remove the comment", {{whole_comment(subject, allowance.comment), ""}}, true});
        }
    }
}

}  // namespace credence::lint
