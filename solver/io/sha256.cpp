#include "io/sha256.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace riverchief::io {
namespace {

/// First 32 bits of the fraction of a root of the n-th prime: the constants of the standard, computed instead of copied.
/// A long double carries 64 bits of mantissa; roots of primes below 312 keep more than 50 of them for the fraction.
std::uint32_t fraction_bits(long double root) { return static_cast<std::uint32_t>(std::ldexp(root - std::floor(root), 32)); }

struct Constants {
  std::array<std::uint32_t, 64> round;
  std::array<std::uint32_t, 8> start;
};

Constants constants() {
  Constants made{};
  std::size_t found = 0;
  for (int candidate = 2; found < made.round.size(); ++candidate) {
    bool is_prime = true;
    for (int d = 2; d * d <= candidate; ++d) is_prime = is_prime && candidate % d != 0;
    if (!is_prime) continue;
    const auto prime = static_cast<long double>(candidate);
    if (found < made.start.size()) made.start[found] = fraction_bits(std::sqrt(prime));
    made.round[found++] = fraction_bits(std::cbrt(prime));
  }
  return made;
}

void add_block(std::array<std::uint32_t, 8>& hash, const unsigned char* block, const std::array<std::uint32_t, 64>& K) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i)
    w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 | std::uint32_t{block[4 * i + 2]} << 8 | std::uint32_t{block[4 * i + 3]};
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = hash;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t S1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25), choice = (e & f) ^ (~e & g);
    const std::uint32_t S0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22), majority = (a & b) ^ (a & c) ^ (b & c);
    const std::uint32_t t1 = h + S1 + choice + K[i] + w[i], t2 = S0 + majority;
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] += added[i];
}

}  // namespace

std::string sha256(std::string_view bytes) {
  static const Constants made = constants();
  std::array<std::uint32_t, 8> hash = made.start;
  // the text, one bit, zeros, and the length in bits as eight bytes: a whole number of 64-byte blocks
  std::vector<unsigned char> padded(bytes.begin(), bytes.end());
  padded.push_back(0x80);
  while (padded.size() % 64 != 56) padded.push_back(0);
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (int shift = 56; shift >= 0; shift -= 8) padded.push_back(static_cast<unsigned char>(bits >> shift));
  for (std::size_t i = 0; i < padded.size(); i += 64) add_block(hash, padded.data() + i, made.round);
  std::string text;
  for (const std::uint32_t word : hash) text += fmt::format("{:08x}", word);
  return text;
}

}  // namespace riverchief::io
