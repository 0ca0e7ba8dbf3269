// The page's scripts are joined into one at build time (maps/page.py), so their top-level names are shared.
import { readdirSync, readFileSync } from "node:fs";
import js from "@eslint/js";
import globals from "globals";

const folder = new URL("./static/", import.meta.url);
const declared = /^(?:async )?(function|class|const|let) (\w+)/gm;
const shared = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .flatMap((name) => [...readFileSync(new URL(name, folder), "utf8").matchAll(declared)].map((match) => [match[2], match[1] === "let" ? "writable" : "readonly"]));

export default [
  js.configs.recommended,
  {
    languageOptions: {
      sourceType: "script",
      ecmaVersion: 2023,
      globals: { ...globals.browser, L: "readonly", map_parley: "readonly", ...Object.fromEntries(shared) },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { vars: "local", args: "after-used" }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": ["error", { hoist: "functions", builtinGlobals: false }],
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "parseFromString", "srcdoc"].map((property) => ({
          property,
          message: "words of articles become text, never markup",
        })),
      ],
    },
  },
];
