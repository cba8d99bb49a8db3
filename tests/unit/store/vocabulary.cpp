#include "unit/store/vocabulary.hpp"

#include <stdexcept>
#include <vector>

namespace credence::store::testing {
namespace {

using check::Type;
using check::TypeKind;

check::Head head(std::string name, std::string label = {}) {
    check::Head made;
    made.label = label.empty() ? name : std::move(label);
    made.name = std::move(name);
    return made;
}

check::Scale scale(std::string name, bool ordered, std::vector<std::pair<std::string, std::string>> values) {
    check::Scale made;
    made.head = head(std::move(name));
    made.ordered = ordered;
    for (auto& [value, label] : values) made.values.push_back({value, label, label, "", false});
    return made;
}

enum Scales : std::uint32_t { rating, sector, attribute_choice, topic_choice, kind_choice };
enum Entities : std::uint32_t { person, post };

check::Attribute attribute_of(std::string name, Entities of, Type type) {
    check::Attribute made;
    made.head = head(std::move(name));
    made.of = check::EntityId{std::size_t{of}};
    made.type = type;
    return made;
}

check::Relation relation_of(std::string name, std::vector<std::pair<std::string, Type>> columns) {
    check::Relation made;
    made.head = head(std::move(name));
    for (auto& [column, type] : columns) made.columns.push_back({column, type, {}});
    made.or_today.assign(made.columns.size(), false);
    return made;
}

}  // namespace

check::Rulebase vocabulary() {
    const Type a_person{TypeKind::entity, person}, a_post{TypeKind::entity, post}, a_rating{TypeKind::scale, rating};
    const Type a_text{TypeKind::text, 0}, a_date{TypeKind::date, 0};
    check::Rulebase made;
    made.head = head("harbour", "Harbour");
    made.version = "2.1";
    made.confidence = {{"low", 3'000}, {"high", 9'000}};
    made.units = {""};
    made.entities.push_back({head("Person", "candidate"), "candidates"});
    made.entities.push_back({head("Post", "post"), "posts"});
    made.scales.push_back(scale("Rating", true, {{"r1", "1"}, {"r2", "2"}, {"r3", "3"}, {"r4", "4"}, {"r5", "5"}}));
    made.scales.push_back(scale("Sector", false, {{"activism", "activism"}, {"un_system", "UN system"}}));
    made.scales.push_back(scale("Attribute", false, {}));
    made.scales.push_back(scale("Topic", false, {}));
    made.scales.push_back(scale("Kind", false, {{"behaviour", "observed behaviour"}, {"self_report", "self report"}}));
    made.attribute_choice = check::ScaleId{std::size_t{attribute_choice}};
    made.topic_choice = check::ScaleId{std::size_t{topic_choice}};
    made.kind_choice = check::ScaleId{std::size_t{kind_choice}};
    made.attributes.push_back(attribute_of("active", person, {TypeKind::yes_no, 0}));
    made.attributes.push_back(attribute_of("born", person, a_date));
    made.attributes.push_back(attribute_of("desired", post, {TypeKind::range, rating}));
    made.attributes.push_back(attribute_of("experience", person, {TypeKind::number, 0}));
    made.attributes.back().derived = true;
    made.attributes.push_back(attribute_of("height", person, {TypeKind::number, 0}));
    made.attributes.push_back(attribute_of("known_to", person, a_person));
    made.attributes.push_back(attribute_of("remark", person, a_text));
    made.attributes.push_back(attribute_of("risk", person, a_rating));
    made.attributes.push_back(attribute_of("seen", person, {TypeKind::time, 0}));
    made.relations.push_back(relation_of("cited", {{"person", a_person}, {"source", a_text}, {"item", a_text}}));
    made.relations.push_back(relation_of("considered", {{"candidate", a_person}, {"post", a_post}}));
    made.relations.push_back(relation_of("held", {{"person", a_person},
                                                  {"organisation", a_text},
                                                  {"sector", {TypeKind::scale, sector}},
                                                  {"started", a_date},
                                                  {"ended", a_date}}));
    made.relations.back().or_today.back() = true;
    made.relations.push_back(relation_of("senior", {{"one", a_person}, {"other", a_person}}));
    made.relations.back().derived = true;
    for (const auto& attribute : made.attributes) {
        made.scales[attribute_choice].values.push_back(
            {attribute.head.name, attribute.head.label, attribute.head.label, "", false});
    }
    return made;
}

check::AttributeId attribute(const check::Rulebase& rulebase, std::string_view name) {
    for (std::size_t i = 0; i < rulebase.attributes.size(); ++i) {
        if (rulebase.attributes[i].head.name == name) return check::AttributeId{i};
    }
    throw std::invalid_argument(std::string(name));
}

check::RelationId relation(const check::Rulebase& rulebase, std::string_view name) {
    for (std::size_t i = 0; i < rulebase.relations.size(); ++i) {
        if (rulebase.relations[i].head.name == name) return check::RelationId{i};
    }
    throw std::invalid_argument(std::string(name));
}

Office::Office() : kb(create_knowledge_base(path(), rulebase, {noon, false}).value()) {}

void Office::write(const std::string& name, std::string_view text) { credence::testing::write_file(files() / name, text); }

ImportReport Office::import(const ImportOptions& options, const std::string& file) {
    return import_files(kb, rulebase, file.empty() ? files() : files() / file, options).value();
}

engine::Facts Office::load(LoadRequest request) { return load_facts(kb, rulebase, request).value(); }

}  // namespace credence::store::testing
