// The same jobs by hand, in one thread: hand WORK FACTS [OUT]. It reads the CSV files of FACTS, prints the sizes of what it derives and,
// with OUT, writes it there, sorted, as `credence run` does.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Id = std::uint32_t;

std::string read_whole(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return {};
    std::fseek(file, 0, SEEK_END);
    std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
    std::rewind(file);
    if (std::fread(text.data(), 1, text.size(), file) != text.size()) text.clear();
    std::fclose(file);
    return text;
}

/// All whole numbers of a file of them, row after row.
std::vector<Id> numbers(const std::string& path) {
    const auto text = read_whole(path);
    std::vector<Id> out;
    out.reserve(text.size() / 5);
    const char* at = text.data() + text.find('\n') + 1;
    for (const char* const end = text.data() + text.size(); at < end; ++at) {
        Id value = 0;
        for (; *at >= '0'; ++at) value = value * 10 + static_cast<Id>(*at - '0');
        out.push_back(value);
    }
    return out;
}

/// Neighbours of each node, one after the other.
struct Graph {
    Graph(const std::vector<Id>& pairs, bool backwards = false) {
        nodes = pairs.empty() ? 0 : *std::max_element(pairs.begin(), pairs.end()) + 1;
        first.resize(nodes + 2);
        const std::size_t from = backwards ? 1 : 0;
        for (std::size_t i = 0; i < pairs.size(); i += 2) ++first[pairs[i + from] + 2];
        for (std::size_t n = 2; n < first.size(); ++n) first[n] += first[n - 1];
        to.resize(pairs.size() / 2);
        for (std::size_t i = 0; i < pairs.size(); i += 2) to[first[pairs[i + from] + 1]++] = pairs[i + 1 - from];
    }
    [[nodiscard]] const Id* begin(Id node) const { return to.data() + first[node]; }
    [[nodiscard]] const Id* end(Id node) const { return to.data() + first[node + 1]; }
    Id nodes = 0;
    std::vector<std::size_t> first;
    std::vector<Id> to;
};

class Writer {
public:
    Writer(const char* folder, const char* name, const char* header) {
        if (folder == nullptr) return;
        file_ = std::fopen((std::string(folder) + "/" + name + ".csv").c_str(), "wb");
        std::fputs(header, file_);
    }
    ~Writer() {
        if (file_ == nullptr) return;
        flush();
        std::fclose(file_);
    }
    [[nodiscard]] bool on() const { return file_ != nullptr; }
    void number(std::uint64_t value, char then) {
        if (used_ + 24 > buffer_.size()) flush();
        char* const end = std::to_chars(buffer_.data() + used_, buffer_.data() + buffer_.size(), value).ptr;
        *end = then;
        used_ = static_cast<std::size_t>(end - buffer_.data()) + 1;
    }
    void text(std::string_view words) {
        flush();
        std::fwrite(words.data(), 1, words.size(), file_);
    }

private:
    void flush() {
        std::fwrite(buffer_.data(), 1, used_, file_);
        used_ = 0;
    }
    std::FILE* file_ = nullptr;
    std::vector<char> buffer_ = std::vector<char>(1U << 20U);
    std::size_t used_ = 0;
};

/// A breadth-first search from each node, what was seen in a bitmap; `use(node, reached)`.
void reach(const Graph& graph, const std::function<void(Id, std::vector<Id>&)>& use) {
    std::vector<std::uint64_t> seen((graph.nodes + 63) / 64);
    std::vector<Id> reached;
    for (Id source = 0; source < graph.nodes; ++source) {
        reached.clear();
        const auto visit = [&](Id node) {
            for (const Id* next = graph.begin(node); next != graph.end(node); ++next) {
                auto& word = seen[*next / 64];
                const auto bit = std::uint64_t{1} << *next % 64;
                if ((word & bit) != 0) continue;
                word |= bit;
                reached.push_back(*next);
            }
        };
        visit(source);
        for (std::size_t i = 0; i < reached.size(); ++i) visit(reached[i]);
        for (const Id node : reached) seen[node / 64] = 0;
        use(source, reached);
    }
}

void closure(const std::string& facts, const char* out) {
    const Graph graph(numbers(facts + "/edge.csv"));
    Writer writer(out, "path", "from,to\n");
    std::uint64_t count = 0;
    reach(graph, [&](Id source, std::vector<Id>& reached) {
        count += reached.size();
        if (!writer.on()) return;
        std::sort(reached.begin(), reached.end());
        for (const Id node : reached) {
            writer.number(source, ',');
            writer.number(node, '\n');
        }
    });
    std::printf("path,%lu\n", count);
}

/// Strongly connected components, then rows of bits from the last to the first: only counted.
void closure_bits(const std::string& facts, const char*) {
    const Graph graph(numbers(facts + "/edge.csv"));
    const Id none = 0xffffffff;
    std::vector<Id> index(graph.nodes, none), low(graph.nodes), component(graph.nodes, none), stack;
    std::vector<std::vector<Id>> members;
    Id next = 0;
    struct Frame {
        Id node;
        const Id* at;
    };
    std::vector<Frame> frames;
    const auto open = [&](Id node) {
        index[node] = low[node] = next++;
        stack.push_back(node);
        frames.push_back({node, graph.begin(node)});
    };
    for (Id root = 0; root < graph.nodes; ++root) {
        if (index[root] != none) continue;
        open(root);
        while (!frames.empty()) {
            auto& frame = frames.back();
            if (frame.at != graph.end(frame.node)) {
                const Id to = *frame.at++;
                if (index[to] == none) {
                    open(to);
                } else if (component[to] == none) {
                    low[frame.node] = std::min(low[frame.node], index[to]);
                }
                continue;
            }
            const Id node = frame.node;
            frames.pop_back();
            if (!frames.empty()) low[frames.back().node] = std::min(low[frames.back().node], low[node]);
            if (low[node] != index[node]) continue;
            auto& group = members.emplace_back();
            for (Id member = none; member != node;) {
                member = stack.back();
                stack.pop_back();
                component[member] = static_cast<Id>(members.size() - 1);
                group.push_back(member);
            }
        }
    }
    const std::size_t words = (graph.nodes + 63) / 64;
    std::vector<std::uint64_t> rows(words * members.size());
    std::uint64_t count = 0;
    std::vector<Id> done(members.size(), none);
    for (Id c = 0; c < members.size(); ++c) {  // what a component leads to has a smaller number
        auto* row = rows.data() + c * words;
        for (const Id node : members[c]) {
            for (const Id* to = graph.begin(node); to != graph.end(node); ++to) {
                row[*to / 64] |= std::uint64_t{1} << *to % 64;
                const Id other = component[*to];
                if (other == c || done[other] == c) continue;
                done[other] = c;
                const auto* from = rows.data() + other * words;
                for (std::size_t w = 0; w < words; ++w) row[w] |= from[w];
            }
        }
        std::uint64_t bits = 0;
        for (std::size_t w = 0; w < words; ++w) bits += static_cast<std::uint64_t>(__builtin_popcountll(row[w]));
        count += bits * members[c].size();
    }
    std::printf("path,%lu\n", count);
}

void generation(const std::string& facts, const char* out) {
    const auto pairs = numbers(facts + "/parent.csv");
    const Graph children(pairs, true);
    const std::size_t n = children.nodes, words = (n + 63) / 64;
    std::vector<std::uint64_t> rows(n * words);
    std::vector<std::pair<Id, Id>> found;
    const auto spread = [&](Id p, Id q) {
        for (const Id* x = children.begin(p); x != children.end(p); ++x) {
            for (const Id* y = children.begin(q); y != children.end(q); ++y) {
                auto& word = rows[*x * words + *y / 64];
                const auto bit = std::uint64_t{1} << *y % 64;
                if ((word & bit) != 0) continue;
                word |= bit;
                found.emplace_back(*x, *y);
            }
        }
    };
    for (Id p = 0; p < n; ++p) spread(p, p);
    for (std::size_t i = 0; i < found.size(); ++i) spread(found[i].first, found[i].second);
    std::printf("same,%zu\n", found.size());
    Writer writer(out, "same", "one,other\n");
    if (!writer.on()) return;
    for (Id x = 0; x < n; ++x) {
        for (std::size_t w = 0; w < words; ++w) {
            for (auto bits = rows[x * words + w]; bits != 0; bits &= bits - 1) {
                writer.number(x, ',');
                writer.number(w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits)), '\n');
            }
        }
    }
}

void triangles(const std::string& facts, const char* out) {
    Graph graph(numbers(facts + "/edge.csv"));
    for (Id x = 0; x < graph.nodes; ++x)
        std::sort(graph.to.begin() + static_cast<std::ptrdiff_t>(graph.first[x]),
                  graph.to.begin() + static_cast<std::ptrdiff_t>(graph.first[x + 1]));
    Writer writer(out, "triangle", "a,b,c\n");
    std::vector<std::uint8_t> near(graph.nodes);
    std::uint64_t count = 0;
    for (Id x = 0; x < graph.nodes; ++x) {
        for (const Id* y = graph.begin(x); y != graph.end(x); ++y) near[*y] = 1;
        for (const Id* y = graph.begin(x); y != graph.end(x); ++y) {
            for (const Id* z = graph.begin(*y); z != graph.end(*y); ++z) {
                count += near[*z];
                if (near[*z] == 0 || !writer.on()) continue;
                writer.number(x, ',');
                writer.number(*y, ',');
                writer.number(*z, '\n');
            }
        }
        for (const Id* y = graph.begin(x); y != graph.end(x); ++y) near[*y] = 0;
    }
    std::printf("triangle,%lu\n", count);
}

void unreachable(const std::string& facts, const char* out) {
    Graph graph(numbers(facts + "/edge.csv"));
    std::string nodes = read_whole(facts + "/node.csv");
    const auto all = static_cast<std::uint64_t>(std::count(nodes.begin(), nodes.end(), '\n')) - 1;
    std::uint64_t paths = 0;
    Writer path(out, "path", "from,to\n"), apart(out, "apart", "from,to\n");
    Id sources = 0;
    std::vector<std::uint8_t> is_reached(all);
    const auto write = [&](Id source, std::vector<Id>& reached) {
        ++sources;
        paths += reached.size();
        if (!path.on()) return;
        for (const Id node : reached) is_reached[node] = 1;
        for (Id node = 0; node < all; ++node) {
            auto& writer = is_reached[node] != 0 ? path : apart;
            writer.number(source, ',');
            writer.number(node, '\n');
            is_reached[node] = 0;
        }
    };
    reach(graph, write);
    std::vector<Id> nothing;
    while (sources < all) write(sources, nothing);
    std::printf("apart,%lu\npath,%lu\n", all * all - paths, paths);
}

void aggregates(const std::string& facts, const char* out) {
    const auto rows = numbers(facts + "/sale.csv");
    struct Total {
        std::uint64_t sales = 0, sum = 0;
        Id least = 0xffffffff;
    };
    std::vector<Total> totals;
    for (std::size_t i = 0; i < rows.size(); i += 3) {
        if (rows[i] >= totals.size()) totals.resize(rows[i] + 1);
        auto& total = totals[rows[i]];
        ++total.sales;
        total.sum += rows[i + 2];
        total.least = std::min(total.least, rows[i + 2]);
    }
    Writer seen(out, "seen", "shop\n"), writer(out, "total", "shop,sales,sum,least\n");
    std::size_t count = 0;
    for (std::size_t shop = 0; shop < totals.size(); ++shop) {
        if (totals[shop].sales == 0) continue;
        ++count;
        if (!writer.on()) continue;
        seen.number(shop, '\n');
        writer.number(shop, ',');
        writer.number(totals[shop].sales, ',');
        writer.number(totals[shop].sum, ',');
        writer.number(totals[shop].least, '\n');
    }
    std::printf("seen,%zu\ntotal,%zu\n", count, count);
}

// --- Assessing -------------------------------------------------------------------------------------------------------------------

/// An attribute file: `use(subject, value)` as they are written.
template <class Use>
void each_value(const std::string& path, Use use) {
    const auto text = read_whole(path);
    std::size_t at = text.find('\n') + 1;
    while (at < text.size()) {
        const auto comma = text.find(',', at), end = text.find('\n', comma);
        use(std::string_view(text).substr(at, comma - at), std::string_view(text).substr(comma + 1, end - comma - 1));
        at = end + 1;
    }
}

Id to_number(std::string_view text) {
    Id value = 0;
    for (const char c : text) value = value * 10 + static_cast<Id>(c - '0');
    return value;
}

constexpr std::uint8_t missing = 255;

std::vector<std::uint8_t> attribute(const std::string& facts, const char* name, std::size_t subjects, std::size_t skipped) {
    std::vector<std::uint8_t> out(subjects, missing);
    each_value(facts + "/" + name + ".csv", [&](std::string_view subject, std::string_view value) {
        if (value.front() == 'r') value.remove_prefix(1);
        out[to_number(subject.substr(skipped))] = static_cast<std::uint8_t>(to_number(value));
    });
    return out;
}

void assess(const std::string& facts, const char* out) {
    const auto n = numbers(facts + "/pool.csv").size();
    const auto opened = read_whole(facts + "/opened.csv");
    const auto posts = static_cast<std::size_t>(std::count(opened.begin(), opened.end(), '\n')) - 1;
    const auto of_people = [&](const char* name) { return attribute(facts, name, n, 0); };
    const auto risk = of_people("risk"), consensus = of_people("consensus"), universality = of_people("universality"),
               role = of_people("role"), activism = of_people("activism"), diplomacy = of_people("diplomacy"),
               service = of_people("service");
    // Evidence in millibans; which of five bands, or 5: nothing points.
    std::vector<std::uint8_t> band(n);
    for (std::size_t c = 0; c < n; ++c) {
        const auto from = [](std::uint8_t value, std::uint8_t least) { return value >= least && value != missing ? 1 : 0; };
        const auto up_to = [](std::uint8_t value, std::uint8_t most) { return value <= most ? 1 : 0; };
        const int bold = from(risk[c], 4), careful = up_to(risk[c], 2), agreeing = from(consensus[c], 4),
                  alone = up_to(consensus[c], 2), universal = from(universality[c], 4), relative = up_to(universality[c], 2),
                  assertive = from(role[c], 4), modest = up_to(role[c], 2), active = from(activism[c], 10),
                  diplomat = from(diplomacy[c], 10);
        const int evidence = 176 * active + 301 * from(activism[c], 20) - 176 * diplomat - 301 * from(diplomacy[c], 20) +
                             301 * bold - 301 * careful - 301 * agreeing + 301 * alone + 176 * universal - 176 * relative +
                             602 * (assertive & active) - 602 * (modest & diplomat) + 176 * (bold & universal) -
                             176 * (careful & agreeing) + 602 * (assertive & alone);
        const int points = active | diplomat | bold | careful | agreeing | alone | universal | relative;
        const int at = 2 + (evidence >= 301 ? 1 : 0) + (evidence >= 1000 ? 1 : 0) - (evidence <= -301 ? 1 : 0) -
                       (evidence <= -1000 ? 1 : 0);
        band[c] = static_cast<std::uint8_t>(points != 0 ? at : 5);
    }
    const auto mandate = attribute(facts, "mandate", posts, 1), interests = attribute(facts, "interests", posts, 1),
               unity = attribute(facts, "unity", posts, 1);
    const std::map<std::string_view, int> bands{
        {"support", 0}, {"private", 1}, {"balanced", 2}, {"public", 3}, {"leverage", 4}};
    std::vector<std::pair<int, int>> desired(posts);
    each_value(facts + "/desired.csv", [&](std::string_view post, std::string_view value) {
        const auto dots = value.find("..");
        desired[to_number(post.substr(1))] = {bands.at(value.substr(0, dots)), bands.at(value.substr(dots + 2))};
    });
    constexpr std::array<std::pair<int, int>, 5> usual{{{0, 1}, {0, 2}, {1, 3}, {2, 4}, {3, 4}}};
    std::array<std::uint64_t, 4> all{};
    Writer tally(out, "tally", "post,inside,near,outside,not_assessable\n"), shortlist(out, "shortlist", "post,candidates\n");
    std::size_t lists = 0;
    for (std::size_t p = 0; p < posts; ++p) {
        int floor = 0, ceiling = 4;
        if (mandate[p] <= 2) ceiling = std::min(ceiling, 2);
        if (mandate[p] == 5) floor = std::max(floor, 1);
        if (interests[p] >= 4 && interests[p] != missing && unity[p] <= 3) ceiling = std::min(ceiling, 3);
        if (unity[p] == 5) floor = std::max(floor, 2);
        std::array<std::uint8_t, 8> fit{3, 3, 3, 3, 3, 3, 3, 3};  // by band: inside, near, outside, not assessable
        for (std::size_t b = 0; b < usual.size() && floor <= ceiling; ++b) {
            const int low = std::clamp(usual[b].first, floor, ceiling), high = std::clamp(usual[b].second, floor, ceiling);
            const auto [from, to] = desired[p];
            fit[b] = low >= from && high <= to ? 0 : low <= to && high >= from ? 1 : 2;
        }
        // Pair by pair: a count for each fit, and the ten with most years of service of those inside.
        std::array<std::uint64_t, 4> counts{};
        std::vector<std::pair<int, std::size_t>> best;  // the least last
        int least = -1;
        for (std::size_t c = 0; c < n; ++c) {
            const auto f = fit[band[c]];
            ++counts[f];
            if (f != 0 || service[c] <= least) continue;
            const std::pair<int, std::size_t> entry{service[c], c};
            best.insert(std::upper_bound(best.begin(), best.end(), entry,
                                         [](const auto& a, const auto& b) { return a.first > b.first; }),
                        entry);
            if (best.size() > 10) best.pop_back();
            if (best.size() == 10) least = best.back().first;
        }
        for (std::size_t f = 0; f < counts.size(); ++f) all[f] += counts[f];
        lists += best.empty() ? 0 : 1;
        if (!tally.on()) continue;
        tally.text("P" + std::to_string(p) + ",");
        for (std::size_t f = 0; f < counts.size(); ++f) tally.number(counts[f], f == 3 ? '\n' : ',');
        if (best.empty()) continue;
        std::string words;
        for (const auto& [years, c] : best) words += (words.empty() ? "" : ", ") + std::to_string(c);
        shortlist.text("P" + std::to_string(p) + (best.size() > 1 ? ",\"" + words + "\"\n" : "," + words + "\n"));
    }
    std::printf("shortlist,%zu\ntally,%zu\nfits,%lu,%lu,%lu,%lu\n", lists, posts, all[0], all[1], all[2], all[3]);
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string_view, void (*)(const std::string&, const char*)> works{
        {"closure", closure},         {"closure_bits", closure_bits}, {"generation", generation}, {"triangles", triangles},
        {"unreachable", unreachable}, {"aggregates", aggregates},     {"assess", assess}};
    const auto work = argc < 3 ? works.end() : works.find(argv[1]);
    if (work == works.end()) return 2;
    work->second(argv[2], argc > 3 ? argv[3] : nullptr);
    return 0;
}
