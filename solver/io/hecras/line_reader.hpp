// A HEC-RAS text file as lines of `keyword=value`, followed by blocks of numbers in fixed columns.
//
//   #Sta/Elev= 3                                     keyword, count
//        0   90.25     220   82.25     310   91.25    columns of 8 characters, 10 on a line; any of them may be blank
//
// Blocks are split by column, never by white space: neighbours may touch ("641.8114347.8") and blanks mean something. Nothing here
// trusts a count: memory grows with the lines that are there, and a block ends where the next keyword stands. All complaints of one file
// go through one LineReader, which stops saying more after `most_complaints`.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/hecras/project.hpp"

namespace riverchief::io::hecras {

/// One field of a value, without the blanks around it; the column counts from 1.
struct Field {
  std::string text;
  int column = 0;
  bool empty() const { return text.empty(); }
};

std::string_view trimmed(std::string_view text);
/// Reads a number the way Fortran and Basic write it: "5.", ".04", "1.2D+03"; NaN where it is none, or not a finite one.
double to_number(std::string_view text);
bool same_word(std::string_view a, std::string_view b);  ///< without regard to case

class LineReader {
 public:
  static constexpr std::size_t most_complaints = 60;

  /// \param text  as read from disk, in any encoding that io/encoding.hpp knows
  LineReader(std::string_view text, std::string name, Units units, Complaints& complaints, std::vector<Unread>& unread);

  bool at_end() const { return at_ >= lines_.size(); }
  std::string_view line() const { return at_end() ? std::string_view() : lines_[at_]; }
  int number() const { return static_cast<int>(at_) + 1; }
  void advance() { if (!at_end()) ++at_; }
  void step_back() { if (at_ > 0) --at_; }
  bool has_value() const { return line().find('=') != std::string_view::npos; }
  std::string_view key() const;    ///< before the first '=', without blanks around it; the whole line without one
  std::string_view value() const;  ///< after the first '='
  bool is_key(std::string_view word) const { return key() == word && has_value(); }
  bool starts_with(std::string_view word) const { return line().substr(0, word.size()) == word; }
  bool is_numbers() const;         ///< a line of a block: no keyword, begins like a number
  bool is_empty() const { return trimmed(line()).empty(); }

  std::vector<Field> fields() const;  ///< of the value, split at commas
  static std::vector<Field> fields(std::string_view text, int first_column = 1);

  /// A field as a number; NaN where it is blank, or after a complaint.
  double number(const Field& field, std::string_view what);
  double number(const std::vector<Field>& fields, std::size_t index, std::string_view what);
  /// The value of this line as one number.
  double single(std::string_view what);
  int integer(const std::vector<Field>& fields, std::size_t index, std::string_view what, int fallback = 0);
  static std::string text(const std::vector<Field>& fields, std::size_t index);
  static bool truth(const std::vector<Field>& fields, std::size_t index);  ///< "True", "-1", "1"

  /// How many entries the first field of this line announces; 0 after a complaint.
  std::size_t count(std::string_view what);

  /// The block after this line: `entries` times `per_entry` numbers in columns of `width` characters; stops before the next keyword
  /// (after a complaint). The current line is the first one after the block then. NaN = blank.
  std::vector<double> block(std::size_t entries, std::size_t per_entry, std::string_view what, int width = 8, int per_line = 10);
  /// Complains where numbers follow that no count announced.
  void nothing_follows(std::string_view what);
  /// Text between "BEGIN ... DESCRIPTION:" (this line) and "END ... DESCRIPTION:".
  std::string description();
  bool begins_description() const;

  void error(std::string what, std::string why, std::string fix, int column = 0) { say(number(), column, std::move(what), std::move(why), std::move(fix), false); }
  void error_at(int line, std::string what, std::string why, std::string fix) { say(line, 0, std::move(what), std::move(why), std::move(fix), false); }
  void warning_at(int line, std::string what, std::string why, std::string fix) { say(line, 0, std::move(what), std::move(why), std::move(fix), true); }

  /// Remembers this line as one that nobody reads, and goes on.
  void leave_unread(bool is_harmless = false);

  bool was_cut() const { return was_cut_; }  ///< a block ran into the end of the file
  const Conversion& units() const { return units_; }
  const std::string& name() const { return name_; }
  Complaints& complaints() { return complaints_; }

 private:
  void say(int line, int column, std::string what, std::string why, std::string fix, bool is_warning = false);

  std::string name_, text_;
  Conversion units_;
  Complaints& complaints_;
  std::vector<Unread>& unread_;
  std::vector<std::string_view> lines_;
  std::size_t at_ = 0, said_ = 0;
  bool count_failed_ = false, was_cut_ = false;
  std::unordered_map<std::string, std::size_t> known_unread_;
};

/// Keywords that say nothing about the river or the run: display, output, sediment, tolerances of the other solver.
bool is_harmless(std::string_view keyword);

}  // namespace riverchief::io::hecras
