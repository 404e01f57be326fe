import type { Texts } from '../texts.ts';

/** In Spanish. */
export const reason: Texts['reason'] = {
  hint: 'Por ejemplo, un número de solicitud o cómo sabe quién llama. Se guarda en el registro de auditoría con su nombre.',
  short: (least) => `Ingrese un motivo de ${least} caracteres o más.`,
  cancel: 'Cancelar',
};
