#include "io/read_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "io/csv_table.hpp"

namespace riverchief::io {
namespace {

constexpr double trapezoid_height = 50.0;  // [m] a simple section is carried up this far above its bed
constexpr double same_section = 0.5;       // [m] ineffective ground this near to a section's chainage belongs to it

/// Rows [first, last) are one section.
struct Rows {
  std::size_t first, last;
};

/// Chainages must lie on the river and grow from section to section; complains and returns false otherwise.
bool chainage_fits(const CsvTable& table, std::size_t row, double chainage, double before, std::size_t row_before, const basin::River& river, Complaints& complaints) {
  if (std::isnan(chainage) || std::isnan(before)) return false;
  if (chainage > river.length + 1e-6) {
    complaints.error(table.where(row, "chainage"), fmt::format("this section lies beyond the mouth of river '{}'", river.id),
                     fmt::format("chainage {:g} m, the river is {:g} m long", chainage, river.length), "mend the chainage, or the river's length in the basin file.");
    return false;
  }
  if (chainage > before) return true;
  if (chainage == before)
    complaints.error(table.where(row, "chainage"), fmt::format("two sections of river '{}' at one chainage", river.id), fmt::format("both are at {:g} m", chainage),
                     "give each its own chainage, or remove one.", {{table.where(row_before, "chainage"), "the other one"}});
  else
    complaints.error(table.where(row, "chainage"), fmt::format("the sections of river '{}' are out of order", river.id),
                     fmt::format("chainage {:g} m follows {:g} m", chainage, before), "sort the sections by growing chainage, from the head to the mouth.");
  return false;
}

/// The banks of a section without marks: the ends of the panels as smooth as the one at the lowest point, or the whole section.
void find_banks(basin::Section& section) {
  const auto& p = section.points;
  const double left = section.left_crest.value_or(p.front().offset), right = section.right_crest.value_or(p.back().offset);
  std::size_t lowest = p.size(), first = 0, last = p.size() - 1;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i].offset < left) first = i + 1;
    if (p[i].offset > right) continue;
    last = i;
    if (p[i].offset >= left && (lowest == p.size() || p[i].level < p[lowest].level)) lowest = i;
  }
  section.left_bank = left;
  section.right_bank = right;
  if (lowest == p.size() || last <= first) return;
  // of the two panels beside the lowest point the smoother one
  std::size_t panel = std::min(lowest, last - 1);
  if (panel > first && p[panel - 1].manning_n < p[panel].manning_n) --panel;
  std::size_t begin = panel, end = panel + 1;
  while (begin > first && p[begin - 1].manning_n == p[panel].manning_n) --begin;
  while (end < last && p[end].manning_n == p[panel].manning_n) ++end;
  if (p[begin].offset >= p[end].offset) return;
  section.left_bank = p[begin].offset;
  section.right_bank = p[end].offset;
}

/// One surveyed section from its rows.
class Survey {
 public:
  Survey(CsvTable& table, const basin::River& river, Complaints& complaints) : table_(table), river_(river), complaints_(complaints) {
    chainage_ = table.numbers("chainage", "chainage");
    offset_ = table.numbers("offset", "offset");
    level_ = table.numbers("level", "level");
    manning_n_ = table.numbers("manning_n", "manning_n");
    mark_ = table.texts("mark", false);
    station_ = table.texts("station", false);
    table.finish();
  }

  bool is_complete() const { return !chainage_.empty() && !offset_.empty() && !level_.empty() && !manning_n_.empty(); }

  std::vector<basin::Section> sections() {
    std::vector<basin::Section> result;
    double before = -1.0;
    std::size_t row_before = 0;
    for (const Rows& rows : split()) {
      if (!chainage_fits(table_, rows.first, chainage_[rows.first], before, row_before, river_, complaints_)) {
        before = std::isnan(chainage_[rows.first]) ? before : std::max(before, chainage_[rows.first]);
        continue;
      }
      before = chainage_[rows.first];
      row_before = rows.first;
      if (auto section = one(rows)) result.push_back(std::move(*section));
    }
    return result;
  }

 private:
  /// Rows of one chainage are one section, unless the offsets begin anew behind at least three points: two sections at one chainage.
  std::vector<Rows> split() const {
    std::vector<Rows> result;
    std::size_t first = 0;
    for (std::size_t row = 1; row <= chainage_.size(); ++row) {
      const bool ends = row == chainage_.size() || chainage_[row] != chainage_[first];
      const bool begins_anew = !ends && row - first >= 3 && offset_[row] < offset_[row - 1] && offset_[row] <= offset_[first] && chainage_.size() - row >= 3;
      if (!ends && !begins_anew) continue;
      result.push_back({first, row});
      first = row;
    }
    return result;
  }

  std::string name(const Rows& rows) const { return fmt::format("the section at {}", basin::to_text(basin::Place{river_.id, chainage_[rows.first], {}})); }

  std::optional<basin::Section> one(const Rows& rows) {
    const std::size_t before = complaints_.errors();
    basin::Section section;
    section.chainage = chainage_[rows.first];
    if (!station_.empty()) section.station = station_[rows.first];
    std::map<std::string, std::size_t> marked;
    for (std::size_t row = rows.first; row < rows.last; ++row) {
      if (std::isnan(offset_[row]) || std::isnan(level_[row]) || std::isnan(manning_n_[row])) return std::nullopt;
      if (row > rows.first && offset_[row] < offset_[row - 1]) {
        complaints_.error(table_.where(row, "offset"), fmt::format("offsets of {} decrease", name(rows)), fmt::format("{:g} m follows {:g} m", offset_[row], offset_[row - 1]),
                          "list the points from left to right, looking downstream.");
        return std::nullopt;
      }
      section.points.push_back({offset_[row], level_[row], manning_n_[row]});
      if (mark_.empty() || mark_[row].empty()) continue;
      static const std::vector<std::string> known{"left_crest", "left_bank", "right_bank", "right_crest"};
      if (std::find(known.begin(), known.end(), mark_[row]) == known.end())
        complaints_.error(table_.where(row, "mark"), fmt::format("unknown mark '{}'", mark_[row]), "", suggestion(mark_[row], known, "marks"));
      else if (const auto [other, is_new] = marked.emplace(mark_[row], row); !is_new)
        complaints_.error(table_.where(row, "mark"), fmt::format("{} has two points marked {}", name(rows), mark_[row]), "", "keep one of the two marks.",
                          {{table_.where(other->second, "mark"), "the other one"}});
    }
    if (section.points.size() < 3 || section.points.front().offset >= section.points.back().offset) {
      complaints_.error(table_.where(rows.first, "chainage"), fmt::format("{} has {} point{}", name(rows), section.points.size(), section.points.size() == 1 ? "" : "s"),
                        "a section has at least three points and a width", "add points from bank to bank.");
      return std::nullopt;
    }
    place_marks(section, rows, marked);
    return complaints_.errors() == before ? std::optional(section) : std::nullopt;
  }

  void place_marks(basin::Section& section, const Rows& rows, const std::map<std::string, std::size_t>& marked) {
    const auto offset = [&](const char* mark) { return marked.count(mark) ? std::optional(offset_[marked.at(mark)]) : std::nullopt; };
    section.left_crest = offset("left_crest");
    section.right_crest = offset("right_crest");
    find_banks(section);
    section.left_bank = offset("left_bank").value_or(marked.count("right_bank") ? section.left_crest.value_or(section.points.front().offset) : section.left_bank);
    section.right_bank = offset("right_bank").value_or(marked.count("left_bank") ? section.right_crest.value_or(section.points.back().offset) : section.right_bank);
    // from left to right: crest, bank, bank, crest
    static const char* order[] = {"left_crest", "left_bank", "right_bank", "right_crest"};
    const char* last = nullptr;
    for (const char* mark : order) {
      if (!marked.count(mark)) continue;
      if (last && marked.at(mark) <= marked.at(last)) {
        complaints_.error(table_.where(marked.at(mark), "mark"), fmt::format("{} of {} lies left of its {}", mark, name(rows), last), "",
                          "from left to right stand left_crest, left_bank, right_bank, right_crest.", {{table_.where(marked.at(last), "mark"), last}});
        return;
      }
      last = mark;
    }
    crests_above_bed(section, rows, marked);
  }

  void crests_above_bed(const basin::Section& section, const Rows& rows, const std::map<std::string, std::size_t>& marked) {
    std::size_t lowest = rows.first;
    double bed = std::numeric_limits<double>::infinity();
    for (std::size_t row = rows.first; row < rows.last; ++row)
      if (offset_[row] >= section.left_bank && offset_[row] <= section.right_bank && level_[row] < bed) bed = level_[row], lowest = row;
    for (const char* mark : {"left_crest", "right_crest"}) {
      if (!marked.count(mark) || level_[marked.at(mark)] > bed) continue;
      complaints_.error(table_.where(marked.at(mark), "level"), fmt::format("{} of {} is below the bed", mark, name(rows)),
                        fmt::format("the crest is at {:g} m, the bed at {:g} m", level_[marked.at(mark)], bed), "a level is measured from the datum: mend the crest's, or move the mark to the top of the embankment.",
                        {{table_.where(lowest, "level"), "the bed"}});
    }
  }

  CsvTable& table_;
  const basin::River& river_;
  Complaints& complaints_;
  std::vector<double> chainage_, offset_, level_, manning_n_;
  std::vector<std::string> mark_, station_;
};

/// The section that a row of a further table belongs to; nullptr after a complaint.
basin::Section* section_at(basin::River& river, double chainage, const core::Where& where, Complaints& complaints) {
  const auto section = std::min_element(river.sections.begin(), river.sections.end(), [&](const basin::Section& a, const basin::Section& b) {
    return std::abs(a.chainage - chainage) < std::abs(b.chainage - chainage);
  });
  if (std::abs(section->chainage - chainage) <= same_section) return &*section;
  complaints.error(where, fmt::format("river '{}' has no section at {:g} m", river.id, chainage), fmt::format("the nearest one is at {:g} m", section->chainage), "give the chainage of a section.");
  return nullptr;
}

std::vector<basin::Section> simple_sections(CsvTable& table, const basin::River& river, const std::optional<double>& river_n, Complaints& complaints) {
  const auto chainage = table.numbers("chainage", "chainage"), bed = table.numbers("bed_level", "bed_level");
  const auto width = table.numbers("bottom_width", "bottom_width"), slope = table.numbers("side_slope", "side_slope");
  const auto n = table.numbers("manning_n", "manning_n", !river_n);
  table.finish();
  std::vector<basin::Section> result;
  if (chainage.empty() || bed.empty() || width.empty() || slope.empty() || (n.empty() && !river_n)) return result;
  double before = -1.0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!chainage_fits(table, row, chainage[row], before, row == 0 ? 0 : row - 1, river, complaints)) continue;
    before = chainage[row];
    const double roughness = n.empty() ? *river_n : n[row];
    if (std::isnan(bed[row] + width[row] + slope[row] + roughness)) continue;
    if (width[row] <= 0.0 && slope[row] <= 0.0) {
      complaints.error(table.where(row, "bottom_width"), "this section has no width", "bottom_width and side_slope are both 0", "give one of them a value above 0.");
      continue;
    }
    const double half = 0.5 * width[row], top = bed[row] + trapezoid_height, reach = half + slope[row] * trapezoid_height;
    basin::Section section;
    section.chainage = chainage[row];
    section.points = {{-reach, top, roughness}, {-half, bed[row], roughness}, {half, bed[row], roughness}, {reach, top, roughness}};
    if (half <= 0.0) section.points.erase(section.points.begin() + 2);
    section.left_bank = -reach;
    section.right_bank = reach;
    result.push_back(std::move(section));
  }
  return result;
}

}  // namespace

std::vector<basin::Section> read_sections(const TextFile& file, const basin::River& river, const std::optional<double>& manning_n, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return {};
  if (table->has("bed_level") || table->has("bottom_width") || table->has("side_slope")) return simple_sections(*table, river, manning_n, complaints);
  Survey survey(*table, river, complaints);
  return survey.is_complete() ? survey.sections() : std::vector<basin::Section>{};
}

void read_ineffective(const TextFile& file, basin::River& river, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return;
  const auto chainage = table->numbers("chainage", "chainage"), from = table->numbers("from_offset", "from_offset");
  const auto to = table->numbers("to_offset", "to_offset"), level = table->numbers("level", "level");
  const auto permanent = table->texts("permanent", false);
  table->finish();
  if (chainage.empty() || from.empty() || to.empty() || level.empty() || river.sections.empty()) return;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (std::isnan(chainage[row] + from[row] + to[row] + level[row])) continue;
    basin::Section* section = section_at(river, chainage[row], table->where(row, "chainage"), complaints);
    if (!section) continue;
    if (from[row] >= to[row]) {
      complaints.error(table->where(row, "from_offset"), "ineffective ground has no width", fmt::format("it reaches from {:g} m to {:g} m", from[row], to[row]), "from_offset is the smaller of the two.");
    } else {
      if (!permanent.empty() && !permanent[row].empty() && permanent[row] != "yes")
        complaints.error(table->where(row, "permanent"), fmt::format("permanent is '{}'", permanent[row]), "", "write yes where the ground below the level never conveys, otherwise leave it empty.");
      section->ineffective.push_back({from[row], to[row], level[row], !permanent.empty() && permanent[row] == "yes"});
    }
  }
}

void read_roughness_by_level(const TextFile& file, basin::River& river, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return;
  const auto chainage = table->numbers("chainage", "chainage"), level = table->numbers("level", "level"), factor = table->numbers("factor", "factor");
  table->finish();
  if (chainage.empty() || level.empty() || factor.empty() || river.sections.empty()) return;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (std::isnan(chainage[row] + level[row] + factor[row])) continue;
    basin::Section* section = section_at(river, chainage[row], table->where(row, "chainage"), complaints);
    if (!section) continue;
    if (!section->roughness_by_level.empty() && level[row] <= section->roughness_by_level.back().level)
      complaints.error(table->where(row, "level"), fmt::format("levels of the section at {:g} m are out of order", section->chainage),
                       fmt::format("{:g} m follows {:g} m", level[row], section->roughness_by_level.back().level), "sort its rows by growing level and give every level once.");
    else
      section->roughness_by_level.push_back({level[row], factor[row]});
  }
}

std::vector<basin::CentrelinePoint> read_centreline(const TextFile& file, const basin::River& river, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return {};
  const auto chainage = table->numbers("chainage", "chainage"), x = table->numbers("x", "x"), y = table->numbers("y", "y");
  table->finish();
  std::vector<basin::CentrelinePoint> result;
  if (chainage.empty() || x.empty() || y.empty()) return result;
  if (table->unit("x") != table->unit("y"))
    complaints.error(table->where_header("y"), "x and y of the centre line have different units", fmt::format("[{}] and [{}]", table->unit("x"), table->unit("y")), "give both in deg, or both in m.");
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (std::isnan(chainage[row] + x[row] + y[row])) continue;
    if (!result.empty() && chainage[row] <= result.back().chainage) {
      complaints.error(table->where(row, "chainage"), fmt::format("the centre line of river '{}' is out of order", river.id),
                       fmt::format("chainage {:g} m follows {:g} m", chainage[row], result.back().chainage), "sort the rows by growing chainage and give every chainage once.");
      break;
    }
    result.push_back({chainage[row], x[row], y[row]});
  }
  return result;
}

}  // namespace riverchief::io
