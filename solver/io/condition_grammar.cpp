#include "io/condition_grammar.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/complaint.hpp"
#include "core/quantity.hpp"
#include "io/basin_reader.hpp"
#include "io/date_time.hpp"

namespace riverchief::io {
namespace {

constexpr const char* readings_there_are = "water_level at PLACE, discharge at PLACE, discharge of STRUCTURE, concentration of POLLUTANT at PLACE, or time";

struct Word {
  std::string text;
  std::size_t offset = 0;
};
using Words = std::vector<Word>;

Words words_of(std::string_view text) {
  Words words;
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t", i), text.size());
    words.push_back({std::string(text.substr(i, end - i)), i});
    i = end;
  }
  return words;
}

/// Words [from, to) as they stand in a line, one blank between them.
std::string joined(const Words& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += (i > from ? " " : "") + words[i].text;
  return text;
}

/// Names of quantities and comparisons may be misspelt; a hint says which was meant.
std::string hint(const std::string& word, const std::vector<std::string>& known, const std::string& otherwise) {
  const std::string near = core::closest(word, known);
  return near.empty() ? otherwise : fmt::format("did you mean '{}'?", near);
}

basin::Reads quantity_read(const std::string& word) {
  return word == "water_level" ? basin::Reads::water_level : word == "discharge" ? basin::Reads::discharge : word == "concentration" ? basin::Reads::concentration : basin::Reads::time;
}

const std::vector<std::string> quantities{"water_level", "discharge", "concentration", "time"};

/// Reads one condition after the other and notes the first mistake of each.
class Reader {
 public:
  Reader(const Words& words, std::size_t from, std::size_t to, std::size_t end_offset) : words_(words), i_(from), end_(to), end_offset_(end_offset) {}

  bool condition(WrittenCondition& c) {
    c.offset = offset();
    if (!reading(c.reading)) return false;
    if (c.reading.reading.what == basin::Reads::time) return time(c);
    if (!comparison({"above", "below"}, c.above)) return false;
    if (i_ < end_ && std::find(quantities.begin(), quantities.end(), word()) != quantities.end()) return other_reading(c);
    const std::string quantity = to_text(c.reading.reading.what);
    return value(quantity, end_, c.value);
  }

  bool reading(WrittenReading& r) {
    r.offset = offset();
    if (i_ == end_) return wrong("a reading is missing", "", fmt::format("write {}.", readings_there_are));
    const std::string name = word();
    if (std::find(quantities.begin(), quantities.end(), name) == quantities.end())
      return wrong(fmt::format("'{}' cannot be read", name), "", hint(name, quantities, fmt::format("write {}.", readings_there_are)));
    r.reading.what = quantity_read(name);
    ++i_;
    switch (r.reading.what) {
      case basin::Reads::time: return true;
      case basin::Reads::water_level: return expect("at", "water_level at PLACE") && place(r);
      case basin::Reads::concentration:
        return expect("of", "concentration of POLLUTANT at PLACE") && id(r.reading.pollutant, r.pollutant_offset, "pollutant") && expect("at", "concentration of POLLUTANT at PLACE") && place(r);
      case basin::Reads::discharge: break;
    }
    if (i_ < end_ && word() == "of") return ++i_, id(r.reading.structure, r.structure_offset, "structure");
    if (!expect("at", "discharge at PLACE or discharge of STRUCTURE") || !place(r)) return false;
    if (r.reading.at.place) return true;
    i_ = place_from_;
    return wrong(fmt::format("there is no discharge at '{}'", r.reading.at.storage), "a storage cell has a level and no flow of its own", "read the water_level there, or the discharge of a structure.");
  }

  bool at_end() const { return i_ == end_; }
  bool wrong(std::string what, std::string why, std::string fix) {
    mistake = {offset(), std::move(what), std::move(why), std::move(fix)};
    return false;
  }
  TextMistake mistake;

 private:
  const std::string& word() const { return words_[i_].text; }
  std::size_t offset() const { return i_ < end_ ? words_[i_].offset : end_offset_; }

  bool expect(const char* wanted, const char* form) {
    if (i_ < end_ && word() == wanted) return ++i_, true;
    return wrong(i_ < end_ ? fmt::format("'{}' stands where '{}' is expected", word(), wanted) : fmt::format("'{}' is missing", wanted), "", fmt::format("write {}.", form));
  }

  bool id(std::string& id, std::size_t& where, const char* of) {
    where = offset();
    if (i_ == end_) return wrong(fmt::format("the id of a {} is missing", of), "", fmt::format("name a {}.", of));
    id = words_[i_++].text;
    return true;
  }

  /// A place may hold several words: all of them up to the comparison.
  bool place(WrittenReading& r) {
    static const std::vector<std::string> behind{"above", "below", "by"};
    r.at_offset = offset();
    place_from_ = i_;
    std::size_t to = i_;
    while (to < end_ && std::find(behind.begin(), behind.end(), words_[to].text) == behind.end()) ++to;
    const std::string said = joined(words_, i_, to);
    if (said.empty()) return wrong("a place is missing", "", "write a place (\"zhimai: 9.5 km\") or the id of a storage cell.");
    if (is_storage_id(said)) {
      r.reading.at.storage = said;
      i_ = to;
      return true;
    }
    r.reading.at.place = basin::parse_place(said);
    if (r.reading.at.place) return i_ = to, true;
    // the first word that does not belong to a place is perhaps a misspelt comparison
    for (std::size_t k = i_ + 1; k < to; ++k)
      if (const std::string rest = joined(words_, i_, k); (is_storage_id(rest) || basin::parse_place(rest)) && !core::closest(words_[k].text, {"above", "below"}).empty()) {
        i_ = k;
        return wrong(fmt::format("'{}' stands where a comparison is expected", word()), "", hint(word(), {"above", "below"}, "write above or below."));
      }
    return wrong(fmt::format("'{}' is no place", said), "", "write river and chainage (\"zhimai: 9.5 km\") or the id of a storage cell, then above or below.");
  }

  bool comparison(const std::vector<std::string>& two, bool& first) {
    if (i_ == end_) return wrong("a comparison is missing", "", fmt::format("write {} and a value.", fmt::join(two, " or ")));
    if (word() != two[0] && word() != two[1]) return wrong(fmt::format("'{}' stands where a comparison is expected", word()), "", hint(word(), two, fmt::format("write {}.", fmt::join(two, " or "))));
    first = word() == two[0];
    ++i_;
    return true;
  }

  /// "12.3 m": the words up to `to`.
  bool value(const std::string& name, std::size_t to, double& value) {
    const core::Quantity& quantity = *core::find_quantity(name);
    const auto accepted = core::accepted_units(quantity.unit);
    const std::string example = fmt::format("write the number with its unit, for example 12.3 {}.", accepted.front());
    if (i_ >= to) return wrong("a value is missing", "", example);
    const std::string said = joined(words_, i_, to);
    if (const auto read = core::parse_number(said, quantity.unit)) {
      value = *read;
      if (value < quantity.lowest || value > quantity.highest)
        return wrong(fmt::format("{} is out of range", said), fmt::format("{} lies between {:g} and {:g} {}", name, quantity.lowest, quantity.highest, accepted.front()), "check the value and its unit.");
      i_ = to;
      return true;
    }
    char* rest = nullptr;
    std::strtod(said.c_str(), &rest);
    if (rest == said.c_str()) return wrong(fmt::format("'{}' is no value", said), "", example);
    while (*rest == ' ') ++rest;
    if (*rest == '\0') return wrong(fmt::format("{} has no unit", said), "", example);
    if (i_ + 1 < to) ++i_;
    return wrong(fmt::format("wrong unit '{}' of {}", rest, name), fmt::format("{} is measured in {}", name, fmt::join(accepted, ", ")), hint(rest, accepted, "give the value in one of these units."));
  }

  /// The other side of a comparison is a reading of the same quantity; "by 0.1 m" may follow.
  bool other_reading(WrittenCondition& c) {
    const std::size_t begin = i_;
    WrittenReading other;
    if (!reading(other)) return false;
    if (other.reading.what != c.reading.reading.what) {
      i_ = begin;
      return wrong(fmt::format("{} is compared with {}", to_text(c.reading.reading.what), to_text(other.reading.what)), "only values of the same quantity can be compared", fmt::format("compare it with another {}, or with a value.", to_text(c.reading.reading.what)));
    }
    c.than.push_back(std::move(other));
    if (i_ == end_) return true;
    if (word() != "by") return wrong(fmt::format("'{}' is too much", word()), "", "end here, or write by and a value, for example by 0.1 m.");
    ++i_;
    return value(to_text(c.reading.reading.what), end_, c.value);
  }

  bool time(WrittenCondition& c) {
    if (!comparison({"after", "before"}, c.above)) return false;
    constexpr const char* example = "write a time with its offset: 2025-08-10T00:00:00+08:00.";
    if (i_ == end_) return wrong("a time is missing", "", example);
    const std::string said = joined(words_, i_, end_);
    const auto read = parse_instant(said);
    if (!read) return wrong(fmt::format("'{}' is no time", said), "", example);
    if (!read->has_offset) return wrong(fmt::format("the time '{}' has no offset", said), "it does not say by which clock", "add +08:00 (China) or Z (universal time) behind it.");
    c.value = read->epoch;
    i_ = end_;
    return true;
  }

  const Words& words_;
  std::size_t i_, end_, end_offset_, place_from_ = 0;
};

}  // namespace

basin::Condition WrittenCondition::condition() const {
  basin::Condition c{reading.reading, above, value, {}};
  if (!than.empty()) c.than = than.front().reading;
  return c;
}

WrittenConditions parse_conditions(std::string_view text) {
  WrittenConditions result;
  const Words words = words_of(text);
  for (std::size_t from = 0; from <= words.size();) {
    std::size_t to = from;
    while (to < words.size() && words[to].text != "and") ++to;
    Reader reader(words, from, to, to < words.size() ? words[to].offset : text.size());
    WrittenCondition condition;
    if (reader.condition(condition)) result.conditions.push_back(std::move(condition));
    else result.mistakes.push_back(std::move(reader.mistake));
    from = to + 1;
  }
  return result;
}

ReadingOrMistake parse_reading(std::string_view text) {
  ReadingOrMistake result;
  const Words words = words_of(text);
  Reader reader(words, 0, words.size(), text.size());
  WrittenReading reading;
  if (reader.reading(reading) && (reader.at_end() || reader.wrong("there is something behind the reading", "", "end the text here."))) result.reading.push_back(std::move(reading));
  else result.mistakes.push_back(std::move(reader.mistake));
  return result;
}

std::string to_text(basin::Reads what) { return quantities[static_cast<std::size_t>(what)]; }

std::string to_text(const basin::Reading& reading) {
  const auto end = [&] { return reading.at.place ? basin::to_text(*reading.at.place) : reading.at.storage; };
  switch (reading.what) {
    case basin::Reads::water_level: return "water_level at " + end();
    case basin::Reads::concentration: return "concentration of " + reading.pollutant + " at " + end();
    case basin::Reads::discharge: return reading.structure.empty() ? "discharge at " + end() : "discharge of " + reading.structure;
    case basin::Reads::time: break;
  }
  return "time";
}

std::string to_text(const std::vector<basin::Condition>& conditions) {
  std::string text;
  for (const basin::Condition& c : conditions) {
    if (!text.empty()) text += " and ";
    text += to_text(c.reading);
    if (c.reading.what == basin::Reads::time) {
      text += fmt::format(" {} {}", c.above ? "after" : "before", to_text(Instant{c.value, 0, true}));
      continue;
    }
    const auto unit = core::accepted_units(core::find_quantity(to_text(c.reading.what))->unit).front();
    text += c.above ? " above " : " below ";
    if (!c.than) text += fmt::format("{} {}", c.value, unit);
    else text += to_text(*c.than) + (c.value != 0.0 ? fmt::format(" by {} {}", c.value, unit) : "");
  }
  return text;
}

}  // namespace riverchief::io
