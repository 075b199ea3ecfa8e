// A server with the page for a test: `cmmm serve --http` on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
export const cmmm = process.env.CMMM_TEST_BINARY ?? `${root}build/dev/cmmm`;

/** Starts it. The address of the page is `url`; `stop` ends it. */
export async function startServer() {
  // The address of a server that runs already, for whoever works on the page.
  const running = process.env.CMMM_PAGE_URL;
  if (running) return { url: running, stop: async () => undefined };
  const child = spawn(
    cmmm,
    [
      "serve",
      "--listen=127.0.0.1:0",
      "--http=127.0.0.1:0",
      `--page=${root}web/dist`,
      `--models=${root}models`,
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
