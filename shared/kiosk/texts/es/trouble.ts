import type { Translation } from '../../../contract/languages.ts';
import type { troubleTexts as source } from '../trouble.ts';

/** In Spanish. */
export const troubleTexts: Translation<typeof source> = {
  kinds: {
    crashed: 'Esta página dejó de funcionar. Se abre de nuevo.',
    hangs: 'Esta página no responde. Si sigue así, se abre de nuevo.',
    'name not found': 'La dirección de esta página no se conoce en esta red. Se intenta de nuevo.',
    refused: 'El servidor de esta página no responde. Se intenta de nuevo.',
    timeout: 'El servidor de esta página tarda demasiado en responder. Se intenta de nuevo.',
    other: 'No se pudo cargar esta página. Se intenta de nuevo.',
    certificate: 'El servidor de esta página no puede demostrar que es el correcto. La página no se abrió.',
  },
  givenUp:
    'Esta página dejó de funcionar varias veces y ya no se abre por sí sola. Llame a su departamento de informática si sigue así.',
};
