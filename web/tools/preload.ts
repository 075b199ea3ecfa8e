// Names in index.html what every screen needs besides the frame, so that it is
// fetched along with the frame and not after it; and all scripts after the style,
// so that the greeting is there before they are.
import type { HtmlTagDescriptor, Plugin } from "vite";

export function preload(modules: string[]): Plugin {
  return {
    name: "preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {}, path }) {
        if (path !== "/index.html") return html;
        const chunks = Object.values(bundle).flatMap((one) =>
          one.type === "chunk" ? [one] : [],
        );
        const wanted = new Set<string>();
        const want = (name: string) => {
          if (wanted.has(name)) return;
          wanted.add(name);
          chunks.find((one) => one.fileName === name)?.imports.forEach(want);
        };
        for (const { fileName, moduleIds, facadeModuleId } of chunks) {
          const ids = [...moduleIds, facadeModuleId ?? ""];
          if (ids.some((id) => modules.some((end) => id.endsWith(end)))) {
            want(fileName);
          }
        }
        const tags: HtmlTagDescriptor[] = [...wanted]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: "link",
            attrs: {
              rel: "modulepreload",
              crossorigin: true,
              fetchpriority: "low",
              href: `./${name}`,
            },
          }));
        const later = html
          .replaceAll("<script ", '<script fetchpriority="low" ')
          .replaceAll(
            '<link rel="modulepreload"',
            '<link rel="modulepreload" fetchpriority="low"',
          );
        return { html: later, tags };
      },
    },
  };
}
