#include "model/kept.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

std::string place_of(const basin::Source& source) {
  if (!source.storage.empty()) return source.storage;
  if (source.over.from >= source.over.to) return basin::to_text(basin::Place{source.over.river, source.over.from, source.over.bank});
  return basin::to_text(source.over);
}

void name_sources(const basin::Scenario& scenario, const Network& net, Grid& grid) {
  for (const auto& source : net.given) grid.sources.push_back({source.id, source.kind, source.type, source.sector, source.jurisdiction, source.chief, place_of(source)});
  for (const auto& boundary : scenario.boundaries) {
    const std::string at = basin::to_text(boundary.at);
    grid.sources.push_back({at, "boundary", "", "boundary", "", "", at});
  }
}

/// The grid cell that holds a place.
int grid_cell_of(const Network& net, const Grid& grid, const basin::Place& place) {
  const auto river = std::find(grid.rivers.begin(), grid.rivers.end(), place.river);
  if (river == grid.rivers.end()) return -1;
  const auto r = static_cast<std::size_t>(river - grid.rivers.begin());
  const int first = net.river_first_cell[r], last = net.river_first_cell[r + 1] - 1;
  return std::clamp(first + static_cast<int>(std::floor(place.chainage / grid.cells[idx(first)].length)), first, last);
}

/// Sections, intakes and open ends; water sources are intakes that are protected.
void name_places(const basin::Scenario& scenario, const Network& net, Grid& grid) {
  for (const auto& section : scenario.basin.monitoring_sections)
    if (const int cell = grid_cell_of(net, grid, section.at); cell >= 0) grid.places.push_back({section.id, "section", cell, -1});
  for (const auto& intake : scenario.basin.intakes) {
    Grid::Place place{intake.id, "intake"};
    for (const auto& source : scenario.basin.zones.water_sources)
      if (source.intake == intake.id) place = {source.id, "water_source"};
    if (intake.at.place) place.cell = grid_cell_of(net, grid, *intake.at.place);
    for (std::size_t i = 0; i < grid.storages.size(); ++i)
      if (grid.storages[i].id == intake.at.storage) place.storage = static_cast<int>(i);
    if (place.cell >= 0 || place.storage >= 0) grid.places.push_back(place);
  }
  for (const auto& boundary : scenario.boundaries)
    if (const int cell = grid_cell_of(net, grid, boundary.at); cell >= 0) grid.places.push_back({basin::to_text(boundary.at), "end", cell, -1});
}

void name_gates(const basin::Scenario& scenario, const Network& net, const Transport& transport, Grid& grid) {
  for (const std::size_t face : transport.watched_faces()) {
    Grid::Gate gate{static_cast<int>(face), "", "end"};
    for (const auto& section : scenario.basin.monitoring_sections)
      if (std::find(grid.rivers.begin(), grid.rivers.end(), section.at.river) != grid.rivers.end() && grid_face_of(net, section.at) == gate.face) gate = {gate.face, section.id, "section"};
    const auto& f = grid.faces[face];
    if (gate.kind == "end") gate.id = basin::to_text(basin::Place{grid.rivers[idx(f.river)], f.chainage, {}});
    for (const auto& boundary : scenario.boundaries)  // as the boundary is written
      if (gate.kind == "end" && boundary.at.river == grid.rivers[idx(f.river)] && std::abs(boundary.at.chainage - f.chainage) < 1.0) gate.id = basin::to_text(boundary.at);
    grid.gates.push_back(gate);
  }
}

/// From the first spill on, where water is taken.
void name_fine_times(const basin::Scenario& scenario, Grid& grid) {
  if (scenario.spills.empty() || scenario.basin.intakes.empty()) return;
  double from = scenario.duration;
  for (const auto& spill : scenario.spills) {
    from = std::min(from, spill.from);
    for (std::size_t p = 0; p < grid.pollutants.size(); ++p)
      if (grid.pollutants[p] == spill.pollutant && std::find(grid.fine_pollutants.begin(), grid.fine_pollutants.end(), static_cast<int>(p)) == grid.fine_pollutants.end())
        grid.fine_pollutants.push_back(static_cast<int>(p));
  }
  std::sort(grid.fine_pollutants.begin(), grid.fine_pollutants.end());
  from = std::max(from, 0.0);
  const double most = static_cast<double>(most_fine_times), every = fine_every * std::max(1.0, std::ceil((scenario.duration - from) / fine_every / most));
  for (double k = std::floor(from / every); k * every <= scenario.duration + 1e-6; ++k) grid.fine_times.push_back(k * every);
}

}  // namespace

void name_what_is_kept(const basin::Scenario& scenario, const Network& net, const Transport& transport, Grid& grid) {
  name_sources(scenario, net, grid);
  name_fine_times(scenario, grid);
  const Tags& tags = transport.tags();
  if (!grid.fine_times.empty() || tags.any()) name_places(scenario, net, grid);
  if (!tags.any()) return;
  for (const auto& tag : tags.list()) grid.tags.push_back({tag.set, tag.name, tag.released_from, tag.released_to});
  for (const std::size_t p : tags.pollutants()) grid.tagged.push_back(static_cast<int>(p));
  grid.tags_everywhere = scenario.tags.everywhere;
  name_gates(scenario, net, transport, grid);
}

Kept::Kept(const Grid& grid, const Network& network, const Transport* transport, const basin::Scenario& scenario)
    : grid_(grid), net_(network), transport_(transport), scenario_(scenario) {
  if (grid.places.empty() && grid.tags.empty()) return;
  const std::size_t cells = grid.cells.size(), storages = grid.storages.size(), P = grid.pollutants.size(), columns = grid.tags.size() * grid.tagged.size();
  concentration_.resize(P * cells), storage_concentration_.resize(P * storages);
  tags_.resize(columns * cells), storage_tags_.resize(columns * storages);
  place_concentration_.resize(P * grid.places.size()), place_tags_.resize(columns * grid.places.size());
  held_.resize(columns), passed_.resize(grid.gates.size() * grid.tagged.size()), tags_passed_.resize(grid.gates.size() * columns);
}

double Kept::next_fine() const { return taken_fine_ < grid_.fine_times.size() ? grid_.fine_times[taken_fine_] : std::numeric_limits<double>::infinity(); }

void Kept::at_places(const std::vector<double>& in_cells, const std::vector<double>& in_storages, std::size_t rows, std::vector<double>& out) const {
  const std::size_t places = grid_.places.size(), cells = grid_.cells.size(), storages = grid_.storages.size();
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < places; ++i) {
      const auto& place = grid_.places[i];
      out[row * places + i] = place.cell >= 0 ? in_cells[row * cells + idx(place.cell)] : in_storages[row * storages + idx(place.storage)];
    }
}

void Kept::take_fine(double time) {
  while (next_fine() <= time + 1e-9 * (1.0 + time)) {
    transport_->concentrations(concentration_.data());
    transport_->storage_concentrations(storage_concentration_.data());
    at_places(concentration_, storage_concentration_, grid_.pollutants.size(), place_concentration_);
    const std::size_t places = grid_.places.size();
    for (const int p : grid_.fine_pollutants)
      for (std::size_t i = 0; i < places; ++i) fine_.push_back(place_concentration_[idx(p) * places + i]);
    ++taken_fine_;
  }
}

void Kept::show(const std::vector<double>& volume, Frame& frame) {
  frame.fine_from = static_cast<int>(shown_fine_), frame.fine_count = static_cast<int>(taken_fine_ - shown_fine_), frame.fine_concentration = fine_.data();
  if (grid_.tags.empty()) return;
  const std::size_t cells = grid_.cells.size(), storages = grid_.storages.size(), tags = grid_.tags.size(), tagged = grid_.tagged.size(), places = grid_.places.size();
  transport_->concentrations(concentration_.data());
  transport_->storage_concentrations(storage_concentration_.data());
  transport_->tag_concentrations(tags_.data());
  transport_->tag_storage_concentrations(storage_tags_.data());
  at_places(concentration_, storage_concentration_, grid_.pollutants.size(), place_concentration_);
  for (std::size_t j = 0; j < tagged; ++j) std::copy_n(&place_concentration_[idx(grid_.tagged[j]) * places], places, &place_concentration_[j * places]);  // tagged[j] >= j
  at_places(tags_, storage_tags_, tagged * tags, place_tags_);
  for (std::size_t k = 0; k < held_.size(); ++k) {
    double sum = 0.0;
    for (std::size_t g = 0; g < cells; ++g) sum += tags_[k * cells + g] * volume[idx(net_.cell_of_grid[g])];
    for (std::size_t i = 0; i < storages; ++i) sum += storage_tags_[k * storages + i] * volume[idx(net_.storage_cell[i])];
    held_[k] = sum;
  }
  const auto& passed = transport_->passed();
  for (std::size_t g = 0; g < grid_.gates.size(); ++g)
    for (std::size_t j = 0; j < tagged; ++j) passed_[g * tagged + j] = passed[g * grid_.pollutants.size() + idx(grid_.tagged[j])];
  frame.place_concentration = place_concentration_.data(), frame.tag_concentration = place_tags_.data(), frame.tag_held = held_.data();
  frame.passed = passed_.data(), frame.tag_passed = transport_->tags_passed().data();
  if (grid_.tags_everywhere) frame.tag_concentration_everywhere = tags_.data();
}

void Kept::clear_fine() { fine_.clear(), shown_fine_ = taken_fine_; }

void Kept::save(State& state) const {
  if (grid_.fine_times.empty()) return;
  state["kept.fine"] = fine_;
  state["kept.fine_times"] = {static_cast<double>(shown_fine_), static_cast<double>(taken_fine_)};
}

void Kept::restore(const State& state) {
  if (grid_.fine_times.empty()) return;
  fine_ = state.at("kept.fine");
  shown_fine_ = static_cast<std::size_t>(std::lround(state.at("kept.fine_times")[0]));
  taken_fine_ = static_cast<std::size_t>(std::lround(state.at("kept.fine_times")[1]));
}

void Kept::add_to(Summary& summary, const std::vector<double>& entered) const {
  const std::size_t P = grid_.pollutants.size(), sources = grid_.sources.size();
  if (transport_ == nullptr || sources == 0) return;
  summary.source_volume.assign(sources, 0.0), summary.source_mass.assign(P * sources, 0.0);
  const auto& in = transport_->ledger().from_source;
  for (std::size_t s = 0; s < net_.sources.size(); ++s) {
    const auto& source = net_.sources[s];
    const std::size_t i = source.boundary >= 0 ? net_.given.size() + idx(source.boundary) : source.given >= 0 ? idx(source.given) : sources;
    if (i >= sources) continue;
    summary.source_volume[i] += entered[s];
    for (std::size_t p = 0; p < P; ++p) summary.source_mass[p * sources + i] += in[s * P + p];
  }
  for (std::size_t i = 0; i < net_.given.size(); ++i) {
    const auto& given = net_.given[i];
    if (given.kind != "spill" || given.entry < 0 || idx(given.entry) >= scenario_.spills.size()) continue;
    const auto& spill = scenario_.spills[idx(given.entry)];
    const double share = spill.to > spill.from ? std::clamp(std::min(spill.to, scenario_.duration) - std::max(spill.from, 0.0), 0.0, 1e300) / (spill.to - spill.from) : 0.0;
    for (std::size_t p = 0; p < P; ++p)
      if (grid_.pollutants[p] == spill.pollutant) summary.source_mass[p * sources + i] += 1000.0 * spill.mass * share;
  }
}

}  // namespace riverchief::model
