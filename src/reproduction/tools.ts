import type { Tool } from '../base/tool.ts';
import { CheckMemory } from '../tools/checkMemory.ts';
import { type BoundServices, bindTool, type ToolDefinition } from '../tools/define.ts';
import { ReadMemory } from '../tools/readMemory.ts';
import type { ToolServices } from '../tools/services.ts';
import { checkContract } from './checkContract.ts';
import { checkIntegrity } from './checkIntegrity.ts';
import { crawlLiterature } from './crawlLiterature.ts';
import { linkCode } from './linkCode.ts';
import { nextStep, proposePlan, recordAnalysis } from './planning.ts';
import { reviewCode } from './reviewCode.ts';
import { changeRegister, recordSpec, startReproduction } from './specifying.ts';
import { writeReport } from './writeReport.ts';

/**
 * Tools that hold code and papers together: offered where papers are. Those of a reproduction are told of once one has been begun in the
 * workspace, since every request carries what is told.
 */
export function bindReproductionTools(services: ToolServices): readonly Tool[] {
  if (!services.papers.isOpen) return [];
  const bound = { ...services, seen: new ReadMemory(), checks: new CheckMemory() };
  // Looked up once, so that what is offered changes at one point of a session: where it is begun here.
  let isBegun: boolean | undefined;
  const isOffered = (): boolean => {
    isBegun ??= services.hasReproduction();
    return isBegun;
  };
  const late = <Input>(definition: ToolDefinition<Input>): Tool<Input> => ({ ...bindTool(definition, bound), isOffered });
  const begin = bindBeginning(bound, () => {
    isBegun = true;
  });
  return [
    bindTool(linkCode, bound),
    bindTool(crawlLiterature(), bound),
    begin,
    bindTool(reviewCode, bound),
    late(recordSpec),
    late(changeRegister),
    late(proposePlan),
    late(recordAnalysis),
    late(nextStep),
    late(checkContract),
    late(checkIntegrity),
    late(writeReport),
  ];
}

function bindBeginning(services: BoundServices, onBegun: () => void): Tool<Parameters<typeof startReproduction.run>[0]> {
  const tool = bindTool(startReproduction, services);
  return {
    ...tool,
    async run(input, call) {
      const result = await tool.run(input, call);
      onBegun();
      return result;
    },
  };
}
