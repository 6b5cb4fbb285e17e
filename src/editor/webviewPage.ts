import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';

/** What a view's page may load: its own built files and nothing else. */
export interface WebviewPage {
  /** `chat` loads `dist/webview/chat.js` and `chat.css`. */
  readonly name: 'chat' | 'curves' | 'dataset' | 'paper' | 'reproduction';
  readonly title: string;
  /** What the page begins with where it kept nothing itself. */
  readonly state?: unknown;
}

/**
 * A page under a strict policy: only the script with this page's nonce runs, nothing is evaluated, nothing comes from the network.
 * Images may be `data:`, because charts are exported that way.
 */
export function webviewHtml(
  page: WebviewPage,
  assets: { readonly cspSource: string; readonly script: string; readonly styles: readonly string[] },
): string {
  const nonce = randomBytes(18).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${assets.cspSource}`,
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
${assets.styles.map((style) => `    <link rel="stylesheet" href="${style}">\n`).join('')}  </head>
  <body>
    <div id="root"${stateAttribute(page.state)}></div>
    <script defer nonce="${nonce}" src="${assets.script}"></script>
  </body>
</html>
`;
}

function stateAttribute(state: unknown): string {
  if (state === undefined) return '';
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
  return ` data-state="${JSON.stringify(state).replaceAll(/[&"<>]/g, (character) => names[character] ?? '')}"`;
}

/** Gives a view its page, with access to `dist/webview` only. */
export function showPage(webview: vscode.Webview, folder: vscode.Uri, page: WebviewPage): void {
  const asset = (file: string): string => webview.asWebviewUri(folder.with({ path: `${folder.path}/${file}` })).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml(page, {
    cspSource: webview.cspSource,
    script: asset(`${page.name}.js`),
    // Icons that only papers need are not loaded before one is opened.
    styles: [asset(page.name === 'paper' || page.name === 'reproduction' ? 'paper-codicon.css' : 'codicon.css'), asset(`${page.name}.css`)],
  });
}
