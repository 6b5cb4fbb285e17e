import { isSecretVariable } from '../base/secretVariables.ts';

/** The environment of a confined program: nothing in it that lets somebody act in the person's name, and places to write that it has. */

/** Ways to a process outside. Their sockets cannot be reached, and a program would wait for them. */
const leadsOutside =
  /^(?:SSH_AUTH_SOCK|SSH_AGENT_PID|GPG_AGENT_INFO|DBUS_\w+_ADDRESS|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|DOCKER_HOST|PULSE_SERVER|VSCODE_\w+|BROWSER)$/;
const proxyName = /^(?:https?|all|ftp|no)_proxy$/i;

/** Caches that are only caches: in the home they could not be written. */
const caches: Readonly<Record<string, string>> = {
  MPLCONFIGDIR: '/tmp/cache/matplotlib',
  TRITON_CACHE_DIR: '/tmp/cache/triton',
  NUMBA_CACHE_DIR: '/tmp/cache/numba',
  CUDA_CACHE_PATH: '/tmp/cache/cuda',
  PIP_CACHE_DIR: '/tmp/cache/pip',
  UV_CACHE_DIR: '/tmp/cache/uv',
};

export function confinedEnvironment(
  env: Readonly<Record<string, string>>,
  temporary: string,
  proxy: string | undefined,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (isSecretVariable(name) || leadsOutside.test(name) || proxyName.test(name)) continue;
    kept[name] = value;
  }
  for (const [name, path] of Object.entries(caches)) kept[name] ??= path.replace(/^\/tmp/, temporary);
  return {
    ...kept,
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
    PRACTICUM_CONFINED: '1',
    ...(proxy === undefined ? {} : proxied(proxy)),
  };
}

function proxied(address: string): Readonly<Record<string, string>> {
  const here = 'localhost,127.0.0.1,::1';
  const both = (name: string, value: string): readonly (readonly [string, string])[] => [
    [name, value],
    [name.toUpperCase(), value],
  ];
  return Object.fromEntries([
    ...['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => both(name, address)),
    ...both('no_proxy', here),
  ]);
}
