/**
 * What a model is asked to do. `main`: the conversation. `research`: sub-agents that read. `analysis`: one question about a long text or a
 * picture. `compaction`: summaries. `titles`: a few words. Where nothing is chosen for a role, the main model does it.
 */
export type ModelRole = 'main' | 'research' | 'analysis' | 'compaction' | 'titles';

export const modelRoles: readonly ModelRole[] = ['main', 'research', 'analysis', 'compaction', 'titles'];
