// riverchief-draw: pictures of result files, on a machine without a display.

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "viz/canvas/font.hpp"
#include "viz/canvas/window.hpp"
#include "viz/complaint.hpp"
#include "viz/pictures/pictures.hpp"
#include "viz/request.hpp"

namespace riverchief::viz {
namespace {

/// Letters, digits, - and _ as they are; every other byte as its number, so that a name is a file name anywhere.
std::string file_name(const std::string& name) {
  std::string safe;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    safe += (byte < 128 && std::isalnum(byte)) || c == '_' || c == '-' ? std::string(1, c) : fmt::format("x{:02x}", byte);
  }
  return safe;
}

void make_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!fs::is_directory(folder))
    throw Complaint({folder, "the folder for the pictures cannot be made", failed ? failed.message() : "there is a file of that name",
                     "give another folder with -o"});
}

int draw(const Request& request) {
  choose_font(request.font);
  std::vector<ResultFile> files;
  files.reserve(request.files.size());
  for (const std::string& path : request.files) files.emplace_back(path);
  const std::string standard = standards_file();
  Runs runs = side_by_side(files, {request.language == "zh"}, standard.empty() ? ClassLimits{} : read_class_limits(standard));
  // On narrow pictures letters are somewhat smaller: the sheet is laid out wider than it is printed.
  const double printed = request.width_cm / 2.54 * 72.0;
  runs.sheet_width = printed / std::clamp(printed / 440.0, 0.8, 1.0);
  const int pixels = request.pixels > 0 ? request.pixels : static_cast<int>(std::lround(request.width_cm * 2400.0 / 17.5));
  const auto rivers = rivers_of(request, runs);
  const auto places = places_of(request, runs);
  make_folder(request.folder);

  Window window;
  const auto save = [&](const Picture& picture) {
    const std::string path = (std::filesystem::path(request.folder) / (file_name(picture.name) + ".png")).string();
    window.save(picture.canvas, pixels, request.width_cm, path);
    fmt::print("{}\n", path);
  };
  const auto wanted = [&](const char* kind) {
    return request.only.empty() || std::find(request.only.begin(), request.only.end(), kind) != request.only.end();
  };
  if (wanted("profile"))
    for (const River* river : rivers) save(profile(runs, *river));
  if (wanted("hydrographs"))
    for (const Picture& picture : hydrographs(runs, places)) save(picture);
  if (wanted("concentration"))
    for (const Picture& picture : concentrations(runs, places)) save(picture);
  if (!wanted("map_class") && !wanted("map_freeboard") && !wanted("map_difference")) return 0;
  if (!runs.base().network.has_positions()) {
    fmt::print(stderr, "{}: note: no maps, because the rivers have no centre lines\n", runs.base().file->path);
    return 0;
  }
  for (std::size_t run = 0; run < runs.all.size(); ++run) {
    if (wanted("map_class"))
      if (const auto picture = map_of_class(runs, run)) save(*picture);
    if (wanted("map_freeboard")) save(map_of_freeboard(runs, run));
  }
  if (runs.compares() && wanted("map_difference")) save(map_of_difference(runs));
  return 0;
}

}  // namespace
}  // namespace riverchief::viz

int main(int count, char** words) try {
  riverchief::viz::Request request;
  CLI::App app("Draws the results of riverchief run: long profiles, hydrographs, concentrations and maps.\n"
               "The first file is the base, the others are its plans. Prints the path of each picture.",
               "riverchief draw");
  app.add_option("results", request.files, "result files (.h5): the base first, then its plans")->required()->type_name("OUT.h5");
  app.add_option("-o,--output", request.folder, "folder for the pictures, made if missing")->required()->type_name("FOLDER");
  app.add_option("--lang", request.language, "language of the pictures")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
  app.add_option("--river", request.rivers, "long profiles of these rivers only")->type_name("ID");
  app.add_option("--at", request.places, "series at these places instead of the monitoring sections")->type_name("\"RIVER: 9.5 km\"");
  app.add_option("--only", request.only, "draw these kinds of pictures only")->check(CLI::IsMember(riverchief::viz::kinds))->type_name("KIND");
  app.add_option("--font", request.font, "font file with Chinese glyphs (default: Noto Sans CJK of the system)")->type_name("FILE");
  app.add_option("--width", request.width_cm, "width of the pictures as printed, in cm")->check(CLI::Range(8.0, 60.0))->capture_default_str();
  app.add_option("--pixels", request.pixels, "width of the pictures in pixels (default: 137 per cm)")->check(CLI::Range(400, 8000));
  try {
    app.parse(count, words);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::Error& error) {
    fmt::print(stderr, "riverchief draw: error: {}\n  fix: riverchief draw --help lists what can be given\n", error.what());
    return 2;
  }
  return riverchief::viz::draw(request);
} catch (const riverchief::viz::Complaint& complaint) {
  fmt::print(stderr, "{}\n", complaint.what());
  return 2;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 1;
}
