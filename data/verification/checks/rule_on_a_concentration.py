"""A rule waits for a front of pollution: it acts when the front is there.

Problem    uniform flow in 10 km of channel 20 m wide; from the start its head brings 100 mg/L into clean water; a rule shuts an intake once
           the water at 6.25 km holds more than 50 mg/L.
Exact      the front travels with the velocity of the water, u = Q / A of the normal depth; it fills half of the place's cell when it
           has come to the cell's middle.
Source     Chow (1959), chapter 6 (normal depth); translation of a front.
Measured   the instant at which the rule begins against x / u.
Limit      0.2 %, the share by which the grid's steady flow differs from the normal depth at its ends.
"""

import make_structures as made
import shelf

TITLE_ZH = "按浓度触发的规则：锋面到达即动作"
PROVES = "rules may wait for a concentration, and act when it is there"
PROVES_ZH = "规则可由浓度触发，并在到达时刻动作"


def check():
    c = made.FRONT
    results = shelf.run("rule_on_a_concentration/scenario.toml")

    def carries(depth):
        area, perimeter = c["width"] * depth, c["width"] + 2.0 * depth
        return area * (area / perimeter) ** (2.0 / 3.0) * c["slope"] ** 0.5 / c["manning"] - c["discharge"]

    velocity = c["discharge"] / (c["width"] * shelf.root_between(carries, 0.01, 20.0))
    middle = (int(c["place"] / c["cell"]) + 0.5) * c["cell"]
    begins = results.event_time[(results.event_of == "shut") & (results.event_what == "begins")]
    assert len(begins) == 1
    shelf.figure("controls", ("arrival of a front", "锋面到达时刻"), abs(begins[0] * velocity / middle - 1.0), 0.002)
    shelf.figure("controls", ("ledger of the tracer", "示踪剂平衡差"), abs(results.ledger("tracer")["relative"]), 1e-12)
