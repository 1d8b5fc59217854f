#include "basin/quality.hpp"

namespace riverchief::basin {

const std::vector<std::string>& role_names() {
  // as Role
  static const std::vector<std::string> names{"",       "temperature", "do",     "cbod",   "cbod_slow",     "cod",              "codmn",    "org_n",     "nh3n",
                                              "no3n",   "org_p",       "diss_p", "phytoplankton", "suspended_solids", "coliform", "petroleum", "heavy_metal"};
  return names;
}

std::string to_text(Role role) { return role_names()[static_cast<std::size_t>(role)]; }

}  // namespace riverchief::basin
