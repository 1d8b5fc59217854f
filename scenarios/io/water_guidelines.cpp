#include "scenarios/io/water_guidelines.hpp"

#include "scenarios/io/data_folder.hpp"
#include "scenarios/io/toml_file.hpp"

namespace riverchief::io {
namespace {

class Reader {
 public:
  Reader(const std::string& path, const toml::table& file) : path_(path), file_(file) {}

  toml::table section(std::string_view key) {
    if (const toml::table* found = file_[key].as_table()) return *found;
    complaints_.push_back(complaint_at(path_, file_, "there is no [" + std::string(key) + "]", "", "write it as water_guidelines.toml has it."));
    return {};
  }

  double number(const toml::table& table, std::string_view key) {
    if (const auto value = table[key].value<double>()) return *value;
    complaints_.push_back(complaint_at(path_, table, std::string(key) + " is missing or no number", "", "write it as water_guidelines.toml has it."));
    return 0.0;
  }

  template <std::size_t N>
  std::array<double, N> numbers(const toml::table& table, std::string_view key) {
    std::array<double, N> values{};
    const toml::array* list = table[key].as_array();
    if (!list || list->size() != N) {
      complaints_.push_back(complaint_at(path_, table, std::string(key) + " is no list of " + std::to_string(N) + " numbers", "", "write it as water_guidelines.toml has it."));
      return values;
    }
    for (std::size_t i = 0; i < N; ++i) values[i] = list->get(i)->value_or(0.0);
    return values;
  }

  void finish() {
    if (!complaints_.empty()) throw core::InputError(std::move(complaints_));
  }

 private:
  std::string path_;
  const toml::table& file_;
  std::vector<core::Complaint> complaints_;
};

std::vector<std::string> texts(const toml::array* list) {
  std::vector<std::string> found;
  for (std::size_t i = 0; list && i < list->size(); ++i) found.emplace_back(list->get(i)->value_or(""));
  return found;
}

void read_black_odorous(Reader& reader, BlackOdorousGuide& guide) {
  const toml::table table = reader.section("black_odorous");
  guide.id = table["id"].value_or("");
  guide.point_spacing = reader.number(table, "point_spacing");
  guide.one_item = reader.number(table, "one_item");
  guide.two_items = reader.number(table, "two_items");
  guide.points = reader.number(table, "points");
  guide.shallow = reader.number(table, "shallow");
  guide.shallow_share = reader.number(table, "shallow_share");
  const toml::array* items = table["item"].as_array();
  for (std::size_t i = 0; items && i < items->size(); ++i) {
    const toml::table* entry = items->get(i)->as_table();
    if (entry) guide.items.push_back({(*entry)["id"].value_or(""), (*entry)["worse"].value_or(std::string("below")) == "below", reader.number(*entry, "light"), reader.number(*entry, "heavy")});
  }
}

void read_capacity(Reader& reader, CapacityMethod& method) {
  const toml::table table = reader.section("capacity");
  method.id = table["id"].value_or("");
  method.large = reader.number(table, "large");
  method.small = reader.number(table, "small");
  method.seconds_per_year = reader.number(table, "seconds_per_year");
  method.velocity_exponent = reader.number(table, "velocity_exponent");
  const toml::array* rates = table["rate"].as_array();
  for (std::size_t i = 0; rates && i < rates->size(); ++i) {
    const toml::table* entry = rates->get(i)->as_table();
    if (entry) method.rates.push_back({texts((*entry)["items"].as_array()), reader.number(*entry, "lowest"), reader.number(*entry, "highest"), (*entry)["source"].value_or("")});
  }
}

}  // namespace

WaterGuidelines read_water_guidelines(const std::string& path) {
  const toml::table file = parse_toml_file(path);
  Reader reader(path, file);
  WaterGuidelines guidelines;
  read_black_odorous(reader, guidelines.black_odorous);
  const toml::table zones = reader.section("function_zones");
  const toml::array* indicators = zones["double_indicator"].as_array();
  for (std::size_t i = 0; indicators && i < indicators->size(); ++i) guidelines.double_indicator.push_back(texts(indicators->get(i)->as_array()));
  guidelines.year_share = reader.number(zones, "year_share");
  read_capacity(reader, guidelines.capacity);
  const toml::table near_field = reader.section("near_field");
  guidelines.near_field.id = near_field["id"].value_or("");
  guidelines.near_field.small_alpha = reader.number(near_field, "small_alpha");
  guidelines.near_field.large_alpha = reader.number(near_field, "large_alpha");
  guidelines.near_field.peclet = reader.number(near_field, "peclet");
  guidelines.near_field.mixing = reader.numbers<4>(near_field, "mixing");
  guidelines.near_field.lateral = reader.numbers<2>(near_field, "lateral");
  reader.finish();
  return guidelines;
}

const WaterGuidelines& water_guidelines() {
  static const WaterGuidelines guidelines = read_water_guidelines(data_folder() + "/standards/water_guidelines.toml");
  return guidelines;
}

}  // namespace riverchief::io
