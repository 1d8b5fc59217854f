// The verbs of the command, one file each. A verb returns the exit code: 0 fine, 1 the run failed, 2 the inputs are wrong.

#pragma once

#include <string>
#include <vector>

namespace riverchief::app {

enum class Language { en, zh };

/// The text in the language asked for.
inline const char* say(Language language, const char* en, const char* zh) { return language == Language::zh ? zh : en; }

struct CheckOptions {
  std::string scenario;
};
struct RunOptions {
  std::string scenario, output;  ///< output empty: the scenario's name with .h5, in the current folder
  int threads = 1;
  bool quiet = false, error_band = false;
  bool resume = false;  ///< go on with NAME.partial.h5 of a run that was interrupted
};
struct AssessOptions {
  std::string results, output;  ///< output ends in .csv or .json; empty prints a table
};
struct CompareOptions {
  std::vector<std::string> results;  ///< the base first
  std::string folder;                ///< empty prints the tables only
};

struct ImportOptions {
  std::string source, folder;        ///< of HEC-RAS: the .prj; where the basin goes
  std::string plan, until, level, clock;
  bool force = false;
};
struct TraceOptions {
  std::string scenario, at, time, pollutant, excess, back, decay_rate;  ///< as written; back and decay_rate may be empty
  std::string folder;                ///< empty prints the ranks only
};
struct RespondOptions {
  std::string results, variants, folder;  ///< folder empty prints only
  bool series = false;                    ///< writes all instants, too
};

/// Reads everything a scenario names, applies its measures, and says what is wrong, all at once.
int check(const CheckOptions& options, Language language);
/// Runs a scenario with its measures and writes the result file.
int run(const RunOptions& options, Language language);
/// Turns a result file into freeboard, overtopping, water quality classes and days attained.
int assess(const AssessOptions& options, Language language);
/// Sets plans beside a base: who gains, who loses, what it costs.
int compare(const CompareOptions& options, Language language);
/// Turns the files of another program into a basin folder with a report of what is not the same.
int import(const ImportOptions& options, Language language);
/// Searches what could have caused an alarm at a section.
int trace(const TraceOptions& options, Language language);
/// Tells concentrations under other loads from a run with tags, without running again.
int respond(const RespondOptions& options, Language language);

/// Runs `riverchief-<verb>` with the remaining arguments; it is looked for beside this program, then on PATH.
/// Returns only when there is no such program (2, after saying so).
int external(const std::string& verb, const std::vector<std::string>& arguments);

}  // namespace riverchief::app
