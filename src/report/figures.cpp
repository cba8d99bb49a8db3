#include "report/figures.hpp"

#include <algorithm>
#include <type_traits>

#include "report/chart.hpp"
#include "report/fields.hpp"
#include "report/ledger_svg.hpp"
#include "report/matrix_svg.hpp"
#include "report/sides_svg.hpp"
#include "report/timeline_svg.hpp"

namespace credence::report {

namespace {

/// Walks the tree by the names of its fields, so that no place for a figure can be forgotten.
class FigureWalk {
public:
    explicit FigureWalk(const Words& words) : words_(words) {}

    template <class T>
    void operator()(std::string_view, const T& value) {
        visit(value);
    }
    void type(std::string_view) {}
    void ids(const Claim&) {}
    void numbered(std::string_view, const std::vector<Claim>&) {}
    template <class T>
    void part(std::string_view, std::string_view, std::string_view, const std::vector<T>& values) {
        visit(values);
    }

    std::vector<Picture> pictures;

private:
    template <class T>
    void visit(const std::vector<T>& values) {
        for (const T& value : values) visit(value);
    }
    template <class T>
    void visit(const std::optional<T>& value) {
        if (value) visit(*value);
    }
    template <class T>
    void visit(const T& value) {
        if constexpr (std::is_same_v<T, Figure>) {
            add(value.file(), figure_svg(value, words_));
        } else if constexpr (std::is_same_v<T, Ledger>) {
            add(value.file(), ledger_svg(value, words_));
        } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string> && !std::is_same_v<T, Path> &&
                             !std::is_same_v<T, MaybeCode> && !std::is_same_v<T, Claim>) {
            fields(*this, value);
        }
    }
    void add(std::string file, std::string svg) {
        const bool there = std::any_of(pictures.begin(), pictures.end(), [&](const Picture& one) { return one.file == file; });
        if (!there) pictures.push_back({std::move(file), std::move(svg)});
    }

    const Words& words_;
};

}  // namespace

std::string figure_svg(const Figure& figure, const Words& words) {
    if (figure.matrix) return matrix_svg(figure, words);
    if (figure.timeline) return timeline_svg(figure, words);
    if (figure.sides) return sides_svg(figure, words);
    return chart_svg(figure);
}

std::vector<Picture> pictures_of(const Report& report, const Words& words) {
    FigureWalk walk(words);
    fields(walk, report);
    return std::move(walk.pictures);
}

}  // namespace credence::report
