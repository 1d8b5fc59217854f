#include "scenarios/assessment/compare.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "scenarios/app/text_file.hpp"
#include "scenarios/app/verbs.hpp"
#include "scenarios/assessment/tables.hpp"

namespace riverchief::app {

int compare(const CompareOptions& options, Language language) {
  std::vector<assessment::Run> runs;
  std::vector<core::Complaint> complaints;
  for (const std::string& path : options.results) {
    try {
      io::ResultsFile results = io::read_results(path);
      assessment::Assessment assessed = assessment::assess(results);
      runs.push_back({std::move(results), std::move(assessed)});
    } catch (const core::InputError& error) {
      complaints.insert(complaints.end(), error.complaints().begin(), error.complaints().end());
    }
  }
  if (!complaints.empty()) throw core::InputError(std::move(complaints));
  const assessment::Comparison comparison = assessment::compare(runs);
  fmt::print("{}", assessment::summary_text(comparison, runs, language == Language::zh));
  if (options.folder.empty()) return 0;
  const std::filesystem::path folder = options.folder;
  for (const auto& [name, text] : assessment::comparison_csv(comparison, runs)) write_text_file(folder / name, text);
  write_text_file(folder / "comparison.json", assessment::to_json(comparison, runs).dump(1) + "\n");
  return 0;
}

}  // namespace riverchief::app
