#include "report/text_fit.hpp"

#include <algorithm>
#include <array>

#include "report/markdown_text.hpp"
#include "report/utf8.hpp"
#include "text/display.hpp"

namespace credence::report {

namespace {

/// Advance widths for U+0020 to U+007E, in thousandths of the size.
constexpr std::array<int, 95> regular_widths = {
    318, 401, 460, 838, 636, 950, 780, 275, 390,  390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685,  611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 278, 579, 278, 974, 634, 612, 635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838};
constexpr std::array<int, 95> bold_widths = {
    348, 456, 521, 838, 696, 1002, 872, 306,  457,  457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696, 696,
    696, 696, 400, 400, 838, 838,  838, 580,  1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
    733, 850, 770, 720, 682, 812,  774, 1103, 771,  724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
    712, 343, 343, 665, 343, 1042, 712, 687,  716,  716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838};

/// Of other scripts what nearly all of their letters keep to.
double advance(std::string_view character, char32_t point, bool bold) {
    if (point >= 0x20 && point <= 0x7E) return (bold ? bold_widths : regular_widths)[point - 0x20];
    switch (text::display_width(character)) {
        case 0: return 0;
        case 1: break;
        default: return 1000;
    }
    if (point < 0x250) return bold ? 850 : 790;
    if (point >= 0x2010 && point < 0x2020) return bold ? 660 : 520;
    return 1000;
}

/// A character with the marks that stand on it.
std::size_t cluster(std::string_view text) {
    std::size_t end = decode(text).length;
    while (end < text.size()) {
        const std::size_t next = decode(text.substr(end)).length;
        if (text::display_width(text.substr(end, next)) != 0) break;
        end += next;
    }
    return end;
}

/// The longest start of `text` that is at most `width` wide, at least one character.
std::string_view fitting(std::string_view text, double width, double size, bool bold) {
    std::size_t end = 0;
    double used = 0;
    while (end < text.size()) {
        const std::size_t next = cluster(text.substr(end));
        used += text_width(text.substr(end, next), size, bold);
        if (end != 0 && used > width) break;
        end += next;
    }
    return text.substr(0, end);
}

std::string without_end_blanks(std::string_view text) { return std::string(text.substr(0, text.find_last_not_of(' ') + 1)); }

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
    double thousandths = 0;
    while (!text.empty()) {
        const Decoded c = decode(text);
        thousandths += advance(text.substr(0, c.length), c.point, bold);
        text.remove_prefix(c.length);
    }
    return thousandths * size / 1000;
}

std::vector<std::string> wrap(std::string_view raw, double width, double size, bool bold, std::size_t lines) {
    const std::string text = one_line(raw);
    std::string_view rest = text;
    std::vector<std::string> out;
    while (!rest.empty()) {
        std::string_view line = fitting(rest, width, size, bold);
        if (line.size() < rest.size() && out.size() + 1 == lines) {
            const std::string_view kept = fitting(rest, width - text_width("…", size, bold), size, bold);
            out.push_back(without_end_blanks(kept) + "…");
            return out;
        }
        if (line.size() < rest.size() && rest[line.size()] != ' ') {
            const std::size_t blank = line.rfind(' ');
            if (blank != std::string_view::npos && blank != 0) line = line.substr(0, blank);
        }
        rest.remove_prefix(line.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        out.push_back(without_end_blanks(line));
    }
    return out;
}

std::string shortened(std::string_view text, double width, double size, bool bold) {
    const auto lines = wrap(text, width, size, bold, 1);
    return lines.empty() ? std::string{} : lines.front();
}

}  // namespace credence::report
