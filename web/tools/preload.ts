// Names in index.html what every screen needs besides the frame, so that it is
// fetched along with the frame and not after it.
import type { HtmlTagDescriptor, Plugin } from "vite";

export function preload(module: string): Plugin {
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
        for (const { fileName, moduleIds } of chunks) {
          if (moduleIds.some((id) => id.endsWith(module))) want(fileName);
        }
        const tags: HtmlTagDescriptor[] = [...wanted]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: "link",
            attrs: {
              rel: "modulepreload",
              crossorigin: true,
              href: `./${name}`,
            },
          }));
        return { html, tags };
      },
    },
  };
}
