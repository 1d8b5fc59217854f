#include "basin/place.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace riverchief::basin {
namespace {

/// Reads a place from its front to its back.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) { skip_blanks(); }

  /// Everything before the colon (ASCII or full width), without blanks around it; empty if there is none.
  std::string river() {
    constexpr std::string_view full_width = "：";
    const std::size_t plain = rest_.find(':'), wide = rest_.find(full_width);
    const std::size_t end = std::min(plain, wide);
    if (end == std::string_view::npos) return {};
    std::string name(rest_.substr(0, end));
    while (!name.empty() && (name.back() == ' ' || name.back() == '\t')) name.pop_back();
    rest_.remove_prefix(end + (end == plain ? 1 : full_width.size()));
    skip_blanks();
    return name;
  }

  struct Length {
    double metres;
    bool has_unit;
  };
  /// A number with or without a unit (m, km).
  std::optional<Length> length() {
    double value = 0.0;
    const char* begin = rest_.data();
    const auto [end, error] = std::from_chars(begin, begin + rest_.size(), value);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - begin));
    skip_blanks();
    if (word("km")) return Length{value * 1000.0, true};
    if (word("m")) return Length{value, true};
    return Length{value, false};
  }

  bool word(std::string_view expected) {
    if (rest_.substr(0, expected.size()) != expected) return false;
    if (rest_.size() > expected.size() && rest_[expected.size()] != ' ' && rest_[expected.size()] != '\t') return false;
    rest_.remove_prefix(expected.size());
    skip_blanks();
    return true;
  }

  std::optional<Bank> bank() {
    if (word("left")) return Bank::left;
    if (word("right")) return Bank::right;
    return std::nullopt;
  }

  bool at_end() const { return rest_.empty(); }

 private:
  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
  }
  std::string_view rest_;
};

/// Kilometres with as many digits as the chainage needs, to a micrometre.
std::string kilometres(double metres) { return fmt::format("{} km", std::round(metres * 1e6) / 1e9); }

std::string with_bank(const std::optional<Bank>& bank) { return bank ? " " + to_text(*bank) : ""; }

}  // namespace

std::optional<Place> parse_place(std::string_view text) {
  Words words(text);
  Place place;
  place.river = words.river();
  const auto chainage = words.length();
  if (place.river.empty() || !chainage) return std::nullopt;
  place.chainage = chainage->metres;
  place.bank = words.bank();
  return words.at_end() ? std::optional(place) : std::nullopt;
}

std::optional<Stretch> parse_stretch(std::string_view text) {
  Words words(text);
  Stretch stretch;
  stretch.river = words.river();
  const auto from = words.length();
  if (stretch.river.empty() || !from || !words.word("to")) return std::nullopt;
  const auto to = words.length();
  // "20 to 32 km" could mean 20 m or 20 km: both numbers carry a unit, or neither does
  if (!to || from->has_unit != to->has_unit) return std::nullopt;
  stretch.from = from->metres;
  stretch.to = to->metres;
  stretch.bank = words.bank();
  return words.at_end() && stretch.from < stretch.to ? std::optional(stretch) : std::nullopt;
}

std::string to_text(Bank bank) { return bank == Bank::left ? "left" : "right"; }

std::string to_text(const Place& place) { return place.river + ": " + kilometres(place.chainage) + with_bank(place.bank); }

std::string to_text(const Stretch& stretch) {
  return stretch.river + ": " + kilometres(stretch.from) + " to " + kilometres(stretch.to) + with_bank(stretch.bank);
}

}  // namespace riverchief::basin
