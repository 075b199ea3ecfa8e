import { createApp } from "vue";
import App from "@/App.vue";
import { i18n } from "@/language";
import { router } from "@/router";
import { openStore } from "@/store/database";
import "@/style/page.css";

void openStore().then(() => createApp(App).use(i18n).use(router).mount("#app"));
