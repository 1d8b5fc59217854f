// The command riverchief: check, run, assess, compare, import, trace, respond, and every riverchief-<verb> that lives beside it.

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "core/complaint.hpp"
#include "scenarios/app/verbs.hpp"

namespace {

using namespace riverchief;

constexpr std::array own_verbs{"check", "run", "assess", "compare", "import", "trace", "respond"};

const char* const footer =
    "Other verbs are programs named riverchief-<verb> beside this one or on PATH, such as draw, brief and verify.\n"
    "Exit codes: 0 fine, 1 the run failed, 2 the inputs are wrong.";

/// The first argument that is a word and not an option: the verb. --lang takes the word after it.
std::size_t position_of_verb(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang") {
      ++i;
    } else if (arguments[i].empty() || arguments[i][0] != '-') {
      return i;
    }
  }
  return arguments.size();
}

int command(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::size_t at = position_of_verb(arguments);
  if (at < arguments.size() && std::find(own_verbs.begin(), own_verbs.end(), arguments[at]) == own_verbs.end()) {
    std::vector<std::string> rest(arguments.begin() + static_cast<long>(at) + 1, arguments.end());
    rest.insert(rest.end(), arguments.begin(), arguments.begin() + static_cast<long>(at));
    return app::external(arguments[at], rest);
  }

  CLI::App parser("River basin flood, water quality and governance: what if, before the budget is decided.", "riverchief");
  parser.footer(footer);
  parser.set_version_flag("--version", "riverchief " RIVERCHIEF_VERSION);
  parser.require_subcommand(1);
  parser.fallthrough();
  std::string lang = "en";
  parser.add_option("--lang", lang, "Language of what is printed: en or zh")->check(CLI::IsMember({"en", "zh"}));

  app::CheckOptions check;
  CLI::App* check_verb = parser.add_subcommand("check", "Read a scenario and all it names; report every mistake at once");
  check_verb->add_option("SCENARIO", check.scenario, "scenario.toml")->required();

  app::RunOptions run;
  CLI::App* run_verb = parser.add_subcommand("run", "Run a scenario");
  run_verb->add_option("SCENARIO", run.scenario, "scenario.toml")->required();
  run_verb->add_option("-o,--output", run.output, "Result file (HDF5); by default the scenario's name with .h5");
  run_verb->add_option("--threads", run.threads, "Threads; results do not depend on it")->check(CLI::Range(1, 1024));
  run_verb->add_flag("--quiet", run.quiet, "No progress and no summary");
  CLI::Option* resume = run_verb->add_flag("--resume", run.resume, "Go on with a run that was interrupted, from its last checkpoint");
  CLI::Option* error_band = run_verb->add_flag("--error-band", run.error_band,
                     "Run again at a tenth of the tolerance on half the cell length and store the difference");
  error_band->excludes(resume);  // the refined run has no checkpoint

  app::AssessOptions assess;
  CLI::App* assess_verb = parser.add_subcommand("assess", "Freeboard, overtopping, water quality class and days attained of a run");
  assess_verb->add_option("RESULTS", assess.results, "Result file of a run")->required();
  assess_verb->add_option("-o,--output", assess.output, "Where to write: .json, or .csv (one file per table)");

  app::CompareOptions compare;
  CLI::App* compare_verb = parser.add_subcommand("compare", "Set plans beside a base: who gains, who loses, what it costs");
  compare_verb->add_option("RESULTS", compare.results, "Result files, the base first")->required()->expected(2, -1);
  compare_verb->add_option("-o,--output", compare.folder, "Folder for comparison.json and the tables as CSV");

  app::ImportOptions import;
  CLI::App* import_verb = parser.add_subcommand("import", "Turn the model of another program into a basin folder");
  CLI::App* hecras_verb = import_verb->add_subcommand("hecras", "A HEC-RAS project: .prj with its .p, .g, .u and .f files");
  import_verb->require_subcommand(1);
  hecras_verb->add_option("SOURCE", import.source, "The project file (.prj)")->required();
  hecras_verb->add_option("-o,--output", import.folder, "The basin folder, which must not hold anything yet")->required();
  hecras_verb->add_option("--plan", import.plan, "Plan to import, for example p03; by default the project's current one");
  hecras_verb->add_option("--until", import.until, "End the model at this section: \"RIVER, REACH, STATION\"");
  hecras_verb->add_option("--level", import.level, "CSV with time and water_level [m] where --until ends the model; by default normal depth");
  hecras_verb->add_option("--clock", import.clock, "Offset of the files' times from universal time, for example +08:00");
  hecras_verb->add_flag("--force", import.force, "Replace files of the same names in a folder that is not empty");

  app::TraceOptions trace;
  CLI::App* trace_verb = parser.add_subcommand("trace", "Search what could have caused an alarm at a section: sources and reaches, ranked");
  trace_verb->add_option("SCENARIO", trace.scenario, "scenario.toml")->required();
  trace_verb->add_option("--at", trace.at, "Where: \"zhimai: 122 km\", or the id of a monitoring section")->required();
  trace_verb->add_option("--time", trace.time, "When: ISO 8601 with offset")->required();
  trace_verb->add_option("--pollutant", trace.pollutant, "Id of the pollutant")->required();
  trace_verb->add_option("--excess", trace.excess, "How much above what is usual there: \"0.8 mg/L\"")->required();
  trace_verb->add_option("--back", trace.back, "How far to look back; by default \"5 d\"");
  trace_verb->add_option("--decay-rate", trace.decay_rate, "Decay at 20 degC instead of the basin's: \"0.1 1/day\"");
  trace_verb->add_option("-o,--output", trace.folder, "Folder for trace.json, sources.csv, reaches.csv and cells.csv");

  app::RespondOptions respond;
  CLI::App* respond_verb = parser.add_subcommand("respond", "Concentrations under other loads, from the tags of one run");
  respond_verb->add_option("RESULTS", respond.results, "Result file of a run with [tags]")->required();
  respond_verb->add_option("VARIANTS", respond.variants, "CSV: variant, tag, load_factor [1], and where loads change for a time only from and to")->required();
  respond_verb->add_option("-o,--output", respond.folder, "Folder for responses.csv and responses.json");
  respond_verb->add_flag("--series", respond.series, "Write all instants as well: response_series.csv");

  try {
    parser.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parser.exit(error) == 0 ? 0 : 2;
  }
  const app::Language language = lang == "zh" ? app::Language::zh : app::Language::en;
  if (*check_verb) return app::check(check, language);
  if (*run_verb) return app::run(run, language);
  if (*assess_verb) return app::assess(assess, language);
  if (*import_verb) return app::import(import, language);
  if (*trace_verb) return app::trace(trace, language);
  if (*respond_verb) return app::respond(respond, language);
  return app::compare(compare, language);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return command(argc, argv);
  } catch (const core::InputError& error) {
    fmt::print(stderr, "{}", error.what());
    return 2;
  } catch (const core::RunError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "run stopped: out of memory\n  fix: use a greater cell_length, or store states less often ([output] every).\n");
    return 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "run stopped: {}\n", error.what());
    return 1;
  }
}
