import type { Confinement } from '../base/sandbox.ts';

export interface ConfinedFailure {
  readonly output: string;
  readonly network: Confinement['network'];
  readonly refusedHosts: readonly string[];
}

/** What resolvers and sockets say where there is no network: glibc, musl, curl, Python, Node, Go, git. */
const networkSigns =
  /could not resolve host|name or service not known|temporary failure in name resolution|nodename nor servname|network is unreachable|no route to host|EAI_AGAIN|ENOTFOUND|getaddrinfo|NameResolutionError|ConnectionRefusedError|failed to establish a new connection|no such host|could not connect to server|Failed to connect to|Could not find a version that satisfies/i;
const readOnlySigns = /read-only file system|EROFS|Errno 30\b/i;
const hiddenSigns = /permission denied|EACCES|operation not permitted|EPERM|Errno 13\b/i;

/**
 * Why a confined command probably failed, with the next step, in one line for the model; none where the sandbox has nothing to do with
 * it as far as its output tells. A guess from words: the exit code does not say it.
 */
export function explainFailure({ output, network, refusedHosts }: ConfinedFailure): readonly string[] {
  const why = guess({ output, network, refusedHosts });
  return why === undefined ? [] : [why];
}

function guess({ output, network, refusedHosts }: ConfinedFailure): string | undefined {
  const tail = output.slice(-20_000);
  if (refusedHosts.length > 0) {
    return `sandbox: ${refusedHosts.slice(0, 5).join(', ')} may not be reached by this command; if it must, run it again with hosts: ${JSON.stringify(refusedHosts.slice(0, 5))}, which the person is asked about`;
  }
  if (networkSigns.test(tail)) {
    const reaches = network === 'off' ? 'no network' : `only ${network.hosts.join(', ')}`;
    return `sandbox: confined commands have ${reaches}; if this one must reach hosts, run it again with hosts: ["…"], which the person is asked about`;
  }
  if (readOnlySigns.test(tail)) {
    return 'sandbox: confined commands write only in the workspace and /tmp, and not in .git, environments and other protected places; write elsewhere, or run it again with writes: ["…"], which the person is asked about';
  }
  if (hiddenSigns.test(tail)) {
    return 'sandbox: credentials and secret files (.env, keys, the home’s logins) are not readable for confined commands; do without them, or ask the person';
  }
  return undefined;
}
