// Coupled kinetics in ponds that nothing enters or leaves.

#include "model/water_quality.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "basin/rate_names.hpp"
#include "model/process_rates.hpp"
#include "physics/water_quality/oxygen.hpp"

namespace riverchief::model {
namespace {

using basin::Role;

constexpr double day = 86400.0, depth = 1.5, width = 20.0, length = 1000.0;
constexpr int cells = 10;

/// Rates that make everything happen, per day and per metre.
std::map<std::string, basin::Rate> rates() {
  std::map<std::string, basin::Rate> found;
  for (const auto& name : basin::rate_names()) {
    const std::string quantity(name.quantity);
    double value = std::isnan(name.otherwise) ? 0.0 : name.otherwise;
    if (quantity == "decay_rate") value = 0.3 / day;
    if (quantity == "settling_velocity" || quantity == "bed_flux") value = 0.1 / day;
    if (quantity == "half_saturation") value = 0.05;
    if (quantity == "radiation") value = 50.0;
    found[std::string(name.name)] = {.value = value, .theta = 1.05, .lowest = {}, .highest = {}, .source = ""};
  }
  found["phytoplankton_growth"].value = 2.0 / day;
  return found;
}

/// Ten cells of a channel with a constituent for every role (or only those given).
class Pond {
 public:
  explicit Pond(std::vector<Role> roles = {}, bool bottom_algae = true) {
    scenario.name = "pond";
    scenario.start = "2025-06-01T00:00:00Z";
    scenario.duration = day;
    if (roles.empty())
      for (int r = 1; r < basin::role_count; ++r) roles.push_back(static_cast<Role>(r));
    for (const Role role : roles) {
      basin::Pollutant p;
      p.id = basin::to_text(role), p.role = role;
      scenario.basin.pollutants.push_back(p);
    }
    scenario.basin.quality.rates = rates();
    scenario.basin.quality.bottom_algae = bottom_algae;
    scenario.basin.quality.bottom_algae_start = 0.05;
    scenario.weather.solar_radiation = {{0.0}, {300.0}};
    scenario.water_temperature = {{0.0}, {23.0}};
  }

  /// Builds the reactors and fills every cell alike. \param value  (pollutant) [g/m3]
  void begin(const std::vector<double>& value) {
    net = std::make_unique<Network>();
    physics::Ground ground;
    ground.points = {{0, 10, 0.03}, {0, 0, 0.03}, {width, 0, 0.03}, {width, 10, 0.03}};
    ground.left_bank = ground.left_crest = 0.0, ground.right_bank = ground.right_crest = width;
    net->rows = physics::tabulate(ground);
    net->cells = cells;
    net->sites.assign(cells, {.first_row = 0, .rows = static_cast<int>(net->rows.size()), .bed_level = 0.0});
    net->length.assign(cells, length / cells);
    net->level_boundary.assign(cells, -1);
    net->grid.rivers = {"pond"};
    for (int c = 0; c < cells; ++c) {
      Grid::Cell cell;
      cell.chainage = (c + 0.5) * length / cells;
      net->grid.cells.push_back(cell);
      net->cell_of_grid.push_back(c);
    }
    quality = std::make_unique<WaterQuality>(scenario, *net);
    volume.assign(cells, depth * width * length / cells);
    mass.clear();
    for (int c = 0; c < cells; ++c)
      for (const double v : value) mass.push_back(v * volume[0]);
    level.assign(net->sites.size(), depth), area.assign(net->sites.size(), depth * width);
    none.assign(net->faces.size() + net->outlets.size() + net->sources.size() + 1, 0.0);
  }

  void react(double from, double to) {
    const FlowStep step{from, to, volume.data(), volume.data(), none.data(), none.data(), none.data(), area.data(), none.data(), level.data()};
    quality->react(from, to, step, volume.data(), mass, reacted);
  }

  std::size_t index(Role role) const {
    for (std::size_t p = 0; p < scenario.basin.pollutants.size(); ++p)
      if (scenario.basin.pollutants[p].role == role) return p;
    throw std::logic_error("no such role");
  }
  double of(Role role, std::size_t cell = 0) const { return mass[cell * scenario.basin.pollutants.size() + index(role)] / volume[cell]; }

  basin::Scenario scenario;
  std::unique_ptr<Network> net;
  std::unique_ptr<WaterQuality> quality;
  std::vector<double> volume, mass, level, area, none;
  Reacted reacted;
};

std::vector<double> usual(const Pond& pond) {
  std::vector<double> value;
  for (const auto& p : pond.scenario.basin.pollutants) value.push_back(p.role == Role::temperature ? 18.0 : p.role == Role::phytoplankton ? 0.02 : p.role == Role::diss_p ? 0.2 : 3.0);
  return value;
}

/// Nothing to and from bed and air but oxygen.
void close(Pond& pond) {
  for (auto& [name, rate] : pond.scenario.basin.quality.rates)
    if (name.find("settling") != std::string::npos || name.find("release") != std::string::npos || name.find("denitrification") == 0 || name == "bed_denitrification") rate.value = 0.0;
}

TEST(WaterQuality, KeepsNitrogenAndPhosphorusWhereNothingGoesToBedAndAir) {
  Pond pond;
  close(pond);
  pond.begin(usual(pond));
  const auto sum = [&](double chlorophyll_share, std::initializer_list<Role> roles) {
    double total = chlorophyll_share * (pond.of(Role::phytoplankton) + pond.quality->bottom_algae()[0] / depth);
    for (const Role r : roles) total += pond.of(r);
    return total;
  };
  const auto nitrogen = [&] { return sum(7.2, {Role::org_n, Role::nh3n, Role::no3n}); };
  const auto phosphorus = [&] { return sum(1.0, {Role::org_p, Role::diss_p}); };
  const double n = nitrogen(), p = phosphorus();
  for (int k = 0; k < 48; ++k) pond.react(k * 1800.0, (k + 1) * 1800.0);
  EXPECT_NEAR(nitrogen(), n, 1e-12 * n);
  EXPECT_NEAR(phosphorus(), p, 1e-12 * p);
  EXPECT_GT(pond.quality->bottom_algae()[0], 0.051);  // and they grew meanwhile
}

TEST(WaterQuality, IsStreeterAndPhelpsWithOxygenAndDemandAlone) {
  Pond pond({Role::dissolved_oxygen, Role::cbod}, false);
  auto& q = pond.scenario.basin.quality;
  for (auto& [name, rate] : q.rates)
    if (name.find("settling") != std::string::npos || name.find("oxygen_half") == 0 || name == "sod") rate.value = 0.0;
  q.reaeration = basin::Reaeration::value;
  const double k1 = 0.3 / day, k2 = 0.6 / day, L0 = 6.0, D0 = 1.0, saturation = physics::oxygen_saturation(20.0, 0.0, 1.0);
  q.rates["cbod_oxidation"].value = k1, q.rates["reaeration_rate"].value = k2;
  pond.scenario.water_temperature = {{0.0}, {20.0}};
  pond.begin({saturation - D0, L0});
  const double t = 2.0 * day;
  for (int k = 0; k < 96; ++k) pond.react(k * 1800.0, (k + 1) * 1800.0);
  EXPECT_NEAR(pond.of(Role::cbod), L0 * std::exp(-k1 * t), 1e-3);
  EXPECT_NEAR(saturation - pond.of(Role::dissolved_oxygen), k1 * L0 / (k2 - k1) * (std::exp(-k1 * t) - std::exp(-k2 * t)) + D0 * std::exp(-k2 * t), 1e-3);
}

TEST(WaterQuality, FollowsTheTemperatureAndTheStretch) {
  Pond pond({Role::cod, Role::codmn}, false);
  pond.scenario.water_temperature = {{0.0}, {30.0}};
  auto& q = pond.scenario.basin.quality;
  q.rates["cod_settling"].value = q.rates["codmn_settling"].value = 0.0;
  q.local_rates = {{.over = basin::Stretch{"pond", 0.0, 0.35 * length, {}}, .storage = "", .rates = {{"cod_decay", {.value = 0.6 / day, .theta = 1.0, .lowest = {}, .highest = {}, .source = ""}}}}};
  pond.begin({10.0, 10.0});
  for (int k = 0; k < 24; ++k) pond.react(k * 3600.0, (k + 1) * 3600.0);
  const double warm = 10.0 * std::exp(-0.3 * std::pow(1.05, 10.0));
  EXPECT_NEAR(pond.of(Role::codmn), warm, 1e-3);
  EXPECT_NEAR(pond.of(Role::cod, 9), warm, 1e-3);
  EXPECT_NEAR(pond.of(Role::cod, 0), 10.0 * std::exp(-0.6), 1e-3);
  EXPECT_NEAR(pond.of(Role::cod, 3), 10.0 * std::exp(-0.6), 1e-3);  // its middle lies in the stretch
  EXPECT_NEAR(pond.of(Role::cod, 4), pond.of(Role::cod, 9), 1e-12);
}

TEST(WaterQuality, NeverGoesBelowZeroWhateverItBeginsWith) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> size(-6.0, 2.0), chance(0.0, 1.0);
  Pond pond;
  for (auto& [name, rate] : pond.scenario.basin.quality.rates) {  // wild rates: some mechanisms a hundred times as fast
    const auto& quantity = basin::rate_names()[basin::find_rate(name)].quantity;
    if (quantity == "decay_rate" || quantity == "bed_flux") rate.value *= std::pow(10.0, 2.0 * chance(random));
    if (quantity == "half_saturation") rate.value *= std::pow(10.0, -2.0 * chance(random));
  }
  pond.begin(usual(pond));
  const std::size_t P = pond.scenario.basin.pollutants.size();
  for (int round = 0; round < 30; ++round) {
    for (std::size_t i = 0; i < pond.mass.size(); ++i)
      pond.mass[i] = i % P == pond.index(Role::temperature) ? 20.0 * pond.volume[0] : chance(random) < 0.3 ? 0.0 : std::pow(10.0, size(random)) * pond.volume[0];
    for (int k = 0; k < 3; ++k) ASSERT_NO_THROW(pond.react(k * 3600.0, (k + 1) * 3600.0)) << "round " << round;
    for (const double m : pond.mass) ASSERT_TRUE(m >= 0.0 && std::isfinite(m));
  }
}

TEST(WaterQuality, IsOfSecondOrderInItsStep) {
  Pond pond;
  pond.scenario.weather.solar_radiation = {{0.0, 0.5 * day, day}, {0.0, 800.0, 0.0}};
  pond.scenario.weather.air_temperature = {{0.0, day}, {10.0, 30.0}};
  const auto at_noon = [&](int steps) {
    pond.begin(usual(pond));
    for (int k = 0; k < steps; ++k) pond.react(0.5 * day * k / steps, 0.5 * day * (k + 1) / steps);
    return std::pair(pond.of(Role::dissolved_oxygen), pond.of(Role::temperature));
  };
  const auto [O, T] = at_noon(768);
  const auto hours = at_noon(12), halves = at_noon(24);
  EXPECT_LT(std::abs(hours.first - O), 0.02);
  EXPECT_LT(std::abs(halves.first - O), 0.4 * std::abs(hours.first - O) + 2e-3);
  EXPECT_LT(std::abs(halves.second - T), 0.4 * std::abs(hours.second - T) + 1e-3);
}

TEST(WaterQuality, SaysWhoseLossBecameWhoseGain) {
  Pond pond;
  pond.begin(usual(pond));
  pond.quality->follow_ways(true);
  pond.react(0.0, 3600.0);
  const auto& ways = pond.quality->ways();
  const std::size_t P = pond.scenario.basin.pollutants.size();
  for (std::size_t p = 0; p < P; ++p) {
    const Role role = pond.scenario.basin.pollutants[p].role;
    if (role == Role::dissolved_oxygen || role == Role::temperature) continue;
    double change = 0;
    for (std::size_t w = 0; w < ways.size(); ++w) {
      if (ways[w].from == static_cast<int>(p)) change -= pond.reacted.lost[w];
      if (ways[w].to == static_cast<int>(p)) change += pond.reacted.gained[w];
    }
    EXPECT_NEAR(change, pond.reacted.change[p], 1e-11 * pond.mass[p] + 1e-9) << basin::to_text(role);
  }
}

TEST(WaterQuality, DividesTagsSoThatTheyAddUp) {
  Pond pond;
  pond.begin(usual(pond));
  pond.quality->follow_ways(true);
  const std::size_t P = pond.scenario.basin.pollutants.size(), tags = 3;
  std::vector<double> tag(P * tags, 0.0);
  for (std::size_t p = 0; p < P; ++p) tag[p * tags + p % 2] = 0.75 * pond.mass[p], tag[p * tags + (p + 1) % 2] = 0.25 * pond.mass[p];
  pond.react(0.0, 3600.0);
  pond.quality->divide_tags(0, pond.reacted, pond.mass.data(), tag.data(), tags);
  for (std::size_t p = 0; p < P; ++p) {
    const Role role = pond.scenario.basin.pollutants[p].role;
    EXPECT_NEAR(tag[p * tags] + tag[p * tags + 1] + tag[p * tags + 2], pond.mass[p], 1e-12 * pond.mass[p]) << basin::to_text(role);
    for (std::size_t t = 0; t < tags; ++t) EXPECT_GE(tag[p * tags + t], 0.0);
  }
  // ammonia comes from organic nitrogen, which had another first tag, and from the bed
  EXPECT_GT(tag[pond.index(Role::nh3n) * tags + 2], 0.0);
}

TEST(WaterQuality, KnowsTheSlopesOfItsRates) {
  Pond pond;
  const ProcessTable table = make_processes(pond.scenario.basin);
  ProcessRates law(table, 1);
  const auto pattern = law.pattern(false);
  constexpr std::size_t W = numerics::batch_width;
  std::mt19937 random(3);
  std::uniform_real_distribution<double> size(-2.0, 1.0);
  std::vector<double> y(pattern.states * W), r(pattern.processes * W), moved(pattern.processes * W), d(pattern.slopes.size() * W);
  for (double& v : y) v = std::pow(10.0, size(random));
  std::fill_n(law.coefficients(0), pattern.processes * W, 1.0);
  law.slopes(0, y.data(), d.data());
  for (std::size_t s = 0; s < pattern.states; ++s) {
    std::vector<double> up = y, down = y;
    for (std::size_t j = 0; j < W; ++j) up[s * W + j] *= 1.0 + 1e-6, down[s * W + j] *= 1.0 - 1e-6;
    law.rates(0, up.data(), r.data());
    law.rates(0, down.data(), moved.data());
    for (std::size_t p = 0; p < pattern.processes; ++p)
      for (std::size_t j = 0; j < W; ++j) {
        double slope = 0;
        for (std::size_t m = 0; m < pattern.slopes.size(); ++m)
          if (pattern.slopes[m].process == p && pattern.slopes[m].state == s) slope = d[m * W + j];
        EXPECT_NEAR((r[p * W + j] - moved[p * W + j]) / (2e-6 * y[s * W + j]), slope, 1e-5 * (std::abs(slope) + 1.0)) << "process " << p << " state " << s;
      }
  }
}

}  // namespace
}  // namespace riverchief::model
