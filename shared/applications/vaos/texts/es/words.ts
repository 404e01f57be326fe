import type { Translation } from '../../../../contract/languages.ts';
import type { words as source } from '../en/words.ts';

/** In Spanish. */
export const words: Translation<typeof source> = {
  delivery: {
    weekday: {
      monday: 'Lunes',
      tuesday: 'Martes',
      wednesday: 'Miércoles',
      thursday: 'Jueves',
      friday: 'Viernes',
      saturday: 'Sábado',
      sunday: 'Domingo',
    },
    days: (first, last) => `${first} a ${last.toLowerCase()}`,
    between: (from, to) => `de ${from} a ${to}`,
    breakBetween: (from, to) => `no hay nadie de ${from} a ${to}`,
    none: 'No se conoce ningún horario de entregas.',
  },
  allocationStatus: {
    offered: 'En espera de su respuesta',
    accepted: 'Aceptada',
    declined: 'Rechazada',
    lapsed: 'Plazo vencido',
  },
  transferStatus: {
    requested: 'En espera de aprobación',
    approved: 'Aprobada',
    sent: 'En camino',
    received: 'Recibida',
    cancelled: 'Cancelada',
  },
  temperature: {
    'in-range': 'Dentro del rango',
    'out-of-range': 'Fuera del rango',
    'not-known': 'Sin monitor, o no se puede leer',
  },
  wasteReason: {
    expired: 'Vencida',
    'broken-or-spilled': 'Rota o derramada',
    'temperature-excursion': 'Temperatura fuera del rango',
    'drawn-not-used': 'Cargada en la jeringa y no usada',
    'open-vial': 'Frasco abierto que no se terminó a tiempo',
    lost: 'Extraviada o sin explicación',
  },
  clinicianTitle: {
    MD: 'Medicina (MD)',
    DO: 'Medicina osteopática (DO)',
    NP: 'Enfermería de práctica avanzada (NP)',
    PA: 'Asistente de médico (PA)',
    CNM: 'Enfermería obstétrica certificada (CNM)',
    RPh: 'Farmacia (RPh)',
  },
  countReason: {
    administered: 'Dosis aplicadas a pacientes',
    found: 'Dosis halladas que no estaban en el libro',
    missing: 'Dosis faltantes',
    'entered-wrong': 'Un dato anterior se ingresó mal',
  },
  kind: {
    received: 'Recepción',
    wasted: 'Pérdida',
    counted: 'Conteo',
    sent: 'Envío a otro centro',
    arrived: 'Llegada de otro centro',
    reversed: 'Anulación',
  },
  condition: {
    usable: 'Utilizable',
    expiring: 'Vence pronto',
    expired: 'Vencido',
  },
  status: {
    draft: 'Borrador',
    submitted: 'Presentado',
    approved: 'Aprobado',
    shipped: 'Despachado',
    received: 'Recibido',
    cancelled: 'Cancelado',
  },
};
