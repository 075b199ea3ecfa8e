// Adds sw.js to the build: a service worker that keeps the files of the page,
// so that it opens without a network after the first load.
import type { Plugin } from "vite";

// Runs in the worker. A new build has another `version`, and so other caches;
// pages come from the network while there is one, files with a hash in their
// name never change. Calls of the engine pass by.
const worker = (version: string, files: string[]) => `
const KEPT = ${JSON.stringify(`page-${version}`)};
const FILES = ${JSON.stringify(files)};
self.addEventListener("install", (event) => {
  const keep = caches.open(KEPT).then((cache) => cache.addAll(FILES));
  event.waitUntil(keep.then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const forget = caches
    .keys()
    .then((names) => names.filter((name) => name !== KEPT))
    .then((old) => Promise.all(old.map((name) => caches.delete(name))));
  event.waitUntil(forget.then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    const kept = () => caches.match(request, { ignoreSearch: true });
    event.respondWith(fetch(request).catch(kept));
  } else if (FILES.some((file) => new URL(file, location).href === url.href)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
`;

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle(_options, bundle) {
      const names = Object.keys(bundle).sort();
      const pages = ["./", "./report.html", "./icon.svg"];
      const files = [...pages, ...names.map((name) => `./${name}`)];
      // Names hold hashes of what is in them, so together they are a version.
      const sum = [...names.join()].reduce(
        (hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0,
        7,
      );
      const source = worker(sum.toString(36), files).trimStart();
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
