#include "io/read_kept.hpp"

namespace riverchief::io {
namespace {

KeptPlaces read_places(hid_t group) {
  KeptPlaces places;
  places.id = read_texts(group, "place");
  places.kind = read_texts(group, "place_kind", places.id.size());
  places.cell = read_ints(group, "place_cell", places.id.size());
  places.storage = read_ints(group, "place_storage", places.id.size());
  return places;
}

}  // namespace

SourceResults read_sources(hid_t file, std::size_t pollutants) {
  SourceResults s;
  if (!has_dataset(file, "sources")) return s;
  const Handle group = open_group(file, "sources");
  s.id = read_texts(group, "source");
  const std::size_t n = s.id.size();
  s.kind = read_texts(group, "source_kind", n), s.type = read_texts(group, "source_type", n), s.sector = read_texts(group, "source_sector", n);
  s.jurisdiction = read_texts(group, "source_jurisdiction", n), s.chief = read_texts(group, "source_chief", n), s.place = read_texts(group, "source_place", n);
  s.volume = read_doubles(group, "source_volume", n), s.mass = read_doubles(group, "source_mass", n * pollutants);
  return s;
}

TagResults read_tags(hid_t file, std::size_t times) {
  TagResults t;
  if (!has_dataset(file, "tags")) return t;
  const Handle group = open_group(file, "tags");
  t.pollutants = read_texts(group, "pollutant");
  t.set = read_texts(group, "tag_set");
  const std::size_t tags = t.set.size(), pollutants = t.pollutants.size();
  t.name = read_texts(group, "tag_name", tags);
  t.released_from = read_doubles(group, "tag_released_from", tags), t.released_to = read_doubles(group, "tag_released_to", tags);
  t.places = read_places(group);
  t.gate = read_texts(group, "gate");
  const std::size_t places = t.places.id.size(), gates = t.gate.size();
  t.gate_kind = read_texts(group, "gate_kind", gates), t.gate_face = read_ints(group, "gate_face", gates);
  t.place_concentration = read_doubles(group, "place_concentration", times * pollutants * places);
  t.concentration = read_doubles(group, "tag_concentration", times * pollutants * tags * places);
  t.held = read_doubles(group, "tag_held", times * pollutants * tags);
  t.passed = read_doubles(group, "passed", times * gates * pollutants);
  t.tag_passed = read_doubles(group, "tag_passed", times * gates * pollutants * tags);
  return t;
}

FineResults read_fine(hid_t file) {
  FineResults f;
  if (!has_dataset(file, "fine")) return f;
  const Handle group = open_group(file, "fine");
  f.time = read_doubles(group, "time");
  f.pollutants = read_texts(group, "pollutant");
  f.places = read_places(group);
  f.place_concentration = read_doubles(group, "place_concentration", f.time.size() * f.pollutants.size() * f.places.id.size());
  return f;
}

}  // namespace riverchief::io
