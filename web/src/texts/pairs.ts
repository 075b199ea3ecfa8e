// One text: in Chinese, then in English. `{name}` is filled in; English may
// have two forms, `one thing | {n} things`. No `@` and no other `|`.
export type Pair = readonly [zh: string, en: string];
export type Pairs = Record<string, Pair>;
