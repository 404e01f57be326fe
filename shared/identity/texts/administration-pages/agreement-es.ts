import type { Translation } from '../../../contract/languages.ts';
import type { agreementPagesEn } from './agreement-en.ts';

/** Lo que dice la página del acuerdo. */
export const agreementPagesEs: Translation<typeof agreementPagesEn> = {
  people: 'Quién no lo ha aceptado',
  peopleText:
    'De las cuentas que se pueden usar, las que no han firmado la versión vigente. Cada consulta queda en el registro de auditoría.',
  show: 'Mostrarlas',
  counted: (count, people, version) =>
    count === 0
      ? `Todos han aceptado la versión ${version}.`
      : `${count} de ${people} personas no han aceptado la versión ${version}.`,
  cut: (shown) => `Se muestran las primeras ${shown}.`,
  nobody: 'Todos lo han aceptado.',
  personColumns: { name: 'Nombre', username: 'Nombre de usuario', email: 'Correo', sites: 'Centros' },
  versions: 'Versiones',
  none: 'No hay versiones.',
  columns: { version: 'Versión', effective: 'Vigente desde', state: 'Estado', by: 'Escrita por', actions: 'Acciones' },
  states: { past: 'Anterior', current: 'Vigente', upcoming: 'Próxima' },
  commandLine: 'La línea de comandos',
  product: 'Parte de este producto',
  read: 'Leer',
  withdraw: 'Retirar',
  ofThis: (version) => ` la versión ${version}`,
  reading: (version) => `Versión ${version}`,
  close: 'Cerrar',
  onlyEnglish: 'Está escrita solo en inglés.',
  withdrawTitle: (version) => `¿Retirar la versión ${version}?`,
  withdrawText: 'No se pedirá a nadie. Su texto no se conserva.',
  cancel: 'Cancelar',
  withdrawn: 'La versión fue retirada.',
  write: 'Escribir otra versión',
  writeText:
    'Empieza con el texto vigente. En su día se pide a todos que la lean y la firmen antes de cualquier otra cosa; hasta entonces se les avisa durante 14 días.',
  open: 'Escribir una versión…',
  effective: 'Vigente desde',
  effectiveHint: 'Desde el comienzo de este día en el reloj de la clínica: mañana o después.',
  titles: { en: 'Título en inglés', es: 'Título en español' },
  texts: { en: 'Texto en inglés', es: 'Texto en español' },
  textHint:
    'Una línea que empieza con # es un encabezado. Las líneas en blanco separan los párrafos. Ambos idiomas tienen la misma cantidad.',
  preview: 'Cómo se verá',
  keep: 'Guardar la versión',
  keeping: 'Guardando…',
  failed: 'No se guardó la versión',
  kept: (day) => `La versión se guardó. Está vigente desde: ${day}.`,
  missing: 'Ingrese esto.',
  faults: {
    missing: 'Ingrese esto.',
    'not-plain': 'Tiene un carácter que nadie ve. Bórrelo y escriba el texto de nuevo.',
    'no-heading': 'Empiece con un encabezado: una línea que empieza con #.',
    'empty-section': 'Cada encabezado necesita un párrafo.',
    'other-sections': 'Ambos idiomas necesitan la misma cantidad de encabezados y párrafos.',
    'not-later': 'Elija un día después de hoy.',
    taken: 'Otra versión empieza ese día.',
  },
};
