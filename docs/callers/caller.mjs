// Scores an assessment over HTTP, with what Node 18 and every browser have.
//
//   node caller.mjs http://127.0.0.1:8080 mine.jsonl

const ATTEMPTS = 5;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Again after a lost connection and 503, five times in all; after 429 only where
// the server says when (Retry-After).
export async function score(server, body, key) {
  const headers = { "Content-Type": "application/json", "Connect-Timeout-Ms": "5000" };
  if (key) headers.Authorization = `Bearer ${key}`;
  for (let attempt = 1; ; ++attempt) {
    let pause = Math.random() * Math.min(2000, 100 * 2 ** attempt);
    try {
      const answer = await fetch(`${server}/cmmm.v1.ScoringService/Score`, {
        method: "POST", headers, body, signal: AbortSignal.timeout(6000),
      });
      if (answer.ok) return await answer.json();
      const after = Number(answer.headers.get("Retry-After"));
      const again = answer.status === 503 || (answer.status === 429 && after > 0);
      if (!again || attempt === ATTEMPTS) throw Object.assign(new Error("refused"), { error: await answer.json() });
      if (after > 0) pause = 1000 * after;
    } catch (failure) {
      if (failure.error || attempt === ATTEMPTS) throw failure;
    }
    await sleep(pause);
  }
}

// A browser has the assessment from its page instead.
if (typeof process !== "undefined") {
  const { readFile } = await import("node:fs/promises");
  const [server, file] = process.argv.slice(2);
  try {
    const result = await score(server, await readFile(file), process.env.CMMM_KEY);
    console.log("level", result.decision.level);
  } catch (failure) {
    const { code, message, details = [] } = failure.error ?? { code: "unavailable", message: failure.message };
    console.error(code, message);
    for (const detail of details)
      for (const one of detail.debug.fieldViolations ?? []) console.error(one.field, one.description);
    process.exitCode = 1;
  }
}
