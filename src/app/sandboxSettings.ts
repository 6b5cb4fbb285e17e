/** How the person wants programs to be confined. */
export interface SandboxSettings {
  /** `auto`: where there is a sandbox. `required`: or not at all. */
  readonly use: 'auto' | 'required' | 'off';
  /** Hosts that every confined command may reach. */
  readonly hosts: readonly string[];
}

export const usualSandbox: SandboxSettings = { use: 'auto', hosts: [] };
