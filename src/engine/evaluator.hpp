// The evaluator behind Model: batches of bindings in, columns of truths and values out; what was worked out is kept. Internal to the
// engine. Its parts: expressions.cpp, conditions.cpp, alike.cpp (rows that come to the same), join.cpp, defines.cpp (defines, ranges,
// questions), relations.cpp, weighing.cpp (evidence), worlds.cpp (what if the unobserved were known), suppose.cpp (what if facts were
// others).
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

#include "check/dependencies.hpp"
#include "engine/batch.hpp"
#include "engine/crisp.hpp"
#include "engine/memo.hpp"
#include "engine/model.hpp"
#include "engine/supposition.hpp"
#include "engine/table.hpp"
#include "engine/weigh.hpp"
#include "plan/plan.hpp"
#include "plan/reads.hpp"

namespace credence::engine {

using check::Condition;
using check::Expression;
using check::VariableId;

class Aggregation;
class Worlds;

/// A relation's rows: recorded ones in the order of the facts, derived ones in the order of their derivation. A row that a later one
/// with more support replaces is superseded; of recorded duplicates all but the best supported are.
struct StoredRelation {
    explicit StoredRelation(std::size_t width) : table(width) {}
    Table table;
    std::vector<Truth> truths;
    std::vector<std::uint8_t> superseded;
    bool loaded = true;                    // of what is recorded, or derived without degrees: whether its rows are here yet
    std::vector<std::uint32_t> rounds{0};  // of a recursive relation: the rows there were when each round began
    std::vector<std::uint32_t> round_of;   // by row, where the rows are not in the order of the rounds
    [[nodiscard]] std::uint32_t round(std::uint32_t row) const;
};

class Evaluator {
public:
    /// `like`: another one on the same facts, with what is supposed there.
    Evaluator(const check::Rulebase& rulebase, Facts& facts, Settings settings, const Evaluator* like = nullptr);
    ~Evaluator() = default;
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    const check::Rulebase& rulebase;
    Facts& facts;
    Settings settings;

    // suppose.cpp
    /// From now on these settings and facts count, until the next call. A model that gave up half-way may only take them back.
    void suppose(const Supposition& supposition, const Settings& settings);

    // expressions.cpp
    [[nodiscard]] Vector value(const Expression& expression, const Batch& batch);

    // conditions.cpp
    [[nodiscard]] std::vector<Truth> truth(const Condition& condition, const Batch& batch);
    [[nodiscard]] std::vector<Truth> applies(const check::Clauses& clauses, const Batch& batch);
    [[nodiscard]] bool in_force(const check::Clauses& clauses);
    [[nodiscard]] bool is_left_out(LeftOut what) const;

    // settled.cpp
    [[nodiscard]] bool settled(const Expression& expression, const Binding& binding);

    // alike.cpp
    /// The kinds of rows of a batch: rows of one kind come to the same.
    struct Alike {
        std::vector<std::uint32_t> kind_of;  // by row
        std::vector<std::uint32_t> firsts;   // by kind: a row of it
    };
    /// Kinds of individuals are found for all of an entity, or, for fewer rows than a part of them, not at all.
    static constexpr std::size_t rows_a_subject = 8;
    /// Nothing where there are too few rows, or too many kinds of them, to be worth it.
    [[nodiscard]] std::optional<Alike> alike(const plan::Reads& reads, const Batch& batch);
    template <class Node>
    [[nodiscard]] std::optional<Alike> alike(const Node& node, const Batch& batch) {
        if (!may_be_alike(batch.rows)) return {};
        return alike(reader_.of(node), batch);
    }
    [[nodiscard]] bool may_be_alike(std::size_t rows) const;

    // join.cpp
    using Sink = std::function<void(Rows&)>;
    struct JoinOptions {
        std::vector<VariableId> wanted;
        const std::vector<check::Variable>* variables = nullptr;  // types of the wanted ones
        const plan::Delta* delta = nullptr;
        bool matched = false;
    };
    /// Every way to meet the condition (an `exists` at its top is entered) that is not certainly impossible.
    void join(const Condition& condition, const Batch& input, const JoinOptions& options, const Sink& sink);

    /// The bindings of the `for` variables for which the clauses are not certainly impossible, once each; with `subject`, those in
    /// which it is one of `subjects`, whose position is the origin.
    [[nodiscard]] Rows solve(const check::Clauses& clauses, const Expression* subject, const std::vector<Cell>& subjects,
                             const plan::Delta* delta = nullptr);
    /// The same for a condition over `variables`, of which the first `bound` are asked for.
    [[nodiscard]] Rows solve(const Condition& condition, const std::vector<check::Variable>& variables, std::uint32_t bound,
                             const Batch& input, const plan::Delta* delta = nullptr);
    /// The bindings for all `subjects`, worked out once for those that are alike in what the clauses and `more` read: `rows` are of the
    /// origins, one a kind of subjects, or each its own.
    struct Solved {
        Rows rows;
        std::size_t origins = 0;
        std::vector<std::uint32_t> kind_of;
        [[nodiscard]] std::size_t origin_of(std::size_t subject) const { return kind_of.empty() ? subject : kind_of[subject]; }
    };
    [[nodiscard]] Solved solve_alike(const check::Clauses& clauses, const Expression& subject, const Expression* more,
                                     const std::vector<Cell>& subjects);

    // defines.cpp
    [[nodiscard]] Vector define_values(check::DefineId define, const std::vector<Vector>& arguments, std::size_t rows);
    [[nodiscard]] std::vector<Truth> define_truths(check::DefineId define, const std::vector<Vector>& arguments,
                                                   std::size_t rows);
    [[nodiscard]] DefineResult define(check::DefineId define, const std::vector<Cell>& arguments);
    struct RangeState {
        std::uint32_t world = 0;  // that it was worked out in; 0: in none
        bool conflict = false;
        Cell floor = 0, ceiling = 0;
        [[nodiscard]] Cell value() const { return conflict ? check::empty_range : check::pack_range(floor, ceiling); }
    };
    [[nodiscard]] const RangeState& range(check::RangeId range, Cell subject);
    void compute_ranges(check::RangeId range, const std::vector<Cell>& subjects);
    [[nodiscard]] RangeResult range_result(check::RangeId range, Cell subject);
    struct Pointers {
        std::uint32_t world = 0;
        std::uint32_t stated[2] = {0, 0};  // lower, upper pole
        std::uint32_t implied[2] = {0, 0};
        std::int64_t evidence = 0;  // the best estimate
        [[nodiscard]] bool any() const { return stated[0] + stated[1] + implied[0] + implied[1] > 0; }
    };
    void compute_pointers(check::QuestionId question, const std::vector<Cell>& subjects);
    void add_pointers(check::QuestionId question, const std::vector<Cell>& subjects);
    [[nodiscard]] const Pointers& pointers(check::QuestionId question, Cell subject);
    [[nodiscard]] std::vector<PropositionResult> propositions(check::QuestionId question, Cell subject);

    // weighing.cpp
    [[nodiscard]] Weighing weighing(check::QuestionId question, Cell subject);
    /// Where the attribute that a proposition follows stands, a row each.
    [[nodiscard]] std::vector<Stance> stances(const check::Proposition& proposition, const Batch& batch);

    // relations.cpp
    [[nodiscard]] StoredRelation& relation(check::RelationId relation);  // worked out, unless in the middle of it
    [[nodiscard]] const Summary& summary(check::AttributeId attribute, Cell subject);
    /// That an attribute of an individual (no_cell: of all) was looked at; and all that were.
    void look_at(check::AttributeId attribute, Cell subject);
    [[nodiscard]] std::vector<AttributeOf> looked_at() const;
    [[nodiscard]] std::optional<Derivation> derivation(check::RelationId relation, std::uint32_t row);
    [[nodiscard]] std::optional<CodedRelation> coded(check::RelationId relation);
    [[nodiscard]] std::optional<std::size_t> coded_rows(check::RelationId relation);

    /// Rows of Facts::observations of one subject; of what is on record, or supposed to be.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> observations_of(check::AttributeId attribute, Cell subject) const;
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> recorded_of(check::AttributeId attribute, Cell subject) const;
    /// Whether a row of an attribute counts: not where others are supposed in its place.
    [[nodiscard]] bool counts(check::AttributeId attribute, std::uint32_t row) const;
    [[nodiscard]] std::size_t domain_size(check::Type type) const;
    [[nodiscard]] Cell topic_of(check::AttributeId attribute) const { return topics_[attribute.index()]; }
    /// A step is a row that is looked at, tested, or passed on. What costs more: to begin a join, and to keep a cell in memory.
    static constexpr std::uint64_t steps_a_join = 256;
    static constexpr std::uint64_t steps_a_kept_cell = 8;
    void spend(std::uint64_t steps);
    /// So many bytes are about to be taken.
    void hold(std::uint64_t bytes);
    [[nodiscard]] State state(Truth t) const { return state_of(t, rulebase.margin); }
    [[nodiscard]] Truth closed(Truth t) const { return close(t, t.disputed, rulebase.margin); }

    /// Names what is being worked out, for the message of a used-up budget.
    class At {
    public:
        At(Evaluator& evaluator, const check::Head& head) : evaluator_(evaluator), before_(evaluator.at_) {
            evaluator.at_ = &head;
        }
        ~At() { evaluator_.at_ = before_; }
        At(const At&) = delete;
        At& operator=(const At&) = delete;

    private:
        Evaluator& evaluator_;
        const check::Head* before_;
    };

    /// Counts how deep evaluation is nested: a long chain of declarations must not use up the stack.
    class Deeper {
    public:
        explicit Deeper(Evaluator& evaluator) : evaluator_(evaluator) {
            if (++evaluator_.depth_ > deepest) evaluator_.refuse_depth();
        }
        ~Deeper() { --evaluator_.depth_; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;

    private:
        static constexpr std::size_t deepest = 800;  // a few megabytes of stack, in every build
        Evaluator& evaluator_;
    };

private:
    friend class Worlds;

    void compute_define(check::DefineId define, std::size_t from);
    std::optional<Alike> alike_arguments(check::DefineId define, const std::vector<Vector>& arguments, std::size_t rows);
    std::vector<std::uint32_t> define_rows(check::DefineId define, const std::vector<Vector>& arguments, std::size_t rows);

    std::vector<Truth> truth_of_each(const Condition& condition, const Batch& batch);
    std::vector<Truth> compare(const Condition& condition, const Batch& batch);
    std::vector<Truth> compare_attribute(const Expression& attribute, const Batch& batch,
                                         const std::function<std::optional<bool>(std::size_t row, Cell value)>& holds,
                                         const std::function<Truth(std::size_t row)>& open_at);
    std::vector<Truth> compare_spreads(const Condition& condition, const Batch& batch, const Vector& left, const Vector& right);
    Truth contains_spread(const Condition& condition, const std::vector<Vector>& values, std::size_t row) const;
    std::vector<Truth> known(const Condition& condition, const Batch& batch);
    std::vector<Truth> supposing(bool best, const Condition& condition, const Batch& batch);
    /// What stands on something without a value is open, disputed where that is why; below `surely` and `possibly`, what stands on
    /// something unobserved is as supposed.
    [[nodiscard]] Truth left_open(Known state) const {
        if (state == Known::disputed || !supposed_) return unvalued(state);
        return *supposed_ ? certain : impossible;
    }
    Vector value_of_each(const Expression& expression, const Batch& batch);
    Vector attribute_values(const Expression& expression, const Batch& batch);
    Vector aggregate(const Expression& expression, const Batch& batch);

    // tallies.cpp
    struct Scanned;
    std::optional<Scanned> scan_certain(const plan::Step& step);
    std::optional<std::vector<Vector>> taken_of(const Expression& expression, const Batch& tuples);
    /// An aggregate over one relation, in one pass; nothing where that is not all there is to it.
    std::optional<Vector> tally(const Expression& expression, const Batch& batch);
    std::optional<Vector> tally_by_key(const Expression& expression, const plan::Pipeline& steps, const Batch& batch);
    std::optional<Vector> tally_by_kind(const Expression& expression, const plan::Pipeline& steps, std::size_t scan,
                                        const Batch& batch);
    std::optional<std::vector<Aggregation>> sum_kinds(const Expression& expression, const Batch& tuples,
                                                      const std::vector<Vector>& taken, const Alike& kinds,
                                                      const plan::Reads& reads);
    [[nodiscard]] std::vector<std::uint32_t> foremost(const std::vector<Vector>& taken, const Alike& kinds,
                                                      std::size_t values) const;
    Rows before_scan(const plan::Pipeline& steps, std::size_t scan, const Batch& batch);

    void run(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched);
    void scan_relation(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched);
    void scan_observed(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched);
    void run_domain(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched);
    void run_bind(const plan::Pipeline& pipeline, std::size_t step, Rows& rows, const Sink& sink, bool matched);
    const plan::Join& planned(const Condition& condition, const Batch& input, const JoinOptions& options);

    void load_recorded(check::RelationId relation);
    void append_recorded(check::RelationId relation);
    void load_derived(check::RelationId relation);
    bool derive(check::RelationId relation);
    void evaluate(std::size_t group);
    bool evaluate_crisp(std::size_t group);
    void evaluate_recursive(const check::RuleGroup& group);
    StoredRelation& stored(const check::Rule& rule);
    bool conclude(const check::Rule& rule, const Rows& rows);
    void settle_disputes(const check::RuleGroup& group);
    std::vector<Cell> head_cells(const check::Rule& rule, const Batch& batch, std::vector<bool>& complete);

    /// The kinds of individuals of an entity, or of values of a type, as far as one feature goes; empty: too many of them.
    struct Kinds {
        std::vector<std::uint32_t> of;
        std::uint32_t count = 0;
    };
    const Kinds* kinds(const plan::Read& read, std::size_t rows);
    Kinds kinds_of_individuals(const plan::Read& read);
    Kinds kinds_of_attribute(check::AttributeId attribute, std::size_t individuals);
    plan::Reader reader_;
    std::map<std::pair<check::Type, plan::Feature>, Kinds> kinds_;

    Crisp crisp_;
    std::vector<StoredRelation> relations_;
    std::map<std::uint32_t, StoredRelation> derived_attributes_;  // subject, value
    std::vector<check::RuleGroup> groups_;
    enum class Progress : std::uint8_t { none, running, done };
    std::vector<Progress> progress_;
    std::vector<bool> needs_degrees_;  // groups of which evaluate_crisp() found it
    std::map<check::DeclarationRef, std::size_t> group_of_;
    std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> round_;  // relation → rows of the delta

    std::vector<Memo> memos_;
    std::vector<std::vector<RangeState>> ranges_;
    std::vector<std::vector<Pointers>> pointers_;
    std::vector<std::uint32_t> range_world_,
        pointers_world_;  // by RangeId, QuestionId: the world that counts, real_world_ but within Worlds
    using Summaries = std::unordered_map<Cell, Summary>;        // by subject: those that were asked for
    std::vector<Summaries> summaries_;                          // by attribute
    using FirstRows = std::vector<std::vector<std::uint32_t>>;  // by attribute, subject; one more at the end
    std::shared_ptr<const FirstRows> first_observation_;
    std::vector<Cell> topics_;
    std::unordered_map<const check::Clauses*, bool> in_force_;

    struct PlanKey {
        std::vector<bool> bound;
        std::vector<VariableId> wanted;
        std::uint32_t occurrence = 0;
        friend bool operator==(const PlanKey&, const PlanKey&) = default;
    };
    std::unordered_map<const Condition*, std::deque<std::pair<PlanKey, plan::Join>>> plans_;

    [[noreturn]] void refuse_depth();

    std::optional<bool> supposed_;  // below `surely` and `possibly`: whether what is not observed is met here

    // settled.cpp: values taken for certain in place of what is recorded, and what is found missing or disputed.
    using Assumed = std::map<std::pair<std::uint32_t, Cell>, Cell>;  // attribute, subject
    struct Open {
        check::AttributeId attribute;
        Cell subject = 0;
        std::vector<Cell> observed;  // the values of a dispute
    };
    [[nodiscard]] bool has_one_value(const Expression& expression, const Binding& binding, const Assumed& assumed,
                                     std::optional<Cell>& value);
    [[nodiscard]] std::vector<Cell> values_of(const Open& open) const;
    Assumed assumed_;
    std::vector<Open>* found_open_ = nullptr;
    /// Counts the declarations that evaluation is inside of, below the condition that was asked about, and the questions whether
    /// something is known.
    class Inside {
    public:
        struct Asking {};
        explicit Inside(Evaluator& evaluator) : evaluator_(evaluator) { ++evaluator_.inside_; }
        Inside(Evaluator& evaluator, Asking) : evaluator_(evaluator), asking_(1) {
            ++evaluator_.inside_;
            ++evaluator_.asking_;
        }
        ~Inside() {
            --evaluator_.inside_;
            evaluator_.asking_ -= asking_;
        }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;

    private:
        Evaluator& evaluator_;
        std::size_t asking_ = 0;
    };

    // suppose.cpp: how the facts differ from those on record, and what was worked out on these.
    struct Apart {
        std::map<AttributeOf, std::pair<std::uint32_t, std::uint32_t>> rows;  // at the end of the table, for those on record
        std::map<std::uint32_t, std::vector<std::uint32_t>> without;  // by relation: rows that count as not there, ascending
    };
    Apart apart_;
    struct Aside {
        struct Group {
            std::size_t index = 0;
            Progress progress = Progress::none;
            bool needs_degrees = false;
            std::vector<AttributeOf> looks;
            std::vector<std::pair<std::uint32_t, StoredRelation>> relations;
            std::vector<std::pair<std::uint32_t, std::optional<StoredRelation>>> attributes;
        };
        Settings settings;
        std::vector<Group> groups;
        std::vector<Crisp::Kept> crisp;
        std::vector<std::pair<std::uint32_t, std::unordered_map<Cell, Summary>>> summaries;  // whole attributes
        std::vector<std::pair<AttributeOf, std::optional<Summary>>> of_subjects;
        std::vector<std::pair<std::uint32_t, std::size_t>> observations, tuples;  // how many rows there were
    };
    std::unique_ptr<Aside> aside_;
    std::vector<std::vector<check::DeclarationRef>> group_cones_;  // what each group reads; none before they are needed
    [[nodiscard]] std::vector<check::DeclarationRef> set(const Settings& settings);
    void leave_out();
    void set_aside(const std::vector<check::DeclarationRef>& changed);
    void set_aside_summaries(std::uint32_t attribute);
    void take_back();
    void begin_anew();
    void choose_best(check::RelationId relation, const std::vector<Cell>& row);

    // What was looked at: once each in a round, which begins anew inside a group of rules, whose looks are kept for later rounds.
    std::vector<AttributeOf> looks_;                     // no_cell: all individuals
    std::vector<std::vector<std::uint32_t>> looked_in_;  // attribute, subject: the last round in which it was
    std::uint32_t look_round_ = 1, last_look_round_ = 1;
    std::vector<std::vector<AttributeOf>> looks_of_group_;
    std::vector<std::uint32_t> replayed_in_;  // by group: the round
    void look_again(std::size_t group);
    /// While it lives, what is looked at is noted for a group of rules; where that is to be asked again, nothing that was worked out
    /// before hides any of it.
    class LooksApart {
    public:
        LooksApart(Evaluator& evaluator, std::size_t group);
        ~LooksApart();
        LooksApart(const LooksApart&) = delete;
        LooksApart& operator=(const LooksApart&) = delete;

    private:
        Evaluator& evaluator_;
        std::size_t group_;
        std::vector<AttributeOf> looks_;
        std::uint32_t round_;
        std::vector<Memo> memos_;
        std::vector<std::uint32_t> range_world_, pointers_world_;
        std::map<std::pair<check::Type, plan::Feature>, Kinds> kinds_;
    };
    bool supposes_ = false;  // it is asked again and again

    std::uint32_t real_world_ = 1, last_world_ = 1;
    std::vector<std::optional<std::vector<check::DeclarationRef>>> cones_;  // by QuestionId: what its propositions read
    Worlds* worlds_ = nullptr;                                              // while what nobody observed is supposed
    std::size_t inside_ = 0, asking_ = 0;

    void check_limits();
    [[noreturn]] void used_up(const std::string& what) const;

    std::uint64_t spent_ = 0;
    std::uint64_t next_check_ = 0;  // when memory and time are looked at again, in steps
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::size_t depth_ = 0;
    const check::Head* at_ = nullptr;
};

}  // namespace credence::engine
