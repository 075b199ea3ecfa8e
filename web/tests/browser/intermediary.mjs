// A small intermediary between the browser and a real server: it hands on what
// is asked, and changes real answers into those of a server of another version.
import { createServer, request } from "node:http";

function varint(number) {
  const bytes = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** A field as Protocol Buffers write it: a number, a text, or fields. */
export function field(nth, value) {
  if (typeof value === "number") {
    return Buffer.concat([varint(nth * 8), varint(value)]);
  }
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(nth * 8 + 2), varint(bytes.length), bytes]);
}

/**
 * An answer with more in it: what stands once is overwritten by what comes
 * last, parts of it are merged, and lists grow.
 */
export const withMore =
  (...more) =>
  (answer) =>
    answer.status === 200
      ? { ...answer, body: Buffer.concat([answer.body, ...more]) }
      : answer;

/** A refusal as the Connect protocol has it. */
export const refused = (status, error) => (answer) => ({
  status,
  headers: { ...answer.headers, "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(error)),
});

/** The same text in place of another one, in bytes. */
export function replaced(bytes, from, to) {
  const text = bytes.toString("latin1");
  const as = (one) => Buffer.from(one).toString("latin1");
  return Buffer.from(text.split(as(from)).join(as(to)), "latin1");
}

function collect(stream, then) {
  const chunks = [];
  stream.on("data", (chunk) => chunks.push(chunk));
  stream.on("end", () => then(Buffer.concat(chunks)));
}

/**
 * Listens before the server at `to`. `changes` says what becomes of the answers
 * to a path that ends in a name; `all`, of all of them; `ask`, of what is asked.
 * A change may take its time.
 */
export async function startIntermediary(to) {
  const told = { changes: {}, all: (one) => one, ask: (body) => body };
  const server = createServer((asked, reply) => {
    collect(asked, (body) => {
      const headers = { ...asked.headers, host: new URL(to).host };
      // As it is, so that it can be changed.
      delete headers["accept-encoding"];
      const changed = told.ask(body, asked.url);
      headers["content-length"] = changed.length;
      const { method } = asked;
      const passed = request(new URL(asked.url, to), { method, headers });
      passed.on("error", () => reply.destroy());
      passed.on("response", (answer) => {
        collect(answer, async (bytes) => {
          const { statusCode: status, headers } = answer;
          const name = asked.url.replace(/[?#].*/, "").replace(/.*\//, "");
          const change = told.changes[name] ?? told.all;
          const given = await change(
            { status, headers, body: bytes },
            asked.url,
          );
          delete given.headers["transfer-encoding"];
          given.headers["content-length"] = given.body.length;
          reply.writeHead(given.status, given.headers).end(given.body);
        });
      });
      passed.end(changed);
    });
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((go) => server.close(go));
  };
  return { url, told, stop };
}
