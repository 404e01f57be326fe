import type { Fault } from './faults.ts';
import type { Message, Segment } from './hl7/message.ts';

/** What is wrong with a message before it is looked at what it says. */

/** What cannot be read at all. */
export function unreadable(outcome: 'not so encoded' | 'unknown encoding' | 'separators unusable'): Fault {
  const said = {
    'not so encoded': [
      'MSH^1^18',
      'The letters are not encoded as MSH-18 says; declare 8859/1 or UNICODE UTF-8, whichever you send.',
    ],
    'unknown encoding': ['MSH^1^18', 'MSH-18 names an encoding that is not read here; send UNICODE UTF-8 or 8859/1.'],
    'separators unusable': ['MSH^1^2', 'MSH-1 and MSH-2 must name five different marks, such as |^~\\&.'],
  } as const;
  const [at, text] = said[outcome];
  return { severity: 'E', code: 102, at, cause: 'letters', text };
}

/** What is not taken at all: another kind of message, another version, or not meant for production. */
export function unsupportedIn(header: Segment): Fault | undefined {
  const refuse = (code: Fault['code'], number: number, text: string): Fault => {
    return { severity: 'E', code, at: header.at(number), cause: 'unsupported', text };
  };
  const [type, trigger] = [header.text(9, 1), header.text(9, 2)];
  if (type === '') return refuse(101, 9, 'The kind of message is missing; VXU with V04 and QBP with Q11 are taken.');
  if (!['VXU V04', 'QBP Q11'].includes(`${type} ${trigger}`)) {
    return refuse(200, 9, 'This kind of message is not taken; send VXU with V04 or QBP with Q11.');
  }
  if (header.text(12) === '') return refuse(101, 12, 'The version is missing; send 2.5.1.');
  if (header.text(12) !== '2.5.1') return refuse(203, 12, 'Only version 2.5.1 is taken.');
  if (header.text(11) === '') return refuse(101, 11, 'The processing ID is missing; send P.');
  if (header.text(11) !== 'P') {
    return refuse(
      202,
      11,
      'Only processing ID P is taken: what is sent for training or debugging does not belong here.',
    );
  }
  return undefined;
}

export function headerFaults({ header, stray, segments }: Message): Fault[] {
  const faults: Fault[] = [];
  if (header.text(10) === '') {
    const text = 'The control id is missing, by which you would know which message is answered. Nothing was stored.';
    faults.push({ severity: 'E', code: 101, at: header.at(10), cause: 'header', text });
  }
  if (segments.filter(({ name }) => name === 'PID').length > 1) {
    const text =
      'The message has more than one PID segment, and it can be about one client alone. Nothing was stored; send each client in a message of its own, which begins with MSH.';
    faults.push({ severity: 'E', code: 100, at: 'PID^2', cause: 'broken-segment', text });
  }
  if (stray !== undefined) {
    const text = `Line ${stray.line} of the message, after ${stray.after}, does not begin with the name of a segment: a line break stands within a segment. Nothing was stored; send the message without it.`;
    faults.push({
      severity: 'E',
      code: 102,
      at: `${stray.after}^${segments.filter(({ name }) => name === stray.after).length}`,
      cause: 'broken-segment',
      text,
    });
  }
  return faults;
}

export function lettersOf({ cleaned, guessed }: Message): Fault[] {
  const warn = (at: string, text: string): Fault => ({ severity: 'W', code: 102, at, cause: 'letters', text });
  return [
    ...(cleaned
      ? [warn('MSH^1', 'Control characters stood in the message and were taken out; look at names and addresses.')]
      : []),
    ...(guessed
      ? [warn('MSH^1^18', 'The letters are no UTF-8 and were read as Latin-1; declare 8859/1 in MSH-18.')]
      : []),
  ];
}

export const wrongSite: Fault = {
  severity: 'E',
  code: 103,
  at: 'MSH^1^4',
  cause: 'sender',
  text: 'The sending facility is none of the sites that you report for. Nothing was stored; send the id of one in MSH-4.',
};

/** Not the sender's: the message may be right, and the next try may do. */
export const notWorkedThrough: Fault = {
  severity: 'E',
  code: 207,
  at: 'MSH',
  cause: 'registry',
  text: 'A fault of the registry kept this message from being worked through. Nothing was stored. Send it again later; where that does not help, tell whoever runs the registry its control id.',
};
