// What a person sees when riverchief-draw cannot draw: where, what, why and how to mend it.

#pragma once

#include <stdexcept>
#include <string>

namespace riverchief::viz {

/// A mistake in what was asked for or in a file given; the command prints it and ends with 2.
class Complaint : public std::runtime_error {
 public:
  struct Parts {
    std::string where;  ///< file or option
    std::string what;   ///< what is wrong
    std::string why;    ///< value and limit; may be empty where `what` says it all
    std::string fix;    ///< how to mend it
  };
  explicit Complaint(const Parts& parts)
      : std::runtime_error(parts.where + ": error: " + parts.what + (parts.why.empty() ? "" : "\n  why: " + parts.why) +
                           "\n  fix: " + parts.fix) {}
};

}  // namespace riverchief::viz
