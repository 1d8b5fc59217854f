// Many small stiff systems of one structure, integrated side by side with error control.
//
//   dy/dt = S r(y)       S  what each process makes and takes, the same in all systems
//                        r  the rates of the processes
//
// Systems come in batches; a batch has one step length, and no batch waits for another. A step is a diagonally implicit Runge-Kutta step of
// third order (L-stable, ARKODE). Its Newton matrices I − γ S ∂r/∂y are eliminated without pivots in one sequence of operations that is
// found once and done for all systems of a batch at a time. Sums that S keeps (nitrogen, phosphorus) are kept to round-off by every
// stage, whatever the tolerances. A step that would leave a state below zero is made again, shorter.
// Source of the method: Kennedy & Carpenter (2003), Appl. Numer. Math. 44, 139-181, ARK3(2)4L[2]SA.

#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace riverchief::numerics {

/// What the systems have in common.
struct ReactionPattern {
  struct Coefficient {
    std::size_t process, state;
    double value;                    ///< made (+) or taken (−) of the state per extent of the process
  };
  struct Slope {
    std::size_t process, state;      ///< the rate of the process depends on the state
  };
  std::size_t states = 0, processes = 0;
  std::vector<Coefficient> coefficients;
  std::vector<Slope> slopes;
  std::vector<std::size_t> counted;  ///< processes whose extents ∫ r dt are wanted
  double relative = 1e-4;            ///< tolerance of a step
  std::vector<double> absolute;      ///< (state)
};

/// Systems side by side in a batch. An array of a batch is (row, system), the systems innermost.
inline constexpr std::size_t batch_width = 32;

class Reactions {
 public:
  virtual ~Reactions() = default;
  /// r: (process, system)
  virtual void rates(std::size_t batch, const double* y, double* r) const = 0;
  /// ∂r/∂y: (slope, system), in the order of the pattern
  virtual void slopes(std::size_t batch, const double* y, double* d) const = 0;
};

class Reactor {
 public:
  Reactor(ReactionPattern pattern, const Reactions& reactions, std::size_t batches);
  ~Reactor();
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  /// Takes a batch through `length` [s]. Batches may be integrated at the same time.
  ///
  /// \param y        (state, system), at the start and then at the end
  /// \param extents  (counted process, system), ∫ r dt; nullptr where none are counted
  /// \return false where the integrator gave up; `y` is as it was then
  bool integrate(std::size_t batch, double length, double* y, double* extents);
  /// The step length each batch would try next [s]: with the states all it takes to go on to the last bit.
  const std::vector<double>& next_steps() const;
  void set_next_steps(const std::vector<double>& steps);
  /// Steps of all batches so far.
  long steps() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> impl_;
};

}  // namespace riverchief::numerics
