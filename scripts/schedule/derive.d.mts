import type { AntigenTable, ScheduleTables } from '../../server/applications/immtrac2/forecast/schedule-tables.ts';
import type { Tree } from './xml-tree.mjs';

export function groupsOf(schedule: Tree): ScheduleTables['groups'];
export function vaccinesOf(schedule: Tree): ScheduleTables['vaccines'];
export function conflictsOf(schedule: Tree): ScheduleTables['conflicts'];
export function antigenOf(data: Tree, file: string): [name: string, antigen: AntigenTable];
export function span(text: string): string | undefined;
