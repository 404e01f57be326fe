import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';

/** What is wrong with a message, as an ERR segment says it. No text names a person. */
export interface Fault {
  /** Error: something was not stored. Warning: stored, and to be looked at. Information: nothing to do. */
  readonly severity: 'E' | 'W' | 'I';
  /** HL7 table 0357. */
  readonly code: FaultCode;
  /** Segment, which of its name, field: `RXA^2^5`. */
  readonly at: string;
  /** By which reports count it. */
  readonly cause: FaultCause;
  /** What to do about it. */
  readonly text: string;
}

/** HL7 table 0357, as far as it is used here. */
export const faultCodes = {
  100: 'Segment sequence error',
  101: 'Required field missing',
  102: 'Data type error',
  103: 'Table value not found',
  200: 'Unsupported message type',
  202: 'Unsupported processing ID',
  203: 'Unsupported version ID',
  204: 'Unknown key identifier',
  205: 'Duplicate key identifier',
  207: 'Application internal error',
} as const;
export type FaultCode = keyof typeof faultCodes;

/** HL7 table 0533: what kind of mistake it is. */
export function mistakeOf({ code, cause, severity }: Fault): readonly [string, string] | undefined {
  if (severity === 'I') return undefined;
  if (cause === 'dose-date' || cause === 'birth-date')
    return code === 207 ? ['1', 'Illogical Date error'] : ['2', 'Invalid Date'];
  if (code === 101) return ['7', 'Required data missing'];
  if (code === 100) return ['6', 'Required observation missing'];
  if (code === 103) return ['5', 'Table value not found'];
  if (code === 102) return ['4', 'Invalid value'];
  return code === 207 || code === 205 ? ['3', 'Illogical Value error'] : undefined;
}

const codeOfProblem: Readonly<Record<string, FaultCode>> = {
  missing: 101,
  format: 102,
  'amount-range': 102,
  'email-format': 102,
  'extension-format': 102,
  'lot-format': 102,
  'phone-format': 102,
  'zip-format': 102,
  'maker-unknown': 103,
  'ndc-unknown': 103,
  'state-unknown': 103,
  'vaccine-unknown': 103,
};

/** @param problem of the registry's rules, which name fields as pages do */
export function faultOf(
  { code = '', message }: FieldProblem,
  { at, cause, name, severity = 'E' }: { at: string; cause: FaultCause; name: string; severity?: Fault['severity'] },
): Fault {
  return { severity, code: codeOfProblem[code] ?? 207, at, cause, text: `${name} ${message}.` };
}

/** AR is for messages that are not taken at all; AE says that something of one was not. */
export function acknowledgment(faults: readonly Fault[]): 'AA' | 'AE' {
  return faults.some(({ severity }) => severity === 'E') ? 'AE' : 'AA';
}
