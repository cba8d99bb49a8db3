// node propositions.cjs ENGINE FACTS: the fifteen propositions of rules/assess.crd, one call a candidate, by zen or json-rules-engine;
// prints how many apply in all.
const fs = require("fs");
const [, , engine, facts] = process.argv;

const people = [];
for (const line of fs.readFileSync(`${facts}/pool.csv`, "utf8").trim().split("\n").slice(1)) people[+line] = {};
for (const name of ["risk", "consensus", "universality", "role", "activism", "diplomacy"]) {
  for (const person of people) person[name] = null;
  for (const line of fs.readFileSync(`${facts}/${name}.csv`, "utf8").trim().split("\n").slice(1)) {
    const [subject, value] = line.split(",");
    people[+subject][name] = +value.replace("r", "");
  }
}
const from = (fact, least) => ({ fact, least }), upTo = (fact, most) => ({ fact, most });
const propositions = [
  [from("activism", 10)], [from("activism", 20)], [from("diplomacy", 10)], [from("diplomacy", 20)], [from("risk", 4)], [upTo("risk", 2)],
  [from("consensus", 4)], [upTo("consensus", 2)], [from("universality", 4)], [upTo("universality", 2)],
  [from("role", 4), from("activism", 10)], [upTo("role", 2), from("diplomacy", 10)], [from("risk", 4), from("universality", 4)],
  [upTo("risk", 2), from("consensus", 4)], [from("role", 4), upTo("consensus", 2)],
];

async function zen() {
  const { ZenEngine } = require("@gorules/zen-engine");
  const field = (name) => ({ id: name, name, field: name });
  const inputs = ["risk", "consensus", "universality", "role", "activism", "diplomacy"].map(field);
  const rules = propositions.map((parts, i) => {
    const row = { _id: `r${i}`, out: `${i}` };
    for (const part of parts) row[part.fact] = part.least === undefined ? `$ != null and $ <= ${part.most}` : `$ != null and $ >= ${part.least}`;
    return row;
  });
  const content = {
    nodes: [
      { id: "in", type: "inputNode", name: "in", position: { x: 0, y: 0 } },
      { id: "table", type: "decisionTableNode", name: "table", position: { x: 0, y: 0 },
        content: { hitPolicy: "collect", inputs, outputs: [{ id: "out", name: "out", field: "out" }], rules } },
      { id: "out", type: "outputNode", name: "out", position: { x: 0, y: 0 } },
    ],
    edges: [{ id: "a", sourceId: "in", targetId: "table", type: "edge" }, { id: "b", sourceId: "table", targetId: "out", type: "edge" }],
  };
  const decision = new ZenEngine().createDecision(content);
  let count = 0;
  for (const person of people) count += (await decision.evaluate(person)).result.length;
  return count;
}

async function jsonRules() {
  const { Engine } = require("json-rules-engine");
  const rules = new Engine([], { allowUndefinedFacts: true });
  propositions.forEach((parts, i) => rules.addRule({
    conditions: { all: parts.flatMap((part) => [
      { fact: part.fact, operator: "notEqual", value: null },
      part.least === undefined ? { fact: part.fact, operator: "lessThanInclusive", value: part.most }
        : { fact: part.fact, operator: "greaterThanInclusive", value: part.least }]) },
    event: { type: `${i}` },
  }));
  let count = 0;
  for (const person of people) count += (await rules.run(person)).events.length;
  return count;
}

(engine === "zen" ? zen() : jsonRules()).then((count) => { console.log(`propositions,${count}`); process.exit(0); });
