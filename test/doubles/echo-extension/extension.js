// Webviews beside Practicum's: each message is answered with one that says when it was sent, in milliseconds since 1970.
// What lies between that and the painted frame is what VS Code itself takes.
const vscode = require('vscode');

const page = (title, script) => `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="UTF-8"><title>${title}</title></head>
  <body><div id="root"><p>echo</p></div><script>window.api = acquireVsCodeApi();${script}</script></body>
</html>`;

// In the panel: asks once, and keeps when it asked and when the frame was painted that followed the answer.
const first = `
const nowMs = () => performance.timeOrigin + performance.now();
window.view = { ...window.view, readyMs: nowMs(), wholeMs: NaN };
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => { window.view.wholeMs = nowMs(); };
window.addEventListener('message', () => requestAnimationFrame(() => port2.postMessage(undefined)), { once: true });
window.api.postMessage('again');`;

function answer(webview) {
  webview.onDidReceiveMessage(() => void webview.postMessage({ sentMs: performance.timeOrigin + performance.now() }));
}

exports.activate = (context) => {
  let panel;
  const show = () => {
    if (panel !== undefined) return panel.reveal();
    panel = vscode.window.createWebviewPanel('practicum-double.echo', 'Echo', vscode.ViewColumn.One, {
      enableScripts: true,
      retainContextWhenHidden: true,
    });
    panel.onDidDispose(() => {
      panel = undefined;
    });
    answer(panel.webview);
    panel.webview.html = page('Practicum Test Echo', '');
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('practicum-double.showEcho', show),
    vscode.commands.registerCommand('practicum-double.showEchoView', () =>
      vscode.commands.executeCommand('practicum-double.echoView.focus'),
    ),
    vscode.window.registerWebviewViewProvider('practicum-double.echoView', {
      resolveWebviewView({ webview }) {
        webview.options = { enableScripts: true };
        answer(webview);
        webview.html = page('Practicum Test Echo View', first);
      },
    }),
  );
};
