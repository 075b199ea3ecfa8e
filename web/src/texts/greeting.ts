import type { Pairs } from "@/texts/pairs";

// What index.html says before any script runs: tools/greeting.ts writes it
// there, with the title and the lead of the first screen.
export const greeting = {
  opening: ["正在打开……", "Opening …"],
  stays: [
    "如果一直停在这里，请检查网络，或换用较新的浏览器（Chrome 80 或更新）。",
    "If it stays like this, check the network, or use a newer browser (Chrome 80 or later).",
  ],
} satisfies Pairs;
