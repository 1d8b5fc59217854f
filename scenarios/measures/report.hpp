// What a measure amounts to: quantities, money, and who answers for it.

#pragma once

#include <string>
#include <vector>

namespace riverchief::measures {

struct Quantity {
  std::string name;  ///< "excavated_volume"
  double value = 0.0;
  std::string unit;  ///< "m3"
};

/// A quantity times its unit price.
struct PricedItem {
  std::string quantity;      ///< name of the quantity
  double amount = 0.0;       ///< in the unit of the price
  double unit_price = 0.0;
  std::string unit;          ///< "yuan/m3"
  std::string source, mark;  ///< where the price comes from; "published", "assumed" or "scenario"
  int year = 0;              ///< of the price; 0 where the scenario states it
  double cost = 0.0;         ///< [yuan], or [yuan per year] where `yearly`
  bool yearly = false;
};

struct MeasureReport {
  std::string id, kind;
  std::string over;                   ///< the stretch, as text; empty for outfalls
  std::vector<std::string> outfalls;  ///< ids
  std::string receiver;               ///< id of a plant, or "outside: <name>"
  std::string owner;                  ///< id of the jurisdiction that pays and answers; may be empty
  std::vector<Quantity> quantities;
  std::vector<PricedItem> prices;     ///< the first is the one unit_price replaces
  double cost = 0.0;                  ///< once [yuan]
  double yearly_cost = 0.0;           ///< every year [yuan per year]
  std::vector<std::string> notes;
};

/// One line: id, kind, place, quantities, cost.
std::string to_text(const MeasureReport& report);

}  // namespace riverchief::measures
