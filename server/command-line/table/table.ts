import { machineCommands } from './machine.ts';
import { recordsCommands } from './records.ts';
import type { Command } from './shape.ts';

const table = { ...machineCommands, ...recordsCommands };

export type CommandName = keyof typeof table;

/** Every command of the server. */
export const commandTable: Readonly<Record<CommandName, Command>> = table;
