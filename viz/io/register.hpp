// The register inside a result file: names, monitoring sections, outfalls, who answers for which stretch.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace riverchief::viz {

struct Register {
  struct Pollutant {
    std::string id, name_zh, name_en, standard_item;
  };
  struct Jurisdiction {
    std::string id, name_zh, name_en, level, parent;
  };
  struct Owner {
    std::string river;
    double from, to;   ///< chainage [m]
    std::string bank;  ///< left, right, or "" = both
    std::string jurisdiction;
  };
  struct River {
    std::string id, name_zh, name_en;
  };
  struct MonitoringSection {
    std::string id, name_zh, name_en, river;
    double chainage;  ///< [m]
    std::string level, target_class;
  };
  struct Outfall {
    std::string id, name_zh, name_en, river;
    double chainage;  ///< [m]
    std::string bank, kind;
    double discharge;  ///< [m3/s]
  };
  /// A structure across a river.
  struct Structure {
    std::string id, name_zh, name_en, kind, river;
    double chainage;  ///< [m]
  };

  std::string title_zh, title_en;
  std::vector<Pollutant> pollutants;
  std::vector<Jurisdiction> jurisdictions;
  std::vector<Owner> owners;
  std::vector<River> rivers;
  std::vector<MonitoringSection> monitoring_sections;
  std::vector<Outfall> outfalls;
  std::vector<Structure> structures;  ///< those across a river only
};

/// The register from its JSON text. Keys that are missing give empty lists: a picture then marks fewer things.
///
/// \param json   text of /inputs/register, UTF-8
/// \param where  the file it stands in, for the message
/// \throws       Complaint where the text is not JSON of this shape
Register read_register(std::string_view json, const std::string& where);

}  // namespace riverchief::viz
