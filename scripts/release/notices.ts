// The licences of what is bundled: most of them ask that their text goes along with every copy.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../setup.mjs';

const licenceFile = /^(licen[cs]e|copying|notice|third-party-notices)(\.(md|txt|mit|bsd))?$/i;

/**
 * @param modules files that went into a bundle
 * @returns the licence of each package among them, one after the other
 */
export function notices(modules: readonly string[]): string {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const packages = [...folders].map(readPackage);
  // Several copies of one version are one.
  const each = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  const sections = [...each.keys()].toSorted().map((key) => section(each.get(key)!));
  return `This program contains the following packages, each under its own licence.\n\n${sections.join('\n')}`;
}

function packageFolder(file: string): string | undefined {
  // Bundlers mark modules of their own with \0 and add what was asked for after a question mark.
  const path = file.replace(/^\0/, '').replace(/\?.*$/, '');
  const parts = relative(root, path).split(sep);
  const place = parts.lastIndexOf('node_modules');
  if (place === -1) return undefined;
  const length = parts[place + 1]?.startsWith('@') ? 3 : 2;
  const folder = join(root, ...parts.slice(0, place + length));
  return existsSync(join(folder, 'package.json')) ? folder : undefined;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly texts: readonly string[];
}

function readPackage(folder: string): Package {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const { name, version, license } = about;
  const texts = readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, licence: license ?? 'no licence named', texts };
}

function section({ name, version, licence, texts }: Package): string {
  const heading = `${name} ${version} (${licence})`;
  return [heading, '='.repeat(heading.length), '', ...texts.flatMap((text) => [text, ''])].join('\n');
}
