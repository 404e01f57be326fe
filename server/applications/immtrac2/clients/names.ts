/** How names are compared: typed by many people, from cards and by ear. */

/** Accents, capitals, hyphens, apostrophes and spaces do not tell people apart; they are typed too differently. */
export function folded(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[Łł]/gu, 'l')
    .replaceAll(/[Øø]/gu, 'o')
    .replaceAll(/[Đđ]/gu, 'd')
    .replaceAll(/ß/gu, 'ss')
    .replaceAll(/\P{L}/gu, '')
    .toLowerCase();
}

/** Of a name with several parts each one that can stand alone: `García-López` is also looked for as `García`. */
export function partsOf(name: string): string[] {
  const parts = name
    .split(/[\s\-\u2010-\u2015]+/u)
    .map(folded)
    .filter((part) => part.length > 2);
  return parts.length > 1 ? parts : [];
}

/** Short forms, each line one name. From common use in English and Spanish. */
const sameName = `
abigail abby gail | alejandra ale alexandra alex sandra | alejandro alexander alex | alfredo fred freddy alfred
andrew andy drew andres | anthony tony antonio | barbara barb | benjamin ben benny | catherine kathryn katherine kate katie kathy cathy catalina
charles charlie chuck carlos | christina cristina tina christine | christopher chris cristobal | daniel dan danny | david dave
deborah debra debbie | dolores lola | edward ed eddie eduardo ted | elizabeth liz beth betty eliza isabel isabella
enrique kike henry hank | fernando nando | francisco frank francis pancho paco | gabriel gabe | gerardo jerry gerald
gregory greg gregorio | guadalupe lupe lupita | guillermo memo william will bill billy | ignacio nacho | jacob jake
james jim jimmy jaime | jennifer jen jenny | jesus chuy | john johnny jack juan | jonathan jon | jose pepe joseph joe joey
joshua josh | lawrence larry lorenzo | leonard leo leonardo | luis louis lou | manuel manny | margaret maggie meg peggy margarita
maria mary | matthew matt mateo | michael mike miguel | michelle shelly | mercedes meche | nathaniel nathan nate | nicholas nick nicolas
olivia liv livvy | patricia pat patty trish | patrick pat | peter pete pedro | rafael rafa ralph | ramon ray raymond
rebecca becky | richard rick dick ricardo | robert bob bobby rob roberto beto | rosario chayo | ronald ron | samuel sam sammy
samantha sam | santiago chago | stephen steven steve esteban | susan sue susana | teresa theresa tere terry | thomas tom tommy tomas
timothy tim | vicente vince vincent | victoria vicky tori | zachary zach`;

const named = new Map<string, Set<string>>();
for (const group of sameName.split(/[\n|]/u)) {
  const [first, ...others] = group.trim().split(' ');
  for (const name of [first, ...others]) if (name) named.set(name, (named.get(name) ?? new Set()).add(first!));
}

/** What the name may stand for; the name itself where nothing else is known of it. */
export function givenNames(firstName: string): string[] {
  const own = folded(firstName);
  return [...new Set([own, ...[own, ...partsOf(firstName)].flatMap((name) => [...(named.get(name) ?? [])])])];
}

/**
 * What a name sounds like, roughly, in English and Spanish: first sound, then consonants. Names that differ in one of the usual
 * ways of spelling come out alike.
 */
export function sound(name: string): string {
  const letters = folded(name)
    .replace(/^(?:kn|gn)/u, 'n')
    .replace(/^(?:wr)/u, 'r')
    .replaceAll(/ph/gu, 'f')
    .replaceAll(/ll/gu, 'y')
    .replaceAll(/gu(?=[ei])/gu, 'g')
    .replaceAll(/qu/gu, 'k')
    .replaceAll(/(?:sch|sh)/gu, 'x')
    .replaceAll(/c(?=[eiy])/gu, 's')
    .replaceAll(/ck/gu, 'k')
    .replaceAll(/ch/gu, 'x')
    .replaceAll(/[cq]/gu, 'k')
    .replaceAll(/z/gu, 's')
    .replaceAll(/[bv]/gu, 'b')
    .replaceAll(/g(?=[ei])/gu, 'j')
    .replaceAll(/h/gu, '');
  const first = letters
    .slice(0, 1)
    .replace(/[aeiou]/u, 'a')
    .replace('y', 'j');
  const others = letters.slice(1).replaceAll(/[aeiouy]/gu, '');
  return (first + others).replaceAll(/(.)\1+/gu, '$1').slice(0, 6);
}

/** Whether one letter more, less, other, or two exchanged make one of the other. */
export function isOneEditApart(one: string, other: string): boolean {
  if (one === other) return true;
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
  if (long.slice(at + 1) === short.slice(at + 1)) return true;
  return long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2);
}
