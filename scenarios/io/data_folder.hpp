// Where the standards, prices and coefficients that come with the program lie, as the solver's readers find them.

#pragma once

#include "io/data_folder.hpp"
