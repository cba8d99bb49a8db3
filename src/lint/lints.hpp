// The table of lints, in the order of their codes: a lint that is not named here does not exist. A test compares it with the files of
// this folder and with the pages.
#pragma once

namespace credence::lint {

struct Lint;

#define CREDENCE_LINTS(X)                                                                                                     \
    X(uncited_proposition)                                                                                                    \
    X(unquoted_proposition)                                                                                                   \
    X(wording_missing)                                                                                                        \
    X(reason_missing)                                                                                                         \
    X(ungrounded_number) X(repeated_number) X(review_overdue) X(uncited_source) X(untraceable_source) X(implied_with_quote)   \
        X(inference_unexplained) X(same_scope) X(reason_without_value) X(review_missing) X(ungrounded_parameter)              \
            X(unread_parameter) X(unread_attribute) X(unread_relation) X(unread_define) X(unread_question) X(unread_range)    \
                X(unused_type) X(unused_variable) X(unused_scene) X(repeated_scene) X(chapter_missing) X(unseen_advice)       \
                    X(unbounded_range) X(one_sided_question) X(double_negation) X(negated_comparison) X(reversed_comparison)  \
                        X(repeated_condition) X(self_contradiction) X(empty_comparison) X(boundary_gap) X(same_rule_twice)    \
                            X(same_outcome) X(split_membership) X(split_between) X(unless_not) X(strangers) X(exact_fraction) \
                                X(compared_with_yes) X(needless_brackets) X(empty_row) X(empty_column) X(idle_bound)          \
                                    X(long_condition) X(same_example) X(answer_without_reason) X(unnamed_rule)                \
                                        X(repeated_fact) X(repeated_expectation) X(label_missing) X(label_with_full_stop)     \
                                            X(same_label) X(same_value_label) X(bare_value) X(name_style) X(confusable_names) \
                                                X(long_label) X(doubled_word) X(stray_blanks) X(silent_relation)              \
                                                    X(question_not_put) X(caveat_missing) X(idle_ask) X(ask_missing)          \
                                                        X(anchors_missing) X(stale_missing) X(verdict) X(to_do)               \
                                                            X(comment_without_blank) X(commented_out) X(long_line)            \
                                                                X(allowance_without_reason) X(idle_allowance)                 \
                                                                    X(unknown_allowance)

#define CREDENCE_LINT(name) extern const Lint name;
CREDENCE_LINTS(CREDENCE_LINT)
#undef CREDENCE_LINT

}  // namespace credence::lint
