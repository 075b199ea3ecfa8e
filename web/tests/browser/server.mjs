// A server with the page for a test: `cmmm serve --http` on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
export const cmmm = process.env.CMMM_TEST_BINARY ?? `${root}build/dev/cmmm`;

/**
 * Starts it, with `visitors` as `make demo` says: for whoever opens the page,
 * at a rate. The address of the page is `url`; `stop` ends it.
 */
export async function startServer({ visitors = false, port = 0 } = {}) {
  // The address of a server that runs already, for whoever works on the page.
  const running = process.env.CMMM_PAGE_URL;
  if (running) return { url: running, stop: async () => undefined };
  const child = spawn(
    cmmm,
    [
      "serve",
      "--listen=127.0.0.1:0",
      `--http=127.0.0.1:${port}`,
      `--page=${root}web/dist`,
      `--models=${root}models`,
      ...(visitors
        ? [`--access-file=${root}deploy/access/visitor.textproto`]
        : []),
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  let said = "";
  const url = await new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`serve ended: ${said}`)));
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(`${found[0]}/`);
    });
  });
  child.removeAllListeners("exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { url, stop };
}
