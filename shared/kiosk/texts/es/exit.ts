import type { Translation } from '../../../contract/languages.ts';
import type { exitTexts as source } from '../exit.ts';

/** In Spanish. */
export const exitTexts: Translation<typeof source> = {
  title: 'Salir del modo quiosco',
  explanation:
    'Para el departamento de informática: el código de salida termina el quiosco en esta estación de trabajo. Se cierra la sesión de quien la tenga abierta.',
  code: 'Código de salida',
  leave: 'Salir del modo quiosco',
  back: 'Enterprise Portal',
  wrong: 'Ese no es el código de salida.',
  wait: (minutes) =>
    `Demasiados códigos incorrectos. El siguiente se puede probar ${minutes <= 1 ? 'en menos de un minuto' : `en ${minutes} minutos`}.`,
  noCode:
    'La política no fija ningún código de salida para esta estación de trabajo. Del modo quiosco se sale cambiando la política (KioskMode, KioskExitCodeHash).',
};
