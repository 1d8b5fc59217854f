// What a person sees when an input is wrong or a run cannot go on.
//
// Two kinds of exception only: InputError (the user can mend it) and RunError (the run could not go on).
// Our own mistakes are asserts. A complaint has four parts: where, what, why, fix.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace riverchief::core {

/// A position in a file the user wrote; line and column count from 1, 0 = the whole file.
struct Where {
  std::string file;
  int line = 0, column = 0;
  std::string excerpt;  ///< the offending line, verbatim; may be empty
};

/// One mistake, in four parts. A complaint without a `fix` is not finished.
struct Complaint {
  Where where;
  std::string what;          ///< "unknown key 'maning_n' in river 'creek'"
  std::string why;           ///< value, limit, unit; may be empty where `what` says it all
  std::string fix;           ///< "did you mean 'manning_n'?"
  std::vector<std::pair<Where, std::string>> notes;  ///< other places that belong to the same mistake
  bool is_warning = false;   ///< a warning is shown and the run goes on
};

/// All mistakes of one reading pass; thrown once, after everything was looked at.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Complaint> complaints);
  const std::vector<Complaint>& complaints() const { return complaints_; }

 private:
  std::vector<Complaint> complaints_;
};

/// A run that cannot go on; the text says when, where, why and what to look at.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The printed form of complaints: "file:line:column: error: ...", excerpt with caret, notes, fix, and a count.
std::string to_text(const std::vector<Complaint>& complaints);

/// The closest of `known` within two edits (three for words of eight letters and more), or "".
std::string closest(std::string_view word, const std::vector<std::string>& known);

}  // namespace riverchief::core
