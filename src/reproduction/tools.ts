import type { Tool } from '../base/tool.ts';
import { CheckMemory } from '../tools/checkMemory.ts';
import { bindTool } from '../tools/define.ts';
import { ReadMemory } from '../tools/readMemory.ts';
import type { ToolServices } from '../tools/services.ts';
import { checkContract } from './checkContract.ts';
import { checkIntegrity } from './checkIntegrity.ts';
import { linkCode } from './linkCode.ts';
import { nextStep, proposePlan, recordAnalysis } from './planning.ts';
import { reviewCode } from './reviewCode.ts';
import { writeReport } from './writeReport.ts';

/** Tools that hold code and papers together: offered where papers are. */
export function bindReproductionTools(services: ToolServices): readonly Tool[] {
  if (!services.papers.isOpen) return [];
  const bound = { ...services, seen: new ReadMemory(), checks: new CheckMemory() };
  return [
    bindTool(linkCode, bound),
    bindTool(checkContract, bound),
    bindTool(checkIntegrity, bound),
    bindTool(proposePlan, bound),
    bindTool(recordAnalysis, bound),
    bindTool(nextStep, bound),
    bindTool(reviewCode, bound),
    bindTool(writeReport, bound),
  ];
}
