/** The reference's tools, as far as its behaviour depends on them: what they take, and which of their calls it asks about. */
import { z } from 'zod';

/** They take any object; only `args`, where it is given, has to be one, too. */
export const referenceInput = z
  .looseObject({ args: z.unknown().optional() })
  .refine(({ args }) => args === undefined || args === null || (typeof args === 'object' && !Array.isArray(args)), {
    path: ['args'],
    error: 'must be an object',
  });
export type ReferenceInput = z.infer<typeof referenceInput>;

export interface ReferenceConfig {
  readonly yolo_mode: boolean;
  readonly confirm_cpu_jobs: boolean;
}

/** Whether the reference asks before such a call. */
export function needsApproval(tool: string, input: ReferenceInput, config: ReferenceConfig): boolean {
  const operation = text(input['operation']);
  if (tool === 'hf_jobs' && operation.startsWith('scheduled')) return operation === 'scheduled run' || !config.yolo_mode;
  return !config.yolo_mode && isAskedAbout(tool, operation, input, config);
}

function isAskedAbout(tool: string, operation: string, input: ReferenceInput, config: ReferenceConfig): boolean {
  const hardware = text(input['hardware_flavor']) || text(input['hardware']) || 'cpu-basic';
  switch (tool) {
    case 'sandbox_create':
      return hardware !== 'cpu-basic';
    case 'hf_jobs':
      if (operation !== 'run' && operation !== 'uv') return false;
      return config.confirm_cpu_jobs || !['cpu-basic', 'cpu-upgrade'].includes(hardware);
    case 'hf_repo_files':
      return operation === 'upload' || operation === 'delete';
    case 'hf_repo_git':
      return ['delete_branch', 'delete_tag', 'merge_pr', 'create_repo', 'update_repo'].includes(operation);
    default:
      return false;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
