import type * as vscode from 'vscode';

/** Documents that may have lenses. */
export const lensSelector: vscode.DocumentSelector = [
  { language: 'python', scheme: 'file' },
  { pattern: '**/*.{yaml,yml,toml}', scheme: 'file' },
];
