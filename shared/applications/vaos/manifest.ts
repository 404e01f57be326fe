import type { Manifest } from '../manifest.ts';

export const vaos = {
  id: 'vaos',
  name: 'VAOS',
  fullName: 'Vaccine Allocation and Ordering System',
  description: {
    en: 'See your vaccine stock by lot, and your orders',
    es: 'Vea sus vacunas por lote y sus pedidos',
  },
  openTo: ['primary-vaccine-coordinator', 'secondary-vaccine-coordinator', 'state-reviewer'],
  access: {
    en: 'Only Primary and Backup (Secondary) Vaccine Coordinators use VAOS. Your site names them in the Immunization Program Portal (Syntropi).',
    es: 'Solo los coordinadores de vacunas, principal y suplente, usan VAOS. Su centro los nombra en el Immunization Program Portal (Syntropi).',
  },
  policyName: 'Vaos',
  pages: [
    '/',
    '/sites/:site',
    '/sites/:site/order',
    '/sites/:site/receive',
    '/sites/:site/orders/:order/receive',
    '/sites/:site/lots/:lot/waste',
    '/sites/:site/lots/:lot/transfer',
    '/sites/:site/transfers',
    '/sites/:site/count',
    '/sites/:site/ledger',
    '/sites/:site/allocations/:allocation',
    '/sites/:site/transfers/:transfer/confirmation',
    '/sites/:site/movements/:movement/loss-report',
    '/sites/:site/downtime',
    '/review',
  ],
  draftForms: [],
  services: { notices: true, applications: { scopes: ['doses:read', 'enrollments:read'], sites: 'all' } },
  accent: '#1b6b4a',
  icon: 'M12 18l12-6 12 6v14l-12 6-12-6V18zm0 0l12 6 12-6M24 24v14',
} as const satisfies Manifest;
