import type { Translation } from '../../../contract/languages.ts';
import type { barTexts as source } from '../bar.ts';

/** In Spanish. */
export const barTexts: Translation<typeof source> = {
  portal: 'Enterprise Portal',
  help: 'Ayuda',
  signOut: 'Cerrar sesión',
  training: 'CAPACITACIÓN',
  origin: 'De dónde viene esta página',
  sites: (count) => `${count} centros`,
  zoom: (percent) => `${percent} %`,
  resetZoom: (percent) => `Ampliación ${percent} %. Mostrar la página de nuevo al 100 %.`,
  print: 'Imprimir',
  closePage: 'Cerrar esta página',
  find: {
    name: 'Buscar en esta página',
    next: 'Siguiente',
    previous: 'Anterior',
    close: 'Cerrar',
    found: (current, matches) => `${current} de ${matches}`,
    nothing: 'No se encontró',
  },
  closeNotice: 'Cerrar este aviso',
  notices: {
    saved: (name, folder) => `Se guarda hasta que cierre la sesión: ${name} (en ${folder})`,
    refused: (name) => `Se rechazó ${name}: un archivo de este tipo podría ejecutarse en la estación de trabajo.`,
    failed: (name) => `No se pudo guardar ${name}.`,
    noFiles: 'Esta estación de trabajo no guarda archivos de páginas. Lo decide su departamento de informática.',
    missing: (origin) =>
      origin === ''
        ? 'Esta página quiso abrir algo que el quiosco no muestra.'
        : `Esta página quiso ir a ${origin}, que no está en la lista de esta aplicación. Avise a su departamento de informática.`,
    tooManyWindows: 'Esta página tiene demasiadas ventanas abiertas. Cierre una e intente de nuevo.',
    notPrinted: 'No se pudo imprimir la página.',
  },
  page: 'Página',
};
