// Where something is: "zhimai: 9.5 km", "zhimai: 9.5 km left", "zhimai: 20 km to 32 km right".
//
// One grammar in TOML, on the command line, in Python and in messages. Chainage is 0 at the river's head and grows
// downstream; left and right are those of a person looking downstream.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace riverchief::basin {

enum class Bank { left, right };

/// A point on a river.
struct Place {
  std::string river;
  double chainage = 0.0;     ///< x [m]
  std::optional<Bank> bank;  ///< where a bank matters
};

/// A range of chainage on a river; no bank means both banks.
struct Stretch {
  std::string river;
  double from = 0.0, to = 0.0;  ///< [m], from < to
  std::optional<Bank> bank;
};

/// Reads "river: 9.5 km [left|right]"; nothing if the text does not follow the grammar. Units m (default) and km.
std::optional<Place> parse_place(std::string_view text);
/// Reads "river: 20 km to 32 km [left|right]"; nothing if the text does not follow the grammar or from >= to.
std::optional<Stretch> parse_stretch(std::string_view text);
/// The canonical text, chainage in km with as many digits as it needs.
std::string to_text(const Place& place);
std::string to_text(const Stretch& stretch);
std::string to_text(Bank bank);

}  // namespace riverchief::basin
