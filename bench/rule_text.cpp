#include "rule_text.hpp"

#include <string_view>

namespace credence::bench {
namespace {

constexpr std::string_view vocabulary = R"(rulebase generated "Generated rules"
  confidence low = 0.3, moderate = 0.6, high = 0.9
  kinds      seen "seen" | told "told"

source handbook "Handbook of generated rules"
  where "nowhere"
  year  2026

entity Plant "plant" plural "plants"
entity Site  "site"  plural "sites"
scale  Level = none "none" < little "little" < some_of_it "some" < much "much" < very_much "very much"
scale  Time  = very_early "very early" < early "early" < middle "middle" < late "late" < very_late "very late"
choice Soil  = clay "clay" | sand "sand" | loam "loam" | chalk "chalk"

parameter much_from: Level = much "from where a level counts as much"
parameter long_from: number years = 3 "years that count as long"
)";

// `@` is the number of the copy.
constexpr std::string_view block = R"(
# --- Block @: what follows from the vigour of a plant and the frost of a site. ---

attribute vigour_@ of Plant: Level "vigour, trait @"
  topic traits
  agreed within 1
  ask "How strongly does it grow in its third year?" of grower

attribute soil_@ of Site: Soil "soil in layer @"

attribute frost_@ of Site: Level "late frost, station @"
  stale after 5 years

relation grown_@(plant: Plant, site: Site, started: date, ended: date or today)
  reads "{plant} stood at {site} from {started} to {ended}"

define years_@(p: Plant, s: Site): number years
  = duration of a..b over (grown_@(plant: p, site: s, started: a, ended: b))   # overlapping stays count once

question need_@ of Plant "need of shelter, trait @"
  from open to sheltered

proposition P@ "A vigorous plant stands in the open"
  from handbook "Vigorous growth withstands the wind."
  wording "withstands"
  for  p: Plant
  when vigour_@(p) >= much_from and not disputed vigour_@(p)
  then need_@(p) leans to open
  because "{p} has {vigour_@(p)} vigour, and {much_from} is enough"
  assumption "The handbook gives no degree."

proposition Q@ "A plant grown long under frost needs shelter"
  from handbook
  for    p: Plant
  when   grown_@(plant: p, site: s) and frost_@(s) >= much and years_@(p, s) >= long_from
  unless soil_@(s) in {clay, loam} or (vigour_@(p) = very_much and frost_@(s) <= much)
  then   need_@(p) leans to sheltered
  because "{p} stood {years_@(p, s):.1} at {s}, where late frost is {frost_@(s)}"

range season_@ of Site on Time "season that layer @ allows"
  reads "the season allows {value}"

boundary frost_ends_@ "A frosty site has a short season"
  for  s: Site
  when frost_@(s) >= much
  then season_@(s) at most middle
  because "late frost is {frost_@(s)}"

table soil_bounds_@ "Soil bounds the season"
  for s: Site
  because "the soil is {soil_@(s)}"
  | soil_@(s) | then season_@(s) at most |
  | --------- | ------------------------ |
  | clay      | late                     |
  | sand      | middle                   |

define verdict_@(p: Plant): Level
  = none       when pointers(need_@(p), open) > 0 and pointers(need_@(p), sheltered) > 0,
    little     when pointers(need_@(p), open) > 0,
    much       when pointers(need_@(p), sheltered) > 0,
    some_of_it otherwise or unknown

advice look_again_@
  for  p: Plant
  when grown_@(plant: p, site: s) and frost_@(s) >= much and unknown vigour_@(p)
  then ask "How vigorous is {p}, which stood at {s}?" of grower
)";

}  // namespace

std::string rule_text(std::size_t bytes) {
    std::string out(vocabulary);
    out.reserve(bytes + 2 * block.size());
    for (std::size_t number = 1; out.size() < bytes; ++number) {
        const auto digits = std::to_string(number);
        for (const char c : block) {
            if (c == '@') {
                out += digits;
            } else {
                out += c;
            }
        }
    }
    return out;
}

}  // namespace credence::bench
