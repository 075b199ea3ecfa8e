import { createApp } from "vue";
import App from "@/App.vue";
import { i18n } from "@/language";
import { fetchScreens, router } from "@/router";
import { compareVersions } from "@/engine/version";
import { work } from "@/state";
import { openStore } from "@/store/database";
import "@/style/page.css";

// What is needed once there is no network any more waits until the first screen
// is there and a person begins to read it.
const AFTER = 400;

async function keepForLater(): Promise<void> {
  void compareVersions();
  await fetchScreens();
  // Browsers allow it over HTTPS and on this machine; elsewhere the page needs
  // a network to open, and works all the same.
  if (import.meta.env.PROD && "serviceWorker" in navigator) {
    await navigator.serviceWorker.register("./sw.js");
  }
}

const app = createApp(App).use(i18n);
app.config.errorHandler = (error) => {
  // What the browser would not keep, whichever screen wrote it.
  if (error instanceof DOMException) work.isFull = true;
  else console.error(error);
};

// An address that is asked for while the first screen is fetched: the router
// does not listen until then, and puts its own back.
let asked = "";
const listen = () => (asked = location.hash.slice(1));
addEventListener("hashchange", listen);

// The router opens an assessment at once, so what is kept comes before it.
void openStore().then(async () => {
  app.use(router).mount("#app");
  await router.isReady();
  removeEventListener("hashchange", listen);
  if (asked) await router.replace(asked);
  setTimeout(() => void keepForLater().catch(() => undefined), AFTER);
});
