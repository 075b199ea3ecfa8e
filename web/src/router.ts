// Addresses: `#/` start, `#/a/ID/q/REQUIREMENT` a question, and the other
// screens of an assessment. Behind the `#`, so any server of files will do.
import { createRouter, createWebHashHistory, START_LOCATION } from "vue-router";
import { compareVersions } from "@/engine/version";
import { warmUp } from "@/engine/warm_up";
import { work } from "@/state";

// A screen comes when it is asked for: the frame need not wait for any.
const screens = {
  start: () => import("@/screens/Start.vue"),
  question: () => import("@/screens/Question.vue"),
  overview: () => import("@/screens/Overview.vue"),
  verdict: () => import("@/screens/Verdict.vue"),
  plan: () => import("@/screens/Plan.vue"),
  programme: () => import("@/screens/Programme.vue"),
  saved: () => import("@/screens/Saved.vue"),
  many: () => import("@/screens/Many.vue"),
};

/** Fetches every screen, so that none is missing when the network is. */
export async function fetchScreens(): Promise<void> {
  for (const fetch of Object.values(screens)) await fetch();
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/", name: "start", component: screens.start },
    { path: "/saved", name: "saved", component: screens.saved },
    { path: "/many", name: "many", component: screens.many },
    {
      path: "/a/:id/q/:requirement?",
      name: "question",
      component: screens.question,
    },
    { path: "/a/:id/all", name: "overview", component: screens.overview },
    { path: "/a/:id/verdict", name: "verdict", component: screens.verdict },
    { path: "/a/:id/plan", name: "plan", component: screens.plan },
    {
      path: "/a/:id/programme",
      name: "programme",
      component: screens.programme,
    },
    { path: "/:rest(.*)", redirect: "/" },
  ],
  // Where a page opens it is at its top by itself.
  scrollBehavior: (_to, from, saved) =>
    saved ?? (from === START_LOCATION ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  await warmUp();
  const { id } = to.params;
  if (typeof id !== "string") return true;
  const { openAssessment } = await import("@/work");
  return (await openAssessment(id)) ? true : { name: "start" };
});
router.afterEach(() => {
  work.lacksScreen = false;
  work.isFull = false;
});
// Without a network, a screen that was never fetched: it opens once there is
// one, unless one has gone elsewhere by then.
let lacking = "";
router.onError((_error, to) => {
  work.lacksScreen = true;
  lacking = to.fullPath;
  // With one, the server has been renewed and has no such file any more.
  void compareVersions().then((isReached) => {
    if (isReached && work.lacksScreen) work.isOutdated = true;
  });
});
addEventListener("online", () => {
  if (work.lacksScreen) void router.push(lacking);
});
