import type { LotCondition, OrderStatus } from './api.ts';

/** What VAOS's pages say. */
export const vaosTexts = {
  title: 'Inventory and orders',
  chooseSite: 'Site',
  pin: 'PIN',
  noSites: 'No site is named in your account',
  noSitesText:
    'Stock and orders belong to a site. Your site names its vaccine coordinators in the Immunization Program Portal (Syntropi).',
  notThere: 'This site is not set up for ordering, or has nothing of that kind.',
  notSetUp: 'This site is not set up for ordering',
  notSetUpText: 'Vaccine can be ordered once the enrollment of the site is approved in Syntropi.',
  summary: {
    doses: 'Usable doses on hand',
    expiring: 'Lots expiring within 30 days',
    expired: 'Expired lots',
  },
  expiredNotice: 'Take expired vaccine out of use',
  expiredText: 'Move expired lots out of the storage unit, so that nobody takes a dose from them.',
  stock: {
    caption: 'Stock by lot',
    vaccine: 'Vaccine',
    ndc: 'NDC',
    lot: 'Lot',
    expires: 'Expiration',
    doses: 'Doses on hand',
    condition: 'Condition',
    none: 'There is no vaccine on hand at this site.',
  },
  orders: {
    caption: 'Orders',
    number: 'Order no.',
    product: 'Product',
    doses: 'Doses',
    status: 'Status',
    since: 'Date',
    none: 'This site has not ordered yet.',
  },
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
