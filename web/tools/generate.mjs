// Writes src/gen/: the messages and services of ../proto as TypeScript.
//   npm run generate
// Needs protoc (Debian: protobuf-compiler). Nothing it writes is committed.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const page = fileURLToPath(new URL("..", import.meta.url));
const out = `${page}src/gen`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const protos = ["cmmm/v1", "google/rpc"].flatMap((folder) =>
  readdirSync(`${page}../proto/${folder}`)
    .filter((name) => name.endsWith(".proto"))
    .map((name) => `${folder}/${name}`),
);
execFileSync(
  "protoc",
  [
    "-I../proto",
    "--plugin=protoc-gen-es=node_modules/.bin/protoc-gen-es",
    "--es_out=src/gen",
    "--es_opt=target=ts",
    ...protos,
  ],
  { cwd: page, stdio: "inherit" },
);
