// Result files of a few cells, structures and intakes made by hand; every expected number is worked out beside it.

#include <gtest/gtest.h>

#include <cmath>

#include "plain_basin.hpp"
#include "scenarios/assessment/compare.hpp"
#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/further_tables.hpp"

namespace riverchief::assessment {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double hour = 3600.0, day = 86400.0;

/// Four cells of 500 m and the five faces around them, two days, a state every six hours.
io::ResultsFile four_cells() {
  io::ResultsFile r;
  r.path = "plain.h5";
  r.start = "2025-08-10T00:00:00+08:00";
  r.completed = true;
  for (int h = 0; h <= 48; h += 6) r.time.push_back(hour * h);
  r.frames_written = static_cast<int>(r.time.size());
  r.cell_river.assign(4, "main");
  r.cell_reach.assign(4, "main/1");
  r.cell_chainage = {250.0, 750.0, 1250.0, 1750.0};
  r.cell_length.assign(4, 500.0);
  r.bed_level.assign(4, 10.0);
  r.left_bank_level = r.right_bank_level = {14.0, 14.0, 14.0, 14.0};
  r.left_crest_level.assign(4, 16.0);
  r.right_crest_level = {16.0, 15.5, 16.0, 16.0};
  r.max_water_level = {15.0, 15.7, 15.9, 15.0};
  r.first_overtopping_left.assign(4, nan);
  r.first_overtopping_right = {nan, 7200.0, nan, nan};
  r.overtopped_volume_left.assign(4, 0.0);
  r.overtopped_volume_right.assign(4, 0.0);
  r.spilled_volume_left.assign(4, 0.0);
  r.spilled_volume_right = {0.0, 900.0, 50.0, 0.0};
  r.face_river.assign(5, "main");
  r.face_chainage = {0.0, 500.0, 1000.0, 1500.0, 2000.0};
  r.face_upstream_cell = {-1, 0, 1, 2, 3};
  r.face_downstream_cell = {0, 1, 2, 3, -1};
  r.dry_duration.assign(4, 0.0);
  r.no_flow_duration.assign(5, 0.0);
  for (std::size_t k = 0; k < r.time.size(); ++k) {
    r.water_level.insert(r.water_level.end(), 4, 13.0);
    r.discharge.insert(r.discharge.end(), 5, 10.0);
  }
  return r;
}

io::Register owned() {
  io::Register registered;
  registered.basin = test::plain_scenario().basin;
  return registered;
}

TEST(BankSites, CountsContiguousOvertoppingsAndBreachesThatBegan) {
  io::ResultsFile r = four_cells();
  io::Register registered = owned();
  r.first_overtopping_left = {10800.0, 9000.0, nan, 12000.0};  // two places on the left, one on the right
  r.structures = {"breach_1", "breach_2"};
  r.structure_kind = {"breach", "breach"};
  r.structure_place = {"", ""};
  r.first_structure_flow = {5400.0, nan};
  r.structure_volume_forward = {2e5, 0.0};
  r.structure_volume_backward = {3e4, 0.0};
  r.events = {{5000.0, "breach_1", "breach begins", 0.0}};
  basin::Structure breach;
  breach.id = "breach_1";
  breach.over = basin::Stretch{"main", 500.0, 700.0, basin::Bank::right};
  breach.to.storage = "cell";
  registered.basin.structures.push_back(breach);
  const std::vector<BankSite> sites = assess_bank_sites(r, registered);
  ASSERT_EQ(sites.size(), 4u);
  EXPECT_EQ(sites[0].what, "breach");
  EXPECT_EQ(sites[0].first, 5000.0);
  EXPECT_EQ(sites[0].volume, 1.7e5);
  EXPECT_EQ(sites[0].into, "cell");
  EXPECT_EQ(sites[0].jurisdiction, "upper");
  EXPECT_EQ(sites[1].bank, "right");
  EXPECT_NEAR(sites[1].height_above_crest, 0.2, 1e-12);
  EXPECT_EQ(sites[1].volume, 900.0);
  EXPECT_EQ(sites[2].first, 9000.0);
  EXPECT_EQ(sites[2].from, 0.0);
  EXPECT_EQ(sites[2].to, 1000.0);
  EXPECT_EQ(sites[3].from, 1500.0);
}

TEST(Flooding, IsDepthAboveTheBottomAndHowLong) {
  io::ResultsFile r = four_cells();
  r.storages = {"cell", "lake"};
  r.storage_kind = {"flood_cell", "reservoir"};
  r.storage_bottom_level = {12.0, 5.0};
  r.max_storage_level = {13.5, 9.0};
  r.time_of_max_storage_level = {day, day};
  r.first_flooding = {hour, 0.0};
  r.flooded_duration = {20.0 * hour, 2.0 * day};
  for (std::size_t k = 0; k < r.time.size(); ++k) r.storage_volume.insert(r.storage_volume.end(), {1000.0 * static_cast<double>(k), 5e6});
  const std::vector<FloodedStorage> rows = assess_flooded(r, owned());
  ASSERT_EQ(rows.size(), 1u) << "a reservoir is no flooded land";
  EXPECT_DOUBLE_EQ(rows[0].max_depth, 1.5);
  EXPECT_DOUBLE_EQ(rows[0].flooded_duration, 20.0 * hour);
  EXPECT_DOUBLE_EQ(rows[0].max_volume, 8000.0);
}

TEST(Structures, OpenHoursFollowTheStoredSettings) {
  io::ResultsFile r = four_cells();
  r.structures = {"gate"};
  r.structure_kind = {"sluice_gate"};
  r.structure_place = {"main: 1 km"};
  r.max_structure_discharge = {12.0};
  r.structure_blocked_duration = {9.0 * hour};
  r.structure_flow_duration = {7.0 * hour};
  r.structure_energy = {7.2e6};
  r.structure_setting = {0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};  // open at 6 h and 12 h: three hours each side of both
  r.structure_discharge.assign(9, 1.0);
  const std::vector<StructureFindings> rows = assess_structures(r, owned());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_DOUBLE_EQ(rows[0].open_duration, 12.0 * hour);
  EXPECT_DOUBLE_EQ(rows[0].blocked_duration, 9.0 * hour);
  Findings findings;
  findings.structures = rows;
  for (const Table& table : further_tables(findings, r.start)) {
    if (table.name != "structures") continue;
    const auto& row = table.rows.at(0);
    EXPECT_DOUBLE_EQ(std::get<double>(row.back()), 2.0) << "7.2 MJ are 2 kWh";
  }
}

TEST(Capacity, IsTheDischargeTimesTheRatioOfConveyances) {
  io::ResultsFile r = four_cells();
  io::Register registered = owned();
  // A wide section: K = 100 h^(5/3), told exactly by three steps in K^(3/5). Crest 6 m (5.5 m in the second cell) above the bed.
  for (const double x : r.cell_chainage) registered.conveyances.push_back({"main", x, 10.0, 17.0, {0.0, 100.0 * std::pow(3.5, 5.0 / 3.0), 100.0 * std::pow(7.0, 5.0 / 3.0)}});
  // 300 m³/s pass at a depth of 5 m; the third cell stands at 6.2 m, above its crest.
  for (std::size_t f = 0; f < 5; ++f) r.discharge[4 * 5 + f] = 300.0;
  for (std::size_t c = 0; c < 4; ++c) r.water_level[4 * 4 + c] = c == 2 ? 16.2 : 15.0;
  const std::vector<Bottleneck> rows = assess_capacity(r, registered);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_NEAR(rows[0].chainage, 1250.0, 1e-9);
  EXPECT_NEAR(rows[0].capacity, 300.0 * std::pow(6.0 / 6.2, 5.0 / 3.0), 1e-6);
  EXPECT_NEAR(rows[0].ratio, std::pow(6.0 / 6.2, 5.0 / 3.0), 1e-9);
  EXPECT_EQ(rows[0].method, "reached");
  for (std::size_t c = 0; c < 4; ++c) r.water_level[4 * 4 + c] = 15.0;
  const std::vector<Bottleneck> enough = assess_capacity(r, registered);
  ASSERT_EQ(enough.size(), 1u) << "where all carry what comes, the tightest place of the reach";
  EXPECT_NEAR(enough[0].chainage, 750.0, 1e-9);
  EXPECT_NEAR(enough[0].ratio, std::pow(5.5 / 5.0, 5.0 / 3.0), 1e-9);
  EXPECT_EQ(enough[0].limit, "right_crest");
  EXPECT_EQ(enough[0].method, "estimated");
}

TEST(Capacity, TablesOfTheRegisterAgreeWithManning) {
  basin::Scenario scenario = test::plain_scenario();
  scenario.cell_length = 2000.0;
  const std::vector<io::Conveyance> tables = io::conveyances(scenario);
  ASSERT_EQ(tables.size(), 5u);
  EXPECT_DOUBLE_EQ(tables[0].chainage, 1000.0);
  const double h = 3.0, area = 20.0 * h + 2.0 * h * h, perimeter = 20.0 + 2.0 * std::sqrt(5.0) * h;
  EXPECT_NEAR(io::conveyance_at(tables[0], tables[0].bed_level + h) / (area * std::pow(area / perimeter, 2.0 / 3.0) / 0.03), 1.0, 2e-3);
}

TEST(WaterUse, ReliabilityIsTheShareOfTheTimeThatWasMet) {
  io::ResultsFile r = four_cells();
  io::Register registered = owned();
  r.intakes = {"town", "fields"};
  r.intake_use = {"drinking", "irrigation"};
  r.intake_demand_volume = {1e5, 4e5};
  r.intake_supply_volume = {1e5, 3e5};
  r.intake_short_duration = {0.0, 6.0 * hour};
  for (std::size_t k = 0; k < r.time.size(); ++k) r.intake_demand.insert(r.intake_demand.end(), {1.0, k < 4 ? 2.0 : 0.0});  // fields ask until 21 h
  basin::Intake fields;
  fields.id = "fields";
  fields.priority = 3;
  fields.jurisdiction = "lower";
  fields.quota = 6e5;
  registered.basin.intakes.push_back(fields);
  const std::vector<IntakeFindings> rows = assess_intakes(r, registered);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_DOUBLE_EQ(rows[0].reliability, 1.0);
  EXPECT_NEAR(rows[1].reliability, 1.0 - 6.0 / 21.0, 1e-12);
  EXPECT_DOUBLE_EQ(rows[1].shortage, 1e5);
  EXPECT_DOUBLE_EQ(rows[1].quota_share, 0.5);
  for (const WaterUseGroup& group : group_water_use(rows)) {
    if (group.by == "priority" && group.id == "3") {
      EXPECT_DOUBLE_EQ(group.shortage, 1e5);
    }
    if (group.by == "jurisdiction" && group.id == "lower") {
      EXPECT_EQ(group.intakes, 1);
    }
  }
}

TEST(EcologicalFlow, CountsDaysAndKilometresBelow) {
  io::ResultsFile r = four_cells();
  io::Register registered = owned();
  basin::EcologicalFlow flow;
  flow.id = "e";
  flow.over = {"main", 0.0, 2000.0, {}};
  flow.discharge = 5.0;
  registered.basin.ecological_flows.push_back(flow);
  for (std::size_t k = 5; k < 9; ++k) {  // second day: the lower two faces carry little
    r.discharge[k * 5 + 3] = 2.0;
    r.discharge[k * 5 + 4] = 1.0;
  }
  r.discharge[4 * 5 + 3] = 2.0, r.discharge[4 * 5 + 4] = 1.0;
  const std::vector<EcologicalFindings> rows = assess_ecological_flows(r, registered);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].days, 2);
  EXPECT_EQ(rows[0].days_below, 1);
  EXPECT_DOUBLE_EQ(rows[0].worst_length, 500.0 + 250.0);  // a face stands for the river half-way to its neighbours
  EXPECT_EQ(rows[0].worst_day, "2025-08-11");
  EXPECT_DOUBLE_EQ(rows[0].lowest_discharge, 1.0);
  EXPECT_DOUBLE_EQ(rows[0].chainage_of_lowest, 2000.0);
}

TEST(DryReaches, TellDaysAndKilometres) {
  io::ResultsFile r = four_cells();
  r.dry_duration = {0.0, 0.0, 2.0 * day, 0.5 * day};
  r.no_flow_duration = {0.0, 0.0, 0.0, 3.0 * day, 1.0 * day};
  const std::vector<DryReach> rows = assess_dry_reaches(r);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_DOUBLE_EQ(rows[0].dry_duration, 2.0 * day);
  EXPECT_DOUBLE_EQ(rows[0].dry_length, 1000.0);
  EXPECT_DOUBLE_EQ(rows[0].no_flow_duration, 3.0 * day);
  EXPECT_DOUBLE_EQ(rows[0].no_flow_length, 750.0);  // the face between the two cells stands for 500 m, the last one for 250 m
}

TEST(Reservoirs, AreHeldAgainstTheirLevelsAndCutThePeak) {
  io::ResultsFile r = four_cells();
  io::Register registered = owned();
  basin::Storage lake;
  lake.id = "lake";
  lake.kind = basin::StorageKind::reservoir;
  lake.flood_limit_level = 10.0;
  lake.normal_level = 10.5;
  lake.design_flood_level = 12.0;
  registered.basin.storages.push_back(lake);
  basin::Structure outlet;
  outlet.id = "outlet";
  outlet.from.storage = "lake";
  registered.basin.structures.push_back(outlet);
  r.storages = {"lake"};
  r.storage_kind = {"reservoir"};
  r.storage_water_level = {9.0, 9.0, 11.0, 11.0, 9.0, 9.0, 9.0, 9.0, 9.0};  // above 10 m from 9 h to 21 h
  r.storage_volume = {0.0, 0.0, 1.08e6, 1.08e6, 0.0, 0.0, 0.0, 0.0, 0.0};    // filled at 50 m³/s between 6 h and 12 h
  r.max_storage_level = {11.0};
  r.time_of_max_storage_level = {12.0 * hour};
  r.structures = {"outlet"};
  r.structure_discharge = {10.0, 10.0, 30.0, 30.0, 80.0, 10.0, 10.0, 10.0, 10.0};
  const std::vector<ReservoirFindings> rows = assess_reservoirs(r, registered);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_DOUBLE_EQ(rows[0].above_flood_limit, 12.0 * hour);
  EXPECT_EQ(rows[0].highest_passed, "normal_level");
  EXPECT_DOUBLE_EQ(rows[0].peak_inflow, 50.0 + 20.0);
  EXPECT_DOUBLE_EQ(rows[0].peak_outflow, 55.0);
  EXPECT_DOUBLE_EQ(rows[0].attenuation, 1.0 - 55.0 / 70.0);
}

TEST(Comparison, TellsWhoseLandIsFloodedAndWhoseWaterIsShort) {
  Assessment base, plan;
  FloodedStorage cell;
  cell.storage.id = "cell";
  cell.kind = "flood_cell";
  cell.storage.jurisdiction = "lower";
  cell.max_depth = 0.0;
  base.findings.flooded.push_back(cell);
  cell.max_depth = 0.8;
  cell.first_flooding = hour;
  plan.findings.flooded.push_back(cell);
  IntakeFindings town;
  town.intake.id = "town";
  town.intake.jurisdiction = "upper";
  town.demand = 1e5;
  town.shortage = 2e4;
  base.findings.intakes.push_back(town);
  town.shortage = 1.95e4;
  plan.findings.intakes.push_back(town);
  PlanChange change;
  change.storages = storage_changes(base, plan, 0.05);
  change.intakes = intake_changes(base, plan);
  tell_land_and_water(change);
  ASSERT_EQ(change.loses.size(), 1u);
  EXPECT_EQ(change.loses[0].subject, "cell");
  EXPECT_TRUE(change.storages[0].newly_flooded);
  EXPECT_TRUE(change.gains.empty()) << "half a hundredth of the demand is not told";
  EXPECT_TRUE(storage_changes(base, plan, nan)[0].claimed == false) << "without an error band nothing is claimed";
}

}  // namespace
}  // namespace riverchief::assessment
