// Closing or intercepting outfalls and other sources: their water and load go to a receiver; nothing vanishes unseen.
//
//   caught      = capture x (water, load) of the outfall          the rest stays where it was
//   leaking     = leakage x caught                                 comes out at the old place
//   transferred = caught - leaking                                 goes to the receiver
//
// A treatment plant passes transferred water on at its effluent concentration, or at the water's own where that is lower. A pollutant that
// does not decay (chloride), or that the plant states no effluent for, passes through whole. What the plant keeps back is reported.
// "outside: <name>" leaves the basin, and is reported. What changes with time (villages, sewers, outfalls with hours or series), and what goes
// to a plant that states its inflow, is sent on as it comes, and passes the plant untreated where it is more than the plant can take [SO-3].

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {
namespace {

constexpr double seconds_per_day = 86400.0, seconds_per_year = 365.0 * seconds_per_day;
constexpr const char* outside_prefix = "outside:";

/// Water [m3/s] and load per pollutant [kg/s].
struct Flow {
  double discharge = 0.0;
  std::map<std::string, double> load;
};

double load_sum(const Flow& flow) {
  double sum = 0.0;
  for (const auto& [pollutant, load] : flow.load) sum += load;
  return sum;
}

double carried(const basin::Outfall& outfall, const std::string& pollutant) {
  const auto concentration = outfall.concentration.find(pollutant);
  const auto load = outfall.load.find(pollutant);
  return (concentration == outfall.concentration.end() ? 0.0 : outfall.discharge * concentration->second / 1000.0) +  // g/s to kg/s
         (load == outfall.load.end() ? 0.0 : load->second);
}

basin::Outfall* find_outfall(basin::Basin& basin, const std::string& id) {
  const auto found = std::find_if(basin.outfalls.begin(), basin.outfalls.end(), [&](const basin::Outfall& o) { return o.id == id; });
  return found == basin.outfalls.end() ? nullptr : &*found;
}

std::vector<std::string> ids_of(const basin::Basin& basin, bool plants_only) {
  std::vector<std::string> ids;
  for (const basin::Outfall& o : basin.outfalls) {
    if (!plants_only || o.kind == basin::OutfallKind::treatment_plant) ids.push_back(o.id);
  }
  return ids;
}

/// A constant outfall can be edited; all else is sent on through time.
bool is_constant(const basin::Outfall& outfall) {
  return outfall.discharge_series.time.empty() && outfall.concentration_series.empty() && outfall.schedule.always() && !outfall.inflow && outfall.cold_concentration.empty();
}

/// Everything that can be intercepted.
std::vector<std::string> ids_of_sources(const std::vector<basin::Source>& sources) {
  std::vector<std::string> ids;
  for (const auto& source : sources)
    if (source.kind != "spill" && source.kind != "dumping" && source.kind != "lateral_inflow" && source.kind != "aeration") ids.push_back(source.id);
  return ids;
}

/// \param others  ids of sources that are no outfalls
std::vector<basin::Outfall*> named_outfalls(Edit& edit, const std::vector<basin::Source>& sources, std::vector<std::string>& others) {
  std::vector<basin::Outfall*> found;
  if (!edit.settings.has("outfalls")) {
    edit.settings.complain("", fmt::format("measure '{}' names no outfalls", edit.settings.id()), "", "add outfalls = [\"...\"].");
    return found;
  }
  edit.report.outfalls = edit.settings.list("outfalls").value_or(std::vector<std::string>{});
  if (edit.report.outfalls.empty() && edit.settings.fine()) edit.settings.changes_nothing("outfalls", "outfalls is an empty list", "name the outfalls.");
  for (const std::string& id : edit.report.outfalls) {
    basin::Outfall* outfall = find_outfall(edit.basin, id);
    const auto known = ids_of_sources(sources);
    if (!outfall && std::find(known.begin(), known.end(), id) != known.end() && std::find(others.begin(), others.end(), id) == others.end()) {
      others.push_back(id);
    } else if (!outfall && std::find(others.begin(), others.end(), id) == others.end()) {
      edit.settings.complain("outfalls", fmt::format("unknown outfall '{}' in measure '{}'", id, edit.settings.id()), "",
                             suggestion(id, ids_of(edit.basin, false), "outfalls"));
    } else if (std::find(found.begin(), found.end(), outfall) != found.end()) {
      edit.settings.complain("outfalls", fmt::format("measure '{}' names outfall '{}' twice", edit.settings.id(), id), "", "name it once.");
    } else {
      found.push_back(outfall);
    }
  }
  return found;
}

/// The plant that takes the water; nullptr when it goes outside the basin or something is wrong (then complained of).
basin::Outfall* named_receiver(Edit& edit, const std::vector<basin::Outfall*>& outfalls) {
  if (!edit.settings.has("receiver")) {
    edit.settings.complain("", fmt::format("measure '{}' names no receiver", edit.settings.id()), "water and load of a closed outfall must go somewhere",
                           "add receiver = the id of a treatment plant, or \"outside: <name>\" for a plant outside this basin.");
    return nullptr;
  }
  const std::optional<std::string> receiver = edit.settings.text("receiver");
  if (!receiver) return nullptr;
  edit.report.receiver = *receiver;
  if (receiver->rfind(outside_prefix, 0) == 0) {
    if (receiver->find_first_not_of(' ', std::string(outside_prefix).size()) == std::string::npos) {
      edit.settings.complain("receiver", fmt::format("receiver of measure '{}' lies outside, and has no name", edit.settings.id()), "",
                             "write \"outside: <name>\".");
    }
    return nullptr;
  }
  basin::Outfall* plant = find_outfall(edit.basin, *receiver);
  const std::vector<std::string> plants = ids_of(edit.basin, true);
  if (!plant) {
    edit.settings.complain("receiver", fmt::format("unknown receiver '{}' of measure '{}'", *receiver, edit.settings.id()), "",
                           suggestion(*receiver, plants, "treatment plants"));
  } else if (plant->kind != basin::OutfallKind::treatment_plant) {
    edit.settings.complain("receiver", fmt::format("receiver '{}' of measure '{}' is no treatment plant", *receiver, edit.settings.id()), "",
                           suggestion("", plants, "treatment plants"));
  } else if (!plant->capacity) {
    edit.settings.complain("receiver", fmt::format("receiver '{}' of measure '{}' has no capacity", *receiver, edit.settings.id()),
                           "what it can take must be known", "state its capacity in basin.toml, for example capacity = \"50000 m3/d\".");
  } else if (std::find(outfalls.begin(), outfalls.end(), plant) != outfalls.end()) {
    edit.settings.complain("receiver", fmt::format("receiver '{}' of measure '{}' is one of its outfalls", *receiver, edit.settings.id()), "",
                           "name another plant.");
  }
  return plant;
}

/// Takes the caught share out of the outfall, leaves the leaking part, and returns the rest.
Flow take(basin::Outfall& outfall, double moved_share, const std::vector<basin::Pollutant>& pollutants) {
  Flow moved;
  moved.discharge = moved_share * outfall.discharge;
  for (const basin::Pollutant& pollutant : pollutants) moved.load[pollutant.id] = moved_share * carried(outfall, pollutant.id);
  outfall.discharge -= moved.discharge;
  for (auto& [pollutant, load] : outfall.load) load -= moved_share * load;
  return moved;
}

/// Lets the plant pass the water on; returns what it keeps back [kg/s].
std::map<std::string, double> pass_on(basin::Outfall& plant, const Flow& moved, const std::vector<basin::Pollutant>& pollutants,
                                      std::vector<std::string>& notes) {
  std::map<std::string, double> kept;
  const double discharge = plant.discharge + moved.discharge;
  for (const basin::Pollutant& pollutant : pollutants) {
    const double incoming = moved.load.at(pollutant.id);
    const auto effluent = plant.concentration.find(pollutant.id);
    const bool stated = effluent != plant.concentration.end();
    double outgoing = incoming;
    if (pollutant.decay_rate > 0.0 && stated) {
      outgoing = std::min(incoming, moved.discharge * effluent->second / 1000.0);
    } else if (incoming > 0.0) {
      notes.push_back(fmt::format("{} passes through {} whole: {}", pollutant.id, plant.id,
                                  stated ? "it does not decay" : "the plant states no effluent concentration of it"));
    }
    kept[pollutant.id] = incoming - outgoing;
    if (discharge > 0.0) {
      const double before = stated ? plant.discharge * effluent->second / 1000.0 : 0.0;
      if (stated || outgoing > 0.0) plant.concentration[pollutant.id] = (before + outgoing) / discharge * 1000.0;
    } else if (outgoing > 0.0) {
      plant.load[pollutant.id] += outgoing;
    }
  }
  plant.discharge = discharge;
  return kept;
}

void transfer(Edit& edit, std::optional<double> default_capture) {
  Settings& settings = edit.settings;
  basin::Scenario now = edit.scenario;
  now.basin = edit.basin;
  const std::vector<basin::Source> sources = basin::sources_of(now);
  std::vector<std::string> others;
  const std::vector<basin::Outfall*> outfalls = named_outfalls(edit, sources, others);
  basin::Outfall* plant = named_receiver(edit, outfalls);
  const std::optional<double> capture = settings.has("capture") ? settings.share("capture") : default_capture;
  const std::optional<double> leakage = settings.has("leakage") ? settings.share("leakage") : 0.0;
  const std::optional<double> sewer = settings.number("sewer_length", "m");
  if (!settings.has("capture") && !default_capture) {
    settings.complain("", fmt::format("measure '{}' does not say what share it catches", settings.id()), "", "add capture = 0.9 for 90 %.");
  }
  if (!settings.has("sewer_length")) {
    settings.complain("", fmt::format("measure '{}' does not say how long its sewer is", settings.id()), "the cost follows from it",
                      "add sewer_length = \"3.2 km\", or 0 where none is built.");
  } else if (sewer && *sewer < 0.0) {
    settings.complain("sewer_length", fmt::format("sewer_length of measure '{}' is negative", settings.id()), "", "give a length, 0 or more.");
  }
  if (!settings.fine() || (outfalls.empty() && others.empty())) return;
  const auto loads_before = loads_of_all(edit);

  const double moved_share = *capture * (1.0 - *leakage);
  Flow moved, constant_moved;  // all of it, and what the plant's own figures take up
  double caught_discharge = 0.0;
  for (const basin::Pollutant& pollutant : edit.basin.pollutants) moved.load[pollutant.id] = constant_moved.load[pollutant.id] = 0.0;
  const auto send = [&](const std::string& id) {  // as it comes
    const auto& source = *std::find_if(sources.begin(), sources.end(), [&](const basin::Source& s) { return s.id == id; });
    const double water = basin::mean_discharge(source, now);
    caught_discharge += *capture * water;
    moved.discharge += moved_share * water;
    for (const auto& [pollutant, load] : basin::mean_loads(source, now)) moved.load[pollutant] += moved_share * load;
    edit.basin.sources.transfers.push_back({id, edit.report.receiver, moved_share});
  };
  const bool sends_all = plant && !is_constant(*plant);
  for (const std::string& id : others) send(id);
  for (basin::Outfall* outfall : outfalls) {
    if (sends_all || !is_constant(*outfall)) {
      send(outfall->id);
      continue;
    }
    caught_discharge += *capture * outfall->discharge;
    const Flow part = take(*outfall, moved_share, edit.basin.pollutants);
    for (Flow* flow : {&moved, &constant_moved}) {
      flow->discharge += part.discharge;
      for (const auto& [pollutant, load] : part.load) flow->load[pollutant] += load;
    }
  }
  const bool any_load = std::any_of(moved.load.begin(), moved.load.end(), [](const auto& load) { return load.second > 0.0; });
  if (moved.discharge <= 0.0 && !any_load) {
    settings.changes_nothing(moved_share > 0.0 ? "outfalls" : settings.has("capture") && *capture <= 0.0 ? "capture" : "leakage",
                             moved_share > 0.0 ? "these outfalls carry neither water nor load" : fmt::format("capture {:g}, leakage {:g}: nothing reaches the receiver", *capture, *leakage),
                             moved_share > 0.0 ? "take out outfalls that are already closed, or the measure." : "give capture above 0 and leakage below 1.");
    return;
  }
  const bool sent = !edit.basin.sources.transfers.empty() && edit.basin.sources.transfers.size() > edit.scenario.basin.sources.transfers.size() && (sends_all || !others.empty());
  if (plant && !sent && plant->discharge + moved.discharge > *plant->capacity) {
    settings.complain("receiver", fmt::format("receiver '{}' of measure '{}' cannot take the water", plant->id, settings.id()),
                      fmt::format("{:.0f} m3/d it treats now + {:.0f} m3/d = {:.0f} m3/d; its capacity is {:.0f} m3/d", plant->discharge * seconds_per_day,
                                  moved.discharge * seconds_per_day, (plant->discharge + moved.discharge) * seconds_per_day, *plant->capacity * seconds_per_day),
                      "name a greater plant, share the outfalls between two, or raise its capacity in basin.toml.");
    return;
  }

  MeasureReport& report = edit.report;
  report.quantities = {{"sewer_length", *sewer, "m"},
                       {"outfalls", static_cast<double>(outfalls.size() + others.size()), "1"},
                       {"transferred_discharge", moved.discharge * seconds_per_day, "m3/d"},
                       {"leaking_discharge", *leakage * caught_discharge * seconds_per_day, "m3/d"}};
  std::map<std::string, double> kept;
  if (plant && constant_moved.discharge + load_sum(constant_moved) > 0.0) kept = pass_on(*plant, constant_moved, edit.basin.pollutants, report.notes);
  if (plant && sent) {
    for (const auto& [pollutant, load] : loads_of_all(edit)) kept[pollutant] = std::max(0.0, loads_before.count(pollutant) ? loads_before.at(pollutant) - load : 0.0);
    const double arriving = plant->inflow.value_or(plant->discharge) + moved.discharge, takes = plant->utilisation * *plant->capacity;
    if (arriving > takes)
      report.notes.push_back(fmt::format("{} gets {:.0f} m3/d in the mean and can take {:.0f}: the rest passes by untreated", plant->id, arriving * seconds_per_day, takes * seconds_per_day));
  }
  for (const basin::Pollutant& pollutant : edit.basin.pollutants) kept.emplace(pollutant.id, 0.0);
  for (const basin::Pollutant& pollutant : edit.basin.pollutants) {
    const double load = moved.load.at(pollutant.id) * seconds_per_day;
    report.quantities.push_back({"transferred_load_" + pollutant.id, load, "kg/d"});
    report.quantities.push_back({(plant ? "treated_load_" : "load_leaving_basin_") + pollutant.id, plant ? kept.at(pollutant.id) * seconds_per_day : load, "kg/d"});
  }
  if (!plant) report.notes.push_back(fmt::format("{:.0f} m3/d leave the basin to {}", moved.discharge * seconds_per_day, report.receiver.substr(std::string(outside_prefix).size() + 1)));
  add_price(edit, "sewer_length", *sewer, "sewer", true);
  add_price(edit, "outfalls", static_cast<double>(outfalls.size() + others.size()), "outfall_works", false);
  add_price(edit, "treated_volume_per_year", moved.discharge * seconds_per_year, "treatment", false, true);
}

}  // namespace

void outfall_closure(Edit& edit) { transfer(edit, 1.0); }
void outfall_interception(Edit& edit) { transfer(edit, std::nullopt); }

}  // namespace riverchief::measures
