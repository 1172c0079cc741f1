// Holds files against a kit, with the very script that stands in it: `node check.mjs kit.html < lines`.
// Each line of the input is {"kind": "qr" | "credential" | "pdf", "data": base64, "now": ISO 8601}; each line of the
// output is {"oordeel", "redenen", "gegevens"}. A line may replace parts of the kit's data: {"kit": {"statuslijst": …}}.

import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

// Node.js 18 has no global of this name.
if (!globalThis.crypto) Object.defineProperty(globalThis, "crypto", { value: webcrypto });

const page = readFileSync(process.argv[2], "utf8");
const [, data] = /<script type="application\/json" id="kit-data">([^]*?)<\/script>/.exec(page);
const [, script] = /<script>([^]*?)<\/script>/.exec(page);
runInThisContext(script);

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const asked = JSON.parse(line);
  const bytes = new Uint8Array(Buffer.from(asked.data, "base64"));
  const kit = { ...JSON.parse(data), ...asked.kit };
  const answer = await globalThis.duoKit.check(asked.kind, bytes, Date.parse(asked.now), kit);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
