// A peer for the yardsticks: the box scheme of Preissmann on trapezoidal channels, with nothing around it.
//
// Nodes carry depth h and discharge Q; between two nodes (one box)
//   Δx d(A_1 + A_2)/2 /dt + [Q_2 − Q_1] = 0
//   Δx d(Q_1 + Q_2)/2 /dt + [Q²/A]_1² + g A_m ([η]_1² + Δx S_f) = 0,     S_f = mean of Q|Q| / K²,  A_m = mean of A
// with brackets weighted θ new and 1 − θ old. Newton; linear equations by the double sweep δQ = E δh + F.
//
// A symmetric tree needs one link of each level: at a junction two equal links meet, so levels are equal and Q doubles.
// Source: Cunge, Holly & Verwey (1980), Practical Aspects of Computational River Hydraulics, chapter 3.

#pragma once

#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace riverchief::benchmarks {

struct Channel {
  double length, cell, bottom, side, slope, manning_n;  // [m, m, m, 1, 1, s m^-1/3]
};

struct Peak {
  double discharge = 0, time = 0;  // [m3/s], [s]
  int iterations = 0;
};

class Preissmann {
 public:
  /// Channels from the head down; `merging` links like the one above meet at the head of each but the first.
  Preissmann(const std::vector<Channel>& channels, double merging) : channels_(channels) {
    double level = 0;
    for (const auto& c : channels) level += c.slope * c.length;
    double share = 1.0;  // of the first channel's discharge, while nothing changes
    for (const auto& c : channels_) {
      const bool joint = !nodes_.empty();
      if (joint) share *= merging;
      const int boxes = static_cast<int>(std::lround(c.length / c.cell));
      for (int i = 0; i <= boxes; ++i) nodes_.push_back({&c, level - c.slope * c.cell * i, joint && i == 0 ? merging : 0.0, share});
      level -= c.slope * c.length;
    }
  }

  /// Starts from uniform depths of the first inflow, settles, then follows the inflow to `end`.
  Peak run(const std::function<double(double)>& inflow, double end, double dt) {
    const std::size_t n = nodes_.size();
    h_.resize(n), q_.resize(n), row_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      q_[i] = inflow(0) * nodes_[i].share;
      double low = 0, high = 50;
      for (int k = 0; k < 60; ++k) {
        const double middle = 0.5 * (low + high);
        (conveyance(i, middle) * std::sqrt(nodes_[i].channel->slope) < q_[i] ? low : high) = middle;
      }
      h_[i] = low;
    }
    for (int k = 0; k < 200; ++k) step(inflow(0), 600.0);
    Peak peak;
    for (int k = 1; k * dt <= end + 1e-6; ++k) {
      peak.iterations += step(inflow(k * dt), dt);
      if (q_.back() > peak.discharge) peak.discharge = q_.back(), peak.time = k * dt;
    }
    return peak;
  }

 private:
  struct Node {
    const Channel* channel;
    double bed, merging, share;  // merging > 0: the first node below a junction
  };
  struct Flow {
    double A, T, Sf, Sf_h, Sf_q, M, M_h, M_q;  // area, width, friction slope, momentum flux Q²/A and their derivatives
  };

  double conveyance(std::size_t i, double h) const {
    const Channel& c = *nodes_[i].channel;
    const double A = (c.bottom + c.side * h) * h, P = c.bottom + 2.0 * h * std::sqrt(1.0 + c.side * c.side);
    return A * std::cbrt(A * A / (P * P)) / c.manning_n;
  }
  Flow flow(std::size_t i) const {
    const Channel& c = *nodes_[i].channel;
    const double h = h_[i], Q = q_[i], p = 2.0 * std::sqrt(1.0 + c.side * c.side);
    const double A = (c.bottom + c.side * h) * h, T = c.bottom + 2.0 * c.side * h, P = c.bottom + p * h;
    const double K = conveyance(i, h), K_h = K * (5.0 * T / (3.0 * A) - 2.0 * p / (3.0 * P));
    const double Sf = Q * std::fabs(Q) / (K * K);
    return {A, T, Sf, -2.0 * Sf * K_h / K, 2.0 * std::fabs(Q) / (K * K), Q * Q / A, -Q * Q * T / (A * A), 2.0 * Q / A};
  }

  int step(double inflow, double dt) {
    constexpr double g = 9.81, theta = 0.55;
    const std::size_t n = nodes_.size();
    std::vector<Flow> old(n);
    for (std::size_t i = 0; i < n; ++i) old[i] = flow(i);
    const std::vector<double> h_old = h_, q_old = q_;
    for (int iteration = 1;; ++iteration) {
      double E = 0, F = inflow - q_[0], largest = 0;
      Flow a = flow(0);
      for (std::size_t i = 0; i + 1 < n; ++i) {
        const Flow b = flow(i + 1);
        if (nodes_[i + 1].merging > 0.0) {  // equal levels, discharge multiplied
          const double m = nodes_[i + 1].merging, step = h_[i + 1] - h_[i];
          row_[i] = {E, F, step, -1.0, 0};
          F = m * (F + E * step + q_[i]) - q_[i + 1];
          E *= m;
          a = b;
          continue;
        }
        const double dx = nodes_[i].channel->cell, r = 0.5 * dx / dt, w = 1.0 - theta;
        const double mass = r * (a.A + b.A - old[i].A - old[i + 1].A) + theta * (q_[i + 1] - q_[i]) + w * (q_old[i + 1] - q_old[i]);
        const double Am = 0.5 * (theta * (a.A + b.A) + w * (old[i].A + old[i + 1].A));
        const double fall = nodes_[i + 1].bed - nodes_[i].bed + theta * (h_[i + 1] - h_[i]) + w * (h_old[i + 1] - h_old[i]);
        const double S = fall + 0.5 * dx * (theta * (a.Sf + b.Sf) + w * (old[i].Sf + old[i + 1].Sf));
        const double momentum = r * (q_[i] + q_[i + 1] - q_old[i] - q_old[i + 1]) + theta * (b.M - a.M) + w * (old[i + 1].M - old[i].M) + g * Am * S;
        const double k = 0.5 * g * theta * S, f = 0.5 * dx;
        const double m1h = r * a.T, m1q = -theta, m2h = r * b.T, m2q = theta;
        const double p1h = -theta * a.M_h + k * a.T + g * Am * theta * (-1.0 + f * a.Sf_h), p1q = r - theta * a.M_q + g * Am * theta * f * a.Sf_q;
        const double p2h = theta * b.M_h + k * b.T + g * Am * theta * (1.0 + f * b.Sf_h), p2q = r + theta * b.M_q + g * Am * theta * f * b.Sf_q;
        // δQ_1 = E δh_1 + F:  u δh_1 + m2h δh_2 + m2q δQ_2 = s,  v δh_1 + p2h δh_2 + p2q δQ_2 = t
        const double u = m1h + m1q * E, v = p1h + p1q * E, s = -mass - m1q * F, t = -momentum - p1q * F;
        row_[i] = {E, F, s / u, m2h / u, m2q / u};
        const double pivot = p2q - v / u * m2q;
        E = -(p2h - v / u * m2h) / pivot;
        F = (t - v / u * s) / pivot;
        a = b;
      }
      const double root = std::sqrt(nodes_[n - 1].channel->slope), K = conveyance(n - 1, h_[n - 1]);
      const Channel& c = *nodes_[n - 1].channel;
      const double h = h_[n - 1], K_h = K * (5.0 * a.T / (3.0 * a.A) - 4.0 * std::sqrt(1.0 + c.side * c.side) / (3.0 * (c.bottom + 2.0 * h * std::sqrt(1.0 + c.side * c.side))));
      double dh = (K * root - q_[n - 1] - F) / (E - K_h * root), dq = E * dh + F;  // Q = K √S0
      for (std::size_t i = n; i-- > 0;) {
        if (i + 1 < n) {
          dh = row_[i][2] - row_[i][3] * dh - row_[i][4] * dq;
          dq = row_[i][0] * dh + row_[i][1];
        }
        h_[i] += dh, q_[i] += dq;
        largest = std::max(largest, std::fabs(dh) / h_[i]);
      }
      if (largest < 1e-6 || iteration == 20) return iteration;
    }
  }

  std::vector<Channel> channels_;
  std::vector<Node> nodes_;
  std::vector<double> h_, q_;
  std::vector<std::array<double, 5>> row_;
};

}  // namespace riverchief::benchmarks
