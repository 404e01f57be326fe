import type {
  BodySite,
  DoseUnit,
  HistorySource,
  RefusalReason,
  Route,
} from '../../../../shared/applications/immtrac2/fields.ts';
import type { ReportedOrder } from './report.ts';

/** What codes of a reported order mean to the registry [I7]. */

/** CDC's table NIP001: where a dose is known from; 00 was given by the sender. */
export const sources: Readonly<Record<string, HistorySource | 'given'>> = {
  '00': 'given',
  '01': 'other-record',
  '02': 'other-record',
  '03': 'parent',
  '04': 'parent',
  '05': 'other-record',
  '06': 'birth-record',
  '07': 'school-record',
  '08': 'other-record',
};
/** CDC's table NIP002. */
export const reasons: Readonly<Record<string, RefusalReason>> = {
  '00': 'parent-or-client',
  '01': 'religious',
  '02': 'other',
  '03': 'parent-or-client',
};
export const actions: Readonly<Record<string, ReportedOrder['action']>> = {
  '': 'add',
  A: 'add',
  U: 'update',
  D: 'delete',
};
export const unitsOfDose: Readonly<Record<string, DoseUnit>> = {
  ML: 'mL',
  '{CAPSULE}': 'capsule',
  CAPSULE: 'capsule',
  '{TBL}': 'tablet',
  '{TABLET}': 'tablet',
  TABLET: 'tablet',
};
/** NCI Thesaurus, and HL7 table 0162. */
export const routes: Readonly<Record<string, Route>> = {
  C28161: 'IM',
  C38299: 'SC',
  C38238: 'ID',
  C38288: 'PO',
  C38284: 'NS',
  IM: 'IM',
  SC: 'SC',
  SQ: 'SC',
  ID: 'ID',
  PO: 'PO',
  NS: 'NS',
  IN: 'NS',
};
/** HL7 table 0163; the deltoid is in the upper arm. */
export const bodySites: Readonly<Record<string, BodySite>> = {
  LA: 'LA',
  RA: 'RA',
  LT: 'LT',
  RT: 'RT',
  LVL: 'LVL',
  RVL: 'RVL',
  LG: 'LG',
  RG: 'RG',
  LD: 'LA',
  RD: 'RA',
};
/** An amount that nobody knows. */
export const unknownAmount = 999;
