#include "core/complaint.hpp"
#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/io/standard.hpp"

namespace riverchief::assessment {

Assessment assess(const io::ResultsFile& results) {
  if (results.register_json.empty() || results.cell_river.empty()) {
    throw core::InputError({{.where = {results.path, 0, 0, ""},
                             .what = "this is no result file of a run",
                             .why = results.register_json.empty() ? "it holds no register" : "it holds no cells",
                             .fix = "give a file that 'riverchief run' wrote.",
                             .notes = {}}});
  }
  if (results.frames_written == 0) {
    throw core::InputError({{.where = {results.path, 0, 0, ""},
                             .what = "this run was stopped before its first state was stored",
                             .why = "there is nothing to assess",
                             .fix = "run the scenario again.",
                             .notes = {}}});
  }
  Assessment found;
  found.registered = io::read_register(results.register_json, results.path);
  found.file = results.path;
  found.scenario = results.scenario;
  found.title_zh = results.title_zh;
  found.title_en = results.title_en;
  found.input_hash = results.input_hash;
  found.start = results.start;
  found.completed = results.completed;
  found.duration = results.time[static_cast<std::size_t>(results.frames_written) - 1];
  found.standard = io::gb3838_2002().id;
  found.has_error_band = !results.max_water_level_error.empty();
  found.reaches = assess_banks(results, found.registered);
  found.sections = assess_sections(results, found.registered);
  found.jurisdictions = assess_jurisdictions(results, found.registered, found.reaches);
  const io::Register& registered = found.registered;
  found.findings.bank_sites = assess_bank_sites(results, registered);
  found.findings.flooded = assess_flooded(results, registered);
  found.findings.structures = assess_structures(results, registered);
  found.findings.bottlenecks = assess_capacity(results, registered);
  found.findings.intakes = assess_intakes(results, registered);
  found.findings.water_use = group_water_use(found.findings.intakes);
  found.findings.litter = assess_litter(results, registered);
  found.findings.quotas = assess_quotas(results);
  found.findings.ecological_flows = assess_ecological_flows(results, registered);
  found.findings.dry_reaches = assess_dry_reaches(results);
  found.findings.reservoirs = assess_reservoirs(results, registered);
  assess_section_periods(results, registered, found.water);
  rate_groups(registered, found.water);
  assess_zones(results, registered, found.water);
  assess_zone_capacities(results, registered, found.water);
  assess_water_sources(results, registered, found.water);
  assess_black_odorous(results, registered, found.water);
  assess_mixing(results, registered, found.water);
  return found;
}

}  // namespace riverchief::assessment
