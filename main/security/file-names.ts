/** Pure decisions about the names of files that pages offer. */

/** What is refused, and why: a file that runs, or makes the system run something, when somebody opens it [K4]. */
export const refusedFiles = [
  {
    because: 'it is a program, or installs one',
    endings: 'app appimage appx com cpl deb dll dmg exe flatpak jar jnlp msi msix msp pif pkg rpm run scr snap sys',
  },
  {
    because: 'it is a script that the system runs',
    endings: 'bash bat bsh cmd command csh hta js jse mjs pl ps1 psm1 py rb sct sh vb vbe vbs workflow wsc wsf wsh',
  },
  {
    because: 'it points to something else, which opens in its place',
    endings: 'appref-ms application desktop inetloc library-ms lnk scf search-ms url webloc website',
  },
  {
    because: 'it changes the system or hides other files',
    endings: 'chm gadget img inf iso mobileconfig msc reg settingcontent-ms terminal vhd vhdx',
  },
] as const;

const refusedEndings = new Set(refusedFiles.flatMap(({ endings }) => endings.split(' ')));

/** @param name as `safeFileName` gives it */
export function isRefusedFile(name: string): boolean {
  const parts = name.toLowerCase().split('.');
  return parts.length > 1 && refusedEndings.has(parts.at(-1)!);
}

const longestName = 120;
const longestEnding = 16;
/** Names that Windows keeps for devices, whatever comes after the first point. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;

/**
 * A name that stays in its folder on every system, shows what it is, and hides nothing: no path, no characters that
 * turn the direction of reading (`exe.fdp`), no point in front or behind.
 * @param suggested by a page; anything
 */
export function safeFileName(suggested: string): string {
  const name = suggested
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [base, ending] = inTwo(deviceName.test(name) ? `_${name}` : name);
  // Half a character, where one was cut in two, goes too.
  const short = base.slice(0, longestName - ending.length).replace(/\p{Cs}$/u, '');
  return `${short}${ending}` || 'download';
}

/** @returns the name, or the first of `name (2).pdf`, `name (3).pdf` … that is free */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const [base, ending] = inTwo(name);
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${base} (${count})${ending}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** @returns what comes before the last point, and that point with what comes after it */
function inTwo(name: string): [base: string, ending: string] {
  const point = name.lastIndexOf('.');
  return point > 0 && name.length - point <= longestEnding ? [name.slice(0, point), name.slice(point)] : [name, ''];
}
