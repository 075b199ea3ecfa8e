import vue from "eslint-plugin-vue";
import typescript from "typescript-eslint";

export default typescript.config(
  { ignores: ["dist", "src/gen", "node_modules"] },
  ...typescript.configs.strict,
  ...vue.configs["flat/recommended"],
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    rules: {
      // Formatting is Prettier's.
      "vue/html-self-closing": "off",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/multi-word-component-names": "off",
      // Text from people and models is text: nothing becomes markup.
      "vue/no-v-html": "error",
      // The policy of the page forbids inline styles.
      "vue/no-restricted-static-attribute": ["error", "style"],
      // Texts stand in src/texts/.
      "vue/no-bare-strings-in-template": [
        "error",
        { allowlist: ["–", "→", "✓", "✗", "?", "·", "…", "—", "△", "/"] },
      ],
      "max-lines": ["error", 320],
    },
  },
);
