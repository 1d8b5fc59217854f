// The states at output times, in the order of the grid.

#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "basin/scenario.hpp"
#include "model/flow.hpp"
#include "model/kept.hpp"
#include "model/recorder.hpp"
#include "model/tally.hpp"
#include "model/transport.hpp"

namespace riverchief::model {

class Frames {
 public:
  Frames(const basin::Scenario& scenario, const Network& network, const Transport* transport);

  const std::vector<double>& times() const { return times_; }
  /// The next output time or fine time, infinite after the last.
  double next() const { return std::min(next_ < times_.size() ? times_[next_] : std::numeric_limits<double>::infinity(), kept.next_fine()); }
  int written() const { return static_cast<int>(next_); }
  void go_on_from(std::size_t next) { next_ = next; }

  /// What a frame is made of: the flow evaluated at its time, and the state transport and ledger have seen.
  struct Sources {
    const Flow& flow;
    const Tally& tally;
    const Transport* transport;
    const std::vector<double>& volume;
    const std::vector<double>& y;
  };
  void write_until(double time, const Sources& from, Recorder& recorder);

  Kept kept;

 private:
  const Network& net_;
  std::vector<double> times_;
  std::size_t next_ = 0;
  std::vector<double> volume_, velocity_, concentration_;
  std::vector<double> storage_level_, storage_volume_, storage_concentration_, setting_, demand_, supply_;
  std::vector<bool> has_setting_;
};

}  // namespace riverchief::model
