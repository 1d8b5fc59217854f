// A rule as a table of TOML.

#pragma once

#include "basin/basin.hpp"

namespace riverchief::io {

class TomlText;
/// The keys of one [[control]].
void write_control(TomlText& toml, const basin::Control& control);

}  // namespace riverchief::io
