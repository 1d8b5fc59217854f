#include "model/side_by_side.hpp"

#include <algorithm>
#include <limits>

#include "core/parallel.hpp"
#include "model/face_laws.hpp"

namespace riverchief::model {
namespace {

using core::Lanes;
using core::lane_count;
using core::load;
using core::store;

/// No area lies beyond it, not even an infinite one: comparisons with it are false.
constexpr double no_end = std::numeric_limits<double>::quiet_NaN();

/// Where the sides and neighbours of a face lie, or of several. Index: a place in memory, where the lanes of a chain follow each other,
/// or a place for each lane.
template <class Index>
struct Around {
  Index left, right;    // sites
  Index before, after;  // faces; the face itself where there is none
};

RIVERCHIEF_INLINE Around<std::size_t> in_chain(std::size_t f, bool reversed) {
  return reversed ? Around<std::size_t>{f + 1, f, f + 1, f - 1} : Around<std::size_t>{f, f + 1, f - 1, f + 1};
}
RIVERCHIEF_INLINE Around<Places> around(const Gathered& faces) { return {faces.left, faces.right, faces.before, faces.after}; }

template <class T>
RIVERCHIEF_INLINE T at(const double* column, std::size_t i) {
  T value;
  load(column + i, value);
  return value;
}
template <class T>
RIVERCHIEF_INLINE T at(const double* column, const Places& i) {
  return T{column[i.of[0]], column[i.of[1]], column[i.of[2]], column[i.of[3]]};
}
RIVERCHIEF_INLINE void put(double* column, std::size_t i, double value) { store(column + i, value); }
RIVERCHIEF_INLINE void put(double* column, std::size_t i, const Lanes& value) { store(column + i, value); }
RIVERCHIEF_INLINE void put(double* column, const Places& i, const Lanes& value) {
  for (std::size_t k = 0; k < lane_count; ++k) column[i.of[k]] = value[k];
}

template <class T>
RIVERCHIEF_INLINE physics::RowOf<T> row_at(const RowColumns& rows, std::size_t c) {
  physics::RowOf<T> row;
  load(&rows.storage_area[c], row.storage_area), load(&rows.level[c], row.level);
  load(&rows.storage_width[c], row.storage_width), load(&rows.storage_spread[c], row.storage_spread);
  load(&rows.flow_area[c], row.flow_area), load(&rows.flow_width[c], row.flow_width), load(&rows.flow_spread[c], row.flow_spread);
  load(&rows.psi0[c], row.psi[0]), load(&rows.psi1[c], row.psi[1]), load(&rows.psi2[c], row.psi[2]), load(&rows.psi3[c], row.psi[3]);
  return row;
}

template <class T>
RIVERCHIEF_INLINE void measure(std::size_t c, T area, T per_length, const double* moves, const double* bed, const RowColumns& rows, SiteColumns& sites) {
  const physics::WettedOf<T> w = physics::at_area(row_at<T>(rows, c), area);
  const T by_volume = at<T>(moves, c) * per_length / w.storage_width;
  store(&sites.depth[c], w.level);  // tables count from the bed
  store(&sites.level[c], at<T>(bed, c) + w.level);
  store(&sites.area[c], w.flow_area), store(&sites.psi[c], w.psi);
  store(&sites.level_slope[c], by_volume), store(&sites.area_slope[c], by_volume * w.flow_width), store(&sites.psi_slope[c], by_volume * w.psi_slope);
}

template <class T, class Index>
RIVERCHIEF_INLINE void discharge_at(const Index& f, const Around<Index>& a, const FaceColumns& shape, const SiteColumns& sites, const double* velocity, double* phi, double* discharge) {
  const T u = at<T>(velocity, f), left = at<T>(sites.area.data(), a.left), right = at<T>(sites.area.data(), a.right);
  const T blended = blend(left, right, at<T>(shape.mixes.data(), f)).phi;
  const auto down = u >= 0.0;
  put(phi, f, blended);
  put(discharge, f, u * face_value(core::choose(down, left, right), core::choose(down, right, left), blended));
}

template <class T, class Index>
RIVERCHIEF_INLINE FaceView<T> view(const Index& f, const Around<Index>& a, const FaceColumns& shape, const FaceState& state) {
  FaceView<T> v;
  const SiteColumns& s = state.sites;
  v.level_left = at<T>(s.level.data(), a.left), v.level_right = at<T>(s.level.data(), a.right);
  v.depth_left = at<T>(s.depth.data(), a.left), v.depth_right = at<T>(s.depth.data(), a.right);
  v.area_left = at<T>(s.area.data(), a.left), v.area_right = at<T>(s.area.data(), a.right);
  v.psi_left = at<T>(s.psi.data(), a.left), v.psi_right = at<T>(s.psi.data(), a.right);
  v.u = at<T>(state.velocity, f), v.u_before = at<T>(state.velocity, a.before), v.u_after = at<T>(state.velocity, a.after);
  v.q = at<T>(state.discharge, f), v.q_before = at<T>(state.discharge, a.before), v.q_after = at<T>(state.discharge, a.after);
  v.side = at<T>(state.side, f);
  v.inverse_distance = at<T>(shape.inverse_distance.data(), f);
  v.carry_left = at<T>(shape.carry_left.data(), f), v.carry_right = at<T>(shape.carry_right.data(), f);
  v.mixes = at<T>(shape.mixes.data(), f);
  v.mean_left = at<T>(shape.mean_left.data(), f), v.mean_right = at<T>(shape.mean_right.data(), f);
  return v;
}

template <class T, class Index>
RIVERCHIEF_INLINE FaceSlopes<T> slopes_at(const Index& f, const Around<Index>& a, const FaceColumns& shape, const FaceState& state) {
  const SiteColumns& s = state.sites;
  const SlopeView<T> slopes{at<T>(s.level_slope.data(), a.left), at<T>(s.level_slope.data(), a.right), at<T>(s.area_slope.data(), a.left),
                            at<T>(s.area_slope.data(), a.right), at<T>(s.psi_slope.data(), a.left), at<T>(s.psi_slope.data(), a.right)};
  return face_slopes(view<T>(f, a, shape, state), slopes);
}

template <class T>
RIVERCHIEF_INLINE void assemble_at(std::size_t f, bool reversed, const FaceColumns& shape, const FaceState& state, double gamma, const double* moves,
                                   PassingColumns& passing, numerics::TreeSolver::Blocks& b) {
  const FaceSlopes<T> d = slopes_at<T>(f, in_chain(f, reversed), shape, state);
  const FaceRow<T> row = face_row(d, gamma);
  store(&passing.q_u[f], d.q_u), store(&passing.q_left[f], d.q_left), store(&passing.q_right[f], d.q_right);
  store(&passing.by_q_before[f], d.by_q_before), store(&passing.by_q_after[f], d.by_q_after);
  const double to = reversed ? -gamma : gamma;
  const T own = to * at<T>(moves, f), other = -to * at<T>(moves, f + 1);
  const T q_own = reversed ? d.q_right : d.q_left, q_parent = reversed ? d.q_left : d.q_right;
  store(&b.d11[f], at<T>(b.d11.data(), f) + own * q_own);
  store(&b.d12[f], own * d.q_u), store(&b.u11[f], own * q_parent);
  store(&b.d21[f], reversed ? row.right : row.left), store(&b.d22[f], row.u), store(&b.u21[f], reversed ? row.left : row.right);
  store(&b.u22[f], reversed ? row.before : row.after);
  store(&b.l11[f], other * q_own), store(&b.l12[f], other * d.q_u);
  store(&b.l22[f - 1], reversed ? row.after : row.before);  // the face behind, a child's, is touched by this row
}

template <class T>
RIVERCHIEF_INLINE void reduce_at(std::size_t f, const Around<std::size_t>& a, const PassingColumns& p, const double* passed, const double* velocity, double* reduced) {
  const T here = at<T>(passed, f);
  store(reduced + f, at<T>(velocity, f) - at<T>(p.by_q_before.data(), f) * (at<T>(passed, a.before) - here) +
                         at<T>(p.by_q_after.data(), f) * (here - at<T>(passed, a.after)));
}

template <class T>
RIVERCHIEF_INLINE void pass_at(std::size_t f, const Around<std::size_t>& a, const PassingColumns& p, double gamma, const double* volume_change, const double* velocity_change,
                               const double* residual, double* passed, double* velocity) {
  const T du = at<T>(velocity_change, f);
  store(passed + f, at<T>(residual, f) + gamma * (at<T>(p.q_u.data(), f) * du + at<T>(p.q_left.data(), f) * at<T>(volume_change, a.left) +
                                                  at<T>(p.q_right.data(), f) * at<T>(volume_change, a.right)));
  store(velocity + f, du);
}

/// Cells within a chain; those at its ends belong to others too.
RIVERCHIEF_WIDE void add_inflow_within(const Chain& chain, const double* passed, double* volume) {
  const double sign = chain.reversed ? -1.0 : 1.0;
  for (std::size_t c = chain.first + 1; c < chain.end; ++c) volume[c] += sign * (passed[c - 1] - passed[c]);
}

RIVERCHIEF_WIDE void discharges(const Chain& chain, const FaceColumns& shape, const SiteColumns& sites, const double* velocity, double* phi, double* discharge) {
  std::size_t f = chain.first;
  for (; f + lane_count <= chain.end; f += lane_count) discharge_at<Lanes>(f, in_chain(f, chain.reversed), shape, sites, velocity, phi, discharge);
  for (; f < chain.end; ++f) discharge_at<double>(f, in_chain(f, chain.reversed), shape, sites, velocity, phi, discharge);
}

RIVERCHIEF_WIDE void accelerations(const Chain& chain, const FaceColumns& shape, const FaceState& state, const double* phi, double* acceleration) {
  std::size_t f = chain.first;
  for (; f + lane_count <= chain.end; f += lane_count)
    store(acceleration + f, model::acceleration(view<Lanes>(f, in_chain(f, chain.reversed), shape, state), at<Lanes>(phi, f)));
  for (; f < chain.end; ++f) acceleration[f] = model::acceleration(view<double>(f, in_chain(f, chain.reversed), shape, state), phi[f]);
}

template <class T>
RIVERCHIEF_INLINE T velocity_weight(T depth, T velocity, double relative, double absolute, double least, double half_depth) {
  const T wet = core::larger(depth, T{});
  return (least + (1.0 - least) * (wet / (wet + half_depth))) / (relative * core::size_of(velocity) + absolute);
}

RIVERCHIEF_WIDE void weigh_velocities(const Chain& chain, const double* depth, double relative, double absolute, double least, double half_depth,
                                      const double* velocity, double* weight) {
  std::size_t f = chain.first;
  for (; f + lane_count <= chain.end; f += lane_count)
    store(weight + f, velocity_weight(core::larger(at<Lanes>(depth, f), at<Lanes>(depth, f + 1)), at<Lanes>(velocity, f), relative, absolute, least, half_depth));
  for (; f < chain.end; ++f)
    weight[f] = velocity_weight(core::larger(depth[f], depth[f + 1]), velocity[f], relative, absolute, least, half_depth);
}

RIVERCHIEF_WIDE void discharges(const std::vector<Gathered>& all, const FaceColumns& shape, const SiteColumns& sites, const double* velocity, double* phi, double* discharge) {
  for (const Gathered& faces : all) discharge_at<Lanes>(faces.face, around(faces), shape, sites, velocity, phi, discharge);
}

RIVERCHIEF_WIDE void accelerations(const std::vector<Gathered>& all, const FaceColumns& shape, const FaceState& state, const double* phi, double* acceleration) {
  for (const Gathered& faces : all)
    put(acceleration, faces.face, model::acceleration(view<Lanes>(faces.face, around(faces), shape, state), at<Lanes>(phi, faces.face)));
}

RIVERCHIEF_WIDE void weigh_velocities(const std::vector<Gathered>& all, const double* depth, double relative, double absolute, double least, double half_depth,
                                      const double* velocity, double* weight) {
  for (const Gathered& faces : all)
    put(weight, faces.face, velocity_weight(core::larger(at<Lanes>(depth, faces.left), at<Lanes>(depth, faces.right)), at<Lanes>(velocity, faces.face), relative, absolute, least, half_depth));
}

}  // namespace

void RowColumns::resize(std::size_t cells) {
  for (auto* a : {&begin, &end, &storage_area, &level, &storage_width, &storage_spread, &flow_area, &flow_width, &flow_spread, &psi0, &psi1, &psi2, &psi3})
    a->assign(cells, 0.0);
}

void RowColumns::put(std::size_t c, const physics::TableRow& row, int number) {
  begin[c] = number == 0 ? no_end : row.storage_area;
  end[c] = row.storage_area_end < std::numeric_limits<double>::infinity() ? row.storage_area_end : no_end;
  storage_area[c] = row.storage_area, level[c] = row.level, storage_width[c] = row.storage_width, storage_spread[c] = row.storage_spread;
  flow_area[c] = row.flow_area, flow_width[c] = row.flow_width, flow_spread[c] = row.flow_spread;
  psi0[c] = row.psi[0], psi1[c] = row.psi[1], psi2[c] = row.psi[2], psi3[c] = row.psi[3];
}

void RowColumns::hold(std::size_t c) { begin[c] = end[c] = no_end; }

void SiteColumns::resize(std::size_t sites) {
  for (auto* a : {&level, &depth, &area, &psi, &level_slope, &area_slope, &psi_slope}) a->assign(sites, 0.0);
}

FaceColumns::FaceColumns(const Network& net) {
  for (const Face& face : net.faces) {
    inverse_distance.push_back(face.inverse_distance);
    // at a river's end there is one side only: upwind; a junction keeps one level and carries none
    carry_left.push_back(face.before >= 0 && face.left_is_plain ? face.inverse_length_left : 0.0);
    carry_right.push_back(face.after >= 0 && face.right_is_plain ? face.inverse_length_right : 0.0);
    mixes.push_back(face.step ? 0.0 : 1.0);
    mean_left.push_back(face.after >= 0 ? 1.0 : 0.0);
    mean_right.push_back(face.before >= 0 ? 1.0 : 0.0);
  }
}

void PassingColumns::resize(std::size_t faces) {
  for (auto* a : {&q_u, &q_left, &q_right, &by_q_before, &by_q_after}) a->assign(faces, 0.0);
}

void PassingColumns::put(std::size_t f, const FaceSlopes<double>& d) {
  q_u[f] = d.q_u, q_left[f] = d.q_left, q_right[f] = d.q_right, by_q_before[f] = d.by_q_before, by_q_after[f] = d.by_q_after;
}

void add_inflow(const Network& net, const FaceOrder& order, const double* passed, double* volume) {
  order.chains.each([&](const Chain& chain) { add_inflow_within(chain, passed, volume); });
  for (const Chain& chain : order.chains.all()) {
    const double sign = chain.reversed ? -1.0 : 1.0;
    volume[chain.first] -= sign * passed[chain.first];
    volume[chain.end] += sign * passed[chain.end - 1];
  }
  for (const std::size_t f : order.lone) {
    volume[net.faces[f].left] -= passed[f];
    volume[net.faces[f].right] += passed[f];
  }
}

RIVERCHIEF_WIDE std::size_t measure_cells(std::size_t c, std::size_t end, const double* volume, const double* per_length, const double* moves,
                                          const double* bed, const RowColumns& rows, SiteColumns& sites) {
  for (; c + lane_count <= end; c += lane_count) {
    const Lanes along = at<Lanes>(per_length, c), area = at<Lanes>(volume, c) * along;
    const core::LaneMask left = (area < at<Lanes>(rows.begin.data(), c)) | (area >= at<Lanes>(rows.end.data(), c));
    if (left[0] | left[1] | left[2] | left[3]) return c;
    measure<Lanes>(c, area, along, moves, bed, rows, sites);
  }
  for (; c < end; ++c) {
    const double along = per_length[c], area = volume[c] * along;
    if (area < rows.begin[c] || area >= rows.end[c]) return c;
    measure<double>(c, area, along, moves, bed, rows, sites);
  }
  return end;
}

void discharges(const FaceOrder& order, const FaceColumns& shape, const SiteColumns& sites, const double* velocity, double* phi, double* discharge) {
  order.chains.each([&](const Chain& chain) { discharges(chain, shape, sites, velocity, phi, discharge); });
  discharges(order.gathered, shape, sites, velocity, phi, discharge);
}

void accelerations(const FaceOrder& order, const FaceColumns& shape, const FaceState& state, const double* phi, double* acceleration) {
  order.chains.each([&](const Chain& chain) { accelerations(chain, shape, state, phi, acceleration); });
  accelerations(order.gathered, shape, state, phi, acceleration);
}

RIVERCHIEF_WIDE void gathered_slopes(const Gathered& faces, const FaceColumns& shape, const FaceState& state, FaceSlopes<double>* slopes) {
  const FaceSlopes<Lanes> d = slopes_at<Lanes>(faces.face, around(faces), shape, state);
  for (std::size_t k = 0; k < faces.count; ++k)
    slopes[k] = {d.q_u[k], d.q_left[k], d.q_right[k], d.u[k], d.left[k], d.right[k], d.before[k], d.after[k], d.by_q[k], d.by_q_before[k], d.by_q_after[k]};
}

RIVERCHIEF_WIDE void assemble_chain(const Chain& chain, const FaceColumns& shape, const FaceState& state, double gamma, const double* moves,
                                    PassingColumns& passing, numerics::TreeSolver::Blocks& blocks) {
  std::size_t f = chain.first;
  for (; f + lane_count <= chain.end; f += lane_count) assemble_at<Lanes>(f, chain.reversed, shape, state, gamma, moves, passing, blocks);
  for (; f < chain.end; ++f) assemble_at<double>(f, chain.reversed, shape, state, gamma, moves, passing, blocks);
  const double to = chain.reversed ? gamma : -gamma;
  const double* q_parent = chain.reversed ? passing.q_left.data() : passing.q_right.data();
  double* diagonal = blocks.d11.data();
  for (std::size_t c = chain.first; c + 1 < chain.end; ++c) diagonal[c + 1] += to * moves[c + 1] * q_parent[c];
}

void close_chain(const Chain& chain, double gamma, const double* moves, const PassingColumns& passing, numerics::TreeSolver::Blocks& blocks) {
  const std::vector<double>& q_parent = chain.reversed ? passing.q_left : passing.q_right;
  blocks.d11[chain.end] += (chain.reversed ? gamma : -gamma) * moves[chain.end] * q_parent[chain.end - 1];
}

RIVERCHIEF_WIDE void reduce_residual(const Chain& chain, const PassingColumns& passing, const double* passed, const double* velocity, double* reduced) {
  std::size_t f = chain.first;
  for (; f + lane_count <= chain.end; f += lane_count) reduce_at<Lanes>(f, in_chain(f, chain.reversed), passing, passed, velocity, reduced);
  for (; f < chain.end; ++f) reduce_at<double>(f, in_chain(f, chain.reversed), passing, passed, velocity, reduced);
}

RIVERCHIEF_WIDE void pass_on(const Chain& chain, const PassingColumns& p, double gamma, const double* volume_change, const double* velocity_change,
                             const double* residual, double* passed, double* velocity) {
  std::size_t f = chain.first;
  for (; f + lane_count <= chain.end; f += lane_count)
    pass_at<Lanes>(f, in_chain(f, chain.reversed), p, gamma, volume_change, velocity_change, residual, passed, velocity);
  for (; f < chain.end; ++f) pass_at<double>(f, in_chain(f, chain.reversed), p, gamma, volume_change, velocity_change, residual, passed, velocity);
}

namespace {

RIVERCHIEF_WIDE void weigh_piece(std::size_t cells, double relative, const double* volume, const double* absolute, const double* matters, double* weight) {
  std::size_t c = 0;
  for (; c + lane_count <= cells; c += lane_count)
    store(weight + c, at<Lanes>(matters, c) / (relative * core::size_of(at<Lanes>(volume, c)) + at<Lanes>(absolute, c)));
  for (; c < cells; ++c) weight[c] = matters[c] / (relative * core::size_of(volume[c]) + absolute[c]);
}

RIVERCHIEF_WIDE Squares squares_of_piece(std::size_t count, const double* difference, const double* weight) {
  Lanes sum{}, largest{};
  std::size_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    const Lanes e = at<Lanes>(difference, i) * at<Lanes>(weight, i), square = e * e;
    sum += square;
    largest = core::choose(largest >= square, largest, square);  // what is not a number is the largest
  }
  Squares s{(sum[0] + sum[1]) + (sum[2] + sum[3]), 0.0};
  for (std::size_t k = 0; k < lane_count; ++k) s.largest = s.largest >= largest[k] ? s.largest : largest[k];
  for (; i < count; ++i) {
    const double e = difference[i] * weight[i];
    s.sum += e * e;
    s.largest = s.largest >= e * e ? s.largest : e * e;
  }
  return s;
}

RIVERCHIEF_WIDE bool piece_reaches(std::size_t count, const double* value, const double* least) {
  std::size_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    const auto there = at<Lanes>(value, i) >= at<Lanes>(least, i);
    if (!(there[0] & there[1] & there[2] & there[3])) return false;
  }
  for (; i < count; ++i)
    if (!(value[i] >= least[i])) return false;
  return true;
}

}  // namespace

void weigh_volumes(std::size_t cells, double relative, const double* volume, const double* absolute, const double* matters, double* weight) {
  core::in_pieces(cells, [&](std::size_t, std::size_t from, std::size_t end) {
    weigh_piece(end - from, relative, volume + from, absolute + from, matters + from, weight + from);
  });
}

void weigh_velocities(const FaceOrder& order, const SiteColumns& sites, double relative, double absolute, double least, double half_depth,
                      const double* velocity, double* weight) {
  order.chains.each([&](const Chain& chain) { weigh_velocities(chain, sites.depth.data(), relative, absolute, least, half_depth, velocity, weight); });
  weigh_velocities(order.gathered, sites.depth.data(), relative, absolute, least, half_depth, velocity, weight);
}

Squares squares(std::size_t count, const double* difference, const double* weight) {
  if (count <= core::piece_size) return squares_of_piece(count, difference, weight);
  std::vector<Squares> parts(core::pieces_of(count));
  core::in_pieces(count, [&](std::size_t k, std::size_t from, std::size_t end) { parts[k] = squares_of_piece(end - from, difference + from, weight + from); });
  Squares all{0.0, 0.0};
  for (const Squares& part : parts) {
    all.sum += part.sum;
    all.largest = all.largest >= part.largest ? all.largest : part.largest;
  }
  return all;
}

bool reach(std::size_t count, const double* value, const double* least) {
  std::vector<char> parts(core::pieces_of(count));
  core::in_pieces(count, [&](std::size_t k, std::size_t from, std::size_t end) { parts[k] = piece_reaches(end - from, value + from, least + from); });
  for (const char part : parts)
    if (!part) return false;
  return true;
}

}  // namespace riverchief::model
