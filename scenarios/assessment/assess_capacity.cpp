// Where the river carries least for what it has to carry (卡口).
//
// With Q the largest discharge of the stored states in a cell, η the level at that time and K the conveyance of its section, the
// run's own energy slope there is (Q / K(η))². The discharge that stands at the lower crest η_c on the same slope is
//
//   capacity = Q K(η_c) / K(η)
//
// The nearer the water came to the crest, the less of it is estimate. A slope that is one of backwater or tide is taken as it was.

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"

namespace riverchief::assessment {
namespace {

/// The largest discharge through a cell, downstream where there is any, and when.
struct Peak {
  double discharge = 0.0;
  std::size_t state = 0;
};

std::vector<Peak> peaks_of(const io::ResultsFile& r) {
  const std::size_t faces = r.face_river.size(), cells = r.cell_river.size();
  std::vector<std::vector<std::size_t>> faces_of(cells);
  for (std::size_t f = 0; f < faces; ++f) {
    for (const int side : {r.face_upstream_cell[f], r.face_downstream_cell[f]}) {
      if (side >= 0 && r.cell_river[static_cast<std::size_t>(side)] == r.face_river[f]) faces_of[static_cast<std::size_t>(side)].push_back(f);
    }
  }
  std::vector<Peak> peaks(cells);
  for (std::size_t k = 0; k < static_cast<std::size_t>(r.frames_written); ++k) {
    for (std::size_t c = 0; c < cells; ++c) {
      if (faces_of[c].empty()) continue;
      double sum = 0.0;
      for (const std::size_t f : faces_of[c]) sum += r.discharge[k * faces + f];
      const double mean = sum / static_cast<double>(faces_of[c].size());
      if (mean > peaks[c].discharge) peaks[c] = {mean, k};
    }
  }
  return peaks;
}

/// The lower of the two crests; without embankments the lower bank.
std::pair<std::string, double> limit_of(const io::ResultsFile& r, std::size_t c) {
  const double left = r.left_crest_level[c], right = r.right_crest_level[c];
  if (!std::isnan(left) && !(right < left)) return {"left_crest", left};
  if (!std::isnan(right)) return {"right_crest", right};
  return r.left_bank_level[c] <= r.right_bank_level[c] ? std::pair{std::string("left_bank"), r.left_bank_level[c]} : std::pair{std::string("right_bank"), r.right_bank_level[c]};
}

const io::Conveyance* table_at(const std::vector<io::Conveyance>& tables, const std::string& river, double chainage) {
  for (const io::Conveyance& table : tables) {
    if (table.river == river && std::abs(table.chainage - chainage) < 1e-3) return &table;
  }
  return nullptr;
}

std::string jurisdiction_at(const io::Register& registered, const Bottleneck& b, basin::Bank bank) {
  const basin::Owner* owner = owner_at(registered.basin.owners, b.river, b.chainage, bank);
  return owner ? owner->jurisdiction : "";
}

}  // namespace

std::vector<Bottleneck> assess_capacity(const io::ResultsFile& r, const io::Register& registered) {
  std::vector<Bottleneck> rows;
  if (registered.conveyances.empty()) return rows;
  const std::vector<Peak> peaks = peaks_of(r);
  std::map<std::string, Bottleneck> best_of_reach;  // of reaches that carry everything: where they are nearest to their limit
  std::vector<std::string> reaches;
  const auto close = [&](Bottleneck& open) {
    if (open.river.empty()) return;
    rows.push_back(open);
    open = {};
  };
  Bottleneck open;
  for (std::size_t c = 0; c < r.cell_river.size(); ++c) {
    const io::Conveyance* table = table_at(registered.conveyances, r.cell_river[c], r.cell_chainage[c]);
    const Peak& peak = peaks[c];
    if (open.river != r.cell_river[c] || open.reach != r.cell_reach[c]) close(open);
    if (!table || peak.discharge <= 0.0) {
      close(open);
      continue;
    }
    Bottleneck here;
    here.river = r.cell_river[c];
    here.reach = r.cell_reach[c];
    here.chainage = r.cell_chainage[c];
    here.from = here.chainage - 0.5 * r.cell_length[c];
    here.to = here.chainage + 0.5 * r.cell_length[c];
    std::tie(here.limit, here.limit_level) = limit_of(r, c);
    here.design_discharge = peak.discharge;
    here.water_level = r.water_level[peak.state * r.cell_river.size() + c];
    const double now = io::conveyance_at(*table, here.water_level);
    if (now <= 0.0) continue;
    here.capacity = peak.discharge * io::conveyance_at(*table, here.limit_level) / now;
    here.ratio = here.capacity / peak.discharge;
    here.method = std::abs(here.water_level - here.limit_level) <= near_limit ? "reached" : "estimated";
    if (here.ratio >= 1.0) {
      close(open);
      const auto [entry, is_new] = best_of_reach.emplace(here.reach, here);
      if (!is_new && here.ratio < entry->second.ratio) entry->second = here;
    } else if (open.river.empty()) {
      open = here;
    } else {
      const double from = open.from;
      if (here.ratio < open.ratio) open = here;
      open.from = from;
      open.to = here.to;
    }
  }
  close(open);
  for (const auto& [reach, here] : best_of_reach) {
    if (std::none_of(rows.begin(), rows.end(), [&](const Bottleneck& row) { return row.reach == reach; })) rows.push_back(here);
  }
  for (Bottleneck& row : rows) {
    row.left_jurisdiction = jurisdiction_at(registered, row, basin::Bank::left);
    row.right_jurisdiction = jurisdiction_at(registered, row, basin::Bank::right);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Bottleneck& a, const Bottleneck& b) { return a.ratio < b.ratio; });
  return rows;
}

}  // namespace riverchief::assessment
