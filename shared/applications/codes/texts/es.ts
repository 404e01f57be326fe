import type { Translation } from '../../../contract/languages.ts';
import { lotCharacters } from '../gs1.ts';
import type { scanEn } from './en.ts';

/** What is said of a scan, in Spanish. */
export const scanEs: Translation<typeof scanEn> = {
  confirm: 'En la lectura se perdió un separador. ¿Qué dice el envase?',
  lot: 'Lote',
  expires: 'vence',
  none: 'Ninguno: lo escribo yo',
  notes: {
    'not a package': 'Este no es el código del envase de una vacuna.',
    'not a vaccine code': 'Este no es un código que usen las vacunas.',
    'check digit': 'El dígito de control del número de producto no es correcto.',
    'lot too long': `El lote tiene más de ${lotCharacters} caracteres.`,
    impossible: 'Contiene una fecha que no existe en el calendario o un carácter que no es posible.',
    again: 'Escanee de nuevo o escriba lo que dice el envase.',
    statement: 'Esta es una hoja de información sobre vacunas (VIS), no una vacuna.',
    shipment: 'Esta es la etiqueta de un envío, no de una vacuna.',
    'two scans': 'Se juntaron dos lecturas. Escanee el envase una vez más.',
    'lost separator': 'Se perdió un separador entre el lote y lo que sigue. Compare con el envase.',
    'part unread': 'No se entendió una parte del código.',
    expired: 'Está vencida. No la aplique.',
    'unknown product number': 'Ninguna vacuna de las tablas tiene este número de producto.',
    'unknown number': 'Ninguna vacuna de las tablas tiene este número.',
    carton:
      'Esta es la caja exterior. Su lote puede ser distinto del de una unidad que contiene; escanee la unidad que se aplica.',
    'type the rest': 'Escriba el lote y la fecha de vencimiento que figuran en el envase.',
  },
  parts: { ndc: 'el NDC', lot: 'el lote', expiration: 'la fecha de vencimiento' },
  lacks: (parts) => `El código no tiene ${parts.join(' ni ')}. Escriba lo que figura en el envase.`,
};
