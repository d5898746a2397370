#pragma once

#include <catch2/catch.hpp>

#include "nonmun/core/day_state.hpp"
#include "nonmun/core/time.hpp"

// How failed checks show our values. Catch2 2.13 cannot print a time_point in seconds on its own.
namespace Catch {

template <>
struct StringMaker<nonmun::Instant> {
  static std::string convert(const nonmun::Instant& instant) { return nonmun::format_instant(instant); }
};
template <>
struct StringMaker<nonmun::Day> {
  static std::string convert(const nonmun::Day& day) { return day.str(); }
};
template <>
struct StringMaker<nonmun::DayState> {
  static std::string convert(const nonmun::DayState& state) { return std::string(nonmun::to_string(state)); }
};

}  // namespace Catch
