"""riverchief verify: the verification shelf on the user's own machine.

The cases and their checks are data (data/verification); this package finds them, runs them beside each other and says what
they found. It needs numpy and h5py and nothing else of riverchief's package, so that the tests can run it as a package of its
own (`python -m verify` in the folder above) where the compiled module is not built.
"""
