import { open } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import type { CommandAnswer } from '../starting/command-answer.ts';
import { ExitCodeError, hashExitCode } from './exit-code.ts';

/**
 * `--hash-exit-code`, `--hash-exit-code=FILE` [K5]: what is typed as an argument everybody could see, so the code comes by
 * standard input, or in a file whose content the answer then replaces.
 */

/** Whoever names the wrong file loses nothing. */
const mostBytes = 1024;

export async function hashFromInput(
  platform: NodeJS.Platform,
  input: AsyncIterable<string | Buffer>,
): Promise<CommandAnswer> {
  // A program with windows is given no standard input there (electron/electron#4218).
  if (platform === 'win32') return refused('On Windows the code is read from a file: --hash-exit-code=FILE');
  return hashed(await firstLine(input));
}

/**
 * Its answer is in the file, since on Windows nobody may see the output of a program with windows.
 * @param home folder of whoever asks, where Windows lets nobody else read; how closed a single file is it tells only by its lists
 */
export function hashInFile(platform: NodeJS.Platform, file: string, home: string): Promise<CommandAnswer> {
  return answerInFile(platform, file, home, { what: 'code', answer: hashed });
}

/** Puts what comes of a secret in its place, in the file that holds it on one line. */
export async function answerInFile(
  platform: NodeJS.Platform,
  file: string,
  home: string,
  { what, answer: answerTo }: { readonly what: string; readonly answer: (secret: string) => Promise<CommandAnswer> },
): Promise<CommandAnswer> {
  if (platform === 'win32' && !isWithin(home, file)) {
    return refused(`${file} may be readable for others: put it into a folder of your own, below ${home}.`);
  }
  try {
    const handle = await open(file, 'r+');
    try {
      const { mode, size } = await handle.stat();
      if (platform !== 'win32' && (mode & 0o077) !== 0) return refused(`${file} is not only yours: chmod 600 first.`);
      const content = size > mostBytes ? undefined : textOf(await handle.readFile());
      const [code, ...more] = content?.trimEnd().split(/\r?\n/) ?? [];
      if (code === undefined || more.length > 0)
        return refused(`${file} must hold the ${what} on one line, nothing else.`);
      const answer = await answerTo(code);
      await handle.truncate(0);
      await handle.write(`${answer.output}\n`, 0);
      return { exitCode: answer.exitCode, output: `The answer is in ${file}, in place of the ${what}.` };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refused(`${file} cannot be read and written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** As Notepad and PowerShell write it: UTF-8 with or without its mark, or UTF-16. */
function textOf(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  return bytes.toString(encoding).replace(/^\uFEFF/, '');
}

async function hashed(code: string): Promise<CommandAnswer> {
  try {
    return { exitCode: 0, output: await hashExitCode(code) };
  } catch (error) {
    if (!(error instanceof ExitCodeError)) throw error;
    return refused(error.message);
  }
}

function refused(why: string): CommandAnswer {
  return { exitCode: 1, output: why };
}

async function firstLine(input: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0]!;
}
