#!/usr/bin/env python3
"""The data of the comparison, with fixed seeds: `generate.py FOLDER [SET ...]`. A set is a folder: `facts/` as Credence and all that
read CSV take it, and the same as program text for those that do not (facts.lp, facts.pl, facts.clp; not of large sets)."""
import os
import random
import sys

TEXT_ROWS = 700_000  # no program text of more


def write(folder, tables):
    os.makedirs(f"{folder}/facts", exist_ok=True)
    for name, (header, rows) in tables.items():
        with open(f"{folder}/facts/{name}.csv", "w") as out:
            out.write(",".join(header) + "\n")
            out.writelines(",".join(map(str, row)) + "\n" for row in rows)
    if sum(len(rows) for _, rows in tables.values()) > TEXT_ROWS:
        return
    with open(f"{folder}/facts.lp", "w") as prolog, open(f"{folder}/facts.clp", "w") as clips:
        for name, (_, rows) in tables.items():
            for row in rows:
                cells = [str(cell) for cell in row if cell != ""]
                prolog.write(f"{name}({','.join(cells)}).\n")
                clips.write(f"({name} {' '.join(cells)})\n")
    if os.path.lexists(f"{folder}/facts.pl"):
        os.remove(f"{folder}/facts.pl")
    os.symlink("facts.lp", f"{folder}/facts.pl")


def edges(rows):
    return {"edge": (("from", "to"), rows)}


def chain(length):
    return edges([(i, i + 1) for i in range(length - 1)])


def scattered(nodes, count, seed):
    dice = random.Random(seed)
    found = set()
    while len(found) < count:
        found.add((dice.randrange(nodes), dice.randrange(nodes)))
    return edges(sorted(found))


def grid(side):
    rows = []
    for y in range(side):
        for x in range(side):
            at = y * side + x
            if x + 1 < side:
                rows.append((at, at + 1))
            if y + 1 < side:
                rows.append((at, at + side))
    return edges(rows)


def family(people, seed):
    """A random tree: everybody hangs under somebody earlier."""
    dice = random.Random(seed)
    return {"parent": (("child", "parent"), [(i, dice.randrange(i)) for i in range(1, people)])}


def meshed(nodes, count, skew, seed):
    """Edges from the smaller to the larger end; with skew, few nodes have most of them."""
    dice = random.Random(seed)
    names = list(range(nodes))
    dice.shuffle(names)
    weights = [(i + 1) ** -skew for i in range(nodes)]
    found = set()
    while len(found) < count:
        ends = dice.choices(names, weights, k=40_000)
        for a, b in zip(ends[::2], ends[1::2]):
            if a != b and len(found) < count:
                found.add((min(a, b), max(a, b)))
    return edges(sorted(found))


def roads(nodes, count, seed):
    return scattered(nodes, count, seed) | {"node": (("id", "name"), [(i, "") for i in range(nodes)])}


def sales(rows, groups, seed):
    dice = random.Random(seed)
    return {"sale": (("shop", "item", "value"),
                     [(int(groups * dice.random() ** 1.5), i, dice.randrange(1, 1000)) for i in range(rows)])}


def staffing(candidates, posts, seed):
    """What is recorded of candidates and posts; a tenth of it is missing."""
    dice = random.Random(seed)
    tables = {"pool": (("candidate",), [(c,) for c in range(candidates)]), "opened": (("post",), [(f"P{p}",) for p in range(posts)])}

    def attribute(name, subjects, value, missing=0.1):
        tables[name] = (("subject", "value"), [(s, value()) for s in subjects if dice.random() >= missing])

    people = range(candidates)
    for name in ("risk", "consensus", "universality", "role"):
        attribute(name, people, lambda: f"r{dice.randint(1, 5)}")
    attribute("activism", people, lambda: dice.randint(0, 40))
    attribute("diplomacy", people, lambda: dice.randint(0, 30))
    attribute("service", people, lambda: dice.randint(0, 45), 0)
    places = [f"P{p}" for p in range(posts)]
    for name in ("mandate", "interests", "unity"):
        attribute(name, places, lambda: f"r{dice.randint(1, 5)}")
    bands = ["support", "private", "balanced", "public", "leverage"]

    def span():
        low = dice.randrange(5)
        return f"{bands[low]}..{bands[dice.randrange(low, 5)]}"
    attribute("desired", places, span, 0)
    return tables


SETS = {
    "closure_chain": lambda: chain(2000),
    "closure_random": lambda: scattered(1000, 5000, 1),
    "closure_grid": lambda: grid(60),
    "closure_large": lambda: grid(150),
    "closure_sparse": lambda: scattered(300_000, 300_000, 9),
    "generation": lambda: family(5000, 3),
    "triangles": lambda: meshed(20_000, 200_000, 0.6, 5),
    "unreachable": lambda: roads(1500, 2000, 6),
    "aggregates": lambda: sales(500_000, 10_000, 7),
    "cold": lambda: edges([(0, 1), (1, 2)]),
}
for people, places in ((10_000, 10), (100_000, 10), (100_000, 100), (1_000_000, 10), (1_000_000, 100)):
    SETS[f"assess_{people}_{places}"] = lambda people=people, places=places: staffing(people, places, 8)
for side in (20, 40, 80):  # growth
    SETS[f"closure_grid_{side}"] = lambda side=side: grid(side)

if __name__ == "__main__":
    target = sys.argv[1]
    for each in sys.argv[2:] or [name for name in SETS if not name.startswith("assess_1000000")]:
        if not os.path.exists(f"{target}/{each}/done"):
            write(f"{target}/{each}", SETS[each]())
            open(f"{target}/{each}/done", "w").close()
