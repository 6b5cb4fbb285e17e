// As documented in https://github.com/microsoft/vscode-python/wiki/Python-Environment-APIs. `choose` is for tests.
const vscode = require('vscode');

let chosen = 'python';

exports.activate = () => ({
  ready: Promise.resolve(),
  environments: {
    getActiveEnvironmentPath: () => ({ id: chosen, path: chosen }),
    resolveEnvironment: async ({ path }) => ({
      id: path,
      path,
      executable: { uri: vscode.Uri.file(path), bitness: '64-bit', sysPrefix: '/' },
    }),
  },
  choose(path) {
    chosen = path ?? 'python';
  },
});
