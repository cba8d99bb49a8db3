// What lints look at: a checked rulebase, the trees and files it was read from, and what several lints ask of them, worked out once.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "check/rulebase.hpp"
#include "syntax/ast.hpp"
#include "syntax/tree.hpp"
#include "text/source.hpp"

namespace credence::lint {

/// A rule, proposition, boundary or advice. Each row of a table is one.
struct Reasoned {
    check::DeclarationRef ref;
    const check::Head* head = nullptr;
    const check::Clauses* clauses = nullptr;
    std::uint32_t row = 0;
};

/// Where conditions and expressions start: a clause, a case, an answer. The first `bound` variables are given from outside.
struct Root {
    const check::Condition* condition = nullptr;    // either this
    const check::Expression* expression = nullptr;  // or this
    std::uint32_t bound = 0;
};

/// `# …`, without the mark and the blanks around it.
struct Comment {
    text::Span span;
    std::string_view words;
};

class Subject {
public:
    /// The trees and declarations of the rulebase's own files. All of it must outlive the subject. Without a day, what asks for one
    /// is not looked at: no clock is read.
    Subject(const text::SourceSet& sources, const std::vector<syntax::SyntaxTree>& trees,
            const std::vector<syntax::Declaration>& declarations, const check::Rulebase& rulebase, std::optional<Date> day);

    [[nodiscard]] const text::SourceSet& sources() const { return sources_; }
    [[nodiscard]] const std::vector<syntax::SyntaxTree>& trees() const { return trees_; }
    [[nodiscard]] const std::vector<syntax::Declaration>& declarations() const { return declarations_; }
    [[nodiscard]] const check::Rulebase& rulebase() const { return rulebase_; }
    [[nodiscard]] const std::optional<Date>& day() const { return day_; }

    [[nodiscard]] const std::vector<Reasoned>& reasoned() const { return reasoned_; }
    [[nodiscard]] const std::vector<Comment>& comments() const { return comments_; }
    /// Does any other declaration or text read it? Examples do not count: what only they read answers nobody.
    [[nodiscard]] bool is_read(check::DeclarationRef ref) const { return read_.contains(ref); }

    /// Every condition and expression of rules, defines, assessments and properties, outermost first; not those of examples. The
    /// number is how many variables are given from outside.
    void each_condition(const std::function<void(const check::Condition&, std::uint32_t)>& look) const;
    void each_expression(const std::function<void(const check::Expression&)>& look) const;
    void each_head(const std::function<void(const check::Head&)>& look) const;
    /// Every text with holes: `about`, `because`, `assumption`, `reads`, advice and caveats.
    void each_text(const std::function<void(const check::Text&)>& look) const;

    /// The author's words there.
    [[nodiscard]] std::string_view written(text::Span span) const { return sources_.text(span); }
    /// The same in backquotes, or `otherwise` where they are long.
    [[nodiscard]] std::string quoted(text::Span span, std::string_view otherwise) const;
    /// What stands between two places of one file, blanks around it left out; nothing where they are not in this order.
    [[nodiscard]] std::optional<std::string_view> between(text::Span before, text::Span after) const;

private:
    void gather_reasoned();
    void gather_roots();
    void gather_read();
    void gather_comments();

    const text::SourceSet& sources_;
    const std::vector<syntax::SyntaxTree>& trees_;
    const std::vector<syntax::Declaration>& declarations_;
    const check::Rulebase& rulebase_;
    std::optional<Date> day_;
    std::vector<Reasoned> reasoned_;
    std::vector<Root> roots_;
    std::vector<Comment> comments_;
    std::set<check::DeclarationRef> read_;
};

}  // namespace credence::lint
