#include "scenarios/attribution/respond.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "scenarios/app/text_file.hpp"
#include "scenarios/app/verbs.hpp"

namespace riverchief::app {

int respond(const RespondOptions& options, Language language) {
  namespace fs = std::filesystem;
  const io::ResultsFile results = io::read_results(options.results);
  const auto variants = attribution::read_variants(options.variants, results);
  const attribution::Responses found = attribution::respond(results, variants);
  const assessment::Table table = attribution::responses_table(results, found);
  if (options.folder.empty()) {
    fmt::print("{}", assessment::to_csv(table));
    return 0;
  }
  const fs::path folder = options.folder;
  write_text_file(folder / "responses.csv", assessment::to_csv(table));
  nlohmann::ordered_json json;
  json["results"] = options.results, json["set"] = found.set, json["responses"] = assessment::to_json(table);
  write_text_file(folder / "responses.json", json.dump(1) + "\n");
  if (options.series) write_text_file(folder / "response_series.csv", assessment::to_csv(attribution::response_series_table(results, found)));
  fmt::print("  {} {}\n", say(language, "saved:", "已保存:"), folder.string());
  return 0;
}

}  // namespace riverchief::app
