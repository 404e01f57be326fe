import type { Weekday } from '../../../delivery-hours.ts';
import type { AllocationStatus } from '../../allocations/api.ts';
import type { LotCondition, OrderStatus } from '../../overview/api.ts';
import type { ClinicianTitle, CountReason, MovementKind, Temperature, WasteReason } from '../../stock/api.ts';
import type { TransferStatus } from '../../transfers/api.ts';

/** How pages and papers call what has a code. */
export const words = {
  delivery: {
    weekday: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    } satisfies Record<Weekday, string>,
    days: (first: string, last: string) => `${first} to ${last}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    breakBetween: (from: string, to: string) => `nobody from ${from} to ${to}`,
    none: 'No delivery hours are known.',
  },
  allocationStatus: {
    offered: 'Waiting for your answer',
    accepted: 'Accepted',
    declined: 'Declined',
    lapsed: 'Time is over',
  } satisfies Record<AllocationStatus, string>,
  transferStatus: {
    requested: 'Waiting for approval',
    approved: 'Approved',
    sent: 'On the way',
    received: 'Received',
    cancelled: 'Cancelled',
  } satisfies Record<TransferStatus, string>,
  temperature: {
    'in-range': 'In range',
    'out-of-range': 'Out of range',
    'not-known': 'No monitor, or it cannot be read',
  } satisfies Record<Temperature, string>,
  wasteReason: {
    expired: 'Expired',
    'broken-or-spilled': 'Broken or spilled',
    'temperature-excursion': 'Temperature excursion',
    'drawn-not-used': 'Drawn up and not used',
    'open-vial': 'Open vial, not used up in time',
    lost: 'Lost or unaccounted for',
  } satisfies Record<WasteReason, string>,
  clinicianTitle: {
    MD: 'Doctor of Medicine (MD)',
    DO: 'Doctor of Osteopathic Medicine (DO)',
    NP: 'Nurse Practitioner (NP)',
    PA: 'Physician Assistant (PA)',
    CNM: 'Certified Nurse-Midwife (CNM)',
    RPh: 'Registered Pharmacist (RPh)',
  } satisfies Record<ClinicianTitle, string>,
  countReason: {
    administered: 'Doses given to patients',
    found: 'Doses found that were not in the ledger',
    missing: 'Doses missing',
    'entered-wrong': 'An earlier entry was wrong',
  } satisfies Record<CountReason, string>,
  kind: {
    received: 'Received',
    wasted: 'Wasted',
    counted: 'Counted',
    sent: 'Sent to another site',
    arrived: 'Came from another site',
    reversed: 'Taken back',
  } satisfies Record<MovementKind, string>,
  condition: {
    usable: 'Usable',
    expiring: 'Expires soon',
    expired: 'Expired',
  } satisfies Record<LotCondition, string>,
  status: {
    draft: 'Draft',
    submitted: 'Submitted',
    approved: 'Approved',
    shipped: 'Shipped',
    received: 'Received',
    cancelled: 'Cancelled',
  } satisfies Record<OrderStatus, string>,
} as const;
