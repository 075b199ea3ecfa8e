// What the engine's messages are made of is worked out when their modules first
// run, which takes a phone a tenth of a second. They run one after the other, in
// tasks of their own, so that a tap in between is not kept waiting.
// vite.config.ts puts each step into a file.
const steps = [
  () => import("@/engine/protobuf"),
  () => import("@/gen/cmmm/v1/model_pb"),
  () => import("@/gen/cmmm/v1/scoring_service_pb"),
  () => import("@/gen/cmmm/v1/plan_pb"),
  () => import("@/gen/cmmm/v1/readiness_pb"),
];

/** Ends the task that is running; what waits has its turn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

let warm = false;

/** Does it the first time; fails where they cannot be fetched. */
export async function warmUp(): Promise<void> {
  if (warm) return;
  for (const step of steps) {
    await step();
    await pause();
  }
  warm = true;
}
