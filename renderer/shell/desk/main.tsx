import '../../platform/design/base.css';
import './desk.css';
import type { DeskStep } from '../../../shared/kiosk/texts/desk.ts';
import { kioskTextsFor } from '../../../shared/kiosk/texts/in-language.ts';
import { type TroubleKind, troubleText } from '../../../shared/kiosk/texts/trouble.ts';

/** The workstation's language: it is nobody's turn. */
const { desk: texts, trouble } = kioskTextsFor(navigator.languages);

/** Between two people: nothing of the last one, nothing to press. The shell alone says, in the address, what to show. */
const parameters = new URLSearchParams(location.search);
const failed = (parameters.get('failed') ?? '').split(',').filter(isStep);

function isStep(name: string): name is DeskStep {
  return Object.hasOwn(texts.steps, name);
}

function element(tag: string, ...content: (string | Node)[]): HTMLElement {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/** What stands over a page that has trouble, instead of between two people. */
function troubleLine(): string | undefined {
  const kind = parameters.get('trouble') ?? '';
  if (!Object.hasOwn(trouble.kinds, kind)) return undefined;
  return troubleText(kind as TroubleKind, !parameters.has('given-up'), trouble);
}

function unreachable(why: string): HTMLElement[] {
  const { title, goesOn, server, why: reasons } = texts.unreachable;
  const host = element('p', server(parameters.get('server') ?? ''));
  host.className = 'soft';
  return [element('h1', title), ...(isReason(why) ? [element('p', reasons[why])] : []), element('p', goesOn), host];
}

function missing(origin: string): HTMLElement[] {
  const { title, text, call } = texts.missing;
  return [element('h1', title), element('p', text(origin)), element('p', call)];
}

function progress(): HTMLElement {
  const [why, origin] = ['unreachable', 'missing'].map((name) => parameters.get(name) ?? undefined);
  let lines = [element('h1', troubleLine() ?? texts.clearing)];
  if (why !== undefined) lines = unreachable(why);
  if (origin !== undefined) lines = missing(origin);
  const box = element('div', ...lines);
  box.role = 'status';
  return box;
}

function isReason(name: string): name is keyof typeof texts.unreachable.why {
  return Object.hasOwn(texts.unreachable.why, name);
}

function problem(): HTMLElement {
  const { title, text, call } = texts.failed;
  const steps = failed.map((name) => element('li', texts.steps[name]));
  const box = element('section', element('h2', title), element('p', text), element('p', call), element('ul', ...steps));
  box.className = 'notice';
  box.dataset['kind'] = 'danger';
  box.role = 'alert';
  return box;
}

const desk = element('main', progress(), ...(failed.length > 0 ? [problem()] : []));
desk.id = 'desk';
document.getElementById('root')!.append(desk);
