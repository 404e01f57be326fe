import { traceTexts, unreadableTexts } from '../../../../contract/csv-texts.ts';

/** How refusals call a field that has no place of its own on the page. */
export const fieldNames = {
  ndc: 'ndc',
  lot: 'lot',
  lots: 'lots',
  doses: 'doses',
  reason: 'reason',
  expires: 'expires',
  expiration: 'expiration',
  order: 'order',
  file: 'file',
} as const;

/** What a rule of stock or orders does not allow, by code. It goes on after the field's name: "must be at most 5". */
export const refusals = {
  ...traceTexts,
  ...unreadableTexts,
  'no-unit-of-sale': 'must be an NDC that the CDC lists as a unit of sale',
  'no-multiple': (packDoses: number) => `must be a multiple of ${packDoses}, the doses of one package`,
  'no-such-pin': 'must be the PIN of a site that orders in VAOS',
  'own-pin': 'must be of another site',
  'not-orderable': 'must be one that this site may order',
  'no-room': (most: number, maximum: number, usable: number, onTheWay: number) =>
    `must be at most ${most}: the site may have ${maximum} doses, has ${usable} that can be used, and ${onTheWay} are on the way`,
  'set-aside-unanswered': (doses: number) => `must say why it is ordered beside the ${doses} doses that are set aside`,
  'more-than-set-aside': (most: number) => `must be at most ${most}, which are set aside`,
  'more-than-on-hand': (most: number) => `must be at most ${most}, which this site has of it`,
  'more-than-in-ledger': (most: number, lot: string) =>
    `must be at most ${most}: that is what the ledger has of lot ${lot}`,
  'transfer-expired': 'must not be expired: report it as waste',
  'not-shipped': 'must be an order that was shipped and not yet received',
  'not-ordered': (ndc: string) => `must be ${ndc}, which was ordered`,
  'difference-unsaid': (came: number, ordered: number) => `must say why ${came} doses came and ${ordered} were ordered`,
  'other-expiration': (day: string, lot: string) => `must be ${day}: lot ${lot} is on hand with that expiration`,
  'receipt-expired': 'must not be over: expired vaccine is not taken into stock',
  'in-future': 'must not be in the future',
  'too-long-ago': 'must be within the last year',
  'not-expired': (lot: string, through: string) => `must be another: lot ${lot} may be used through ${through}`,
  'lot-not-counted': (lot: string) => `must have lot ${lot} too`,
  'count-unexplained': (ledger: number, lot: string, counted: number) =>
    `must be given: the ledger has ${ledger} doses of lot ${lot}, and ${counted} were counted`,
  'taken-back-already': 'comes too late: this line was taken back already',
  'of-transfer': 'cannot help: a transfer is in two ledgers; it goes back by a transfer of its own',
  'of-reversal': 'cannot help: a line that takes another back stays',
  'no-such-page': 'must come from the page before',
  'in-line-already': (line: number) => `is in line ${line} already`,
  'reason-unknown': (reasons: string) => `must be one of: ${reasons}`,
  'no-lot-number': 'must be 1 to 20 letters, digits or hyphens',
  'no-date': 'must be a date such as 03/31/2027',
  'no-whole-number': (least: number) => `must be a whole number, ${least} or more`,
  'more-than': (most: number) => `must be at most ${most}`,
  'lot-missing': 'is missing',
  'lot-not-on-hand': 'is no lot on hand at this site',
  'lot-of-several': 'is on hand of several products; give the NDC too',
  'file-empty': 'is empty',
  'file-too-long': (most: number) => `has more than ${most} rows; divide it`,
  'column-missing': (columns: string) => `lacks the column ${columns}`,
} as const;

export type VaosRefusals = typeof refusals;
