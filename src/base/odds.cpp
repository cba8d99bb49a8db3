#include "base/odds.hpp"

#include "base/check.hpp"
#include "base/wide.hpp"

namespace credence {
namespace {

/// mantissa / unit * 10^exponent, the mantissa from 1 up to 10.
struct Power {
    static constexpr Wide unit = 100'000'000'000'000'000;
    Wide mantissa = unit;
    int exponent = 0;
};

Power product(Power a, Power b) {
    Power out{a.mantissa * b.mantissa / Power::unit, a.exponent + b.exponent};
    if (out.mantissa >= 10 * Power::unit) {
        out.mantissa /= 10;
        ++out.exponent;
    }
    return out;
}

}  // namespace

std::int64_t millibans(Decimal favourable, Decimal against) {
    CREDENCE_CHECK(favourable.raw() > 0 && against.raw() > 0);
    if (favourable < against) return -millibans(against, favourable);
    Wide below = against.raw();
    std::int64_t digits = 0;  // of the logarithm, as they come
    for (; favourable.raw() >= below * 10; below *= 10) ++digits;
    Power rest{Wide{favourable.raw()} * Power::unit / below, 0};
    for (int i = 0; i < 4; ++i) {  // the next digit of log10(x) is the whole part of log10(x^10)
        const Power squared = product(rest, rest);
        const Power fifth = product(product(squared, squared), rest);
        rest = product(fifth, fifth);
        digits = digits * 10 + rest.exponent;
        rest.exponent = 0;
    }
    return (digits + 5) / 10;
}

std::string decibans(std::int64_t millibans) {
    const auto size = millibans < 0 ? -millibans : millibans;
    std::string text = std::to_string(size / 100) + "." + std::to_string(size / 10 % 10) + std::to_string(size % 10);
    return millibans < 0 ? "-" + text : text;
}

}  // namespace credence
