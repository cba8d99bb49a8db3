// What lints must leave alone: cases that look like what they find, and are not; and fixes that would change what a rule says.
#include <gtest/gtest.h>

#include "unit/lint/linting.hpp"

namespace credence::lint {
namespace {

std::string found(const std::string& code, const std::string& text) {
    const auto linted = lint_text_for(code, text);
    EXPECT_EQ(linted.mistakes(), "") << text;
    return linted.found();
}

std::string fixed(const std::string& code, const std::string& condition) {
    const std::string before = "define d(p: Person)\n  when ";
    const auto linted = lint_text_for(code, before + condition + "\n");
    EXPECT_EQ(linted.mistakes(), "") << condition;
    auto out = linted.fixed.substr(std::min(before.size(), linted.fixed.size()));
    if (!out.empty()) out.pop_back();
    return out;
}

std::string when(const std::string& code, const std::string& condition) {
    return found(code, "define d(p: Person)\n  when " + condition + "\n");
}

TEST(Silence, of_denials_that_are_no_double_negation) {
    EXPECT_EQ(when("L0301", "not risk_tolerance(p) not in {r1, r2}"), "");
    EXPECT_EQ(when("L0301", "not bold_past(p)"), "");
}

TEST(Fixes, of_double_negation_keep_what_belongs_together) {
    EXPECT_EQ(fixed("L0301", "not (not bold_past(p))"), "bold_past(p)");
    EXPECT_EQ(fixed("L0301", "not not bold_past(p)"), "bold_past(p)");
    EXPECT_EQ(fixed("L0301", "known risk_tolerance(p) and not (not (bold_past(p) or risk_tolerance(p) = r5))"),
              "known risk_tolerance(p) and (bold_past(p) or risk_tolerance(p) = r5)");
    EXPECT_EQ(fixed("L0301", "not (not (bold_past(p)\n    or risk_tolerance(p) = r5))"),
              "(bold_past(p)\n    or risk_tolerance(p) = r5)");
}

TEST(Fixes, of_denied_comparisons_leave_variables_in_their_not) {
    EXPECT_EQ(fixed("L0302", "not risk_tolerance(p) < r3"), "risk_tolerance(p) >= r3");
    EXPECT_EQ(fixed("L0302", "not (risk_tolerance(p) = r3)"), "risk_tolerance(p) != r3");
    EXPECT_EQ(fixed("L0302", "not known risk_tolerance(p)"), "unknown risk_tolerance(p)");
    EXPECT_EQ(when("L0302", "not known years_in(p, activism)"), "") << "a define may be neither";
    EXPECT_EQ(when("L0302", "not disputed risk_tolerance(p)"), "");
    EXPECT_EQ(when("L0302", "not years_in(p, s) = years_in(p, s)"), "") << "of no sector: not the same as of some sector";
}

TEST(Fixes, of_reversed_comparisons_turn_the_sign) {
    EXPECT_EQ(fixed("L0303", "r3 < risk_tolerance(p)"), "risk_tolerance(p) > r3");
    EXPECT_EQ(fixed("L0303", "r3 != risk_tolerance(p)"), "risk_tolerance(p) != r3");
    EXPECT_EQ(fixed("L0303", "r3 <   # why\n    risk_tolerance(p)"), "r3 <   # why\n    risk_tolerance(p)");
    EXPECT_EQ(when("L0303", "r3 < high_from"), "") << "neither is looked at";
}

TEST(Fixes, of_repeated_conditions_take_the_word_out_with_them) {
    EXPECT_EQ(fixed("L0304", "bold_past(p) or bold_past(p)"), "bold_past(p)");
    EXPECT_EQ(fixed("L0304", "bold_past(p) and known risk_tolerance(p) and bold_past(p)"),
              "bold_past(p) and known risk_tolerance(p)");
    const std::string brackets = "bold_past(p) and (bold_past(p))";
    EXPECT_EQ(fixed("L0304", brackets), brackets);
    const std::string variables = "held(p, o, activism, _) and held(p, o, activism, _)";
    EXPECT_EQ(when("L0304", variables), "L0304:2");
    EXPECT_EQ(fixed("L0304", variables), variables) << "`o` would be used once";
}

TEST(Silence, of_comparisons_that_rule_something_out) {
    EXPECT_EQ(when("L0306", "risk_tolerance(p) >= r2"), "");
    EXPECT_EQ(when("L0306", "risk_tolerance(p) <= high_from"), "");
    EXPECT_EQ(when("L0306", "high_from >= r1"), "") << "a parameter may be set";
}

TEST(Silence, of_gaps_that_something_takes) {
    const std::string low =
        "boundary a\n  for p: Person\n  when years_in(p, activism) < activism_dose\n  then usual(p) at most "
        "private_persuasion\n";
    const std::string high =
        "boundary b\n  for p: Person\n  when years_in(p, activism) > activism_dose\n  then usual(p) at least "
        "balanced_reporting\n";
    EXPECT_EQ(found("L0307", low + high), "L0307:7");
    EXPECT_EQ(found("L0307", low), "");
    EXPECT_EQ(found("L0307", low + high +
                                 "boundary c\n  for p: Person\n  when years_in(p, activism) = activism_dose\n  then usual(p) "
                                 "at most balanced_reporting\n"),
              "");
    EXPECT_EQ(found("L0307",
                    "define d(p: Person): Level\n  = no_nerve when years_in(p, activism) < activism_dose,\n    much_nerve when "
                    "years_in(p, activism) > activism_dose,\n    some_nerve otherwise\n"),
              "");
    EXPECT_EQ(found("L0307",
                    "define d(p: Person): Level\n  = no_nerve when years_in(p, activism) < activism_dose,\n    much_nerve when "
                    "years_in(p, activism) > activism_dose\n"),
              "L0307:3");
}

TEST(Silence, of_rules_that_differ_in_something) {
    const auto boundary = [](const std::string& name, const std::string& switched, const std::string& bound) {
        return "boundary " + name + "\n" + switched + "  for m: Mission\n  when office(m)\n  then permissible(m) " + bound +
               " private_persuasion\n";
    };
    const auto first = boundary("a", "", "at most");
    EXPECT_EQ(found("L0308", first + boundary("b", "", "at most")), "L0308:5");
    EXPECT_EQ(found("L0308", first + boundary("b", "", "at least")), "");
    EXPECT_EQ(found("L0308", first + boundary("b", "  only if high_from = r4\n", "at most")), "");
}

TEST(Silence, of_inferences_that_go_on_to_others) {
    const auto proposition = [](const std::string& scope) {
        return "proposition a\n  from blog \"As the mother, so the daughter\"\n" + scope +
               "  for p: Person\n  when bold_past(p)\n  then approach(p) leans to coercion, implied only\n";
    };
    const std::string further = "  said of \"mothers\", applied to \"all ancestors\"\n";
    EXPECT_EQ(found("L0110", proposition("")), "L0110:1");
    EXPECT_EQ(found("L0111", proposition("")), "L0111:1");
    for (const char* code : {"L0103", "L0110", "L0111"}) EXPECT_EQ(found(code, proposition(further)), "") << code;
}

TEST(Silence, of_attributes_that_are_not_to_be_read) {
    EXPECT_EQ(found("L0202", "attribute faith of Person: text \"faith\"\n"), "L0202:1");
    EXPECT_EQ(found("L0202", "attribute faith of Person: text \"faith\" protected\n"), "");
    EXPECT_EQ(found("L0202", "attribute faith of Person: text \"faith\" declared\n"), "");
}

TEST(Silence, of_variables_that_one_row_of_a_table_uses) {
    EXPECT_EQ(
        found(
            "L0208",
            "table t\n  for m: Mission, w: Unity\n  | council_unity(m) | w         | then permissible(m) at most |\n"
            "  | --- | --- | --- |\n  | blocking | any | private_persuasion |\n  | any | <= lukewarm | balanced_reporting |\n"),
        "");
}

TEST(Silence, of_questions_that_are_asked_about_one_proposition) {
    const std::string question =
        "question q of Person\n  from low to high\nproposition a\n  for p: Person\n  when bold_past(p)\n  then q(p) leans to "
        "high\n";
    EXPECT_EQ(found("L0205", question), "L0205:1");
    EXPECT_EQ(found("L0205", question + "define d(p: Person)\n  when a applies to p\n"), "");
}

TEST(Silence, of_variables_that_something_brings_together) {
    const auto advice = [](const std::string& condition) {
        return "advice a\n  for p: Person, v: Post\n  when " + condition + "\n  then note \"x\"\n";
    };
    EXPECT_EQ(found("L0313", advice("risk_tolerance(p) = r5 and kind_of_post(v)") +
                                 "define kind_of_post(v: Post)\n  when known mission_of(v)\n"),
              "L0313:2");
    EXPECT_EQ(found("L0313", advice("risk_tolerance(p) = r5 and not considered_for(p, v)")), "");
    EXPECT_EQ(found("L0313", advice("considered_for(p, w) and mission_of(w) = mission_of(v)")), "") << "by way of a third";
    EXPECT_EQ(found("L0313", advice("risk_tolerance(p) = r5")), "") << "that is a variable nothing uses";
}

TEST(Silence, of_brackets_that_are_needed) {
    EXPECT_EQ(when("L0316", "(bold_past(p) and known risk_tolerance(p)) or risk_tolerance(p) = r5"), "");
    EXPECT_EQ(fixed("L0316", "not(bold_past(p))"), "not bold_past(p)");
    EXPECT_EQ(fixed("L0316", "((bold_past(p)))and known risk_tolerance(p)"), "(bold_past(p)) and known risk_tolerance(p)");
}

TEST(Silence, of_labels_that_end_in_an_abbreviation) {
    EXPECT_EQ(found("L0502", "attribute a of Person: Rating \"pay, leave etc.\"\n"), "");
    EXPECT_EQ(found("L0502", "attribute a of Person: Rating \"service in the U.N.\"\n"), "");
    EXPECT_EQ(found("L0502", "attribute a of Person: Rating \"and so on...\"\n"), "");
}

TEST(Silence, of_names_that_are_numbered) {
    EXPECT_EQ(
        found("L0506",
              "boundary S3_split\n  for m: Mission\n  when office(m)\n  then permissible(m) at most private_persuasion\n"),
        "");
    EXPECT_EQ(found("L0507", "attribute long_name_1 of Person: Rating\nattribute long_name_2 of Person: Rating\n"), "");
    EXPECT_EQ(found("L0507", "attribute lead_0ff of Person: Rating\nattribute lead_off of Person: Rating\n"), "L0507:2");
}

TEST(Silence, of_types_named_like_what_is_of_them) {
    EXPECT_EQ(found("L0507", "scale Stamina = weak < strong\nattribute stamina of Person: Stamina\n"), "");
}

TEST(Silence, of_words_that_belong_together) {
    const auto note = [](const std::string& words) {
        return "advice a\n  for p: Person\n  when bold_past(p)\n  then note \"" + words + "\"\n";
    };
    EXPECT_EQ(found("L0509", note("he had had enough")), "");
    EXPECT_EQ(found("L0509", note("{p}, {p} and so on, on and on")), "");
    EXPECT_EQ(found("L0509", note("more of of the same")), "L0509:4");
}

TEST(Silence, of_comments_that_are_prose) {
    EXPECT_EQ(found("L0603", "# rule of thumb\nattribute a of Person: Rating\n"), "");
    EXPECT_EQ(found("L0602", "#--- a line\nattribute a of Person: Rating\n"), "");
    EXPECT_EQ(found("L0602", "attribute a of Person: Rating \"#1 of all\"\n"), "") << "that is no comment";
}

}  // namespace
}  // namespace credence::lint
