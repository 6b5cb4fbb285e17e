import { readFile } from 'node:fs/promises';

export const themeNames = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof themeNames)[number];

/** What VS Code sets on a webview's `html` element, and the class it gives to `body`. */
export interface ThemeTokens {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Token values as VS Code 1.139 computes them for Dark Modern, Light Modern and the two high contrast themes. */
export async function readThemeTokens(name: ThemeName): Promise<ThemeTokens> {
  return JSON.parse(await readFile(new URL(`themes/${name}.json`, import.meta.url), 'utf8'));
}
