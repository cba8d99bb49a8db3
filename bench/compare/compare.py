#!/usr/bin/env python3
"""Credence beside programs written by hand and other people's engines, on the same data: compare.py PROGRAM FOLDER [--runs N] [--only WORDS]
[--limit SECONDS] [--table FILE]. Every engine is a process of its own; what counts is all of it: start, reading, inference, writing.
Peers that are not there are left out, and named. NODE_PATH says where npm put @duckdb/node-api, @gorules/zen-engine, json-rules-engine."""
import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time

import generate

here = os.path.dirname(os.path.abspath(__file__))
closure = ["hand", "bits", "credence", "credence out", "souffle", "duckdb", "sqlite", "swipl", "clingo", "clips"]
# set → (job, engines beside which it is worth running); the large ones only beside those that end in time
SETS = {
    "cold": ("closure", closure),
    "closure_chain": ("closure", closure),
    "closure_random": ("closure", closure),
    "closure_grid": ("closure", closure),
    "closure_large": ("closure", ["hand", "bits", "credence"]),
    "closure_sparse": ("closure", ["hand", "credence"]),
    "generation": ("generation", closure),
    "triangles": ("triangles", closure),
    "unreachable": ("unreachable", closure),
    "aggregates": ("aggregates", closure),
    "assess_10000_10": ("assess", ["hand", "credence", "duckdb", "sqlite", "zen", "json-rules"]),
    "assess_100000_10": ("assess", ["hand", "credence", "duckdb", "sqlite", "zen", "json-rules"]),
    "assess_100000_100": ("assess", ["hand", "credence", "duckdb", "sqlite"]),
    "assess_1000000_10": ("assess", ["hand", "credence", "duckdb"]),
    "assess_1000000_100": ("assess", ["hand", "credence", "duckdb"]),
}
GROWTH = {"closure_grid": ["closure_grid_20", "closure_grid_40", "closure_grid_80"],
          "assess": ["assess_10000_10", "assess_100000_10", "assess_1000000_10"]}


def measure(words, folder, limit, stdin=None):
    """CPU and wall seconds, peak memory in MB, and the output; nothing where it fails or takes too long."""
    output = os.path.join(folder, ".output")
    with open(output, "wb") as out:
        began = time.monotonic()
        process = subprocess.Popen(words, cwd=folder, stdout=out, stderr=subprocess.DEVNULL, stdin=stdin or subprocess.DEVNULL,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = status
    with open(output, errors="replace") as text:
        said = text.read() if os.path.getsize(output) < 1 << 20 else ""
    if status != 0:
        return None
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, said


def tables(folder):
    for name in sorted(os.listdir(f"{folder}/facts")):
        with open(f"{folder}/facts/{name}") as file:
            header = file.readline().strip().split(",")
            row = file.readline().strip().split(",")
        yield name[:-4], header, ["integer" if cell.lstrip("-").isdigit() else "text" for cell in row]


def sql_of(job):
    with open(f"{here}/peers/work.sql") as file:
        parts = file.read().split("-- job: ")[1:]
    return next(part[len(job):] for part in parts if part.startswith(job + "\n"))


def script(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as out:
        out.write(text)
    return path


def command(engine, job, folder, options):
    """The words to run, or nothing where the engine is not there or has no program for the job."""
    facts = f"{folder}/facts"
    run = [options.program, "run", "--quiet", "--rules", f"{here}/rules/{job}.crd", "--facts", facts]
    if engine == "credence":
        return run + (["--out", f"{folder}/.derived", "--replace"] if job == "assess" else ["--count"])
    if engine == "credence out":
        return run + ["--out", f"{folder}/.derived", "--replace"]
    if engine == "hand":
        return [options.hand, job, facts]
    if engine == "bits":
        return [options.hand, job + "_bits", facts] if job == "closure" else None
    if engine == "duckdb":
        if not options.node("@duckdb/node-api"):
            return None
        load = "".join(f"create table {name} as select * from read_csv('facts/{name}.csv', header = true);\n" for name, _, _ in tables(folder))
        script(folder, ".duckdb.sql", load + sql_of(job))
        return ["node", f"{here}/peers/duckdb.cjs", ".duckdb.sql", "1"]
    if engine == "sqlite" and shutil.which("sqlite3"):
        text = ".mode csv\n"
        for name, header, types in tables(folder):
            columns = ", ".join(f'"{column}" {kind}' for column, kind in zip(header, types))
            keys = ", ".join(f'"{column}"' for column in header)
            text += f"create table {name}({columns}, primary key({keys})) without rowid;\n.import --skip 1 facts/{name}.csv {name}\n"
        script(folder, ".sqlite.sql", text + sql_of(job))
        return ["sqlite3", "-batch", ":memory:", ".read .sqlite.sql"]
    suffix = {"swipl": "pl", "clingo": "lp", "clips": "clp", "souffle": "dl"}.get(engine)
    if engine in ("zen", "json-rules"):
        package = "@gorules/zen-engine" if engine == "zen" else "json-rules-engine"
        return ["node", f"{here}/peers/propositions.cjs", engine, facts] if options.node(package) else None
    source = f"{here}/peers/{job}.{suffix}"
    if suffix is None or not os.path.exists(source):
        return None
    if engine == "souffle":
        return ["souffle", "-F", facts, source] if shutil.which("souffle") else None
    if not os.path.exists(f"{folder}/facts.{suffix}"):
        return None
    if engine == "swipl" and shutil.which("swipl"):
        return ["swipl", "-q", "-O", "--stack-limit=16g", "-f", source, "-g", f"consult('{folder}/facts.pl'), main", "-t", "halt"]
    if engine == "clingo" and shutil.which("gringo"):
        # Only ground: the rules are stratified, so that is all of it. The text goes nowhere; what counts it is not measured.
        return ["sh", "-c", f"gringo --text --warn=none {source} facts.lp > .grounded"]
    if engine == "clips" and shutil.which("clips"):
        derived = {"closure": "path", "generation": "same", "triangles": "triangle"}[job]
        script(folder, ".clips", f"(load \"{source}\")\n(load-facts \"facts.clp\")\n(run)\n"
               f"(printout t \"COUNT {derived},\" (length$ (find-all-facts ((?f {derived})) TRUE)) crlf)\n(exit)\n")
        return ["clips", "-f2", ".clips"]
    return None


def result_of(engine, job, folder, said):
    """What was derived, as lines of names and numbers that can be compared; nothing where the engine tells less."""
    if engine == "clingo":
        counts = {}
        with open(f"{folder}/.grounded") as text:
            for line in text:
                name = line.split("(", 1)[0]
                counts[name] = counts.get(name, 0) + 1
        return sorted(f"{name},{counts[name]}" for name in counts if name in ("path", "same", "triangle", "apart", "seen", "total"))
    if engine == "credence" and job == "assess":
        with open(f"{folder}/.derived/tally.csv") as file:
            rows = [line.strip().split(",")[1:] for line in file][1:]
        fits = ",".join(str(sum(int(row[i]) for row in rows)) for i in range(4))
        with open(f"{folder}/.derived/shortlist.csv") as file:
            lists = len(file.readlines()) - 1
        return sorted([f"fits,{fits}", f"shortlist,{lists}"])
    if engine == "credence out":
        found = []
        for name in os.listdir(f"{folder}/.derived"):
            with open(f"{folder}/.derived/{name}", "rb") as file:
                found.append(f"{name[:-4]},{sum(chunk.count(10) for chunk in iter(lambda: file.read(1 << 20), b'')) - 1}")
        return sorted(found)
    lines = [line.strip().replace("\t", ",").replace("COUNT ", "").replace(".0", "") for line in said.splitlines()]
    return sorted(line for line in lines if "," in line and not line.startswith(("name,", "tally,")))


def growth_exponent(points):
    """Of seconds over what is derived, by least squares on logarithms."""
    import math
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def versions(options):
    def said(*words):
        try:
            return subprocess.run(words, capture_output=True, text=True, check=False, timeout=20).stdout.strip().split("\n")[0]
        except OSError:
            return "not installed"
    found = {"credence": said(options.program, "--version"), "g++": said("g++", "--version"), "sqlite": said("sqlite3", "--version")[:6],
             "SWI-Prolog": said("swipl", "--version"), "clingo": said("gringo", "--version"), "node": said("node", "--version"),
             "Soufflé": said("souffle", "--version"), "CLIPS": said("dpkg-query", "-W", "-f", "${Version}", "clips") or "not installed"}
    for package in ("@duckdb/node-api", "@gorules/zen-engine", "json-rules-engine"):
        found[package] = options.node(package) or "not installed"
    return found


def write_table(options, lines):
    """What was measured so far, so that a run that is broken off is not lost."""
    if not options.table:
        return
    marker = "## Measured\n"
    text = marker
    if os.path.exists(options.table):
        with open(options.table) as file:
            text = file.read()
    with open(options.table, "w") as out:
        known = "; ".join(f"{name} {version}" for name, version in versions(options).items())
        out.write(text.split(marker)[0] + marker + f"\n{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} CPUs; "
                  f"medians of {options.runs}. {known}.\n\n" + "\n".join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=int, default=60, help="CPU seconds a run")
    parser.add_argument("--table", help="a Markdown file: what stands below `## Measured` is replaced")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    options.hand = os.path.join(options.folder, "hand")

    def node(package):
        path = os.path.join(os.environ.get("NODE_PATH", ""), package, "package.json")
        if not os.path.exists(path):
            return None
        import json
        with open(path) as file:
            return json.load(file)["version"]
    options.node = node
    os.makedirs(options.folder, exist_ok=True)
    subprocess.run(["g++", "-std=c++20", "-O3", "-march=native", "-o", options.hand, f"{here}/hand/hand.cpp"], check=True)

    lines, disagreed, seconds = [], False, {}
    for name in list(SETS) + [each for group in GROWTH.values() for each in group if each not in SETS]:
        if options.only and not any(word in name for word in options.only.split(",")):
            continue
        job, engines = SETS.get(name, ("closure", ["credence"]))
        folder = os.path.join(options.folder, name)
        if not os.path.exists(f"{folder}/done"):
            generate.write(folder, generate.SETS[name]())
            open(f"{folder}/done", "w").close()
        expected, rows, beside = None, [], None
        for engine in engines:
            words = command(engine, job, folder, options)
            if words is None:
                continue
            measured = []
            for _ in range(options.runs):
                one = measure(words, folder, options.limit)
                if one is None:
                    break
                measured.append(one)
                if one[0] > 10:
                    break
            if not measured:
                rows.append(f"| {engine} | – | – | – | – | failed, or more than {options.limit} s |")
                continue
            found = result_of(engine, job, folder, measured[-1][3])
            if engine in ("zen", "json-rules"):
                verdict = "propositions only"
            else:
                expected = expected or found
                verdict = "same" if found == expected else f"DIFFERS: {' '.join(found)}"
                disagreed = disagreed or found != expected
            cpu, wall, memory = (statistics.median(column) for column in list(zip(*measured))[:3])
            seconds[name, engine] = cpu
            beside = beside or cpu
            rows.append(f"| {engine} | {cpu:.3f} | {wall:.3f} | {memory:.0f} | {cpu / beside:.1f} | {verdict} |")
            print(name, rows[-1], flush=True)
        if name in SETS:
            lines += [f"### {name}", "", " · ".join(expected or []), "", "| engine | CPU s | wall s | peak MB | × hand | result |",
                      "| --- | ---: | ---: | ---: | ---: | --- |", *rows, ""]
            write_table(options, lines)
    growth = []
    for group, names in GROWTH.items():
        points = [(int(n.split("_")[-2]) if n.startswith("assess") else int(n.split("_")[-1]) ** 4, seconds[n, "credence"])
                  for n in names if (n, "credence") in seconds]
        if len(points) > 2:
            growth.append(f"| {group} | {growth_exponent(points):.2f} |")
    if growth:
        lines += ["### Growth", "", "Exponent of Credence's CPU seconds over candidates, or over pairs derived.", "",
                  "| job | exponent |", "| --- | ---: |", *growth, ""]
    write_table(options, lines)
    sys.exit(1 if disagreed else 0)


if __name__ == "__main__":
    main()
