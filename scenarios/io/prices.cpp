#include "scenarios/io/prices.hpp"

#include <fstream>
#include <iterator>

#include "scenarios/io/data_folder.hpp"
#include "scenarios/io/toml_file.hpp"

namespace riverchief::io {

Prices read_prices(const std::string& path) {
  const toml::table file = parse_toml_file(path);
  std::vector<core::Complaint> complaints;
  Prices prices;
  prices.path = path;
  std::ifstream stream(path, std::ios::binary);
  prices.text.assign(std::istreambuf_iterator<char>(stream), {});
  prices.version = file["version"].value_or("");
  const toml::array* list = file["price"].as_array();
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const toml::table* entry = list->get(i)->as_table();
    if (!entry) continue;
    Price price;
    price.id = (*entry)["id"].value_or("");
    price.name_zh = (*entry)["name_zh"].value_or("");
    price.name_en = (*entry)["name_en"].value_or("");
    price.value = (*entry)["value"].value_or(-1.0);
    price.unit = (*entry)["unit"].value_or("");
    price.year = (*entry)["year"].value_or(0);
    price.mark = (*entry)["mark"].value_or("");
    price.source = (*entry)["source"].value_or("");
    if (price.value < 0.0) {
      complaints.push_back(complaint_at(path, *entry, "price '" + price.id + "' has no value, or a negative one", "", "value is a number, 0 or more."));
    }
    if (price.year == 0 || price.source.empty() || (price.mark != "published" && price.mark != "assumed")) {
      complaints.push_back(complaint_at(path, *entry, "price '" + price.id + "' does not say where it comes from", "",
                                        "give it year, source, and mark = \"published\" or \"assumed\"."));
    }
    prices.prices.push_back(std::move(price));
  }
  prices.embankment.crest_width = file["embankment"]["crest_width"].value_or(0.0);
  prices.embankment.side_slope = file["embankment"]["side_slope"].value_or(0.0);
  if (prices.embankment.crest_width <= 0.0 || prices.embankment.side_slope < 0.0) {
    complaints.push_back(complaint_at(path, file, "[embankment] lacks crest_width or side_slope", "",
                                      "give the shape of a raised embankment: crest_width in m, side_slope horizontal to 1 vertical."));
  }
  if (!complaints.empty()) throw core::InputError(std::move(complaints));
  return prices;
}

const Prices& unit_prices() {
  static const Prices prices = read_prices(data_folder() + "/costs/unit_prices.toml");
  return prices;
}

const Price& price_of(const Prices& prices, std::string_view id) {
  for (const Price& price : prices.prices) {
    if (price.id == id) return price;
  }
  throw core::InputError({{.where = {prices.path, 0, 0, ""},
                           .what = "no price '" + std::string(id) + "'",
                           .why = "",
                           .fix = "add a [[price]] with this id, or give the measure its own unit_price.",
                           .notes = {}}});
}

}  // namespace riverchief::io
