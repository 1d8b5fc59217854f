// Who and what hangs on the rivers: offices, pollutants, outfalls, monitoring sections, owners.

#include <fmt/format.h>

#include <algorithm>

#include "io/basin_reader.hpp"
#include "io/source_reader.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> levels{"province", "city", "county", "township", "village"};
const std::vector<std::string> monitoring_levels{"national", "provincial", "city", "boundary"};               // as basin::MonitoringLevel
const std::vector<std::string> classes{"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "I", "II", "III", "IV", "V", "1", "2", "3", "4", "5"};

void read_offices(TomlTable& file, BasinRead& read) {
  basin::Basin& b = read.basin;
  Ids jurisdiction_ids("jurisdiction"), chief_ids("chief");
  std::vector<TomlTable> jurisdictions = file.tables("jurisdiction", "a jurisdiction"), chiefs = file.tables("chief", "a chief");
  for (TomlTable& t : jurisdictions) {
    basin::Jurisdiction j;
    j.id = jurisdiction_ids.read(t);
    j.name_zh = t.text("name_zh");
    j.name_en = t.text("name_en");
    if (const auto level = t.choice("level", levels)) j.level = levels[*level];
    j.parent = t.text("parent");
    t.finish();
    if (!j.id.empty()) b.jurisdictions.push_back(std::move(j));
  }
  for (TomlTable& t : jurisdictions) reference(t, "parent", ids_of(b.jurisdictions), "jurisdiction");
  for (TomlTable& t : chiefs) {
    basin::Chief c;
    c.id = chief_ids.read(t);
    if (const auto level = t.choice("level", levels)) c.level = levels[*level];
    c.office_zh = t.text("office_zh");
    c.office_en = t.text("office_en");
    c.jurisdiction = reference(t, "jurisdiction", ids_of(b.jurisdictions), "jurisdiction");
    c.reports_to = t.text("reports_to");
    t.finish();
    if (!c.id.empty()) b.chiefs.push_back(std::move(c));
  }
  for (TomlTable& t : chiefs) reference(t, "reports_to", ids_of(b.chiefs), "chief");
}

/// The part it plays in the coupled kinetics.
void read_role(TomlTable& t, basin::Pollutant& p, BasinRead& read) {
  if (!t.has("role")) return;
  static const std::vector<std::string> roles(basin::role_names().begin() + 1, basin::role_names().end());
  if (const auto role = t.choice("role", roles)) p.role = static_cast<basin::Role>(*role + 1);
  const bool decays = t.has("decay_rate");
  read.roles.push_back({p.id, t.where("role"), t.where(decays ? "decay_rate" : "theta"), decays || t.has("theta")});
}

void read_pollutants(TomlTable& file, BasinRead& read) {
  basin::Basin& b = read.basin;
  Ids ids("pollutant");
  for (TomlTable& t : file.tables("pollutant", "a pollutant")) {
    basin::Pollutant p;
    p.id = ids.read(t);
    p.name_zh = t.text("name_zh");
    p.name_en = t.text("name_en");
    p.decay_rate = t.number("decay_rate", "decay_rate").value_or(0.0);
    p.theta = t.number("theta", "theta").value_or(1.0);
    p.standard_item = t.text("standard_item");
    read_role(t, p, read);
    t.finish();
    if (!p.id.empty()) b.pollutants.push_back(std::move(p));
  }
  const auto known = read.pollutant_ids();
  for (TomlTable& t : file.tables("reaction", "a reaction")) {
    for (const char* key : {"from", "to"}) t.text(key, known.empty() ? "\"cod\"" : '"' + known.front() + '"');
    basin::Reaction r{reference(t, "from", known, "pollutant"), reference(t, "to", known, "pollutant"), t.number("yield", "yield").value_or(1.0)};
    t.finish();
    if (!r.from.empty() && r.from == r.to) t.error(t.where("to"), fmt::format("the reaction makes '{}' of itself", r.to), "", "name two pollutants.");
    else if (!r.from.empty() && !r.to.empty()) b.reactions.push_back(std::move(r));
  }
}

void read_monitoring_sections(TomlTable& file, BasinRead& read) {
  basin::Basin& b = read.basin;
  Ids ids("monitoring section");
  for (TomlTable& t : file.tables("monitoring_section", "a monitoring section")) {
    basin::MonitoringSection m;
    m.id = ids.read(t);
    m.name_zh = t.text("name_zh");
    m.name_en = t.text("name_en");
    if (const auto at = known_place(t, "at", read, "\"river: 9.5 km\"")) m.at = *at;
    if (const auto level = t.choice("level", monitoring_levels)) m.level = static_cast<basin::MonitoringLevel>(*level);
    if (const auto target = t.choice("target_class", classes)) m.target_class = static_cast<int>(*target % 5) + 1;
    m.water = read_water_body(t);
    m.sampling = read_sampling(t);
    read_owner_labels(t, read, m.jurisdiction, m.chief);
    t.finish();
    if (m.id.empty()) continue;
    b.monitoring_sections.push_back(std::move(m));
    read.monitoring_sections.push_back(t.where("at"));
  }
}

void read_owners(TomlTable& file, BasinRead& read) {
  basin::Basin& b = read.basin;
  for (TomlTable& t : file.tables("owner", "an owner")) {
    if (const TomlValue* over = t.value("over"); over && over->kind == TomlValue::Kind::text) t.rename(fmt::format("the owner of '{}'", over->text));
    const auto over = known_stretch(t, "over", read, "\"river: 0 km to 12 km left\"");
    basin::Owner o{over.value_or(basin::Stretch{}), reference(t, "jurisdiction", ids_of(b.jurisdictions), "jurisdiction"), reference(t, "chief", ids_of(b.chiefs), "chief")};
    t.finish();
    if (over) b.owners.push_back(std::move(o));
  }
}

}  // namespace

void read_register(TomlTable& file, BasinRead& read, SourceReader& sources) {
  read_offices(file, read);
  read_pollutants(file, read);
  read_outfalls(file, sources);
  read_monitoring_sections(file, read);
  read_owners(file, read);
}

}  // namespace riverchief::io
