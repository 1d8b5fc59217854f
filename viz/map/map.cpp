#include "viz/map/map.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/chart/chart.hpp"
#include "viz/map/symbols.hpp"
#include "viz/palette.hpp"

namespace riverchief::viz {
namespace {

constexpr double side = 22.0, above = 16.0;      // between network and frame [pt]
constexpr double metres_per_degree = 111195.0;   // of latitude, on the sphere of 6371 km

struct Extent {
  Range x = no_range, y = no_range;
  double shrink = 1.0;
  double width() const { return std::max(x.size() * shrink, 1e-9); }
  double height() const { return std::max(y.size(), 1e-9); }
};

Extent extent(const ResultFile& file) {
  Extent e;
  widen(e.x, file.cells.x);
  widen(e.y, file.cells.y);
  if (file.geographic) e.shrink = std::cos(0.5 * (e.y.low + e.y.high) * 3.14159265358979 / 180.0);
  return e;
}

/// Unit normals to the left of a line, evened out over its neighbours so that parallel lines stay smooth.
std::vector<Point> normals(const std::vector<Point>& line) {
  std::vector<Point> result;
  const auto n = static_cast<std::ptrdiff_t>(line.size());
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    const Point& a = line[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, i - 2))];
    const Point& b = line[static_cast<std::size_t>(std::min<std::ptrdiff_t>(n - 1, i + 2))];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    result.push_back(length > 0.0 ? Point{-(b.y - a.y) / length, (b.x - a.x) / length} : Point{0.0, 0.0});
  }
  return result;
}

bool same(const Stroke& a, const Stroke& b) {
  return a.colour.red == b.colour.red && a.colour.green == b.colour.green && a.colour.blue == b.colour.blue && a.width == b.width;
}

Point halfway(Point a, Point b) { return {0.5 * (a.x + b.x), 0.5 * (a.y + b.y)}; }

}  // namespace

double Map::height(const Run& run, double width) {
  const Extent e = extent(*run.file);
  const double room = width - 2.0 * side;
  return std::clamp(room * e.height() / e.width() + 2.0 * above, 0.34 * width, 1.15 * width);
}

Map::Map(Canvas& canvas, const Box& frame, const Run& run, const Language& in)
    : canvas_(canvas), frame_(frame), run_(run), in_(in), placer_({frame.left + 2, frame.bottom + 2, frame.right - 2, frame.top - 2}) {
  const Extent e = extent(*run.file);
  shrink_ = e.shrink;
  metres_ = run.file->geographic ? metres_per_degree : 1.0;
  scale_ = std::min((frame.width() - 2.0 * side) / e.width(), (frame.height() - 2.0 * above) / e.height());
  middle_ = {0.5 * (e.x.low + e.x.high), 0.5 * (e.y.low + e.y.high)};
  canvas.rectangle(frame, {248, 248, 245});
  canvas.outline(frame, {palette::ink, 0.5});
  for (const River& river : run.network.rivers()) placer_.avoid(course(river));
}

Point Map::at(Point world) const {
  return {frame_.centre().x + (world.x - middle_.x) * shrink_ * scale_, frame_.centre().y + (world.y - middle_.y) * scale_};
}

std::vector<Point> Map::course(const River& river) const {
  std::vector<Point> line;
  for (const std::size_t cell : river.cells) line.push_back(at({run_.file->cells.x[cell], run_.file->cells.y[cell]}));
  return line;
}

void Map::rivers(const Style& style, double offset) {
  const Faces& faces = run_.file->faces;
  const auto& cells = run_.file->cells;
  for (const River& river : run_.network.rivers()) {
    std::vector<Point> line = course(river);
    const std::vector<Point> normal = normals(line);
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = {line[i].x + offset * normal[i].x, line[i].y + offset * normal[i].y};
    // Each cell reaches halfway to its neighbours, at a junction to the other river.
    std::vector<Point> ends{line.front()};
    if (const int other = faces.upstream_cell[river.faces.front()]; other >= 0 && offset == 0.0)
      ends[0] = at({cells.x[static_cast<std::size_t>(other)], cells.y[static_cast<std::size_t>(other)]});
    for (std::size_t i = 1; i < line.size(); ++i) ends.push_back(halfway(line[i - 1], line[i]));
    ends.push_back(line.back());
    if (const int other = faces.downstream_cell[river.faces.back()]; other >= 0 && offset == 0.0)
      ends.back() = at({cells.x[static_cast<std::size_t>(other)], cells.y[static_cast<std::size_t>(other)]});
    for (std::size_t i = 0; i < line.size();) {
      const Stroke stroke = style(river.cells[i]);
      std::vector<Point> piece{ends[i]};
      for (; i < line.size() && same(style(river.cells[i]), stroke); ++i) {
        piece.push_back(line[i]);
        piece.push_back(ends[i + 1]);
      }
      canvas_.line(piece, stroke);
    }
  }
}

void Map::words_along(const std::function<std::string(std::size_t)>& words) {
  for (const River& river : run_.network.rivers()) {
    const std::vector<Point> line = course(river);
    for (std::size_t from = 0, to = 0; from < line.size(); from = to) {
      const std::string text = words(river.cells[from]);
      double length = 0.0;
      for (to = from + 1; to < line.size() && words(river.cells[to]) == text; ++to)
        length += std::hypot(line[to].x - line[to - 1].x, line[to].y - line[to - 1].y);
      if (length < 26.0) continue;
      const Size size = Canvas::text_size(text, letters::small);
      for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
        const Point centre = line[from + static_cast<std::size_t>(share * static_cast<double>(to - from))];
        const Box box{centre.x - 0.5 * size.width, centre.y - 0.4 * size.height, centre.x + 0.5 * size.width, centre.y + 0.4 * size.height};
        if (!placer_.is_free(box)) continue;
        canvas_.text(centre, text, {letters::small, palette::ink, Align::middle, Align::middle, false, true});
        placer_.reserve(box);
        break;
      }
    }
  }
}

void Map::outfalls() {
  constexpr double away = 4.6;  // of the river's line, on the outfall's bank [pt]
  for (const auto& outfall : run_.file->names.outfalls) {
    const int index = run_.network.find(outfall.river);
    if (index < 0) continue;
    const River& river = run_.network.rivers()[static_cast<std::size_t>(index)];
    const auto line = course(river);
    const auto normal = normals(line);
    const std::size_t cell = run_.network.cell_at(river, outfall.chainage);
    const auto nearest = static_cast<std::size_t>(std::find(river.cells.begin(), river.cells.end(), cell) - river.cells.begin());
    const double offset = outfall.bank == "right" ? -away : outfall.bank == "left" ? away : 0.0;
    const Point place = at(run_.network.position(river, outfall.chainage));
    const Point centre{place.x + offset * normal[nearest].x, place.y + offset * normal[nearest].y};
    draw_outfall(canvas_, centre, outfall.kind);
    placer_.reserve({centre.x - 1.8, centre.y - 1.8, centre.x + 1.8, centre.y + 1.8});
  }
}

void Map::monitoring_sections() {
  for (const Sign& sign : section_signs()) {
    draw_section(canvas_, sign.place);
    placer_.reserve({sign.place.x - 2.8, sign.place.y - 2.8, sign.place.x + 2.8, sign.place.y + 2.8});
  }
}

void Map::section_names() {
  for (const Sign& sign : section_signs())
    name({sign.place}, sign.words, palette::ink, letters::small, {3.5, 5.5, 8.0, 11.0, 15.0, 20.0, 27.0, 36.0, 46.0}, true);
}

std::vector<Map::Sign> Map::section_signs() const {
  std::vector<Sign> signs;
  for (const auto& section : run_.file->names.monitoring_sections)
    if (const int index = run_.network.find(section.river); index >= 0)
      signs.push_back({at(run_.network.position(run_.network.rivers()[static_cast<std::size_t>(index)], section.chainage)),
                       in_.name(section.name_zh, section.name_en)});
  return signs;
}

void Map::county_boundaries() {
  constexpr double reach = 15.0;  // of the line on each side of the river [pt]
  for (const River& river : run_.network.rivers()) {
    const auto stretches = run_.network.counties(river);
    const auto normal = normals(course(river));
    for (std::size_t i = 1; i < stretches.size(); ++i) {
      const Point place = at(run_.network.position(river, stretches[i].from));
      const std::size_t cell = run_.network.cell_at(river, stretches[i].from);
      const Point n = normal[static_cast<std::size_t>(std::find(river.cells.begin(), river.cells.end(), cell) - river.cells.begin())];
      const Point a{place.x - reach * n.x, place.y - reach * n.y}, b{place.x + reach * n.x, place.y + reach * n.y};
      canvas_.line({a, b}, {palette::boundary, 1.0, Dash::dash_dot});
      placer_.avoid({a, b});
    }
  }
}

void Map::county_names() {
  constexpr double near = 75.0;  // a county is not named twice within this distance [pt]
  std::vector<std::pair<std::string, Point>> named;
  for (const River& river : run_.network.rivers()) {
    const auto stretches = run_.network.counties(river);
    if (stretches.size() < 2) continue;
    for (const CountyStretch& stretch : stretches) {
      const auto along = [&](double share) { return at(run_.network.position(river, stretch.from + share * (stretch.to - stretch.from))); };
      const Point centre = along(0.5);
      if (std::any_of(named.begin(), named.end(), [&](const auto& other) {
            return other.first == stretch.left && std::hypot(other.second.x - centre.x, other.second.y - centre.y) < near;
          }))
        continue;
      named.emplace_back(stretch.left, centre);
      name({centre, along(0.35), along(0.65)}, run_.network.county_name(stretch, in_), palette::boundary, letters::axis,
           {9.0, 12.0, 16.0, 22.0}, false);
    }
  }
}

void Map::river_names() {
  std::vector<const River*> longest;
  for (const River& river : run_.network.rivers()) longest.push_back(&river);
  std::stable_sort(longest.begin(), longest.end(), [](const River* a, const River* b) { return a->length > b->length; });
  for (const River* river : longest) {
    std::vector<Point> anchors;
    for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9}) anchors.push_back(at(run_.network.position(*river, share * river->length)));
    name(anchors, in_.name(river->name_zh, river->name_en), {20, 80, 140}, letters::axis, {4.0, 6.0, 8.0, 10.0, 14.0, 19.0, 25.0, 32.0}, true);
  }
}

void Map::name(const std::vector<Point>& anchors, const std::string& words, Colour colour, double size,
               const std::vector<double>& distances, bool with_line) {
  const auto placed = placer_.place(anchors, Canvas::text_size(words, size), distances);
  if (!placed.found) return;
  const Point centre = placed.box.centre();
  if (placed.far && with_line) {  // to the nearest edge of the words
    const Point& a = placed.anchor;
    canvas_.line({a, {std::clamp(a.x, placed.box.left, placed.box.right), std::clamp(a.y, placed.box.bottom, placed.box.top)}}, {colour, 0.4});
  }
  canvas_.text(centre, words, {size, colour, Align::middle, Align::middle, false, true});
}

void Map::scale_and_north() {
  double length = 1.0;  // the longest round distance that fits [m]
  const double longest = 70.0 / scale_ * metres_;
  for (double power = 1.0; power <= longest; power *= 10.0)
    for (const double factor : {1.0, 2.0, 5.0})
      if (factor * power <= longest) length = factor * power;
  const double points = length / metres_ * scale_;
  constexpr double height = 30.0, inset = 6.0;
  const double width = points + 40.0;
  const std::array<Box, 4> corners{
      Box{frame_.right - inset - width, frame_.bottom + inset, frame_.right - inset, frame_.bottom + inset + height},
      Box{frame_.left + inset, frame_.bottom + inset, frame_.left + inset + width, frame_.bottom + inset + height},
      Box{frame_.right - inset - width, frame_.top - inset - height, frame_.right - inset, frame_.top - inset},
      Box{frame_.left + inset, frame_.top - inset - height, frame_.left + inset + width, frame_.top - inset}};
  const auto crowd = [&](const Box& box) {
    std::ptrdiff_t count = 0;
    for (const River& river : run_.network.rivers())
      for (const Point& p : course(river))
        if (p.x > box.left - 12 && p.x < box.right + 12 && p.y > box.bottom - 12 && p.y < box.top + 12) ++count;
    return count;
  };
  const Box box = *std::min_element(corners.begin(), corners.end(), [&](const Box& a, const Box& b) { return crowd(a) < crowd(b); });
  placer_.reserve(box);

  const double y = box.bottom + 6.0, left = box.left + 4.0;
  canvas_.rectangle({left, y, left + 0.5 * points, y + 3.0}, palette::ink);
  canvas_.rectangle({left + 0.5 * points, y, left + points, y + 3.0}, palette::paper);
  canvas_.outline({left, y, left + points, y + 3.0}, {palette::ink, 0.4});
  const bool kilometres = length >= 1000.0;
  const std::string words = decimal(kilometres ? length / 1000.0 : length, 0) + (kilometres ? " km" : " m");
  canvas_.text({left, y + 9.0}, "0", {letters::small, palette::ink, Align::middle});
  canvas_.text({left + points, y + 9.0}, words, {letters::small, palette::ink, Align::middle});

  const double x = box.right - 9.0, foot = box.bottom + 3.0;
  canvas_.polygon({{x, foot + 15.0}, {x - 4.0, foot}, {x, foot + 4.0}}, palette::ink);
  canvas_.polygon({{x, foot + 15.0}, {x, foot + 4.0}, {x + 4.0, foot}}, palette::faint_ink);
  canvas_.text({x, foot + 16.0}, in_("北", "N"), {letters::small, palette::ink, Align::middle, Align::low});
}

}  // namespace riverchief::viz
