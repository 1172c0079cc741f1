// Reads texts as a JSON array from standard input and writes what the script of the survey finds in each.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { findKinds } = await import(pathToFileURL(process.argv[2]).href);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(findKinds)));
