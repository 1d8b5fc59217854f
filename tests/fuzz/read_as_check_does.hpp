// What `riverchief check` does with a scenario. Mistakes of the user are what is looked for elsewhere; anything else that is
// thrown ends the program, which is a finding.

#pragma once

#include <string>

#include "core/complaint.hpp"
#include "io/read_scenario.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::fuzz {

inline void read_as_check_does(const std::string& scenario) {
  std::vector<core::Complaint> warnings;
  try {
    static_cast<void>(measures::apply_measures(io::read_scenario(scenario, &warnings)));
    static_cast<void>(core::to_text(warnings));
  } catch (const core::InputError& error) {
    // a message without a remedy is not finished
    for (const auto& complaint : error.complaints())
      if (!complaint.is_warning && complaint.fix.empty()) std::abort();
  }
}

}  // namespace riverchief::fuzz
