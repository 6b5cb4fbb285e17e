/** What a Dockerfile says of how its server is started. The image is not built: the files of the Space are its folder. */

export interface DockerStart {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Throws where there is no CMD and no ENTRYPOINT. */
export function startOf(dockerfile: string): DockerStart {
  const lines = dockerfile.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  let entrypoint: readonly string[] = [];
  let command: readonly string[] = [];
  const environment: Record<string, string> = {};
  for (const line of lines) {
    const [, word = '', rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
    switch (word.toUpperCase()) {
      case 'CMD':
        command = argvOf(rest);
        break;
      case 'ENTRYPOINT':
        entrypoint = argvOf(rest);
        break;
      case 'ENV':
        for (const [, name = '', quoted, plain = ''] of rest.matchAll(/([A-Za-z_]\w*)[= ](?:"([^"]*)"|(\S*))/g))
          environment[name] = quoted ?? plain;
        break;
      default:
    }
  }
  const argv = [...entrypoint, ...command];
  if (argv.length === 0) throw new Error('The Dockerfile has no CMD');
  return { argv, environment };
}

/** The list form is run as it is, the other by a shell. */
function argvOf(text: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // It is the form for a shell.
  }
  return ['/bin/sh', '-c', text.trim()];
}
