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
          one.type === "chunk" &&
          one.moduleIds.some((id) => id.endsWith(module))
            ? [one.fileName, ...one.imports]
            : [],
        );
        const wanted = chunks.filter((name) => !html.includes(name));
        const tags: HtmlTagDescriptor[] = wanted.map((name) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `./${name}` },
        }));
        return { html, tags };
      },
    },
  };
}
