import { createApp } from "vue";
import App from "@/App.vue";
import { i18n } from "@/language";
import { router } from "@/router";
import { openStore } from "@/store/database";
import "@/style/page.css";

void openStore().then(() => createApp(App).use(i18n).use(router).mount("#app"));

// Browsers allow it over HTTPS and on this machine; elsewhere the page needs a
// network to open, and works all the same.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("./sw.js").catch(() => undefined);
}
