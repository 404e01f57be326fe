import type { Translation } from '../../../contract/languages.ts';
import type { sitesEn } from './sites-en.ts';

/** Lo que dice la página de los centros. */
export const sitesEs: Translation<typeof sitesEn> = {
  table: 'Centros',
  text: 'Un centro cerrado ya no se asigna a nadie. Quien lo tiene lo conserva hasta que un administrador lo cambie.',
  none: 'No hay centros.',
  create: 'Crear un centro',
  rename: (name) => `Cambiar el nombre de «${name}»`,
  id: 'Identificador',
  idHint: 'Con él conocen el centro todos los demás, como su PIN. No se puede cambiar.',
  name: 'Nombre',
  missing: 'Ingrese esto.',
  make: 'Crear el centro',
  save: 'Guardar el nombre',
  sending: 'Guardando…',
  cancel: 'Cancelar',
  failed: 'No se guardó el centro',
  created: (name) => `Se creó «${name}».`,
  renamed: (name) => `Ahora se llama «${name}» para todos los que lo tienen.`,
  closed: (name) => `«${name}» está cerrado.`,
  opened: (name) => `«${name}» está abierto otra vez.`,
  columns: { name: 'Nombre', id: 'Identificador', people: 'Personas', state: 'Estado', actions: 'Acciones' },
  states: { open: 'Abierto', closed: 'Cerrado' },
  renameOne: 'Cambiar nombre',
  closeOne: 'Cerrar',
  openOne: 'Abrir de nuevo',
  ofThis: (name) => ` «${name}»`,
};
