"""Exact confidence interval of a Poisson count (Garwood 1936), standard library only."""

import math

_ROUNDS = 200
_TINY = 1e-300
_CLOSE = 1e-14


def at_most(n: int, mean: float) -> float:
    """P(X ≤ n) of a Poisson variable: the upper regularised gamma function Q(n + 1, mean).

    Raises ValueError for a negative mean.
    """
    if mean < 0:
        raise ValueError(f"a Poisson mean is not negative: {mean}")
    if n < 0:
        return 0.0
    return _upper_gamma(n + 1.0, mean)


def interval(n: int, confidence: float) -> tuple[float, float]:
    """The means under which seeing ``n`` is not too surprising on either side.

    ``confidence`` lies between 0 and 1 (0.95 leaves 2.5 % on each side). For n = 0 the low end is 0.
    Raises ValueError for a negative count or a confidence outside (0, 1).
    """
    if n < 0 or not 0 < confidence < 1:
        raise ValueError(f"no interval for count {n} at confidence {confidence}")
    tail = (1 - confidence) / 2
    low = 0.0 if n == 0 else _solve(n - 1, 1 - tail)
    return low, _solve(n, tail)


def _solve(n: int, wanted: float) -> float:
    """The mean at which P(X ≤ n) equals ``wanted``; that probability falls as the mean grows."""
    low, high = 0.0, max(10.0, n + 10 * math.sqrt(n + 1.0))
    while at_most(n, high) > wanted:
        high *= 2
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if at_most(n, middle) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _upper_gamma(a: float, x: float) -> float:
    """Q(a, x): the series below a + 1, the continued fraction (Lentz) above."""
    if x == 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    return 1.0 - front * _series(a, x) if x < a + 1 else front * _fraction(a, x)


def _series(a: float, x: float) -> float:
    term = whole = 1.0 / a
    step = a
    while abs(term) > abs(whole) * _CLOSE:
        step += 1
        term *= x / step
        whole += term
    return whole


def _fraction(a: float, x: float) -> float:
    b = x + 1.0 - a
    c = 1.0 / _TINY
    d = 1.0 / b
    found = d
    step = 0
    while True:
        step += 1
        an = -step * (step - a)
        b += 2.0
        d = an * d + b
        d = 1.0 / (d if abs(d) > _TINY else _TINY)
        c = b + an / c
        c = c if abs(c) > _TINY else _TINY
        change = d * c
        found *= change
        if abs(change - 1.0) < _CLOSE:
            return found
