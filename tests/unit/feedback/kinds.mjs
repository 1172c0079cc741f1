// Reads texts as a JSON array from standard input and writes what the script of the survey finds in each.
import { readFileSync } from "node:fs";

// Debian's Node.js takes a .js file for an old module, so the script goes in as text.
const script = readFileSync(process.argv[2]).toString("base64");
const { findKinds } = await import(`data:text/javascript;base64,${script}`);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(findKinds)));
