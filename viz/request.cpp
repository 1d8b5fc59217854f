#include "viz/request.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "viz/complaint.hpp"

namespace riverchief::viz {
namespace {

std::string known_rivers(const Network& network) {
  std::string all;
  for (const River& river : network.rivers()) all += (all.empty() ? "" : ", ") + river.id;
  return all;
}

const River& river_named(const std::string& id, const std::string& where, const Runs& runs) {
  const Network& network = runs.base().network;
  const int index = network.find(id);
  if (index < 0)
    throw Complaint({where, fmt::format("there is no river '{}' in {}", id, runs.base().file->path), "",
                     "choose one of " + known_rivers(network)});
  return network.rivers()[static_cast<std::size_t>(index)];
}

/// "zhimai: 92 km" or "zhimai: 92000 m" (m where no unit stands).
Place parsed(const std::string& text, const Runs& runs) {
  const std::string where = "--at \"" + text + "\"";
  const auto colon = text.find(':');
  const auto wrong = [&](const std::string& why) {
    return Complaint({where, "this is not a place", why, "write river, colon, chainage and unit: \"zhimai: 92 km\""});
  };
  if (colon == std::string::npos) throw wrong("there is no colon behind the river");
  const River& river = river_named(text.substr(0, colon), where, runs);
  const std::string rest = text.substr(colon + 1);
  char* end = nullptr;
  double chainage = std::strtod(rest.c_str(), &end);
  if (end == rest.c_str()) throw wrong("there is no number behind the colon");
  std::string unit(end);
  std::erase(unit, ' ');
  if (unit == "km")
    chainage *= 1000.0;
  else if (!unit.empty() && unit != "m")
    throw wrong("'" + unit + "' is neither km nor m");
  if (chainage < 0.0 || chainage > river.length + 1.0)
    throw Complaint({where, "the place lies off its river", fmt::format("{} reaches from 0 to {:.2f} km", river.id, river.length / 1000.0),
                     "give a chainage in that range"});
  const std::string words = fmt::format("{} {:.2f} km", runs.in.name(river.name_zh, river.name_en), chainage / 1000.0);
  return {river.id, words, words, chainage, ""};
}

}  // namespace

std::vector<const River*> rivers_of(const Request& request, const Runs& runs) {
  std::vector<const River*> rivers;
  for (const std::string& id : request.rivers) rivers.push_back(&river_named(id, "--river " + id, runs));
  if (rivers.empty())
    for (const River& river : runs.base().network.rivers()) rivers.push_back(&river);
  return rivers;
}

std::vector<Place> places_of(const Request& request, const Runs& runs) {
  std::vector<Place> places;
  for (const std::string& text : request.places) places.push_back(parsed(text, runs));
  if (!places.empty()) return places;
  const auto words = [&](const std::string& name, const River& river, double chainage) {
    return fmt::format("{} · {} {:.2f} km", name, runs.in.name(river.name_zh, river.name_en), chainage / 1000.0);
  };
  const Network& network = runs.base().network;
  for (const auto& section : runs.base().file->names.monitoring_sections)
    if (const int index = network.find(section.river); index >= 0) {
      const std::string& name = runs.in.name(section.name_zh, section.name_en);
      places.push_back({section.river, name, words(name, network.rivers()[static_cast<std::size_t>(index)], section.chainage), section.chainage,
                        section.target_class});
    }
  if (places.empty())
    for (const River& river : network.rivers())
      places.push_back({river.id, runs.in.name(river.name_zh, river.name_en), words(runs.in("末端", "mouth"), river, river.length), river.length, ""});
  return places;
}

}  // namespace riverchief::viz
