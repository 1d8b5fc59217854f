// A run of two frames on three cells and four faces, written and read back.

#include "io/results_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "core/complaint.hpp"
#include "core/quantity.hpp"
#include "io/checkpoint.hpp"
#include "io/hdf5_file.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

class Results : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_结果_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    path = (folder / "run.h5").string();
    scenario.name = "flood";
    scenario.title_zh = "洪水";
    scenario.start = "2025-08-10T00:00:00+08:00";
    scenario.file = "data/scenarios/flood.toml";
    scenario.basin.crs = "EPSG:4490";
    scenario.inputs = {{"data/scenarios/flood.toml", "basin = \"../basin.toml\"\n"}, {"data/basin.toml", "name = \"支脉\"\n"}};
    scenario.input_hash = "abc";
    grid.rivers = {"main"};
    grid.pollutants = {"cod", "氨氮"};
    for (int i = 0; i < 3; ++i)
      grid.cells.push_back({.river = 0, .reach = i < 2 ? "main/1" : "main/2", .chainage = 50.0 + 100.0 * i, .length = 100, .bed_level = 1.0 - 0.1 * i, .left_bank_level = 3, .right_bank_level = 3,
                            .left_crest_level = 5, .right_crest_level = nan, .x = 118.0 + i, .y = 37.0});
    for (int i = 0; i < 4; ++i) grid.faces.push_back({.river = 0, .chainage = 100.0 * i, .upstream_cell = i - 1, .downstream_cell = i < 3 ? i : -1, .x = nan, .y = nan});
    summary.max_water_level = {2, 3, 4};
    summary.time_of_max_water_level = {0, 10, 20};
    summary.max_discharge = {5, 6, 7, -8};
    summary.time_of_max_discharge = {1, 2, 3, 4};
    for (int bank = 0; bank < 2; ++bank) {
      summary.first_overtopping[bank] = {nan, 7.0 + bank, nan};
      summary.overtopped_volume[bank] = {0, 100.0 + bank, 0};
    }
    for (const char* of : {"water", "cod", "氨氮"})
      for (const char* reach : {"", "main/1", "main/2"}) summary.ledger.push_back({of, reach, 1, 2, 3, 0, 0, 1e-16, 1e-17});
    summary.steps = 42;
    summary.completed = true;
  }
  void TearDown() override { fs::remove_all(folder); }

  /// Frames before the run ends; level of cell c in frame t is 10 t + c.
  void write(int frames) {
    ResultsWriter writer(path, scenario, "{\"basin\": \"支脉河\"}");
    if (!band.empty()) writer.set_error_band(band, std::vector<double>(6, 0.25));
    writer.begin(grid, {0.0, 3600.0});
    for (int t = 0; t < frames; ++t) {
      const std::vector<double> level{10.0 * t, 10.0 * t + 1, 10.0 * t + 2}, flow{1, 2, 3, 4.0 + t}, concentration{1, 2, 3, 4, 5, 6.0 + t};
      writer.frame(t, {.time = 3600.0 * t, .water_level = level.data(), .volume = level.data(), .discharge = flow.data(), .velocity = flow.data(), .concentration = concentration.data()});
    }
    writer.end(summary);
    where = writer.path();
  }

  fs::path folder;
  std::string path, where;
  basin::Scenario scenario;
  model::Grid grid;
  model::Summary summary;
  std::vector<double> band;
};

TEST_F(Results, AreReadAsTheyWereWritten) {
  write(2);
  EXPECT_EQ(where, path);
  EXPECT_FALSE(fs::exists(folder / "run.partial.h5"));
  const ResultsFile r = read_results(path);
  EXPECT_TRUE(r.completed);
  EXPECT_EQ(r.frames_written, 2);
  EXPECT_EQ(r.title_zh, "洪水");
  EXPECT_EQ(r.start, scenario.start);
  EXPECT_EQ(r.steps, 42);
  EXPECT_EQ(r.pollutants, grid.pollutants);
  EXPECT_EQ(r.time, (std::vector<double>{0.0, 3600.0}));
  EXPECT_EQ(r.water_level, (std::vector<double>{0, 1, 2, 10, 11, 12}));
  EXPECT_EQ(r.discharge.back(), 5.0);
  EXPECT_EQ(r.concentration.size(), 12u);
  EXPECT_EQ(r.concentration.back(), 7.0);
  EXPECT_EQ(r.cell_river.at(2), "main");
  EXPECT_EQ(r.cell_reach, (std::vector<std::string>{"main/1", "main/1", "main/2"}));
  EXPECT_TRUE(std::isnan(r.right_crest_level.at(0)));
  EXPECT_EQ(r.face_upstream_cell, (std::vector<int>{-1, 0, 1, 2}));
  EXPECT_EQ(r.face_downstream_cell, (std::vector<int>{0, 1, 2, -1}));
  EXPECT_EQ(r.first_overtopping_right.at(1), 8.0);
  EXPECT_EQ(r.overtopped_volume_left.at(1), 100.0);
  ASSERT_EQ(r.ledger.size(), 9u);
  EXPECT_EQ(r.ledger.at(8).of, "氨氮");
  EXPECT_EQ(r.ledger.at(8).reach, "main/2");
  EXPECT_EQ(r.ledger.at(8).in, 2.0);
  EXPECT_EQ(r.inputs.at("flood.toml"), scenario.inputs[0].text);
  EXPECT_EQ(r.inputs.at("../basin.toml"), scenario.inputs[1].text);
  EXPECT_EQ(r.register_json, "{\"basin\": \"支脉河\"}");
  EXPECT_TRUE(r.max_water_level_error.empty());
}

TEST_F(Results, KeepTheErrorBand) {
  band = {0.01, 0.02, 0.03};
  write(2);
  const ResultsFile r = read_results(path);
  EXPECT_EQ(r.max_water_level_error, band);
  EXPECT_EQ(r.concentration_error, std::vector<double>(6, 0.25));
}

TEST_F(Results, OfAStoppedRunStayPartial) {
  summary.completed = false;
  write(1);
  EXPECT_EQ(where, (folder / "run.partial.h5").string());
  EXPECT_FALSE(fs::exists(path));
  const ResultsFile r = read_results(where);
  EXPECT_FALSE(r.completed);
  EXPECT_EQ(r.frames_written, 1);
  EXPECT_EQ(r.water_level.at(1), 1.0);
  EXPECT_TRUE(std::isnan(r.water_level.at(4)));
}

TEST_F(Results, OfTheSameRunAreTheSameBytes) {
  const auto bytes = [&] {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  write(2);
  const std::string first = bytes();
  write(2);
  EXPECT_EQ(bytes(), first);
}

TEST_F(Results, HaveTheUnitOfTheTableOnEveryVariable) {
  write(2);
  const Handle file = open_hdf5(path, H5F_ACC_RDONLY);
  for (const std::string& name : dataset_names(file)) {
    if (name == "inputs") continue;
    const core::Quantity* quantity = core::find_quantity(name);
    ASSERT_NE(quantity, nullptr) << name;
    const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name);
    EXPECT_EQ(text_attribute(dataset, "long_name"), quantity->description) << name;
    if (name == "time") {
      EXPECT_EQ(text_attribute(dataset, "units"), "seconds since " + scenario.start);
    } else if (!quantity->unit.empty()) {
      EXPECT_EQ(text_attribute(dataset, "units"), quantity->unit) << name;
    }
  }
}

TEST_F(Results, WithoutPollutantsHoldNone) {
  grid.pollutants.clear();
  write(2);
  EXPECT_TRUE(read_results(path).concentration.empty());
}

TEST_F(Results, OfSomethingElseAreRefused) {
  EXPECT_THROW(read_results((folder / "nothing.h5").string()), core::InputError);
  fs::create_directories(folder);
  EXPECT_THROW(read_results(folder.string()), core::InputError);
  std::ofstream(path) << "not HDF5";
  EXPECT_THROW(read_results(path), core::InputError);
}

TEST_F(Results, StopTheRunWhenTheListenerSaysSo) {
  ResultsWriter writer(path, scenario, "");
  writer.begin(grid, {0.0});
  EXPECT_TRUE(writer.progress(1.0));
  writer.on_progress([](double time) { return time < 10.0; });
  EXPECT_TRUE(writer.progress(9.0));
  EXPECT_FALSE(writer.progress(11.0));
}

/// Puts a dataset of zeros in the place of another.
void replace(const std::string& path, const char* name, hsize_t size) {
  const Handle file = open_hdf5(path, H5F_ACC_RDWR);
  require(H5Ldelete(file, name, H5P_DEFAULT), name);
  write_doubles(create_dataset(file, name, H5T_NATIVE_DOUBLE, {size}), std::vector<double>(size).data());
}

TEST_F(Results, WhosePartsDoNotFitTogetherAreRefused) {
  for (const char* name : {"velocity", "max_discharge", "ledger_in", "time"}) {
    write(2);
    replace(path, name, 5);
    try {
      read_results(path);
      ADD_FAILURE() << name << " of another size is taken";
    } catch (const core::InputError& error) {
      EXPECT_NE(std::string(error.what()).find("of another size"), std::string::npos) << error.what();
    }
    fs::remove(path);
  }
}

TEST_F(Results, OfADamagedStateTheOneBeforeIsTaken) {
  {
    ResultsWriter writer(path, scenario, "{}");
    writer.begin(grid, {0.0, 3600.0});
    writer.checkpoint({{"time", {100.0}}, {"volume", {1.0, 2.0, 3.0}}}, 1);
    writer.checkpoint({{"time", {200.0}}, {"volume", {4.0, 5.0, 6.0}}}, 2);
    writer.end(summary);
  }
  EXPECT_EQ(read_checkpoint(path).state.at("time").front(), 200.0);
  {
    const Handle file = open_hdf5(path, H5F_ACC_RDWR), volume(H5Dopen2(file, "checkpoint/b/volume", H5P_DEFAULT), H5Dclose, "volume");
    write_doubles(volume, std::vector<double>{4.0, 5.5, 6.0}.data());
  }
  EXPECT_EQ(read_checkpoint(path).state.at("time").front(), 100.0);
}

}  // namespace
}  // namespace riverchief::io
