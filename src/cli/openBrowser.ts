import { spawn } from 'node:child_process';

/** Tries to show a page. Whether a window came up nobody tells. */
export function openBrowser(page: string, env: Readonly<Record<string, string | undefined>>): void {
  const { platform } = process;
  const isSeen = platform === 'darwin' || platform === 'win32' || (env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (!isSeen) return;
  const [program, args] =
    platform === 'darwin'
      ? (['open', [page]] as const)
      : platform === 'win32'
        ? (['rundll32', ['url.dll,FileProtocolHandler', page]] as const)
        : (['xdg-open', [page]] as const);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  // The address was said.
  child.on('error', () => undefined);
  child.unref();
}
