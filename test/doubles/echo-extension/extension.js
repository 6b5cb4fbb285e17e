// A webview beside Practicum's: each message that it sends is answered with one that says when it was sent, in milliseconds since 1970.
// What lies between that and the painted frame is what VS Code itself takes.
const vscode = require('vscode');

const page = `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="UTF-8"><title>Practicum Test Echo</title></head>
  <body><div id="root"><p>echo</p></div><script>window.api = acquireVsCodeApi();</script></body>
</html>`;

exports.activate = (context) => {
  let panel;
  const show = () => {
    if (panel !== undefined) return panel.reveal();
    panel = vscode.window.createWebviewPanel('practicum-double.echo', 'Echo', vscode.ViewColumn.One, {
      enableScripts: true,
      retainContextWhenHidden: true,
    });
    const { webview } = panel;
    webview.onDidReceiveMessage(() => void webview.postMessage({ sentMs: performance.timeOrigin + performance.now() }));
    panel.onDidDispose(() => {
      panel = undefined;
    });
    webview.html = page;
  };
  context.subscriptions.push(vscode.commands.registerCommand('practicum-double.showEcho', show));
};
