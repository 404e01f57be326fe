import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs one of the system's own programs by its full path. @throws when it does not start or does not end in time */
export type RunProgram = (file: string, args: readonly string[], environment?: NodeJS.ProcessEnv) => Promise<Ended>;

const patience = 10_000;
const mostOutput = 4 * 1024 * 1024;

export const runProgram: RunProgram = (file, args, environment = {}) =>
  new Promise((resolve, reject) => {
    const options = {
      timeout: patience,
      maxBuffer: mostOutput,
      windowsHide: true,
      env: { ...process.env, ...environment },
    };
    execFile(file, args, options, (error, output) => {
      if (error === null) return resolve({ code: 0, output });
      // A number only where the program itself ended with it; otherwise it did not start, or was ended.
      if (typeof error.code === 'number') return resolve({ code: error.code, output });
      reject(new Error(`${file} gave no answer (${error.killed ? 'ended after 10 seconds' : error.code})`));
    });
  });
