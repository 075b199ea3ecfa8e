// Addresses: `#/` start, `#/a/ID/q/REQUIREMENT` a question, and the other
// screens of an assessment. Behind the `#`, so any server of files will do.
import { createRouter, createWebHashHistory } from "vue-router";
import Start from "@/screens/Start.vue";
import Question from "@/screens/Question.vue";
import Overview from "@/screens/Overview.vue";
import Verdict from "@/screens/Verdict.vue";
import { openAssessment } from "@/work";

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/", name: "start", component: Start },
    {
      path: "/saved",
      name: "saved",
      component: () => import("@/screens/Saved.vue"),
    },
    {
      path: "/a/:id/plan",
      name: "plan",
      component: () => import("@/screens/Plan.vue"),
    },
    {
      path: "/a/:id/programme",
      name: "programme",
      component: () => import("@/screens/Programme.vue"),
    },
    { path: "/a/:id/q/:requirement?", name: "question", component: Question },
    { path: "/a/:id/all", name: "overview", component: Overview },
    { path: "/a/:id/verdict", name: "verdict", component: Verdict },
    {
      path: "/many",
      name: "many",
      component: () => import("@/screens/Many.vue"),
    },
    { path: "/:rest(.*)", redirect: "/" },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach(async (to) => {
  const { id } = to.params;
  if (typeof id !== "string") return true;
  return (await openAssessment(id)) ? true : { name: "start" };
});
