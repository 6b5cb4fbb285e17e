import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';

/** What a view's page may load: its own built files and nothing else. */
export interface WebviewPage {
  /** `chat` loads `dist/webview/chat.js` and `chat.css`. */
  readonly name: 'chat' | 'curves' | 'dataset' | 'paper' | 'reproduction';
  readonly title: string;
  /** What the page begins with where it kept nothing itself. */
  readonly state?: unknown;
}

export const curvesPage = { name: 'curves', title: 'Practicum Curves' } as const;

/** A file of the page: where it is, or what is in it. */
export type PageFile = string | { readonly text: string };

/**
 * A page under a strict policy: only the script with this page's nonce runs, nothing is evaluated, nothing comes from the network.
 * Images may be `data:`, because charts are exported that way.
 */
export function webviewHtml(
  page: WebviewPage,
  assets: { readonly cspSource: string; readonly script: PageFile; readonly styles: readonly PageFile[] },
): string {
  const nonce = randomBytes(18).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${assets.cspSource}${assets.styles.every(isAddress) ? '' : ` 'nonce-${nonce}'`}`,
    `font-src ${assets.cspSource}`,
    `img-src ${assets.cspSource} data:`,
    // What `default-src` does not cover.
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <title>${page.title}</title>
${assets.styles.map((style) => `    ${styleTag(style, nonce)}\n`).join('')}  </head>
  <body>
    <div id="root"${stateAttribute(page.state)}></div>
    ${scriptTag(assets.script, nonce)}
  </body>
</html>
`;
}

function isAddress(file: PageFile): file is string {
  return typeof file === 'string';
}

function styleTag(file: PageFile, nonce: string): string {
  return isAddress(file) ? `<link rel="stylesheet" href="${file}">` : `<style nonce="${nonce}">${file.text}</style>`;
}

function scriptTag(file: PageFile, nonce: string): string {
  return isAddress(file) ? `<script defer nonce="${nonce}" src="${file}"></script>` : `<script nonce="${nonce}">${file.text}</script>`;
}

function stateAttribute(state: unknown): string {
  if (state === undefined) return '';
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
  return ` data-state="${JSON.stringify(state).replaceAll(/[&"<>]/g, (character) => names[character] ?? '')}"`;
}

/** Gives a view its page, with access to `dist/webview` only. */
export function showPage(webview: vscode.Webview, folder: vscode.Uri, page: WebviewPage): void {
  const asset = (file: string): string => webview.asWebviewUri(folder.with({ path: `${folder.path}/${file}` })).toString();
  const script = `${page.name}.js`;
  // Icons that only papers need are not loaded before one is opened.
  const styles = [page.name === 'paper' || page.name === 'reproduction' ? 'paper-codicon.css' : 'codicon.css', `${page.name}.css`];
  const file = page.name === 'curves' ? (name: string): PageFile => textOf(folder.fsPath, name, asset) : asset;
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml(page, { cspSource: webview.cspSource, script: file(script), styles: styles.map(file) });
}

/** What would end the tag that it stands in, or change how the rest of it is read. */
const endsTag = /<\/(?:script|style)|<!--/i;

/** Of a page that is to be there at once: what it asks for by address goes through the editor's window to the host and back, each file by itself. */
function textOf(folder: string, name: string, asset: (file: string) => string): PageFile {
  const text = readFileSync(join(folder, name), 'utf8');
  if (endsTag.test(text)) return asset(name);
  return { text: text.replaceAll(/url\(\.\/([\w.-]+)([^)]*)\)/g, (_whole, font: string, rest: string) => `url(${asset(font)}${rest})`) };
}
