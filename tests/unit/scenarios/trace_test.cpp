// The backward response is the adjoint of transport: what a release makes of a section forward in time, it tells from the section's side.

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "model/simulate.hpp"
#include "plain_basin.hpp"
#include "scenarios/attribution/backward.hpp"
#include "scenarios/attribution/trace.hpp"

namespace riverchief::attribution {
namespace {

constexpr double hour = 3600.0;

/// A rising and falling flow through the plain basin and a creek that joins it at 4 km, with dispersion and decay.
basin::Scenario rising_river() {
  basin::Scenario s = test::plain_scenario();
  s.cell_length = 250.0, s.duration = 20.0 * hour;
  s.output_every = 300.0;  // forward as finely as backward, so that they differ by their spreading only
  s.start_epoch = 1754755200.0;  // 2025-08-10T00:00:00+08:00
  s.water_temperature = {{0.0}, {20.0}};
  basin::River creek;
  creek.id = "creek", creek.length = 3000.0, creek.joins = basin::Place{"main", 4000.0, {}};
  for (int km = 0; km <= 3; ++km) creek.sections.push_back(test::trapezoid(1000.0 * km, 9.95 - 0.1 * km));
  s.basin.rivers.push_back(creek);
  s.basin.pollutants[0].decay_rate = 2e-5;
  s.basin.dispersion = {{.river = "", .value = 10.0, .formula = ""}};
  const auto head = [&](const char* river, double factor, double cod) {
    basin::Boundary b;
    b.at = {river, 0.0, {}}, b.kind = basin::BoundaryKind::discharge;
    b.series = {{0.0, 6.0 * hour, 14.0 * hour}, {20.0 * factor, 40.0 * factor, 20.0 * factor}};
    b.concentration["cod"] = {{0.0, 10.0 * hour}, {cod, 2.0 * cod}};
    s.boundaries.push_back(b);
  };
  head("main", 1.0, 5.0), head("creek", 0.3, 12.0);
  basin::Boundary mouth;
  mouth.at = {"main", 10000.0, {}}, mouth.kind = basin::BoundaryKind::normal_depth;
  s.boundaries.push_back(mouth);
  return s;
}

/// Concentration of a constituent in the cell of a place at the end of the run.
double at_the_end(const basin::Scenario& scenario, const basin::Place& place, std::size_t pollutant) {
  class Last : public model::Recorder {
   public:
    std::vector<double> concentration;
    std::size_t size = 0;
    void begin(const model::Grid& grid, const std::vector<double>&) override { size = grid.cells.size() * grid.pollutants.size(); }
    void frame(int, const model::Frame& frame) override { concentration.assign(frame.concentration, frame.concentration + size); }
    bool progress(double) override { return true; }
    void end(const model::Summary&) override {}
  } last;
  model::simulate(scenario, last);
  const model::Network net = model::make_network(scenario);
  const int cell = model::cell_of(net, scenario.basin, {.place = place, .storage = {}});
  for (std::size_t g = 0; g < net.cell_of_grid.size(); ++g)
    if (net.cell_of_grid[g] == cell) return last.concentration[pollutant * net.cell_of_grid.size() + g];
  return -1.0;
}

const basin::Place section{"main", 8000.0, {}};

Alarm alarm_at(double time) {
  Alarm alarm;
  alarm.at = section, alarm.time = time, alarm.pollutant = "cod", alarm.excess = 2.0, alarm.back = 15.0 * hour;
  return alarm;
}

const Suspect& of(const std::vector<Suspect>& suspects, const std::string& id) {
  for (const Suspect& s : suspects)
    if (s.id == id) return s;
  throw std::runtime_error("no suspect " + id);
}

TEST(Trace, SharesOfTheSectionsWaterAddUpToOne) {
  const Trace found = trace(rising_river(), alarm_at(18.0 * hour));
  EXPECT_NEAR(found.closure, 0.0, 1e-10);
  EXPECT_LT(found.left, 1e-3);  // two to three hours of travel
}

// In a steady flow the run's own steps last for hours; the response of a place is a matter of minutes.
TEST(Trace, StepsOfASteadyFlowAreCut) {
  basin::Scenario s = rising_river();
  s.output_every = s.duration;
  const model::Network net = model::make_network(s);
  StepKeeper kept(net, s.duration, 5.0 * hour, 60.0);
  model::simulate(s, kept);
  for (const KeptStep& step : kept.steps()) EXPECT_LE(step.to - step.from, kept.longest() + 1e-6);
  EXPECT_NEAR(kept.steps().back().to, s.duration, 1e-6);
  EXPECT_LE(kept.steps().front().from, s.duration - 5.0 * hour + 1e-6);
}

// What every source contributes by its known load is what the run itself has at the section.
TEST(Trace, ContributionsOfAllSourcesAreTheConcentrationOfTheRun) {
  basin::Scenario s = rising_river();
  s.duration = 18.0 * hour;
  const Trace found = trace(s, alarm_at(s.duration));
  const double run = at_the_end(s, section, 0);
  EXPECT_NEAR(found.explained / run, 1.0, 0.01);
}

// A momentary release of the mass needed, at the place and time named, makes the excess: forward and backward agree.
TEST(Trace, TheMassNeededMakesTheExcess) {
  basin::Scenario s = rising_river();
  s.duration = 18.0 * hour;
  const Trace found = trace(s, alarm_at(s.duration));
  const double before = at_the_end(s, section, 0);
  for (const char* reach : {"main/1", "creek/1"}) {
    const Suspect& suspect = of(found.reaches, reach);
    ASSERT_EQ(suspect.verdict, "possible") << reach;
    const auto place = basin::parse_place(suspect.place);
    ASSERT_TRUE(place.has_value());
    basin::Scenario spilled = s;
    basin::Spill spill;
    spill.id = "tipped", spill.at = *place, spill.pollutant = "cod";
    spill.from = suspect.first, spill.to = suspect.last;  // the load throughout, which both resolve
    spill.mass = suspect.load_needed * (suspect.last - suspect.first) / 1000.0;
    spilled.spills = {spill};
    EXPECT_NEAR((at_the_end(spilled, section, 0) - before) / 2.0, 1.0, 0.05) << reach;
  }
}

TEST(Trace, NamesWhatCouldNotHaveBeenIt) {
  basin::Scenario s = rising_river();
  Alarm alarm = alarm_at(18.0 * hour);
  alarm.at.chainage = 5000.0;
  const Trace found = trace(s, alarm);
  const Suspect& below = of(found.sources, "plant");  // at 7 km
  EXPECT_EQ(below.verdict, "impossible");
  EXPECT_EQ(below.why, "its water did not pass the section");
  const Suspect& mill = of(found.sources, "mill");
  EXPECT_EQ(mill.verdict, "possible");
  EXPECT_NEAR(mill.known_load, 0.10 * 300.0, 1e-9);
  EXPECT_GT(mill.peak, 15.0 * hour);  // 3 km above, not hours away
  EXPECT_LT(mill.peak, 18.0 * hour);
  alarm.back = 600.0;
  const Trace shortly = trace(s, alarm);
  EXPECT_EQ(of(shortly.sources, "mill").verdict, "impossible");
  EXPECT_NE(of(shortly.sources, "mill").why.find("needs longer"), std::string::npos);
}

TEST(Alarm, TellsAllThatIsWrongWithTheQuestion) {
  const basin::Scenario s = rising_river();
  try {
    read_alarm({"maine: 2 km", "yesterday", "codd", "2 kg", "-1 d", ""}, s);
    FAIL();
  } catch (const core::InputError& error) {
    EXPECT_EQ(error.complaints().size(), 5u);
    EXPECT_EQ(error.complaints()[0].fix, "did you mean 'main'?");
    EXPECT_EQ(error.complaints()[2].fix, "did you mean 'cod'?");
  }
  const Alarm alarm = read_alarm({"main: 8 km", "2025-08-10T12:00:00+08:00", "cod", "2 mg/L", "", ""}, s);
  EXPECT_DOUBLE_EQ(alarm.excess, 2.0);
}

}  // namespace
}  // namespace riverchief::attribution
