// What a result file holds besides the states of all cells: groups `sources`, `tags` and `fine`. Each has dimensions of its own, so that
// xarray opens it by its name: xarray.open_dataset("run.h5", group="tags").

#include <hdf5_hl.h>

#include <numeric>

#include "io/results_layout.hpp"

namespace riverchief::io {
namespace {

using Grid = model::Grid;

/// One group: its dimensions, then its variables.
class Group {
 public:
  Group(hid_t file, std::string name) : file_(file), name_(std::move(name)) { create_group(file, name_); }

  Handle dimension(const std::string& name, hid_t type, std::size_t size, const char* en, const char* zh) const {
    Handle dataset = create_dataset(file_, name_ + "/" + name, type, {size});
    require(H5DSset_scale(dataset, name.c_str()), "dimension '" + name + "'");
    tell(dataset, "", en, zh);
    return dataset;
  }
  Handle texts(const std::string& name, const std::vector<std::string>& ids, const char* en, const char* zh) const {
    Handle dataset = dimension(name, utf8_type(), ids.size(), en, zh);
    write_texts(dataset, ids);
    return dataset;
  }
  Handle variable(const std::string& name, hid_t type, const std::vector<const Handle*>& along, const char* unit, const char* en, const char* zh) const {
    std::vector<hsize_t> size;
    for (const Handle* scale : along) size.push_back(length(*scale));
    Handle dataset = create_dataset(file_, name_ + "/" + name, type, size);
    for (std::size_t i = 0; i < along.size(); ++i) require(H5DSattach_scale(dataset, *along[i], static_cast<unsigned>(i)), "dimensions of '" + name + "'");
    tell(dataset, unit, en, zh);
    return dataset;
  }
  void put(const std::string& name, const Handle& along, const std::vector<std::string>& values, const char* en, const char* zh) const {
    write_texts(variable(name, utf8_type(), {&along}, "", en, zh), values);
  }
  void put(const std::string& name, const Handle& along, const std::vector<double>& values, const char* unit, const char* en, const char* zh) const {
    write_doubles(variable(name, H5T_NATIVE_DOUBLE, {&along}, unit, en, zh), values.data());
  }
  void put(const std::string& name, const Handle& along, const std::vector<int>& values, const char* en, const char* zh) const {
    write_ints(variable(name, H5T_NATIVE_INT, {&along}, "1", en, zh), values);
  }

 private:
  static hsize_t length(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace");
    return static_cast<hsize_t>(H5Sget_simple_extent_npoints(space));
  }
  static void tell(hid_t dataset, const char* unit, const char* en, const char* zh) {
    if (*unit) set_attribute(dataset, "units", std::string(unit));
    set_attribute(dataset, "long_name", std::string(en));
    set_attribute(dataset, "long_name_zh", std::string(zh));
  }

  hid_t file_;
  std::string name_;
};

Handle opened(hid_t file, const std::string& name) { return {H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'"}; }

template <class Thing, class Member>
auto all_of(const std::vector<Thing>& things, Member Thing::* member) {
  std::vector<Member> values;
  for (const Thing& thing : things) values.push_back(thing.*member);
  return values;
}

std::vector<std::string> ids_of(const std::vector<int>& pollutants, const Grid& grid) {
  std::vector<std::string> ids;
  for (const int p : pollutants) ids.push_back(grid.pollutants[static_cast<std::size_t>(p)]);
  return ids;
}

std::vector<int> numbers(std::size_t count) {
  std::vector<int> all(count);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

Handle times_of(const Group& group, const std::string& name, const std::vector<double>& times, const std::string& units) {
  Handle time = group.dimension(name, H5T_NATIVE_DOUBLE, times.size(), "time", "时间");
  set_attribute(time, "units", units);
  set_attribute(time, "calendar", std::string("proleptic_gregorian"));
  write_doubles(time, times.data());
  return time;
}

/// Sections, intakes, open ends.
Handle places_of(const Group& group, const Grid& grid) {
  Handle place = group.texts("place", all_of(grid.places, &Grid::Place::id), "id of the section, the intake or the protected source, or the river's end", "断面、取水口、水源地或河口的编号");
  group.put("place_kind", place, all_of(grid.places, &Grid::Place::kind), "section, intake, water_source or end", "类别");
  group.put("place_cell", place, all_of(grid.places, &Grid::Place::cell), "index of its cell; -1 = it lies in a storage cell", "所在单元序号");
  group.put("place_storage", place, all_of(grid.places, &Grid::Place::storage), "index of its storage cell; -1 = it lies in a river", "所在蓄水单元序号");
  return place;
}

void lay_out_sources(hid_t file, const Grid& grid) {
  const Group group(file, "sources");
  const Handle source = group.texts("source", all_of(grid.sources, &Grid::Source::id), "id of the source, or place of the boundary", "污染源编号或边界位置");
  const Handle pollutant = group.texts("pollutant", grid.pollutants, "constituent", "组分");
  group.put("source_kind", source, all_of(grid.sources, &Grid::Source::kind), "list it comes from", "来源类别");
  group.put("source_type", source, all_of(grid.sources, &Grid::Source::type), "type by the national rule", "入河排污口类型");
  group.put("source_sector", source, all_of(grid.sources, &Grid::Source::sector), "sector", "行业");
  group.put("source_jurisdiction", source, all_of(grid.sources, &Grid::Source::jurisdiction), "jurisdiction", "行政区");
  group.put("source_chief", source, all_of(grid.sources, &Grid::Source::chief), "river chief", "河长");
  group.put("source_place", source, all_of(grid.sources, &Grid::Source::place), "where it enters", "入河位置");
  group.variable("source_volume", H5T_NATIVE_DOUBLE, {&source}, "m3", "water that came in over the run", "计算期内入河水量");
  group.variable("source_mass", H5T_NATIVE_DOUBLE, {&pollutant, &source}, "g", "mass that came in over the run", "计算期内入河污染物量");
}

void lay_out_tags(hid_t file, const Grid& grid, const std::vector<double>& output_times, const std::string& units) {
  const Group group(file, "tags");
  const Handle time = times_of(group, "time", output_times, units);
  const Handle pollutant = group.texts("pollutant", ids_of(grid.tagged, grid), "constituent", "组分");
  const Handle tag = group.dimension("tag", H5T_NATIVE_INT, grid.tags.size(), "tag", "标记");
  write_ints(tag, numbers(grid.tags.size()));
  group.put("tag_set", tag, all_of(grid.tags, &Grid::Tag::set), "by what matter is grouped; every set adds up to the total", "分组方式");
  group.put("tag_name", tag, all_of(grid.tags, &Grid::Tag::name), "group", "组名");
  group.put("tag_released_from", tag, all_of(grid.tags, &Grid::Tag::released_from), "s", "release begins; 0 to 0 = whenever", "排放起始时刻");
  group.put("tag_released_to", tag, all_of(grid.tags, &Grid::Tag::released_to), "s", "release ends", "排放结束时刻");
  const Handle place = places_of(group, grid);
  group.variable("place_concentration", H5T_NATIVE_DOUBLE, {&time, &pollutant, &place}, "g m-3", "concentration", "浓度");
  group.variable("tag_concentration", H5T_NATIVE_DOUBLE, {&time, &pollutant, &tag, &place}, "g m-3", "part of the concentration", "各来源的浓度贡献");
  group.variable("tag_held", H5T_NATIVE_DOUBLE, {&time, &pollutant, &tag}, "g", "mass in all waters", "水体中的存量");
  const Handle gate = group.texts("gate", all_of(grid.gates, &Grid::Gate::id), "section, or river's end, whose face is counted", "计量断面或河口");
  group.put("gate_kind", gate, all_of(grid.gates, &Grid::Gate::kind), "section or end", "类别");
  group.put("gate_face", gate, all_of(grid.gates, &Grid::Gate::face), "index of its face", "所在界面序号");
  group.variable("passed", H5T_NATIVE_DOUBLE, {&time, &gate, &pollutant}, "g", "mass that has passed since the start, positive downstream", "累计通过量");
  group.variable("tag_passed", H5T_NATIVE_DOUBLE, {&time, &gate, &pollutant, &tag}, "g", "part of the mass that has passed", "各来源累计通过量");
  if (!grid.tags_everywhere) return;
  const Handle cell = group.dimension("cell", H5T_NATIVE_INT, grid.cells.size(), "index of the cell", "单元序号");
  write_ints(cell, numbers(grid.cells.size()));
  group.variable("tag_concentration_everywhere", H5T_NATIVE_DOUBLE, {&time, &pollutant, &tag, &cell}, "g m-3", "part of the concentration", "各来源的浓度贡献");
}

void lay_out_fine(hid_t file, const Grid& grid, const std::string& units) {
  const Group group(file, "fine");
  const Handle time = times_of(group, "time", grid.fine_times, units);
  const Handle pollutant = group.texts("pollutant", ids_of(grid.fine_pollutants, grid), "constituent", "组分");
  const Handle place = places_of(group, grid);
  group.variable("place_concentration", H5T_NATIVE_DOUBLE, {&time, &pollutant, &place}, "g m-3", "concentration", "浓度");
}

}  // namespace

void ResultsWriter::File::lay_out_kept(const model::Grid& grid, const std::vector<double>& output_times, bool is_new) {
  const std::string units = text_attribute(opened(file, "time"), "units");
  if (is_new && !grid.sources.empty()) lay_out_sources(file, grid);
  if (!grid.tags.empty()) {
    if (is_new) lay_out_tags(file, grid, output_times, units);
    using Frame = model::Frame;
    const std::size_t tagged = grid.tagged.size(), columns = tagged * grid.tags.size(), places = grid.places.size(), gates = grid.gates.size();
    const auto add = [&](const char* name, std::size_t length, const double* Frame::* values) {
      if (length > 0) rows.push_back({opened(file, std::string("tags/") + name), length, values});
    };
    add("place_concentration", tagged * places, &Frame::place_concentration);
    add("tag_concentration", columns * places, &Frame::tag_concentration);
    add("tag_held", columns, &Frame::tag_held);
    add("passed", gates * tagged, &Frame::passed);
    add("tag_passed", gates * columns, &Frame::tag_passed);
    if (grid.tags_everywhere) add("tag_concentration_everywhere", columns * grid.cells.size(), &Frame::tag_concentration_everywhere);
  }
  fine_row = grid.fine_pollutants.size() * grid.places.size();
  if (grid.fine_times.empty() || fine_row == 0) return;
  if (is_new) lay_out_fine(file, grid, units);
  fine = opened(file, "fine/place_concentration");
}

void ResultsWriter::File::write_fine(const model::Frame& frame) const {
  if (!fine.is_open()) return;
  for (int k = 0; k < frame.fine_count; ++k) write_row(fine, fine_row, frame.fine_from + k, frame.fine_concentration + static_cast<std::size_t>(k) * fine_row);
}

void ResultsWriter::File::write_sources(const model::Summary& summary) const {
  if (summary.source_volume.empty()) return;
  overwrite("sources/source_volume", summary.source_volume);
  overwrite("sources/source_mass", summary.source_mass);
}

double ResultsWriter::File::size_of_kept(const model::Grid& grid, std::size_t frames) {
  const double tagged = static_cast<double>(grid.tagged.size()), columns = tagged * static_cast<double>(grid.tags.size());
  const double everywhere = grid.tags_everywhere ? static_cast<double>(grid.cells.size()) : 0.0;
  const double a_frame = (tagged + columns) * static_cast<double>(grid.places.size() + grid.gates.size()) + columns * (1.0 + everywhere);
  const double fine_values = static_cast<double>(grid.fine_times.size() * (1 + grid.fine_pollutants.size() * grid.places.size()));
  return 8.0 * (static_cast<double>(frames) * a_frame + fine_values) + 600.0 * static_cast<double>(grid.sources.size() + grid.tags.size()) +
         8.0 * static_cast<double>(grid.sources.size() * grid.pollutants.size());
}

}  // namespace riverchief::io
